"""site.toml as a JSON Schema: editors complete and check by it while somebody types."""

from __future__ import annotations

from typing import Any

from bootwarden.site.model import Site

_HEX = {"sha256": 64, "lines_sha256": 64, "md5": 32}
_CONTENT = {"Image": ("sha256", "md5", "path"), "Config": ("path", "sha256", "lines_sha256")}
"""One of which an entry must have."""


def schema() -> dict[str, Any]:
    """Return the schema. What it lets through, `bootwarden site check` still looks at: addresses, and files."""
    made = _plain(Site.model_json_schema())
    for name, keys in _CONTENT.items():
        table = made["$defs"][name]
        # A name may be taken from the path.
        table.pop("required", None)
        table["allOf"] = [
            {"anyOf": [{"required": [key]} for key in ("file_name", "path")]},
            {"anyOf": [{"required": [key]} for key in keys]},
        ]
        for key, digits in _HEX.items():
            if key in table["properties"]:
                table["properties"][key]["pattern"] = rf"^\s*[0-9A-Fa-f]{{{digits}}}\s*$"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "Bootwarden's site.toml"}


def _plain(node: Any) -> Any:
    """Leave out what TOML cannot say (null) and what says nothing to an editor (titles, defaults)."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    # A property may be called title: what it says is a table.
    found = {k: _plain(v) for k, v in node.items() if k != "default" and not (k == "title" and isinstance(v, str))}
    if len(choices := [c for c in found.get("anyOf", []) if c != {"type": "null"}]) == 1:
        del found["anyOf"]
        found |= choices[0]
    if found.get("type") == "array" and found.get("items") == {}:
        found["items"] = {"type": "string"}
    return found
