"""What a proposal approves of the files that devices received whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bootwarden.replay.doubts import Doubts
from bootwarden.replay.hosts import count, order, plain_address
from bootwarden.replay.observed import Observed, Transfer
from bootwarden.site.keep import Keep
from bootwarden.site.start import entry
from bootwarden.site.tags import from_name


@dataclass(frozen=True)
class _File:
    """A file that a device received whole."""

    transfer: Transfer
    server: str
    content: str
    """What its content is told apart by: the SHA-256 of an image, that of a configuration's boot lines."""


def received_files(seen: Observed, doubts: Doubts, table: str, keep: Keep) -> list[str]:
    """Return an entry for each image or configuration that was received whole from a server that nobody doubts."""
    received: dict[str, dict[str, list[_File]]] = defaultdict(lambda: defaultdict(list))
    for file in _received(seen, table):
        received[file.transfer.file_name][file.content].append(file)
    entries = []
    for name, by_content in sorted(received.items()):
        for content, files in sorted(by_content.items()):
            clients = {f.transfer.client for f in files}
            servers = {f.server for f in files}
            if why := _file_doubt(files, by_content, doubts):
                doubts.add(f"{table} {name} {content[:16]}...", f"{why}; received by {count(clients)}")
            else:
                note = f"from {', '.join(sorted(servers, key=order))} by {count(clients)}"
                entries.append(entry(table, _values(table, name, files[0], keep), note))
    return entries


def _received(seen: Observed, table: str) -> Iterable[_File]:
    known = {
        (e.capture, e.uid): e
        for e in seen.evidence
        if e.uid and e.server and e.kind == "FILE_CONTENT" and e.file_class == f"network-{table}"
    }
    for t in seen.transfers:
        if t.op == "read" and t.status == "complete" and t.sha256 and t.uid and (t.capture, t.uid) in known:
            e = known[t.capture, t.uid]
            if t.kind.startswith("config") != (table == "config") and t.kind != "unknown":
                continue  # a name may say what the bytes are not
            content = t.sha256 if table == "image" else e.lines_sha256
            if content:
                yield _File(t, plain_address(e.server or ""), content)
    told = {(t.client, t.sha256) for t in seen.transfers}
    for b in seen.device_boots():
        # Boots tell of images that came by FTP and HTTP, too, and where no other log was kept.
        if table == "image" and b.image and b.sha256 and b.server and (b.device, b.sha256) not in told:
            name = b.image.replace("\\", "/").rsplit("/", 1)[-1]
            image = Transfer(b.time, b.device, b.server, "read", name, platform=b.platform, version=b.version)
            yield _File(replace(image, status="complete", sha256=b.sha256), plain_address(b.server), b.sha256)


def _values(table: str, name: str, file: _File, keep: Keep) -> dict[str, str | list[str] | None]:
    t = file.transfer
    if table == "config":
        return {"file_name": name, "sha256": t.sha256, "lines_sha256": file.content}
    named = from_name(name)
    return {
        "file_name": name,
        "path": keep(name, file.content),
        "sha256": t.sha256,
        "md5": t.md5,
        "platform": t.platform or named.platform,
        "version": t.version or named.version,
    }


def _file_doubt(files: list[_File], by_content: dict[str, list[_File]], doubts: Doubts) -> str | None:
    """Say why a file is not approved: its servers are all doubted, or another content of its name is as common."""
    servers = {f.server for f in files}
    if all(server in doubts for server in servers):
        return f"came only from {', '.join(sorted(servers))}, which looks wrong"
    clients = len({f.transfer.client for f in files})
    others = (len({f.transfer.client for f in found}) for found in by_content.values() if found is not files)
    if any(many * 2 > clients for many in others):
        return f"{len(by_content)} different files were received under this name"
    return None
