"""Proposes a site.toml from what was seen, and marks what looks wrong instead of approving it.

It is told what happened while nothing was declared (``observed``), so it goes by who did what how often: a server
that many devices use is likelier to be theirs than one that a single device met once. What it doubts it leaves
out, and says why in a comment: a person decides.
"""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bootwarden.replay.doubts import MANY, Doubts, accuse, doubt_ordered, doubt_orders, doubt_servers
from bootwarden.replay.findings import Finding
from bootwarden.replay.hosts import address_of, count, is_host, number, order, plain_address
from bootwarden.replay.observed import Evidence, Observed
from bootwarden.replay.received import received_files
from bootwarden.site.keep import Keep, no_bytes
from bootwarden.site.model import PRIVATE, IPNetwork
from bootwarden.site.start import Draft
from bootwarden.site.zeek import network_text

COMMANDS = frozenset({"SNMP_CONFIG", "SNMP_IMAGE", "RELOAD_ORDER", "BOOT_COMMAND", "SMART_INSTALL", "DEVICE_ACCESS"})
"""Evidence whose actor gives a device an order."""

SELF_TOLD = frozenset({"RUNNING_IMAGE", "CONFIG_LOADED", "CONFIG_FAILED", "CONFIG_NEWER", "RESTARTED", "LOADER_OUTPUT"})
"""Evidence in which a network device speaks of itself."""

NAMING = frozenset({"BOOT_OPTIONS", "SNMP_CONFIG", "SNMP_IMAGE", "BOOT_COMMAND", "LOADER_OUTPUT", "BOOT_CONFIG"})
"""Evidence that names a boot server."""


def learn(seen: Observed, local: Sequence[IPNetwork] = (), keep: Keep = no_bytes) -> Draft:
    """Propose a site from what was seen while nothing was declared but, maybe, which networks are ``local``."""
    doubts = Doubts((*PRIVATE, *local))
    accuse(seen, doubts)
    users = _server_users(seen.evidence)
    for booted in seen.device_boots():
        if booted.fetched_by and booted.server and is_host(booted.server):
            users.setdefault(plain_address(booted.server), set()).add(booted.device)
    doubt_servers(users, doubts)
    by_capture: dict[str | None, list[Evidence]] = defaultdict(list)
    for e in seen.evidence:
        by_capture[e.capture].append(e)
    # What looks wrong in one capture is not made good by another.
    for evidence in (*by_capture.values(), seen.evidence):
        doubt_ordered(evidence, doubts)
    doubt_orders(seen.evidence, doubts)
    admins, dhcp = _actors(seen.evidence, doubts)
    devices = _devices(seen, doubts)
    _add_sessions(seen, devices, admins, doubts)

    draft = Draft(network={"local": [network_text(n) for n in local]})
    for name, hosts in (("boot_servers", users), ("dhcp_servers", dhcp), ("admin_hosts", admins)):
        good = {host: met for host, met in hosts.items() if host not in doubts}
        draft.network[name] = sorted(good, key=order)
        draft.notes[name] = {host: count(met) for host, met in good.items()}
    networks = _networks(devices, _others(seen, devices))
    draft.network["devices"] = list(networks)
    draft.notes["devices"] = {n: f"{number(met, 'device')} seen" for n, met in networks.items()}
    draft.entries = received_files(seen, doubts, "image", keep) + received_files(seen, doubts, "config", keep)
    draft.remarks = [f"{who}: {why}" for who, why in doubts.reasons.items()]
    return draft


def still_raised(seen: Observed) -> list[str]:
    """Return a remark for each detection and server that a proposal leaves, with an example."""
    left: dict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    for finding in seen.findings:
        left[finding.detection, finding.server].append(finding)
    return [
        f"{detection} is still raised{f' {len(findings)} times' if len(findings) > 1 else ''}: {findings[0].detail}"
        for (detection, _), findings in sorted(left.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    ]


def _server_users(evidence: Iterable[Evidence]) -> dict[str, set[str]]:
    """Return the devices that each boot server served, or was named to."""
    users: dict[str, set[str]] = defaultdict(set)
    for e in evidence:
        if e.is_device_file or e.kind in NAMING:
            for server in e.named():
                users[server].add(e.device)
    return dict(users)


def _actors(evidence: Iterable[Evidence], doubts: Doubts) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return who gives devices orders, and who gives them boot options, each with the devices."""
    admins: dict[str, set[str]] = defaultdict(set)
    dhcp: dict[str, set[str]] = defaultdict(set)
    for e in evidence:
        found = admins if e.kind in COMMANDS else dhcp if e.kind == "BOOT_OPTIONS" else None
        if found is None or e.actor is None or not is_host(e.actor):
            continue
        actor = plain_address(e.actor)
        if actor == e.device:
            continue
        found[actor].add(e.device)
        wrong = [server for server in e.named() if server in doubts]
        if doubts.outside(actor):
            what = "gives devices orders" if found is admins else "answers DHCP"
            doubts.add(actor, f"{what} from outside the network")
        elif wrong:
            doubts.add(actor, f"sends {e.device} to {wrong[0]}, which looks wrong")
    return dict(admins), dict(dhcp)


def _add_sessions(seen: Observed, devices: set[str], admins: dict[str, set[str]], doubts: Doubts) -> None:
    """Add who works on the devices' command lines, and doubt who came to one only where others come to many."""
    for client, device in seen.sessions:
        if device in devices and client not in devices and is_host(client):
            admins.setdefault(client, set()).add(device)
    most = max(map(len, admins.values()), default=0)
    for client, met in admins.items():
        if doubts.outside(client):
            doubts.add(client, "opens sessions on devices from outside the network")
        elif len(met) == 1 and most >= MANY:
            doubts.add(client, f"works on {next(iter(met))} only, where others work on {most} devices")


def _devices(seen: Observed, doubts: Doubts) -> set[str]:
    """Return the network devices: who moves their files, is given orders, or says what it runs."""
    found = {
        e.device for e in seen.evidence if e.is_device_file or e.kind in SELF_TOLD or (e.kind in COMMANDS and e.actor)
    }
    found |= {b.device for b in seen.device_boots()}
    return {d for d in found if not doubts.outside(d) and is_host(d) and d not in doubts}


def _others(seen: Observed, devices: set[str]) -> set[str]:
    """Return the hosts that netboot and are no network devices: phones, PXE clients."""
    return {t.client for t in seen.transfers if t.op == "read"} - devices


def _networks(devices: set[str], others: set[str]) -> dict[str, int]:
    """Return networks that hold the devices and none of the others, with the number of devices in each.

    A whole /24 (IPv6: /64) is proposed where at least two devices and none of the others were seen in it, so that
    the next device there is judged, too; else each device by itself.
    """
    taken = [address for other in others if (address := address_of(other))]
    by_network: dict[IPNetwork, list[str]] = defaultdict(list)
    for device in devices:
        if address := address_of(device):
            length = 24 if address.version == 4 else 64
            by_network[ipaddress.ip_network(f"{device}/{length}", strict=False)].append(device)
    found: dict[str, int] = {}
    for network, members in sorted(by_network.items(), key=lambda n: (n[0].version, n[0].network_address.packed)):
        if len(members) > 1 and not any(o in network for o in taken):
            found[str(network)] = len(members)
        else:
            found |= dict.fromkeys(sorted(members, key=order), 1)
    return found
