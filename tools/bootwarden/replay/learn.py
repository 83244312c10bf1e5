"""Proposes a site.toml from what was seen, and marks what looks wrong instead of approving it.

It is told what happened while nothing was declared (``observed``), so it goes by who did what how often: a server
that many devices use is likelier to be theirs than one that a single device met once. What it doubts it leaves
out, and says why in a comment: a person decides.
"""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bootwarden.detections import DETECTIONS
from bootwarden.replay.findings import Finding
from bootwarden.replay.observed import Boot, Evidence, Observed, Transfer, plain_address
from bootwarden.site.keep import Keep, no_bytes
from bootwarden.site.model import PRIVATE, IPNetwork
from bootwarden.site.start import Draft, entry
from bootwarden.site.tags import from_name
from bootwarden.site.zeek import network_text

COMMANDS = frozenset({"SNMP_CONFIG", "SNMP_IMAGE", "RELOAD_ORDER", "BOOT_COMMAND", "SMART_INSTALL", "DEVICE_ACCESS"})
"""Evidence whose actor gives a device an order."""

SELF_TOLD = frozenset({"RUNNING_IMAGE", "CONFIG_LOADED", "CONFIG_FAILED", "CONFIG_NEWER", "RESTARTED", "LOADER_OUTPUT"})
"""Evidence in which a network device speaks of itself."""

NAMING = frozenset({"BOOT_OPTIONS", "SNMP_CONFIG", "SNMP_IMAGE", "BOOT_COMMAND", "LOADER_OUTPUT", "BOOT_CONFIG"})
"""Evidence that names a boot server."""

ORDERS = frozenset({"SNMP_CONFIG", "SNMP_IMAGE", "BOOT_COMMAND"})
"""Evidence in which an actor sends a device to a boot server."""

OWN_SIGNS = frozenset({"autoinstall", "reload", "loader", "restart"})
"""Signs of a boot that computers and phones do not show."""

DEVICE_FILES = frozenset({"network-image", "network-config"})

# A server that so many devices share makes another, which only one of them met, look odd.
_MANY = 3


@dataclass
class Doubts:
    """Who or what looks wrong, and why; the first reason counts."""

    inside: tuple[IPNetwork, ...] = PRIVATE
    reasons: dict[str, str] = field(default_factory=dict)

    def outside(self, host: str) -> bool:
        """Tell whether a host is beyond the border; one known by name only is not."""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return not any(address in network for network in self.inside)

    def add(self, who: str, why: str) -> None:
        """Doubt somebody."""
        self.reasons.setdefault(who, why)

    def __contains__(self, who: object) -> bool:
        """Tell whether somebody is doubted."""
        return who in self.reasons


def learn(seen: Observed, local: Sequence[IPNetwork] = (), keep: Keep = no_bytes) -> Draft:
    """Propose a site from what was seen while nothing was declared but, maybe, which networks are ``local``."""
    doubts = Doubts((*PRIVATE, *local))
    _accuse(seen, doubts)
    users = _server_users(seen.evidence)
    for booted in _device_boots(seen):
        if booted.fetched_by and booted.server and _is_host(booted.server):
            users.setdefault(plain_address(booted.server), set()).add(booted.device)
    _doubt_servers(users, doubts)
    by_capture: dict[str | None, list[Evidence]] = defaultdict(list)
    for e in seen.evidence:
        by_capture[e.capture].append(e)
    # What looks wrong in one capture is not made good by another.
    for evidence in (*by_capture.values(), seen.evidence):
        _doubt_ordered(evidence, doubts)
    _doubt_orders(seen.evidence, doubts)
    admins, dhcp = _actors(seen.evidence, doubts)
    devices = _devices(seen, doubts)
    _add_sessions(seen, devices, admins, doubts)

    draft = Draft(network={"local": [network_text(n) for n in local]})
    for name, hosts in (("boot_servers", users), ("dhcp_servers", dhcp), ("admin_hosts", admins)):
        good = {host: met for host, met in hosts.items() if host not in doubts}
        draft.network[name] = sorted(good, key=_order)
        draft.notes[name] = {host: _count(met) for host, met in good.items()}
    networks = _networks(devices, _others(seen, devices))
    draft.network["devices"] = list(networks)
    draft.notes["devices"] = {n: f"{_number(count, 'device')} seen" for n, count in networks.items()}
    draft.entries = _files(seen, doubts, "image", keep) + _files(seen, doubts, "config", keep)
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


