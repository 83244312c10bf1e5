"""bootwarden_boots.log: a fleet that boots at once, boots that follow each other, and what stays in memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import zeek_scripts
from bootwarden.engines.find import Engine
from bootwarden.scenarios.run import materialise
from bootwarden.scenarios.sites import ADMIN, BOOT_SERVER, CAMPUS, DEVICE, DHCP_SERVER, IMAGE, SiteSpec
from bootwarden.traffic import dhcp, images, syslog, tftp
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

FLEET = [f"10.0.{4 + n // 250}.{n % 250 + 1}" for n in range(500)]
PXE = "PXEClient:Arch:00007:UNDI:003016"

PROBES = """
# However few packets come, all that is due is done.
redef max_timer_expires = 0;
event new_connection(c: connection)
	{
	if ( c$id$resp_h == 10.20.0.9 )
		print |open_boots|;
	}
"""
"""Says how many boots are open when a host that boots nothing asks for a file."""


def boots(zeek: Engine, folder: Path, wire: Wire, site: SiteSpec, script: str = "") -> tuple[list[Any], list[str]]:
    """The lines that Zeek wrote, and what it printed."""
    wire.write(folder / "x.pcap")
    script += f"@load {materialise(site, folder / 'site')}/bootwarden-site.zeek\n"
    printed = zeek_scripts.run(zeek, folder, script, "-r", str(folder / "x.pcap")).split()
    return [json.loads(line) for line in (folder / "bootwarden_boots.log").read_text().splitlines()], printed


def test_a_fleet_boots_at_once_and_nothing_stays(zeek: Engine, tmp_path: Path) -> None:
    """Five hundred hosts, twice: all lease before the first reads. A line for each boot, and no boot stays open."""
    wire = Wire()
    loader = images.efi(700, seed="fleet")
    for turn in range(2):
        for number, host in enumerate(FLEET):
            client = dhcp.Client(wire, host, xid=0x1000 * turn + number, vendor_class=PXE)
            client.reply(DHCP_SERVER, dhcp.ACK, [(66, BOOT_SERVER), (67, "bootx64.efi")], siaddr=BOOT_SERVER)
        tftp.refused(wire, "10.20.0.8", "10.20.0.9", "notes.txt", client_port=3000 + turn)
        for host in FLEET:
            for number, name in enumerate(("bootx64.efi", "grubx64.efi")):
                port = 2000 + 10 * turn + number
                tftp.read(wire, host, BOOT_SERVER, name, loader, offer={"blksize": 1468}, client_port=port)
        for late in range(3):
            wire.wait(1200)
            tftp.refused(wire, "10.20.0.8", "10.20.0.9", "notes.txt", client_port=3010 + 10 * turn + late)
    lines, printed = boots(zeek, tmp_path, wire, CAMPUS, PROBES)
    assert (printed[0::4], printed[3::4]) == (["500", "500"], ["0", "0"])
    assert sorted(line["device"] for line in lines) == sorted(2 * FLEET)
    assert {(*line["why"], line["told_by"], line["server"], line["verdict"]) for line in lines} == {
        ("options", "image", DHCP_SERVER, BOOT_SERVER, "expected")
    }


def test_boots_that_follow_each_other_are_told_apart(zeek: Engine, tmp_path: Path) -> None:
    """A router is reloaded again minutes after it came up, and says each time what it runs."""
    wire = Wire()
    for turn in range(2):
        session = Telnet(wire, ADMIN, DEVICE, port=50000 + turn)
        session.login(user="anna")
        session.typed("reload", "Proceed with reload? [confirm]", prompt="")
        session.typed("", "")
        session.close()
        tftp.read(wire, DEVICE, BOOT_SERVER, IMAGE, images.ios(), client_port=51000 + turn)
        wire.wait(100)
        text = "%SYS-5-RESTART: System restarted --\nCisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version "
        syslog.ios(wire, DEVICE, f"{text}15.7(3)M8, RELEASE SOFTWARE (fc1)")
        wire.wait(200)
    lines, _ = boots(zeek, tmp_path, wire, CAMPUS)
    assert [(line["why"], line["running"], round(line["duration"])) for line in lines] == [
        (["reload", "image", "restart"], "c2900 15.7(3)M8", 100)
    ] * 2


def test_a_boot_that_never_rests_is_written(zeek: Engine, tmp_path: Path) -> None:
    """A switch without a configuration asks for one every five minutes, half a day long: told every six hours."""
    wire = Wire()
    for turn in range(12 * 13):
        tftp.refused(wire, DEVICE, BOOT_SERVER, "network-confg", client_port=40000 + turn)
        wire.wait(300)
    lines, _ = boots(zeek, tmp_path, wire, CAMPUS)
    assert [(line["why"], round(line["duration"] / 3600)) for line in lines] == [
        (["autoinstall"], hours) for hours in (6, 6, 1)
    ]
