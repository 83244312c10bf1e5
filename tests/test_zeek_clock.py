"""The clock of a sensor is set back in the midst of things: what goes on finishes, and what comes later is judged."""

from __future__ import annotations

import struct
from pathlib import Path

from bootwarden.engines import zeek as engine
from bootwarden.engines.find import Engine
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import images, tftp
from bootwarden.traffic.wire import Wire

STEP = 30_000_000
"""Less than Zeek's ``udp_inactivity_timeout``: after a longer one Zeek takes each packet for a connection of its own
until its clock has caught up."""


def write_in_order(wire: Wire, path: Path) -> None:
    """Write frames in the order in which they came, whatever time they bear."""
    with path.open("wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 1))
        for at, frame, size in wire.frames:
            out.write(struct.pack("<IIII", *divmod(at, 1_000_000), len(frame), size) + frame)


def test_a_clock_that_is_set_back_loses_nothing(zeek: Engine, tmp_path: Path) -> None:
    wire = Wire()
    t = tftp.Transfer(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios())
    t.ask()
    blocks = len(t.blocks())
    for index in range(blocks):
        if index == blocks // 2:
            wire.now -= STEP
        t.send_block(index)
        t.acknowledge(index)
    tftp.read(wire, DEVICE, ROGUE, IMAGE, images.ios(seed="implant"), client_port=50001)
    write_in_order(wire, tmp_path / "back.pcap")
    result = engine.run(zeek, tmp_path / "back.pcap", site=materialise(HQ, tmp_path / "site"))
    assert result.complaints == []
    lines = [(r["id.resp_h"], r["status"], "sha256" in r) for r in result.log("bootwarden_tftp")]
    assert lines == [(BOOT_SERVER, "complete", True), (ROGUE, "complete", True)]
    raised = {(n["note"], n["dst"]) for n in result.log("notice")}
    assert {("Bootwarden::Unauthorized_Boot_Server", ROGUE), ("Bootwarden::Modified_Image", ROGUE)} <= raised
    assert {server for _, server in raised} == {ROGUE}