def _is_host(name: str) -> bool:
    """Tell one host from a broadcast, a group, or nobody."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return bool(name)
    return not (address.is_multicast or address.is_unspecified or str(address).endswith(".255"))


def _order(host: str) -> tuple[bool, int, int, str]:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return (True, 0, 0, host)
    return (False, address.version, int(address), "")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _count(devices: set[str]) -> str:
    shown = ", ".join(sorted(devices, key=_order)[:3])
    return f"{_number(len(devices), 'device')}: {shown}" + (", ..." if len(devices) > 3 else "")


def _accuse(seen: Observed, doubts: Doubts) -> None:
    for finding in seen.findings:
        detection = DETECTIONS.get(finding.detection)
        side = detection.accuses if detection else None
        if side and (who := getattr(finding, side)):
            doubts.add(plain_address(who), f"{finding.detection}: {finding.detail}")


def _is_device_file(evidence: Evidence) -> bool:
    return evidence.kind in ("FILE_FETCH", "FILE_CONTENT") and evidence.file_class in DEVICE_FILES


def _server_users(evidence: Iterable[Evidence]) -> dict[str, set[str]]:
    """Return the devices that each boot server served, or was named to."""
    users: dict[str, set[str]] = defaultdict(set)
    for e in evidence:
        if _is_device_file(e) or e.kind in NAMING:
            for server in _named(e):
                users[server].add(e.device)
    return dict(users)


def _device_boots(seen: Observed) -> list[Boot]:
    """Return the boots of network devices with which nothing was wrong."""
    return [b for b in seen.boots if not OWN_SIGNS.isdisjoint(b.why) and b.verdict != "suspicious" and not b.chain]


def _named(evidence: Evidence) -> list[str]:
    """Return the boot servers that an evidence names: DHCP may give several."""
    names = [evidence.server or "", *evidence.servers]
    servers = dict.fromkeys(plain_address(name) for name in names)
    return [s for s in servers if _is_host(s) and s != evidence.device]


def _doubt_servers(users: dict[str, set[str]], doubts: Doubts) -> None:
    for server, devices in users.items():
        if doubts.outside(server):
            doubts.add(server, "is a boot server outside the network")
        for other, many in users.items():
            if len(devices) == 1 and other not in doubts and devices <= many and len(many) >= _MANY:
                [device] = devices
                doubts.add(
                    server, f"only {device} met it as a boot server, which uses {other} like {len(many) - 1} others"
                )


def _doubt_ordered(evidence: Iterable[Evidence], doubts: Doubts) -> None:
    """Doubt a server that devices met only once someone had sent them there, or that was only named: so begins a
    hijack. One that a device used unbidden, or that DHCP names, is in use."""
    sent: dict[tuple[str, str], Evidence] = {}
    used: set[str] = set()
    for e in sorted(evidence, key=lambda e: e.time):
        for server in _named(e):
            if e.kind in ORDERS and not e.leaves and e.actor != e.device:
                sent.setdefault((server, e.device), e)
            elif e.kind == "BOOT_OPTIONS" or e.leaves:
                used.add(server)
            elif _is_device_file(e):
                order = sent.get((server, e.device))
                if order is None or order.time >= e.time:
                    used.add(server)
    met: dict[str, list[Evidence]] = defaultdict(list)
    for (server, _), order in sent.items():
        if server not in used:
            met[server].append(order)
    for server, orders in met.items():
        devices = ", ".join(dict.fromkeys(o.device for o in orders))
        by = orders[0].actor or orders[0].user or "someone"
        doubts.add(
            server,
            f"only {devices} met it, and only once {by} had sent {'it' if len(orders) == 1 else 'them'} there: "
            "an upgrade looks like this, and so does a hijack",
        )


def _doubt_orders(evidence: Iterable[Evidence], doubts: Doubts) -> None:
    """Doubt who ordered a boot by a command that names no server: nothing in use speaks for it."""
    for e in evidence:
        if e.kind == "BOOT_COMMAND" and not e.leaves and not _named(e) and e.actor and e.actor != e.device:
            doubts.add(plain_address(e.actor), f"gave {e.device} a boot order ({e.object or 'a command'})")


def _actors(evidence: Iterable[Evidence], doubts: Doubts) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return who gives devices orders, and who gives them boot options, each with the devices."""
    admins: dict[str, set[str]] = defaultdict(set)
    dhcp: dict[str, set[str]] = defaultdict(set)
    for e in evidence:
        found = admins if e.kind in COMMANDS else dhcp if e.kind == "BOOT_OPTIONS" else None
        if found is None or e.actor is None or not _is_host(e.actor):
            continue
        actor = plain_address(e.actor)
        if actor == e.device:
            continue
        found[actor].add(e.device)
        wrong = [server for server in _named(e) if server in doubts]
        if doubts.outside(actor):
            what = "gives devices orders" if found is admins else "answers DHCP"
            doubts.add(actor, f"{what} from outside the network")
        elif wrong:
            doubts.add(actor, f"sends {e.device} to {wrong[0]}, which looks wrong")
    return dict(admins), dict(dhcp)


def _add_sessions(seen: Observed, devices: set[str], admins: dict[str, set[str]], doubts: Doubts) -> None:
    """Add who works on the devices' command lines, and doubt who came to one only where others come to many."""
    for client, device in seen.sessions:
        if device in devices and client not in devices and _is_host(client):
            admins.setdefault(client, set()).add(device)
    most = max(map(len, admins.values()), default=0)
    for client, met in admins.items():
        if doubts.outside(client):
            doubts.add(client, "opens sessions on devices from outside the network")
        elif len(met) == 1 and most >= _MANY:
            doubts.add(client, f"works on {next(iter(met))} only, where others work on {most} devices")


