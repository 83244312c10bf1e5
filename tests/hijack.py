"""A netboot hijack as both engines log it, for tests of what is made of logs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

START = 1767600000.0
DEVICE = "10.0.1.1"
ROGUE = "10.0.6.66"
IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"
EVIL = "<script>alert(1)</script>\u202e.bin"


def _notice(at: float, note: str, detection: str, what: str, technique: str, file: str = IMAGE) -> dict[str, Any]:
    quoted = f'"{file}"' if " " in file else file
    return {
        "ts": START + at,
        "note": f"Bootwarden::{note}",
        "msg": f"{what} [{detection} device={DEVICE} server={ROGUE} file={quoted} technique={technique}]",
    }


def _evidence(at: float, stage: str, kind: str, verdict: str, uid: str, **more: Any) -> dict[str, Any]:
    return {
        "ts": START + at,
        "uid": uid,
        "device": DEVICE,
        "stage": stage,
        "evidence": f"Bootwarden::{kind}",
        "verdict": verdict,
        "server": ROGUE,
        "file_name": IMAGE,
        "technique": ["T1542.005"],
    } | more


NOTICES = [
    _notice(
        0,
        "SNMP_Config_Copy",
        "BW03",
        "10.0.6.6 makes 10.0.1.1 load edge1-confg from 10.0.6.66",
        "T1542.005",
        "edge1-confg",
    ),
    _notice(
        1.2,
        "Boot_Config_Served",
        "BW08",
        "edge1-confg tells 10.0.1.1 to boot from tftp://10.0.6.66",
        "T1542.005",
        "edge1-confg",
    ),
    _notice(20.4, "Remote_Reload", "BW05", "10.0.6.6 reloads 10.0.1.1 by SNMP", "T1542.005"),
    _notice(
        31,
        "Unauthorized_Boot_Server",
        "BW10",
        "10.0.1.1 reads an image from 10.0.6.66, which is not declared",
        "T1542.005",
    ),
    _notice(31, "Netboot_Hijack", "BW30", "redirect by 10.0.6.6, then fetch from 10.0.6.66", "T1542.005"),
    _notice(33.5, "Modified_Image", "BW21", "the image is not the approved one of that name", "T1601.001"),
]
EVIDENCE = [
    _evidence(-3600, "fetch", "FILE_FETCH", "expected", "C0", server="10.0.0.5"),
    _evidence(0, "redirect", "SNMP_CONFIG_COPY", "suspicious", "C1", actor="10.0.6.6", file_name="edge1-confg"),
    _evidence(1.2, "redirect", "CONFIG_LINE", "suspicious", "C2", file_name="edge1-confg"),
    _evidence(20.4, "boot", "RELOAD", "suspicious", "C3", actor="10.0.6.6"),
    _evidence(31, "fetch", "FILE_FETCH", "suspicious", "C4"),
    _evidence(33.5, "content", "FILE_CONTENT", "suspicious", "C4", technique=["T1601.001"]),
    _evidence(90, "boot", "RESTART", "unknown", "C5", detail="version 15.7(3)M8 <b>"),
    _evidence(95, "fetch", "FILE_FETCH", "expected", "C6", device="10.0.1.2", server="10.0.0.5"),
]
TRANSFERS = [
    {
        "ts": START + at,
        "uid": uid,
        "id.orig_h": DEVICE,
        "id.resp_h": server,
        "op": "read",
        "file_name": name,
        "kind": "cisco-ios",
        "platform": "c2900",
        "version": "15.7(3)M8",
        "size": 85053068,
        "status": "complete",
        "sha256": digit * 64,
    }
    for at, uid, server, name, digit in (
        (-3600, "C0", "10.0.0.5", IMAGE, "a"),
        (31, "C4", ROGUE, IMAGE, "b"),
        (200, "C7", "45.83.20.10", EVIL, "c"),
    )
]


def _alert(at: float, sid: int, detection: str, text: str, src: str, dst: str, side: str) -> dict[str, Any]:
    return {
        "timestamp": datetime.fromtimestamp(START + at, UTC).isoformat(timespec="microseconds"),
        "event_type": "alert",
        "src_ip": src,
        "dest_ip": dst,
        "alert": {
            "signature_id": sid,
            "signature": f"BOOTWARDEN {detection} {text}",
            "metadata": {
                "bootwarden_detection": [detection],
                "bootwarden_device": [side],
                "mitre_technique_id": ["T1542.005"],
            },
        },
    }


ALERTS = [
    _alert(0, 1542100000, "BW03", "SNMP SET makes a device load a configuration", "10.0.6.6", DEVICE, "dest_ip"),
    _alert(31.01, 1542110000, "BW10", "Image from an undeclared server", DEVICE, ROGUE, "src_ip"),
    _alert(31.02, 1542110000, "BW10", "Image from an undeclared server", DEVICE, ROGUE, "src_ip"),
]


def write_logs(folder: Path) -> Path:
    """Write the logs of both engines into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    logs = {
        "notice.log": NOTICES,
        "bootwarden.log": EVIDENCE,
        "bootwarden_tftp.log": TRANSFERS,
        "eve.json": ALERTS,
    }
    for name, records in logs.items():
        (folder / name).write_text("".join(json.dumps(r) + "\n" for r in records))
    return folder
