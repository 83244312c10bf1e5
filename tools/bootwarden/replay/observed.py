"""What was seen, whichever way: findings of both engines, and from Zeek the facts and transfers behind them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from bootwarden.replay.findings import Finding, connection, moment, when
from bootwarden.replay.hosts import is_host, plain_address

COMMAND_LINES = frozenset({22, 23})
_ANSWERED = frozenset({"SF", "S1", "S2", "S3", "RSTO", "RSTR", "OTH"})

STAGES = ("redirect", "fetch", "content", "boot")
"""The stages of a netboot, in the order that a hijack passes through them."""

DEVICE_FILES = frozenset({"network-image", "network-config"})

OWN_SIGNS = frozenset({"autoinstall", "reload", "loader", "restart"})
"""Signs of a boot that computers and phones do not show."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of bootwarden.log."""

    time: float
    device: str
    stage: str
    kind: str
    verdict: str
    actor: str | None = None
    user: str | None = None
    server: str | None = None
    servers: tuple[str, ...] = ()
    """All boot servers that it names, where there are several."""
    file_name: str | None = None
    file_class: str | None = None
    """Why anyone would want the file that moved."""
    lines_sha256: str | None = None
    """The digest of a configuration's boot lines."""
    object: str | None = None
    detail: str | None = None
    technique: tuple[str, ...] = ()
    leaves: bool = False
    """Whether a file leaves the device."""
    chain: str | None = None
    uid: str | None = None
    capture: str | None = None
    connection: str | None = None
    """Who spoke to whom, and Zeek's uid."""

    @property
    def is_device_file(self) -> bool:
        """Whether it is about an image or a configuration of a network device."""
        return self.kind in ("FILE_FETCH", "FILE_CONTENT") and self.file_class in DEVICE_FILES

    def named(self) -> list[str]:
        """Return the boot servers that it names: DHCP may give several."""
        servers = dict.fromkeys(plain_address(name) for name in (self.server or "", *self.servers))
        return [s for s in servers if is_host(s) and s != self.device]


@dataclass(frozen=True, slots=True)
class Transfer:
    """A line of bootwarden_tftp.log; or a request that Suricata logged, of which no more is known."""

    time: float
    client: str
    server: str
    op: str
    file_name: str
    kind: str = "unknown"
    platform: str | None = None
    version: str | None = None
    size: int = 0
    status: str = ""
    md5: str | None = None
    sha256: str | None = None
    uid: str | None = None
    capture: str | None = None


@dataclass(frozen=True, slots=True)
class Boot:
    """A line of bootwarden_boots.log: what one device booted, from where and on whose word."""

    time: float
    device: str
    why: tuple[str, ...] = ()
    """The signs by which it is known."""
    told_by: str | None = None
    server: str | None = None
    image: str | None = None
    kind: str | None = None
    platform: str | None = None
    version: str | None = None
    sha256: str | None = None
    image_verdict: str | None = None
    config: str | None = None
    config_sha256: str | None = None
    config_verdict: str | None = None
    running: str | None = None
    restarted_by: str | None = None
    fetched_by: str | None = None
    duration: float | None = None
    verdict: str | None = None
    chain: str | None = None
    uids: tuple[str, ...] = ()
    capture: str | None = None


@dataclass
class Observed:
    """Everything that was seen, in time order once sorted, and what a reader must know about how."""

    findings: list[Finding] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    boots: list[Boot] = field(default_factory=list)
    requests: list[Transfer] = field(default_factory=list)
    """TFTP requests that Suricata logged."""
    sessions: set[tuple[str, str]] = field(default_factory=set)
    """Who opened a command line (telnet, SSH) on whom; from Zeek's conn.log, only where it was asked for."""
    warnings: list[str] = field(default_factory=list)
    engines: list[str] = field(default_factory=list)
    """Engines that looked, with versions: ``zeek 8.0.10``."""

    def device_boots(self) -> list[Boot]:
        """Return the boots of network devices with which nothing was wrong."""
        return [b for b in self.boots if not OWN_SIGNS.isdisjoint(b.why) and b.verdict != "suspicious" and not b.chain]

    def asked(self) -> list[Transfer]:
        """Return the requests, each once; none where Zeek told the transfers themselves."""
        return [] if any(e.startswith("zeek") for e in self.engines) else list(dict.fromkeys(self.requests))

    def sort(self) -> None:
        """Bring everything into time order."""
        for items in (self.findings, self.evidence, self.transfers, self.boots, self.requests):
            items.sort(key=lambda item: item.time)


