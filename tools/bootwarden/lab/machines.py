"""Machines that qemu boots, without KVM, so that they run anywhere: their firmware is Debian's."""

from __future__ import annotations

from shutil import copyfile

from bootwarden.lab.programs import program
from bootwarden.lab.stage import Stage
from bootwarden.lab.terminal import Terminal

COMMON = ("-accel", "tcg", "-m", "256", "-display", "none", "-monitor", "none", "-no-reboot", "-serial", "stdio")

PATIENCE = 600
"""Seconds that an act with a machine may take: half a minute where nothing else runs, many times that elsewhere."""


def start(stage: Stage, name: str, *words: object, card: str = "e1000", rom: str = "") -> Terminal:
    """Start a machine with one network card, of which ``rom`` is the ROM; its serial line is a terminal."""
    port, hardware = stage.machine(name)
    cable = ("-netdev", f"tap,id=cable,ifname={port},script=no,downscript=no")
    plugged = ("-device", f"{card},netdev=cable,mac={hardware},romfile={rom},bootindex=1")
    return Terminal(stage, name, 80, "qemu", *COMMON, *cable, *plugged, *words)


def with_ipxe(stage: Stage, name: str) -> Terminal:
    """Start a PC whose network card has iPXE in its ROM."""
    return start(stage, name, "-machine", "pc,graphics=off", rom=program("ipxe"))


def with_uefi(stage: Stage, name: str, *, pxe: bool = True) -> Terminal:
    """Start a machine with EDK2's firmware, whose own driver serves the network card; without ``pxe`` HTTP is first."""
    code = program("ovmf")
    variables = stage.folder / f"{name}-variables.fd"
    copyfile(code.replace("CODE", "VARS"), variables)
    flash = ("-drive", f"if=pflash,format=raw,readonly=on,file={code}")
    kept = ("-drive", f"if=pflash,format=raw,file={variables}")
    without = [f"name=opt/org.tianocore/IPv{n}PXESupport,string=n" for n in (() if pxe else (4, 6))]
    settings = [word for setting in without for word in ("-fw_cfg", setting)]
    return start(stage, name, "-machine", "pc", *flash, *kept, *settings, card="virtio-net-pci")


def with_uboot(stage: Stage, name: str) -> Terminal:
    """Start a machine whose firmware is U-Boot."""
    return start(stage, name, "-machine", "pc", "-bios", program("u-boot"))
