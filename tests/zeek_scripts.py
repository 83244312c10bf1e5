"""Runs small Zeek scripts with the package loaded."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bootwarden import paths
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import environment as package_found
from bootwarden.engines.zeek import quick_start


def environment(zeek: Engine, folder: Path) -> dict[str, str]:
    """An environment in which ``@load bootwarden`` finds this checkout."""
    return os.environ | quick_start() | package_found(zeek, folder / "path", paths.ZEEK_PACKAGE)


def run(zeek: Engine, folder: Path, script: str, *arguments: str) -> str:
    """What a script prints; its logs lie in ``folder``. It must end well and complain of nothing."""
    path = folder / "test.zeek"
    path.write_text("@load bootwarden\nmodule Bootwarden;\nredef LogAscii::use_json=T;\n" + script)
    done = subprocess.run(
        [str(zeek.path), "-D", *arguments, str(path)],
        cwd=folder,
        env=environment(zeek, folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr, done.stderr
    assert not (folder / "reporter.log").exists(), (folder / "reporter.log").read_text()
    return done.stdout


def literal(text: str) -> str:
    """A Zeek string."""
    return (
        '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\x{b:02x}" for c in text for b in [ord(c)]) + '"'
    )


def evaluate(zeek: Engine, folder: Path, expressions: Sequence[str]) -> list[str]:
    """The values of Zeek expressions, each as Zeek prints it."""
    lines = "".join(f"\tprint {expression};\n" for expression in expressions)
    return run(zeek, folder, f"event zeek_init()\n\t{{\n{lines}\t}}\n").splitlines()
