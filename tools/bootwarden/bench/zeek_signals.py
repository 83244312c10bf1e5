"""Captures to measure what the DHCP and SNMP handlers cost Zeek."""

from __future__ import annotations

import random
from collections.abc import Iterator
from ipaddress import IPv4Address
from itertools import zip_longest

from bootwarden.bench.zeek import Job, mixed
from bootwarden.traffic import snmp
from bootwarden.traffic.dhcp import Client, Options, addresses
from bootwarden.traffic.frame import udp_frame
from bootwarden.traffic.wire import Wire

SERVER, STATION = "10.0.0.2", "10.0.9.20"
HEADERS = 42
"""Bytes of Ethernet, IP and UDP before a datagram's payload."""

ASKS_TO_BOOT = (1, 3, 6, 15, 43, 60, 66, 67, 150)
ORDINARY = (1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252)
"""What a desktop computer asks for."""


def _host(net: int, number: int) -> str:
    return str(IPv4Address(f"10.{net}.0.0") + number + 1)


def leases(clients: int, asked: tuple[int, ...], options: Options) -> Iterator[bytes]:
    """DISCOVER, OFFER, REQUEST and ACK of many clients."""
    wire = Wire()
    Client(wire, _host(64, 0), asked=asked).lease(SERVER, options)
    # Building each message anew would take longer than Zeek takes to read it: all that differs is who and when.
    templates = [frame for _, frame, _ in wire.frames]
    ends = [
        ((SERVER, 67, "255.255.255.255", 68) if n % 2 else ("0.0.0.0", 68, "255.255.255.255", 67)) for n in range(4)
    ]
    for number in range(clients):
        for template, (src, sport, dst, dport) in zip(templates, ends, strict=True):
            body = bytearray(template[HEADERS:])
            body[4:8] = number.to_bytes(4, "big")
            body[28:34] = b"\2\0" + number.to_bytes(4, "big")
            if body[0] == 2:
                body[16:20] = IPv4Address(_host(64, number)).packed
            yield udp_frame(src, sport, dst, dport, bytes(body), number & 0xFFFF)


def polls(devices: int, rounds: int) -> Iterator[bytes]:
    """A management station reads the interface counters of many devices, and what they are, by GETBULK."""
    rng = random.Random(1542)
    table = "1.3.6.1.2.1.31.1.1.1.6"
    counters: list[snmp.Binding] = [(f"{table}.{n}", rng.randrange(1 << 31)) for n in range(1, 25)]
    about: list[snmp.Binding] = [
        (
            snmp.SYS_DESCR,
            "Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.7(3)M8, RELEASE SOFTWARE",
        ),
        (snmp.SYS_UPTIME, snmp.ticks(1_000_000)),
    ]
    wire = Wire()
    manager = snmp.Manager(wire, STATION, _host(65, 0), community="public")
    manager.get(*about)
    manager.get_bulk(table, *counters)
    bodies = [frame[HEADERS:] for _, frame, _ in wire.frames]
    for turn in range(rounds):
        for device in range(devices):
            agent = _host(65, device)
            for question, answer in (bodies[:2], bodies[2:]):
                port = 1024 + (turn * devices + device) % 60_000
                yield udp_frame(STATION, port, agent, 161, question, turn & 0xFFFF)
                yield udp_frame(agent, 161, STATION, port, answer, turn & 0xFFFF)


def sets(devices: int, rounds: int) -> Iterator[bytes]:
    """A station sets ordinary objects of many devices; one SET in eight is of objects by which files are moved."""
    flash: list[snmp.Binding] = snmp.row(
        snmp.FLASH_COPY, 7, {2: 2, 3: 1, 4: IPv4Address(SERVER), 5: "image.bin", 6: "image.bin"}
    )
    kinds: list[list[snmp.Binding]] = [
        [("1.3.6.1.2.1.2.2.1.7.3", 1), ("1.3.6.1.2.1.31.1.1.1.18.3", "uplink")],
        [("1.3.6.1.2.1.1.4.0", "noc"), ("1.3.6.1.2.1.1.6.0", "rack 4")],
        [("1.3.6.1.4.1.318.1.1.12.3.3.1.1.4.3", 1)],
        [("1.3.6.1.4.1.9.9.68.1.2.2.1.2.10101", 20), ("1.3.6.1.4.1.9.9.46.1.6.1.1.13.10101", 1)],
        [("1.3.6.1.4.1.9.2.1.59.0", 1)],
        [("1.3.6.1.4.1.2011.5.25.31.1.1.1.1.3.67108873", "x")],
        [("1.3.6.1.4.1.8072.1.3.2.2.1.2.1.97", "/bin/true")],
        flash,
    ]
    wire = Wire()
    manager = snmp.Manager(wire, STATION, _host(65, 0), community="hq-rw")
    for kind in kinds:
        manager.set(*kind, answered=False)
    bodies = [frame[HEADERS:] for _, frame, _ in wire.frames]
    for turn in range(rounds):
        for device in range(devices):
            port = 1024 + (turn * devices + device) % 60_000
            yield udp_frame(STATION, port, _host(65, device), 161, bodies[(turn + device) % len(bodies)], turn & 0xFFFF)


def among(frames: Iterator[bytes], packets: int, every: int) -> Iterator[bytes]:
    """A frame of these behind every so many of other traffic."""
    others = mixed(packets)
    groups = zip_longest(*([others] * every))
    for group in groups:
        yield from (frame for frame in group if frame is not None)
        yield from (frame for frame in [next(frames, None)] if frame is not None)


def jobs(packets: int) -> list[Job]:
    """What ``bench signals`` measures."""
    boot: Options = [(3, addresses("10.64.255.254")), (66, "10.0.0.5"), (67, "shimx64.efi")]
    plain: Options = [(3, addresses("10.64.255.254")), (6, addresses("10.0.0.3"))]
    dhcp, polling = ["bootwarden/signals/dhcp"], ["bootwarden/signals/snmp-running"]
    setting = ["bootwarden/signals/snmp-set"]
    few, many = packets // 400, packets // 16
    return [
        Job(f"{packets:,} UDP packets, no DHCP", mixed(packets), dhcp),
        Job(
            f"{packets:,} UDP packets, 1 in 100 ordinary leases",
            among(leases(few, ORDINARY, plain), packets, 100),
            dhcp,
        ),
        Job(
            f"{packets:,} UDP packets, 1 in 100 leases of clients that boot",
            among(leases(few, ASKS_TO_BOOT, boot), packets, 100),
            dhcp,
        ),
        Job(f"{packets // 4:,} messages of ordinary leases", leases(many, ORDINARY, plain), dhcp),
        Job(f"{packets // 4:,} messages of leases to boot with", leases(many, ASKS_TO_BOOT, boot), dhcp),
        Job(f"{packets // 4:,} messages of SNMP polling", polls(250, max(1, packets // 4000)), polling),
        Job(f"{packets // 4:,} SNMP SETs of mixed objects", sets(250, max(1, packets // 1000)), setting),
    ]