def _devices(seen: Observed, doubts: Doubts) -> set[str]:
    """Return the network devices: who moves their files, is given orders, or says what it runs."""
    found = {
        e.device for e in seen.evidence if _is_device_file(e) or e.kind in SELF_TOLD or (e.kind in COMMANDS and e.actor)
    }
    found |= {b.device for b in _device_boots(seen)}
    return {d for d in found if not doubts.outside(d) and _is_host(d) and d not in doubts}


def _others(seen: Observed, devices: set[str]) -> set[str]:
    """Return the hosts that netboot and are no network devices: phones, PXE clients."""
    return {t.client for t in seen.transfers if t.op == "read"} - devices


def _networks(devices: set[str], others: set[str]) -> dict[str, int]:
    """Return networks that hold the devices and none of the others, with the number of devices in each.

    A whole /24 (IPv6: /64) is proposed where at least two devices and none of the others were seen in it, so that
    the next device there is judged, too; else each device by itself.
    """
    taken = [ipaddress.ip_address(o) for o in others if _is_address(o)]
    by_network: dict[IPNetwork, list[str]] = defaultdict(list)
    for device in devices:
        if _is_address(device):
            length = 24 if ipaddress.ip_address(device).version == 4 else 64
            by_network[ipaddress.ip_network(f"{device}/{length}", strict=False)].append(device)
    found: dict[str, int] = {}
    for network, members in sorted(by_network.items(), key=lambda n: (n[0].version, n[0].network_address.packed)):
        if len(members) > 1 and not any(o in network for o in taken):
            found[str(network)] = len(members)
        else:
            found |= dict.fromkeys(sorted(members, key=_order), 1)
    return found


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class _File:
    """A file that a device received whole."""

    transfer: Transfer
    server: str
    content: str
    """What its content is told apart by: the SHA-256 of an image, that of a configuration's boot lines."""


def _files(seen: Observed, doubts: Doubts, table: str, keep: Keep) -> list[str]:
    """Return an entry for each image or configuration that was received whole from a server that nobody doubts."""
    received: dict[str, dict[str, list[_File]]] = defaultdict(lambda: defaultdict(list))
    for file in _received(seen, table):
        received[file.transfer.file_name][file.content].append(file)
    entries = []
    for name, by_content in sorted(received.items()):
        for content, files in sorted(by_content.items()):
            clients = {f.transfer.client for f in files}
            servers = {f.server for f in files}
            if why := _file_doubt(files, by_content, doubts):
                doubts.add(f"{table} {name} {content[:16]}...", f"{why}; received by {_count(clients)}")
            else:
                note = f"from {', '.join(sorted(servers, key=_order))} by {_count(clients)}"
                entries.append(entry(table, _values(table, name, files[0], keep), note))
    return entries


def _received(seen: Observed, table: str) -> Iterable[_File]:
    known = {
        (e.capture, e.uid): e
        for e in seen.evidence
        if e.uid and e.server and e.kind == "FILE_CONTENT" and e.file_class == f"network-{table}"
    }
    for t in seen.transfers:
        if t.op == "read" and t.status == "complete" and t.sha256 and t.uid and (t.capture, t.uid) in known:
            e = known[t.capture, t.uid]
            if t.kind.startswith("config") != (table == "config") and t.kind != "unknown":
                continue  # a name may say what the bytes are not
            content = t.sha256 if table == "image" else e.lines_sha256
            if content:
                yield _File(t, plain_address(e.server or ""), content)
    told = {(t.client, t.sha256) for t in seen.transfers}
    for b in _device_boots(seen):
        # Boots tell of images that came by FTP and HTTP, too, and where no other log was kept.
        if table == "image" and b.image and b.sha256 and b.server and (b.device, b.sha256) not in told:
            name = b.image.replace("\\", "/").rsplit("/", 1)[-1]
            image = Transfer(b.time, b.device, b.server, "read", name, platform=b.platform, version=b.version)
            yield _File(replace(image, status="complete", sha256=b.sha256), plain_address(b.server), b.sha256)


def _values(table: str, name: str, file: _File, keep: Keep) -> dict[str, str | list[str] | None]:
    t = file.transfer
    if table == "config":
        return {"file_name": name, "sha256": t.sha256, "lines_sha256": file.content}
    named = from_name(name)
    return {
        "file_name": name,
        "path": keep(name, file.content),
        "sha256": t.sha256,
        "md5": t.md5,
        "platform": t.platform or named.platform,
        "version": t.version or named.version,
    }


def _file_doubt(files: list[_File], by_content: dict[str, list[_File]], doubts: Doubts) -> str | None:
    """Say why a file is not approved: its servers are all doubted, or another content of its name is as common."""
    servers = {f.server for f in files}
    if all(server in doubts for server in servers):
        return f"came only from {', '.join(sorted(servers))}, which looks wrong"
    clients = len({f.transfer.client for f in files})
    others = (len({f.transfer.client for f in found}) for found in by_content.values() if found is not files)
    if any(count * 2 > clients for count in others):
        return f"{len(by_content)} different files were received under this name"
    return None
