"""Boots by DHCP and TFTP: dnsmasq, udhcpc, tftpd-hpa and three TFTP clients."""

from __future__ import annotations

from bootwarden.lab import daemons
from bootwarden.lab.model import act
from bootwarden.lab.stage import Stage
from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.sites import BOOT_SERVER, DHCP_SERVER, IMAGE, OUTSIDE
from bootwarden.traffic import images

SERVERS = {"dhcp": DHCP_SERVER, "boot": BOOT_SERVER}
APPROVED = images.ios()
EVIL = images.ios(seed="with something added")


def boot(stage: Stage, *, client: str = "tftp") -> bytes:
    """Let the device ask for its lease, and load what the lease names."""
    said = daemons.lease(stage, "device")
    return daemons.fetch(stage, "device", said["siaddr"], said.get("boot_file") or said["bootfile"], program=client)


@act(
    scenario="bw30-boots-of-the-lab-declared",
    hosts={"device": "10.0.1.11", **SERVERS},
    unaddressed=("device",),
    needs=("dnsmasq", "busybox", "in.tftpd", "tftp"),
    transfers=({"file_name": IMAGE, "status": "complete", "kind": "cisco-ios", "size": len(APPROVED)},),
)
def good_netboot(stage: Stage) -> None:
    """A device gets its lease and its approved image from the declared servers."""
    daemons.tftpd(stage, "boot", {IMAGE: APPROVED})
    daemons.dhcp(stage, "dhcp", {"10.0.1.11": "10.0.1.11"}, f"--dhcp-boot={IMAGE},,{BOOT_SERVER}")
    stage.same(boot(stage), APPROVED)


@act(
    scenario="bw30-boots-of-the-lab",
    hosts={"device": "10.0.1.12", "rogue": "10.0.6.112", **SERVERS},
    unaddressed=("device",),
    needs=("dnsmasq", "busybox", "in.tftpd", "tftp"),
    notices=(
        Notice("Rogue_Boot_Options", "10.0.1.12", "10.0.6.112", IMAGE),
        Notice("Unauthorized_Boot_Server", "10.0.1.12", "10.0.6.112", IMAGE),
        Notice("Modified_Image", "10.0.1.12", "10.0.6.112", IMAGE),
        Notice("Netboot_Hijack", "10.0.1.12", "10.0.6.112", IMAGE),
    ),
    raises=[
        ("BW01", 0, "10.0.6.112", "10.0.1.12"),
        ("BW10", 0, "10.0.6.112", "10.0.1.12"),
        ("BW21", 0, "10.0.6.112", "10.0.1.12"),
        ("BW30", 3, "10.0.6.112", "10.0.1.12"),
    ],
)
def rogue_dhcp(stage: Stage) -> None:
    """A rogue DHCP server answers before the declared one, and names itself as boot server."""
    leased = {"10.0.1.12": "10.0.1.12"}
    daemons.tftpd(stage, "rogue", {IMAGE: EVIL})
    # Who answers first is a race: the declared server is slow, so that the rogue one always wins it.
    daemons.dhcp(stage, "dhcp", leased, f"--dhcp-boot={IMAGE},,{BOOT_SERVER}", "--dhcp-reply-delay=2")
    daemons.dhcp(stage, "rogue", leased, f"--dhcp-boot={IMAGE},,10.0.6.112")
    stage.same(boot(stage), EVIL)


@act(
    scenario="bw02-race-for-a-router",
    hosts={"device": "10.0.1.17", "rogue": "10.0.6.117", **SERVERS},
    unaddressed=("device",),
    needs=("dnsmasq", "busybox"),
    notices=(
        Notice("Rogue_Boot_Options", "10.0.1.17", "10.0.6.117", "evil.bin"),
        Notice("Conflicting_Boot_Options", "10.0.1.17", "10.0.6.117", "evil.bin"),
    ),
    raises=[("BW01", 0, "10.0.6.117", "10.0.1.17")],
)
def conflicting_dhcp(stage: Stage) -> None:
    """A rogue DHCP server and the declared one both answer; which of them the device takes is a race."""
    leased = {"10.0.1.17": "10.0.1.17"}
    daemons.dhcp(stage, "dhcp", leased, f"--dhcp-boot={IMAGE},,{BOOT_SERVER}")
    daemons.dhcp(stage, "rogue", leased, "--dhcp-boot=evil.bin,,10.0.6.117")
    daemons.lease(stage, "device")
    for host in ("dhcp", "rogue"):
        stage.wait_for_text(f"{host}-dnsmasq.log", "DHCPOFFER")


@act(
    scenario="bw21-other-content",
    hosts={"device": "10.0.1.13", **SERVERS},
    needs=("dnsmasq", "atftp"),
    notices=(Notice("Modified_Image", "10.0.1.13", BOOT_SERVER, IMAGE),),
    raises=[("BW21", 0, BOOT_SERVER, "10.0.1.13")],
)
def modified_image(stage: Stage) -> None:
    """The declared boot server (dnsmasq) hands out the approved image's name with other bytes."""
    root = stage.file(f"boot-tftp/{IMAGE}", EVIL).parent
    daemons.dnsmasq(stage, "boot", "--enable-tftp", f"--tftp-root={root}")
    stage.same(daemons.fetch(stage, "device", BOOT_SERVER, IMAGE, program="atftp"), EVIL)


@act(
    scenario="bw01-proxy-offers",
    hosts={"device": "10.0.1.14", "rogue": "10.0.6.114", **SERVERS},
    unaddressed=("device",),
    needs=("dnsmasq", "busybox"),
    notices=(Notice("Rogue_Boot_Options", "10.0.1.14", "10.0.6.114", "pxelinux.0"),),
    raises=[("BW01", 0, "10.0.6.114", "255.255.255.255")],
)
def proxy_dhcp(stage: Stage) -> None:
    """A rogue proxyDHCP server adds a boot file to the lease of the declared server, which has none."""
    daemons.dhcp(stage, "dhcp", {"10.0.1.14": "10.0.1.14"})
    boots = ("--dhcp-boot=pxelinux.0", "--pxe-service=x86PC,Install,pxelinux")
    daemons.dnsmasq(stage, "rogue", "--dhcp-range=10.0.0.0,proxy,255.0.0.0", *boots)
    # udhcpc takes the offer that has no address for a lease: it asks in vain. Loaders do better.
    daemons.lease(stage, "device", "-V", "PXEClient:Arch:00000:UNDI:002001", "-x", "0x5d:0000", may_fail=True)


@act(
    scenario="bw11-image-from-outside",
    hosts={"device": "10.0.1.15", "outside": OUTSIDE},
    needs=("in.tftpd", "busybox"),
    notices=(
        Notice("Unauthorized_Boot_Server", "10.0.1.15", OUTSIDE, IMAGE),
        Notice("External_Boot_Server", "10.0.1.15", OUTSIDE, IMAGE),
    ),
    raises=[("BW10", 0, OUTSIDE, "10.0.1.15"), ("BW11", 0, OUTSIDE, "10.0.1.15")],
)
def image_from_outside(stage: Stage) -> None:
    """A device loads its approved image from a server outside (busybox's client)."""
    daemons.tftpd(stage, "outside", {IMAGE: APPROVED})
    stage.same(daemons.fetch(stage, "device", OUTSIDE, IMAGE, program="busybox"), APPROVED)
