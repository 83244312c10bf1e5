"""Imports every module beside this one, which registers its command: what help and completion show."""

from __future__ import annotations

import importlib
import pkgutil

from bootwarden import cli

for module in sorted(pkgutil.iter_modules(cli.__path__), key=lambda m: m.name):
    importlib.import_module(f"{cli.__name__}.{module.name}")
