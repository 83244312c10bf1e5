"""A finding: what one engine says of one device, the same shape whichever engine said it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bootwarden.detections import DETECTIONS
from bootwarden.replay.alerted import said


@dataclass(frozen=True, slots=True)
class Finding:
    """One notice or alert. ``time`` is seconds since 1970, UTC; ``detail`` is the engine's own sentence."""

    time: float
    engine: str
    engine_version: str
    detection: str
    name: str
    device: str
    actor: str | None = None
    server: str | None = None
    file_name: str | None = None
    technique: tuple[str, ...] = ()
    capture: str | None = None
    detail: str = ""
    why: str = ""
    """Why it is wrong, where the engine says so."""
    connection: str | None = None
    """Who spoke to whom, and Zeek's uid: ``C1 10.0.6.6:50161 > 10.0.1.1:161``."""

    def record(self) -> dict[str, Any]:
        """What programs are told of it: the keys that DESIGN.md promises."""
        return {name: value for name, value in asdict(self).items() if name not in ("why", "connection")}


# Notices of Bootwarden end in fields for programs: [BW13 device=10.0.1.1 server=... file="..." technique=...].
_TAIL = re.compile(r"\[(BW\d\d)((?: \w+=(?:\"[^\"]*\"|[^\s\]]+))*)\]$")
_DETECTION = re.compile(r"BW\d\d")
_FIELD = re.compile(r" (\w+)=(\"[^\"]*\"|[^\s\]]+)")


_YEAR_10000 = 253_402_300_800.0


def moment(value: Any) -> float:
    """Read a time, seconds since 1970. Raises ValueError for one that no calendar has, TypeError for none."""
    time = float(value)
    if not 0 <= time < _YEAR_10000:
        raise ValueError(f"{value} is no time")
    return time


def when(event: Mapping[str, Any]) -> float:
    """Read the time of an event of eve.json."""
    return moment(datetime.fromisoformat(event["timestamp"]).timestamp())


def connection(record: Mapping[str, Any]) -> str | None:
    """Write the connection that a record of either engine names."""
    if "src_ip" in record:
        ends = [(record.get(f"{side}_ip"), record.get(f"{side}_port")) for side in ("src", "dest")]
    else:
        ends = [(record.get(f"id.{side}_h"), record.get(f"id.{side}_p")) for side in ("orig", "resp")]
    parts = [str(record["uid"])] if record.get("uid") else []
    if all(host for host, _ in ends):
        parts.append(" > ".join(_end(str(host), port) for host, port in ends))
    return " ".join(parts) or None


def _end(host: str, port: object) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"


def from_notice(record: Mapping[str, Any], version: str, capture: str | None = None) -> Finding | None:
    """The finding of a line of notice.log; None for notices that are not Bootwarden's."""
    message = str(record.get("msg", ""))
    if not str(record.get("note", "")).startswith("Bootwarden::") or not (tail := _TAIL.search(message)):
        return None
    fields = {name: value.strip('"') for name, value in _FIELD.findall(tail[2])}
    return Finding(
        time=moment(record["ts"]),
        engine="zeek",
        engine_version=version,
        detection=tail[1],
        name=str(record["note"]).removeprefix("Bootwarden::"),
        device=fields.get("device", str(record.get("src", ""))),
        actor=fields.get("actor"),
        server=fields.get("server"),
        file_name=fields.get("file"),
        technique=tuple(fields["technique"].split(",")) if "technique" in fields else (),
        capture=capture,
        detail=message[: tail.start()].strip(),
        why=str(record.get("sub", "")),
        connection=connection(record),
    )


SYSLOG_PORTS = frozenset({514, 601})


def _told_to_collector(record: Mapping[str, Any], side: str) -> bool:
    """Whether a device logs what was done: who gets the packet did nothing."""
    return side == "src_ip" and record.get("dest_port") in SYSLOG_PORTS


def from_alert(record: Mapping[str, Any], version: str, capture: str | None = None) -> Finding | None:
    """The finding of an alert in eve.json; None for alerts of other rules."""
    alert = record.get("alert", {})
    metadata = alert.get("metadata", {})
    if not (ids := metadata.get("bootwarden_detection")):
        return None
    if not _DETECTION.fullmatch(ids[0]):
        raise ValueError(f"{ids} is no detection")
    side = metadata.get("bootwarden_device", ["src_ip"])[0]
    other = "dest_ip" if side == "src_ip" else "src_ip"
    detection = DETECTIONS.get(ids[0])
    peer = str(record.get(other, "")) or None
    by_actor = detection is not None and detection.by_actor
    stage = detection.stage if detection is not None else ""
    names = said(record, restarts=stage == "boot", boots=stage == "redirect" and not by_actor)
    detail = re.sub(r"^BOOTWARDEN (BW\d\d )?", "", str(alert.get("signature", "")))
    orders = by_actor or stage == "redirect"
    return Finding(
        time=when(record),
        engine="suricata",
        engine_version=version,
        detection=ids[0],
        name=detection.notice if detection else ids[0],
        device=str(record.get(side, "")),
        actor=peer if by_actor and not _told_to_collector(record, side) else None,
        server=(names.server if orders else None) or (None if by_actor else peer),
        file_name=record.get("tftp", {}).get("file")
        or (names.file_name if orders or names.command is None else None)
        or _web(record),
        technique=tuple(metadata.get("mitre_technique_id", ())),
        capture=capture,
        detail=f"{detail}: {names.command}" if orders and names.command else detail,
        connection=connection(record),
    )


def _web(record: Mapping[str, Any]) -> str | None:
    """Name the file that moved by HTTP or FTP, as the app-layer record has it."""
    url = record.get("http", {}).get("url") or record.get("ftp_data", {}).get("filename")
    return str(url).split("?")[0].rsplit("/", 1)[-1] or None if url else None
