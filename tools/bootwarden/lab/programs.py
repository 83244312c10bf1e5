"""The real programs that acts run: where they are, and the Debian package that brings one that is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_PLACES = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"))
"""Daemons are in folders that not every PATH has."""


@dataclass(frozen=True)
class Program:
    """A program: under which names it is looked for, and how it is got."""

    name: str
    remedy: str
    names: tuple[str, ...]
    module: bool = False
    """It is a Python module, and no program."""

    def find(self) -> str | None:
        """Where it is; None where it is missing."""
        if self.module:
            return self.name if importlib.util.find_spec(self.names[0]) else None
        for name in self.names:
            if name.startswith("/"):
                if Path(name).exists():
                    return name
            elif found := shutil.which(name, path=_PLACES):
                return found
        return None


def _debian(name: str, package: str, *names: str) -> Program:
    return Program(name, f"apt-get install {package}", names or (name,))


PROGRAMS = {
    p.name: p
    for p in (
        _debian("ip", "iproute2"),
        _debian("dnsmasq", "dnsmasq-base"),
        _debian("dhcpd", "isc-dhcp-server"),
        _debian("kea-dhcp4", "kea-dhcp4-server"),
        _debian("busybox", "busybox"),
        _debian("in.tftpd", "tftpd-hpa"),
        # Its package and tftpd-hpa exclude each other.
        Program(
            "atftpd",
            "apt-get download atftpd && dpkg -x atftpd_*.deb /opt/atftpd",
            ("atftpd", "/opt/atftpd/usr/sbin/atftpd"),
        ),
        _debian("tftp", "tftp-hpa"),
        _debian("atftp", "atftp"),
        _debian("curl", "curl"),
        _debian("nginx", "nginx-light"),
        _debian("pyftpdlib", "python3-pyftpdlib", "/usr/lib/python3/dist-packages/pyftpdlib/__main__.py"),
        _debian("snmpd", "snmpd"),
        _debian("snmpset", "snmp"),
        _debian("nmap", "nmap"),
        _debian("rsyslogd", "rsyslog"),
        _debian("telnetd", "inetutils-telnetd", "inetutils-telnetd", "telnetd", "in.telnetd"),
        _debian("telnet", "inetutils-telnet", "inetutils-telnet", "telnet"),
        _debian("qemu", "qemu-system-x86", "qemu-system-x86_64"),
        _debian("ipxe", "ipxe-qemu", "/usr/lib/ipxe/qemu/pxe-e1000.rom"),
        _debian("seabios", "seabios", "/usr/share/seabios/bios-256k.bin"),
        _debian("pxelinux", "pxelinux", "/usr/lib/PXELINUX/pxelinux.0"),
        _debian("ldlinux", "syslinux-common", "/usr/lib/syslinux/modules/bios/ldlinux.c32"),
        _debian("ovmf", "ovmf", "/usr/share/OVMF/OVMF_CODE_4M.fd"),
        _debian("grub", "grub-pc-bin", "/usr/lib/grub/i386-pc"),
        _debian("grub-efi", "grub-efi-amd64-bin", "/usr/lib/grub/x86_64-efi"),
        _debian("grub-mkimage", "grub-common"),
        _debian("u-boot", "u-boot-qemu", "/usr/lib/u-boot/qemu-x86/u-boot.rom"),
        Program("tacacs_plus", "pip install tacacs_plus", ("tacacs_plus",), module=True),
    )
}


def program(name: str) -> str:
    """Where a program is; its name where it is missing (an act that names it among its needs is not run then)."""
    return PROGRAMS[name].find() or name


def missing(names: Iterable[str]) -> dict[str, str]:
    """Of these programs those that are missing, with the remedy."""
    return {name: PROGRAMS[name].remedy for name in names if not PROGRAMS[name].find()}


def told(absent: dict[str, str]) -> str:
    """Say in one line what is missing and how to get it."""
    return "; ".join(f"{name} is missing: {remedy}" for name, remedy in absent.items())


Ready = Callable[[int], bool]
"""Whether the process of a number is ready."""


def listens(protocol: str, port: int) -> Ready:
    """A condition: something in the process's namespace listens at a port."""

    def ready(pid: int) -> bool:
        for family in ("", "6"):
            try:
                lines = Path(f"/proc/{pid}/net/{protocol}{family}").read_text().splitlines()[1:]
            except OSError:
                return False
            if any(line.split()[1].endswith(f":{port:04X}") for line in lines):
                return True
        return False

    return ready
