"""BW09: what traps and polled objects say of a configuration and of an image, of several vendors."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import snmp
from bootwarden.traffic.wire import Wire

NMS = "10.0.9.20"
HUAWEI_LOG = "1.3.6.1.4.1.2011.6.10.1.1.7.1"
HUAWEI_TRAP = "1.3.6.1.4.1.2011.6.10.2.1"
COPY_COMPLETION = "1.3.6.1.4.1.9.9.96.2.1.1"
JUNIPER_TRAP = "1.3.6.1.4.1.2636.4.5.0.1"
IMAGE_STRING = "1.3.6.1.4.1.9.9.25.1.1.1.2"


def copy_completed(server: str, file: str, state: int = 3) -> list[snmp.Binding]:
    """What ccCopyCompletion carries; state 3 is success."""
    columns = {5: IPv4Address(server), 6: file, 10: state, 11: snmp.ticks(5), 12: snmp.ticks(6)}
    return snmp.row(snmp.CONFIG_COPY, 111, columns)


@scenario(
    "BW09",
    "malicious",
    site=HQ,
    with_site=Expect(
        (
            Notice("Unapproved_Running_Image", "10.0.1.11", ROGUE, "vrpcfg.zip"),
            Notice("Unapproved_Running_Image", DEVICE, ROGUE, "evil-confg"),
        )
    ),
)
def bw09_traps_name_a_server(wire: Wire) -> None:
    """The SETs were SNMPv3, which nobody can read; the devices' traps, of v1 and v2c, name the server."""
    columns = {3: 2, 4: 6, 5: 4, 7: "admin", 13: IPv4Address(ROGUE), 14: "vrpcfg.zip"}
    huawei = snmp.row(HUAWEI_LOG, 20, columns)
    snmp.trap_v1(wire, "10.0.1.11", NMS, HUAWEI_TRAP.rpartition(".")[0], 6, 1, *huawei)
    snmp.trap_v2(wire, DEVICE, NMS, COPY_COMPLETION, *copy_completed(ROGUE, "evil-confg"))


@scenario(
    "BW09",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=(
            {"device": DEVICE, "server": BOOT_SERVER, "verdict": "expected", "object": "ccCopyCompletion"},
            {
                "device": "10.0.1.12",
                "user": "root",
                "detail": "configuration from the network (autoinstall)",
                "verdict": "unknown",
            },
            {"device": "10.0.1.11", "stage": "boot", "detail": "hwSysReloadNotification"},
        )
    ),
)
def bw09_traps_of_ordinary_work(wire: Wire) -> None:
    """A backup completes and another fails, Junos devices are configured by hand and by autoinstallation."""
    snmp.trap_v2(wire, DEVICE, NMS, COPY_COMPLETION, *copy_completed(BOOT_SERVER, "edge1-confg"))
    snmp.trap_v2(wire, DEVICE, NMS, COPY_COMPLETION, *copy_completed(ROGUE, "edge1-confg", state=4))
    snmp.trap_v2(wire, DEVICE, NMS, "1.3.6.1.4.1.9.9.43.2.0.2", ("1.3.6.1.4.1.9.9.43.1.1.1.0", snmp.ticks(9)))
    for source in (2, 7):
        table = "1.3.6.1.4.1.2636.3.18.1.7.1"
        snmp.trap_v2(wire, "10.0.1.12", NMS, JUNIPER_TRAP, *snmp.row(table, 54, {4: source, 5: "root"}))
    snmp.trap_v2(wire, "10.0.1.11", NMS, HUAWEI_TRAP, *snmp.row(HUAWEI_LOG, 21, {3: 1, 4: 2, 5: 4}))
    snmp.trap_v2(wire, "10.0.1.11", NMS, "1.3.6.1.4.1.2011.5.25.19.2.2")


@scenario(
    "BW09",
    "malicious",
    site=HQ,
    with_site=Expect((Notice("Unapproved_Running_Image", DEVICE, None, "C2900-UNIVERSALK9-M"),)),
)
def bw09_tags_one_by_one(wire: Wire) -> None:
    """A walk reads the tags of the image that runs, one with each answer: an older version."""
    manager = snmp.Manager(wire, NMS, DEVICE, community="public")
    tags = ("CW_BEGIN$-c2900-$", "CW_IMAGE$C2900-UNIVERSALK9-M$", "CW_FAMILY$C2900$", "CW_VERSION$15.2(4)M3$,")
    for number, tag in enumerate((*tags, "CW_MEDIA$RAM$", "CW_END$-c2900-$"), start=1):
        manager.get_next(f"{IMAGE_STRING}.{number - 1}", (f"{IMAGE_STRING}.{number}", tag))


@scenario("BW09", "benign", site=HQ, with_site=Expect())
def bw09_tags_walked_every_hour(wire: Wire) -> None:
    """The same walk, twice, of a device that runs the approved version."""
    for port in (50161, 50162):
        manager = snmp.Manager(wire, NMS, DEVICE, community="public", port=port)
        for number, tag in enumerate((f"CW_IMAGE${IMAGE}$", "CW_FAMILY$C2900$", "CW_VERSION$15.7(3)M8$"), start=2):
            manager.get_next(f"{IMAGE_STRING}.{number - 1}", (f"{IMAGE_STRING}.{number}", tag))
        wire.wait(3600)
