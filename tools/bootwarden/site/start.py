"""A first site.toml: from nothing, or from a folder of images and configurations such as a TFTP root."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bootwarden.facts.image import HEAD as HEAD_BYTES
from bootwarden.files import files_in
from bootwarden.site.kinds import Table, table_of
from bootwarden.site.tags import SMALLEST, describe

HEAD = """\
# What boots here, from where, and who may say so: `bootwarden site build` compiles it for Zeek and Suricata.
# A list that is left out declares nothing, and what depends on it stays silent.

[network]
# Network devices: their every image and configuration is judged.
{devices}
# Servers that may hand out images and configurations: addresses, networks or names.
{boot_servers}
# Servers that may answer DHCP with boot options.
{dhcp_servers}
# Hosts that may administer devices.
{admin_hosts}
# Networks that are inside, besides private ones.
{local}
# Keys of TACACS+ servers, with which Zeek reads what is typed over SSH: the place of each, not the key itself.
# tacacs_keys = {{ "10.0.9.49" = "file:tacacs.key", "10.0.9.50" = "env:TACACS_KEY" }}

# Approved images, and configurations known to be good, each a table of its own. One of path, sha256 and md5
# (of a configuration: path, sha256 and lines_sha256) is enough. Suricata knows an image by its bytes: give it path.
# [[image]]
# file_name = "c2900-universalk9-mz.SPA.157-3.M8.bin"    # as devices ask for it; a name may be there several times
# path = "images/c2900-universalk9-mz.SPA.157-3.M8.bin"  # from the folder of this file; hashed at every build
# version = "15.7(3)M8"                                  # read from the image where left out, as is platform
# allowed_servers = ["10.0.0.5"]                         # who alone may hand it out; left out: any boot server
# allowed_devices = ["10.0.1.0/24"]                      # who alone may load it; left out: any device
# [[config]]
# file_name = "edge1-confg"
# path = "configs/edge1-confg"
"""
_EXAMPLES = {
    "devices": "10.0.0.0/16",
    "boot_servers": "10.0.0.5",
    "dhcp_servers": "10.0.0.2",
    "admin_hosts": "10.0.9.0/24",
    "local": "192.0.2.0/24",
}


@dataclass
class Draft:
    """What a site.toml is to say: the lists of [network], and the text of each further entry."""

    network: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Why a value of a list is there, by list and value."""
    entries: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What looks wrong and was therefore not approved; written as comments at the end."""

    def text(self) -> str:
        """Return the whole file."""
        lists = {name: self._list(name) for name in _EXAMPLES}
        parts = [HEAD.format(**lists), *self.entries]
        if self.remarks:
            parts.append(
                "# Not approved, because it looks wrong:\n" + "".join(f"# - {comment(r)}\n" for r in self.remarks)
            )
        return "\n".join(parts)

    def _list(self, name: str) -> str:
        values = self.network.get(name, [])
        if not values:
            return f'# {name} = ["{_EXAMPLES[name]}"]'
        notes = self.notes.get(name, {})
        lines = "".join(f"    {quoted(v)}," + (f"  # {comment(notes[v])}" if v in notes else "") + "\n" for v in values)
        return f"{name} = [\n{lines}]"


def comment(text: str) -> str:
    """Make any text fit a comment of one line."""
    return "".join(c if c.isprintable() else "?" for c in text)[:300]


def quoted(text: str) -> str:
    """Write text as a TOML basic string."""
    escaped = "".join(f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08x}" for c in text)
    return f'"{escaped}"'


def entry(table: str, values: dict[str, str | list[str] | None], note: str = "") -> str:
    """Write one [[image]] or [[config]]."""
    lines = [f"[[{table}]]" + (f"  # {comment(note)}" if note else "")]
    for name, value in values.items():
        if isinstance(value, list):
            lines.append(f"{name} = [{', '.join(map(quoted, value))}]")
        elif value is not None:
            lines.append(f"{name} = {quoted(value)}")
    return "\n".join(lines) + "\n"


def from_folder(
    folder: Path, beside: Path, progress: Callable[[Path, int], None] = lambda file, read: None
) -> tuple[list[str], list[str]]:
    """Return an entry for each image and configuration in a folder, and the names of the files left out.

    ``beside`` is the folder of the site.toml: paths are written relative to it. ``progress`` is called with the
    file being read and the number of bytes read since the last call.
    """
    entries: list[str] = []
    left_out: list[str] = []
    for file in files_in(folder):
        if file.name.startswith("."):
            continue
        name = file.relative_to(folder).as_posix()
        path = os.path.relpath(file, beside)
        table = _table(file)
        if table is None or name != name.strip() or not name.isprintable():
            left_out.append(name)
        elif table == "image":
            tags = describe(file, partial(_pass_on, progress, file))
            entries.append(
                entry(table, {"file_name": name, "path": path, "platform": tags.platform, "version": tags.version})
            )
        else:
            entries.append(entry(table, {"file_name": name, "path": path}))
    return entries, left_out


_ISO_MARK = 32769
"""Where an ISO 9660 image has its mark (ECMA-119, 8.1): a PXE host boots from it, whatever its name."""


def _pass_on(progress: Callable[[Path, int], None], file: Path, chunk: bytes) -> None:
    progress(file, len(chunk))


def _table(file: Path) -> Table | None:
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(_ISO_MARK)
        iso = stream.read(5) == b"CD001"
    table = "image" if iso else table_of(file.name, head)
    return None if table == "image" and file.stat().st_size < SMALLEST else table
