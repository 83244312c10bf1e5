"""Network namespaces: one with a bridge, where the sensors sit, and one for each host, with a cable to the bridge.

All of a run bear the name of its process, so that what a killed run left behind is known, and taken away, by the next.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address
from pathlib import Path

from bootwarden.errors import BootwardenError, Status

PREFIX = "bootwarden-lab"
BRIDGE = "br0"
CABLE = "eth0"
MARKER = "10.255.0.1"
"""The bridge's own address: from here the sensors are told that an act is over."""

_NAMED = Path("/run/netns")
_REMEDY = {
    "Operation not permitted": "it needs root: run it with sudo",
    "Permission denied": "it needs root: run it with sudo",
    "Unknown device type": "the kernel has no bridge or veth: load these modules",
    "Operation not supported": "the kernel has no bridge, veth or network namespaces",
}


def prefix() -> str:
    """What everything of this process is named: its number, and when it started, because numbers come again."""
    return f"{PREFIX}-{os.getpid()}-{_started(os.getpid())}"


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _is_left(name: str) -> bool:
    """Whether something is a lab's whose process is gone."""
    parts = name.removeprefix(f"{PREFIX}-").split("-")
    return name.startswith(f"{PREFIX}-") and len(parts) > 1 and _started(int(parts[0])) != parts[1]


def sweep() -> list[str]:
    """Take away what killed runs left behind; say what."""
    spaces = [path.name for path in _NAMED.glob(f"{PREFIX}-*") if _is_left(path.name)]
    for name in spaces:
        remove(name)
    folders = [path for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}-*") if _is_left(path.name)]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return spaces + [str(folder) for folder in folders]


def remove(name: str) -> None:
    """End what runs in a namespace, and take it away."""
    found = subprocess.run(["ip", "netns", "pids", name], capture_output=True, text=True, check=False).stdout
    for pid in map(int, found.split()):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue  # it ended meanwhile
    subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _ip(*words: str, batch: Iterable[str] = ()) -> None:
    """Run iproute2, with the lines of a batch where some are given. Raises BootwardenError with the remedy."""
    lines = list(batch)
    command = ["ip", *words, *(["-batch", "-"] if lines else [])]
    try:
        done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BootwardenError("the lab needs ip: apt-get install iproute2", Status.NO_ENGINE) from None
    if done.returncode:
        said = done.stderr.strip().splitlines()[0] if done.stderr.strip() else f"status {done.returncode}"
        remedy = next((r for symptom, r in _REMEDY.items() if symptom in said), "see `ip` for what it means")
        raise BootwardenError(f"the lab cannot make its network: {said}: {remedy}", Status.NO_ENGINE)


class Network:
    """The bridge of one run, and the hosts that are plugged in."""

    def __init__(self) -> None:
        """Name what will be made; nothing is, yet."""
        self.hub = f"{prefix()}-hub"
        self.hosts: list[str] = []
        self._taps: list[str] = []
        self._cables = 0

    def __enter__(self) -> Network:
        """Make the bridge."""
        if os.geteuid():
            raise BootwardenError("the lab makes network namespaces, which needs root: run it with sudo", Status.INPUT)
        try:
            _ip("netns", "add", self.hub)
            _ip(
                "-n",
                self.hub,
                batch=[
                    "link set lo up",
                    # Without a querier a bridge that snoops forgets who listens to multicast.
                    f"link add {BRIDGE} type bridge stp_state 0 mcast_snooping 0",
                    f"link set {BRIDGE} addrgenmode none",
                    f"addr add {MARKER}/8 brd + dev {BRIDGE}",
                    f"link set {BRIDGE} up promisc on",
                    # A bridge without any cable carries nothing, not even what it sends itself.
                    "link add idle type veth peer name idle-end",
                    "link set idle-end addrgenmode none up",
                    f"link set idle addrgenmode none master {BRIDGE} up",
                ],
            )
            self._as_on_a_wire([BRIDGE, "idle", "idle-end"])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Unplug everything, and take the bridge away."""
        self.unplug()
        remove(self.hub)

    def space(self, host: str) -> str:
        """The namespace of a host."""
        return f"{prefix()}-{host}"

    def inside(self, space: str, command: Iterable[str]) -> list[str]:
        """A command as it is run in a namespace."""
        return ["ip", "netns", "exec", space, *command]

    def plug(self, hosts: Mapping[str, str], unaddressed: Iterable[str] = ()) -> None:
        """Plug hosts in, by name and address; those ``unaddressed`` must ask for theirs."""
        waiting = set(unaddressed)
        self.hosts += hosts
        # The kernel takes cables of the last act away when it has time: these are named anew.
        cables = {host: self._cables + number for number, host in enumerate(hosts, 1)}
        self._cables += len(hosts)
        for host in hosts:
            _ip("netns", "add", self.space(host))
        added = [f"link add v{n} type veth peer name p{n}" for n in cables.values()]
        ports = [f"link set v{n} addrgenmode none master {BRIDGE} up" for n in cables.values()]
        _ip("-n", self.hub, batch=added + ports)
        self._as_on_a_wire(f"{end}{n}" for n in cables.values() for end in "vp")
        for host, address in hosts.items():
            _ip("-n", self.hub, "link", "set", f"p{cables[host]}", "netns", self.space(host), "name", CABLE)
            lines = [f"link set {CABLE} addrgenmode none address {mac(address)} up", "link set lo up"]
            if host not in waiting:
                lines += [f"addr add {address}/8 brd + dev {CABLE}", f"route add default dev {CABLE}"]
            _ip("-n", self.space(host), batch=lines)

    def _as_on_a_wire(self, interfaces: Iterable[str]) -> None:
        """Let interfaces not carry packets as a network card gets them to send: without checksums, and too large."""
        helper = [sys.executable, "-m", "bootwarden.lab.offload", *interfaces]
        subprocess.run(self.inside(self.hub, helper), check=True)

    def tap(self) -> str:
        """Add a port of the bridge for an emulated machine; its name."""
        self._cables += 1
        name = f"t{self._cables}"
        _ip("-n", self.hub, "tuntap", "add", "dev", name, "mode", "tap")
        _ip("-n", self.hub, "link", "set", name, "addrgenmode", "none", "master", BRIDGE, "up")
        self._taps.append(name)
        return name

    def unplug(self) -> None:
        """Take all hosts away, with what runs on them."""
        for host in self.hosts:
            remove(self.space(host))
        self.hosts.clear()
        for name in self._taps:
            _ip("-n", self.hub, "link", "del", name)
        self._taps.clear()


def mac(address: str) -> str:
    """The hardware address of a host: locally administered, and told by its address."""
    return ":".join(f"{byte:02x}" for byte in (2, 0x42, *IPv4Address(address).packed))
