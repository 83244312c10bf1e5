"""A day of many devices, compressed: leases are renewed, stations poll, devices log and save, and some of them boot."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from ipaddress import IPv4Address
from itertools import islice

from bootwarden.bench.zeek import Cost, Job
from bootwarden.bench.zeek_signals import HEADERS
from bootwarden.traffic import dhcp, images, snmp, syslog, tftp
from bootwarden.traffic.frame import mac, udp_frame
from bootwarden.traffic.wire import Wire

BOOT_SERVER, DHCP_SERVER, STATION, COLLECTOR = "10.0.0.5", "10.0.0.2", "10.0.9.20", "10.0.9.21"
SITE = (
    "Bootwarden::devices={10.64.0.0/10}",
    f"Bootwarden::boot_servers={{{BOOT_SERVER}/32}}",
    f"Bootwarden::dhcp_servers={{{DHCP_SERVER}/32}}",
    "Bootwarden::admin_hosts={10.0.9.0/24}",
)
"""What the site declares, as Zeek takes it on its command line: nothing in this day is rogue."""

SAVES, BOOTS = 5, 100
"""Every fifth device saves its configuration, every hundredth boots."""

IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"
DEVICE = "10.64.0.1"
"""Whose messages the others' are made of."""

Datagram = tuple[str, int, str, int, bytes]


def address(number: int) -> str:
    """The address of a device."""
    return str(IPv4Address("10.64.0.1") + number)


def _datagrams(wire: Wire) -> list[Datagram]:
    found = []
    for _, frame, _ in wire.frames:
        src, dst = (str(IPv4Address(frame[at : at + 4])) for at in (26, 30))
        found.append((src, int.from_bytes(frame[34:36]), dst, int.from_bytes(frame[36:38]), frame[HEADERS:]))
    return found


def _pattern() -> tuple[list[Datagram], list[Datagram]]:
    """What any device says and is told in a day; and its lease where it boots."""
    wire = Wire()
    client = dhcp.Client(wire, DEVICE, vendor_class="ciscopnp")
    for _ in range(2):
        client.ask(dhcp.REQUEST, server_id=DHCP_SERVER)
        client.reply(DHCP_SERVER, dhcp.ACK, [(3, dhcp.addresses("10.64.0.254"))])
    manager = snmp.Manager(wire, STATION, DEVICE, community="public")
    table = "1.3.6.1.2.1.31.1.1.1.6"
    about = "Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.7(3)M8, RELEASE SOFTWARE (fc1)"
    for turn in range(2):
        manager.get((snmp.SYS_DESCR, about), (snmp.SYS_UPTIME, snmp.ticks(1_000_000 + 30_000 * turn)))
        manager.get_bulk(table, *((f"{table}.{n}", 7_000 * n + turn) for n in range(1, 25)))
        syslog.ios(
            wire, DEVICE, "%LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to up", collector=COLLECTOR
        )
        syslog.ios(
            wire, DEVICE, "%SYS-5-CONFIG_I: Configured from console by noc on vty0 (10.0.9.10)", collector=COLLECTOR
        )
    lease = Wire()
    boots = [(3, dhcp.addresses("10.64.0.254")), (66, BOOT_SERVER), (67, IMAGE)]
    dhcp.Client(lease, DEVICE, vendor_class="ciscopnp").lease(DHCP_SERVER, boots)
    return _datagrams(wire), _datagrams(lease)


def devices(count: int, turn: int = 0) -> Iterator[Iterator[bytes]]:
    """What each device sends and gets; with each turn it is others that save and boot."""
    usual, lease = _pattern()
    config, image = images.config("edge1", ("interface Vlan1",) * 100), images.ios(size=100_000)
    template, hardware = IPv4Address(DEVICE).packed, bytes.fromhex(mac(DEVICE).replace(":", ""))

    def moved(datagrams: list[Datagram], number: int) -> Iterator[bytes]:
        host = address(number)
        packed, card = IPv4Address(host).packed, bytes.fromhex(mac(host).replace(":", ""))
        for n, (src, sport, dst, dport, body) in enumerate(datagrams):
            if {67, 68} & {sport, dport}:
                body = body[:4] + number.to_bytes(4, "big") + body[8:]
                body = body.replace(template, packed).replace(hardware, card)
            ends = [host if end == DEVICE else end for end in (src, dst)]
            yield udp_frame(ends[0], sport, ends[1], dport, body, n + 1)

    def device(number: int) -> Iterator[bytes]:
        host, port = address(number), 49152 + number % 16_000
        if (number + turn) % BOOTS == 0:
            yield from moved(lease, number)
            wire = Wire()
            tftp.read(wire, host, BOOT_SERVER, IMAGE, image, offer={"blksize": 1428}, client_port=port)
            syslog.ios(wire, host, "%SYS-5-RESTART: System restarted --", collector=COLLECTOR)
            yield from (frame for _, frame, _ in wire.frames)
        yield from moved(usual, number)
        if (number + turn) % SAVES == 0:
            wire = Wire()
            tftp.write(wire, host, BOOT_SERVER, f"edge{number}-confg", config, client_port=port + 1)
            yield from (frame for _, frame, _ in wire.frames)

    return (device(number) for number in range(count))


def day(count: int, turn: int = 0) -> Iterator[bytes]:
    """All frames of so many devices; a hundredth of them are at it at once."""
    waiting = devices(count, turn)
    active = deque(islice(waiting, max(1, count // 100)))
    while active:
        one = active.popleft()
        frame = next(one, None)
        if frame is None:
            active += islice(waiting, 1)
            continue
        yield frame
        active.append(one)


HOUR = 3_600_000_000
"""In microseconds."""
LINEAR = 1.15
"""Growth a device that is taken for none: figures differ by so much from run to run."""


def jobs(count: int) -> list[Job]:
    """A day of a tenth of these devices and of all of them, each within an hour."""
    packets = sum(1 for each in devices(BOOTS) for _ in each) / BOOTS
    return [
        Job(f"{n:,} devices", day(n), ["bootwarden", *SITE], max(1, round(HOUR / (n * packets))))
        for n in (max(1, count // 10), count)
    ]


def growth(small: Cost, large: Cost) -> dict[str, float]:
    """How much more the scripts cost a device of the larger site, start-up aside: 1 is linear."""
    cpu = [cost.loaded - cost.start_loaded for cost in (small, large)]
    memory = [max(1024, cost.memory_added) for cost in (small, large)]
    return {"CPU": cpu[1] / cpu[0] / 10, "memory": memory[1] / memory[0] / 10}
