"""Daemons and clients as several acts run them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bootwarden.lab.namespaces import CABLE, mac
from bootwarden.lab.programs import listens
from bootwarden.lab.stage import Stage

NETWORK_6 = "fd00:1542::"
"""The network of IPv6 that servers of leases advertise."""

LEASE_SCRIPT = """\
#!/bin/sh
# What udhcpc calls: takes the address, and keeps what else the lease says.
case $1 in
bound) ip address replace "$ip/8" dev "$interface"; ip route replace default dev "$interface"; set >"$LEASE" ;;
esac
"""


def dnsmasq(stage: Stage, host: str, *words: object) -> None:
    """Run dnsmasq on a host: no DNS, and what the words say."""
    common = ("--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--user=root", "--pid-file=")
    place = (f"--interface={CABLE}", "--bind-interfaces", "--log-facility=-")
    proxy = any(str(w).startswith("--dhcp-range") for w in words)
    stage.serve(host, "dnsmasq", *common, *place, *words, ready=listens("udp", 67 if proxy else 69))


def dhcp(stage: Stage, host: str, leases: Mapping[str, str], *words: object) -> None:
    """Run dnsmasq as a DHCP server that knows the hosts it gives addresses to."""
    known = [f"--dhcp-host={mac(address)},{leased}" for address, leased in leases.items()]
    leasefile = f"--dhcp-leasefile={stage.folder / f'{host}.leases'}"
    static = ("--dhcp-range=10.0.0.0,static,255.0.0.0", "--dhcp-authoritative", "--no-ping", leasefile)
    # Without a router's advertisement iPXE looks for one for thirteen seconds before it boots.
    for network in ("fe80::", NETWORK_6):
        stage.run(host, "ip", "addr", "add", f"{network}{stage.address(host)}/64", "dev", CABLE, "nodad")
    advertised = ("--enable-ra", f"--dhcp-range={NETWORK_6},ra-only,64")
    dnsmasq(stage, host, *static, *advertised, *known, *words)


def tftpd(stage: Stage, host: str, files: Mapping[str, bytes], *words: object) -> Path:
    """Run tftpd-hpa on a host, which serves files; its folder."""
    for name, content in files.items():
        stage.file(f"{host}-tftp/{name}", content)
    root = stage.folder / f"{host}-tftp"
    root.mkdir(exist_ok=True)
    root.chmod(0o777)
    address = f"{stage.address(host)}:69"
    stage.serve(
        host, "in.tftpd", "--foreground", "--user", "root", "--address", address, *words, "--secure", root,
        ready=listens("udp", 69),
    )  # fmt: skip
    return root


def atftpd(stage: Stage, host: str, root: Path, *words: object) -> None:
    """Run atftpd on a host, which serves a folder."""
    place = ("--daemon", "--no-fork", "--user", "root", "--group", "root", "--logfile", "-")
    address = ("--bind-address", stage.address(host))
    stage.serve(host, "atftpd", *place, *address, *words, root, ready=listens("udp", 69))


def lease(stage: Stage, host: str, *words: object, may_fail: bool = False) -> dict[str, str]:
    """Let a host ask for an address by udhcpc, with what a device asks for; what the lease says."""
    script = stage.file("lease.sh", LEASE_SCRIPT)
    script.chmod(0o755)
    kept = stage.folder / f"{host}.lease"
    asked = ("-O", "tftp", "-O", "bootfile", "-O", "serverid")
    patience = ("-t", "2", "-T", "1") if may_fail else ("-t", "5", "-T", "3")
    tries = ("-f", "-q", "-n", *patience, "-s", script, "-i", CABLE)
    stage.run(host, "/usr/bin/env", f"LEASE={kept}", "busybox", "udhcpc", *tries, *asked, *words, may_fail=may_fail)
    if not kept.is_file():
        return {}
    pairs = (line.partition("=")[::2] for line in kept.read_text().splitlines())
    return {name: value.strip("'") for name, value in pairs}


def fetch(stage: Stage, host: str, server: str, name: str, *, program: str = "tftp") -> bytes:
    """Fetch a file by a real TFTP client; what it stored."""
    to = stage.folder / f"{host}-got"
    match program:
        case "tftp":
            stage.run(host, "tftp", "-m", "octet", server, "-c", "get", name, to)
        case "atftp":
            stage.run(host, "atftp", "--get", "-r", name, "-l", to, server)
        case "busybox":
            stage.run(host, "busybox", "tftp", "-g", "-r", name, "-l", to, server)
        case "curl":
            stage.run(host, "curl", "--silent", "--show-error", "-o", to, f"tftp://{server}/{name}")
        case _:
            raise ValueError(program)
    return to.read_bytes()