# A log of a million lines names the same few hosts, files and techniques: each is held once.
_same_techniques = lru_cache(maxsize=1024)(lambda *techniques: techniques)


def _text(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    return None if value is None or value == "" else sys.intern(str(value))


def from_evidence(record: Mapping[str, Any], capture: str | None = None) -> Evidence:
    """Read a line of bootwarden.log. Raises KeyError or ValueError where it is none."""
    return Evidence(
        time=moment(record["ts"]),
        device=plain_address(str(record["device"])),
        stage=sys.intern(str(record["stage"])),
        kind=sys.intern(str(record["evidence"]).removeprefix("Bootwarden::")),
        verdict=sys.intern(str(record.get("verdict", "unknown"))),
        actor=_text(record, "actor"),
        user=_text(record, "user"),
        server=_text(record, "server"),
        servers=tuple(map(str, record.get("servers") or ())),
        file_name=_text(record, "file_name"),
        file_class=_text(record, "class"),
        lines_sha256=_text(record, "lines_sha256"),
        object=_text(record, "object"),
        detail=_text(record, "detail"),
        technique=_same_techniques(*sorted(map(str, record.get("technique") or ()))),
        leaves=record.get("leaves") is True,
        chain=_text(record, "chain"),
        uid=_text(record, "uid"),
        capture=capture,
        connection=connection(record),
    )


def from_transfer(record: Mapping[str, Any], capture: str | None = None) -> Transfer:
    """Read a line of bootwarden_tftp.log. Raises KeyError or ValueError where it is none."""
    return Transfer(
        time=moment(record["ts"]),
        client=plain_address(str(record["id.orig_h"])),
        server=plain_address(str(record["id.resp_h"])),
        op=sys.intern(str(record.get("op", ""))),
        file_name=sys.intern(str(record.get("file_name", ""))),
        kind=sys.intern(str(record.get("kind", "unknown"))),
        platform=_text(record, "platform"),
        version=_text(record, "version"),
        size=int(record.get("size", 0)),
        status=sys.intern(str(record.get("status", ""))),
        md5=_text(record, "md5"),
        sha256=_text(record, "sha256"),
        uid=_text(record, "uid"),
        capture=capture,
    )


def from_request(event: Mapping[str, Any], capture: str | None = None) -> Transfer:
    """Read a TFTP event of eve.json. Raises KeyError or ValueError where it is none."""
    said = event["tftp"]
    return Transfer(
        time=when(event),
        client=plain_address(str(event["src_ip"])),
        server=plain_address(str(event["dest_ip"])),
        op=sys.intern(str(said.get("packet", ""))),
        file_name=sys.intern(str(said.get("file", ""))),
        status="requested",
        capture=capture,
    )


_LISTS = ("why", "uids")
_TEXTS = tuple(f.name for f in fields(Boot) if f.name not in (*_LISTS, "time", "device", "duration", "capture"))


def from_boot(record: Mapping[str, Any], capture: str | None = None) -> Boot:
    """Read a line of bootwarden_boots.log. Raises KeyError or ValueError where it is none."""
    texts: dict[str, Any] = {name: _text(record, name) for name in _TEXTS}
    lists: dict[str, Any] = {name: tuple(map(str, record.get(name) or ())) for name in _LISTS}
    return Boot(
        time=moment(record["ts"]),
        device=plain_address(str(record["device"])),
        duration=float(record["duration"]) if record.get("duration") is not None else None,
        capture=capture,
        **texts,
        **lists,
    )


def from_conn(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """Read a line of conn.log: who opened a command line on whom; None for anything else."""
    if record.get("id.resp_p") not in COMMAND_LINES or record.get("proto") != "tcp":
        return None
    if record.get("conn_state") not in _ANSWERED:
        return None
    return plain_address(str(record["id.orig_h"])), plain_address(str(record["id.resp_h"]))
