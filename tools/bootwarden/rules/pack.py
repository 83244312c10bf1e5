"""The generic rules as a source for suricata-update: a tarball, its checksum, and the entry of an index.

Each rule's reference leads to the page of its detection, which is offered beside the tarball. The same rules give the
same tarball to the byte, so that who offers it and who gets it can compare.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile

from bootwarden import __version__, paths
from bootwarden.detections import DETECTIONS, page
from bootwarden.errors import BootwardenError

SOURCE = "bootwarden/rules"
"""What `suricata-update enable-source` is told."""

TARBALL = "bootwarden-rules.tar.gz"
_FILES = {
    "rules/bootwarden.rules": "suricata/rules/bootwarden.rules",
    "rules/bootwarden-atlas.rules": "suricata/rules/bootwarden-atlas.rules",
    "rules/bootwarden.yaml": "suricata/bootwarden.yaml",
    "rules/COVERAGE.md": "suricata/COVERAGE.md",
    "rules/LICENSE": "LICENSE",
}
"""By name in the tarball: where it is in a clone. (What a wheel lacks is left out.)"""


def pack(url: str) -> dict[str, bytes]:
    """Return the files to offer under ``url``, by name: the tarball, its checksums, an index, and the pages."""
    tarball = _tarball(url)
    checked = hashlib.sha256(tarball).hexdigest()
    return {
        TARBALL: tarball,
        # suricata-update asks for this one; people compare the other.
        f"{TARBALL}.md5": f"{hashlib.md5(tarball, usedforsecurity=False).hexdigest()}\n".encode(),
        f"{TARBALL}.sha256": f"{checked}  {TARBALL}\n".encode(),
        "index.yaml": _index(f"{url.rstrip('/')}/{TARBALL}").encode(),
    } | {_page(d): file.read_bytes() for d in DETECTIONS if (file := paths.ROOT / page(d)).is_file()}


def _page(detection: str) -> str:
    """Where the page of a detection is offered, under the address."""
    return f"detections/{detection}.md"


def leading(rules: str, url: str) -> str:
    """Return rules with a reference to the page of their detection before the one to ATT&CK."""
    place = re.sub(r"^https?://", "", url.rstrip("/"))  # of type url, what is named has none
    return re.sub(
        r"^(alert [^\n]*? \(msg:\"BOOTWARDEN (BW\d\d) [^\n]*?; )(reference:url,attack\.)",
        lambda rule: f"{rule[1]}reference:url,{place}/{_page(rule[2])}; {rule[3]}",
        rules,
        flags=re.MULTILINE,
    )


def _tarball(url: str) -> bytes:
    for file in paths.RULE_FILES:
        if not file.is_file():
            raise BootwardenError(f"{file}: is not here (`bootwarden rules build` writes it)")
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, place in _FILES.items():
            file = paths.ROOT / place
            if file.is_file():
                content = file.read_bytes()
                if file in paths.RULE_FILES:
                    content = leading(content.decode(), url).encode()
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode = len(content), 0o644
                archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(tar.getvalue(), mtime=0)


def _index(url: str) -> str:
    """Return an index in the format of suricata-intel-index; JSON strings are YAML, too."""
    entry = {
        "summary": "Network devices that boot what nobody approved (ATT&CK T1542.005)",
        "description": f"Bootwarden {__version__}, generic rules for Suricata 7.0.10 and 8.0",
        "vendor": "Bootwarden",
        "license": "BSD-3-Clause",
        "url": url,
        "min-version": "7.0.10",
        "checksum": True,
    }
    lines = "".join(f"    {name}: {json.dumps(value)}\n" for name, value in entry.items())
    return f"version: 1\nsources:\n  {SOURCE}:\n{lines}"
