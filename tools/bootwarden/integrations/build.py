"""All files of integrations/, by place."""

from __future__ import annotations

import json
from pathlib import Path

from bootwarden import paths
from bootwarden.integrations import ecs, security_onion, sigma, splunk
from bootwarden.site.schema import schema

FOLDER = paths.ROOT / "integrations"


def outputs() -> dict[Path, str]:
    """Return what each file has to hold."""
    files = {
        FOLDER / "ecs.csv": ecs.table(),
        FOLDER / "site.schema.json": json.dumps(schema(), indent=1) + "\n",
    }
    files |= {FOLDER / "splunk" / splunk.APP / name: text for name, text in splunk.app().items()}
    files |= {FOLDER / "security-onion" / name: text for name, text in security_onion.pipelines().items()}
    return files | {FOLDER / "sigma" / name: text for name, text in sigma.rules().items()}


def build() -> list[Path]:
    """Write what differs, and return it."""
    changed = []
    for file, text in outputs().items():
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed
