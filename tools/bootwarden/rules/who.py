"""Who rules speak of: in the generic set Suricata's variables, in a compiled set the site's own addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from bootwarden.site.model import PRIVATE, IPNetwork, Site

# Neither inside nor outside: broadcast, multicast, and what routers do not carry across a border.
NOWHERE = tuple(
    ip_network(n)
    for n in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "198.18.0.0/15",
        "224.0.0.0/3",
        "fc00::/7",
        "fe80::/10",
        "ff00::/8",
    )
)

ANY = "any"


def net(network: IPNetwork) -> str:
    """An address or network as Suricata reads it."""
    return str(network.network_address) if network.prefixlen == network.max_prefixlen else str(network)


def subtract(networks: Iterable[IPNetwork], without: Iterable[IPNetwork]) -> list[IPNetwork]:
    """What is left of networks without others, as few networks."""
    left = list(networks)
    for hole in without:
        kept: list[IPNetwork] = []
        for one in left:
            if one.version != hole.version or not one.overlaps(hole):
                kept.append(one)
            elif one.prefixlen < hole.prefixlen:
                kept += one.address_exclude(hole)  # type: ignore[arg-type]
        left = kept
    return collapse(left)


def collapse(networks: Iterable[IPNetwork]) -> list[IPNetwork]:
    """The same addresses in as few networks as possible."""
    all_ = list(networks)
    four = collapse_addresses(n for n in all_ if isinstance(n, IPv4Network))
    six = collapse_addresses(n for n in all_ if isinstance(n, IPv6Network))
    return [*four, *six]


def among(networks: Iterable[IPNetwork]) -> str | None:
    """An address list; ``None`` where it would be empty, which Suricata refuses."""
    texts = [net(n) for n in collapse(networks)]
    return None if not texts else texts[0] if len(texts) == 1 else f"[{','.join(texts)}]"


def within(networks: Iterable[IPNetwork], without: Iterable[IPNetwork]) -> str | None:
    """An address list of networks without others: excepted, where to cut them out takes more words."""
    left = subtract(networks, without)
    holes = [hole for hole in collapse(without) if any(hole.overlaps(n) for n in networks)]
    whole = [n for n in collapse(networks) if subtract([n], holes)]
    excepting = [*map(net, whole), *(f"!{net(hole)}" for hole in holes)]
    cut = among(left)
    return cut if cut is None or len(left) <= len(excepting) else f"[{','.join(excepting)}]"


def except_for(networks: Iterable[IPNetwork], versions: Sequence[int] = (4, 6)) -> str | None:
    """Everyone but some, of the versions of IP that count: ``None`` where nobody is left, ``any`` but for nobody."""
    nets = [n for n in collapse(networks) if n.version in versions]
    if not nets:
        return ANY
    gone = {n.version for n in nets if n.prefixlen == 0}
    if gone == set(versions):
        return None
    # Suricata refuses to except all addresses of one version, and takes a list that excepts only addresses of one
    # version for addresses of that version: the other's are named.
    unnamed = set(versions) - {n.version for n in nets}
    left = [whole for version, whole in ((4, "0.0.0.0/0"), (6, "::/0")) if version in unnamed]
    return f"[{','.join([*left, *(f'!{net(n)}' for n in nets if n.version not in gone)])}]"


NOT_PUBLIC = tuple(collapse([*PRIVATE, *NOWHERE]))
"""What is nobody's address on the public Internet."""
NOT_PUBLIC6 = tuple(n for n in NOT_PUBLIC if isinstance(n, IPv6Network))


@dataclass(frozen=True)
class Who:
    """Address lists for rule headers. A list that is ``None`` holds nobody: a rule that needs it is not written."""

    site: Site | None
    home: str | None
    """Inside."""
    outside: str | None
    """Beyond the border, declared boot servers excepted; in the generic set also the IPv6 addresses of
    :data:`NOT_PUBLIC6`."""
    no_server: str | None
    """Everyone but declared boot servers and broadcast."""
    no_manager: str | None
    """Everyone but declared admin hosts."""
    readers: str | None
    """Inside, declared boot servers excepted."""
    server_list: str | None
    """Declared boot servers."""
    devices: str | None
    """Declared devices, declared boot servers excepted."""
    writers: str | None
    """Inside, declared admin hosts and boot servers excepted: a read without its request looks like a write."""
    no_uploader: str | None
    """Inside, but neither device, admin host nor boot server; nobody, where no device is declared."""

    @property
    def compiled(self) -> bool:
        """Whether this is for one site."""
        return self.site is not None

    @property
    def servers(self) -> Sequence[IPNetwork]:
        """Boot servers declared by address."""
        return self.site.network.boot_server_nets if self.site else ()

    @property
    def server_names(self) -> Sequence[str]:
        """Boot servers declared by name."""
        return self.site.network.boot_server_names if self.site else ()

    @property
    def servers_declared(self) -> bool:
        """Whether the site says which boot servers it has."""
        return bool(self.site and self.site.network.boot_servers)

    @property
    def managers(self) -> Sequence[IPNetwork]:
        """Declared admin hosts."""
        return self.site.network.admin_hosts if self.site else ()

    @property
    def pins(self) -> bool:
        """Whether there are images whose bytes were given, which rules hold files to."""
        return bool(self.site and any(image.file for image in self.site.images))


def generic() -> Who:
    """For the generic set: nobody is declared.

    Where HOME_NET is only the part of a network that a sensor watches, the rest of its private space is not outside.
    suricata-check 0.9.3b0 knows no colon in an address list: helpers tell the private space of IPv6.
    """
    inside = ",".join(f"!{net(n)}" for n in NOT_PUBLIC if isinstance(n, IPv4Network))
    outside = f"[{ANY},!$HOME_NET,{inside}]"
    return Who(None, "$HOME_NET", outside, ANY, ANY, "$HOME_NET", None, None, "$HOME_NET", None)


def of_site(site: Site) -> Who:
    """For one site."""
    network = site.network
    inside = [*network.inside]
    home = subtract(inside, NOWHERE_INSIDE)
    servers = network.boot_server_nets
    uploaders = [*network.devices, *network.admin_hosts, *servers]
    return Who(
        site=site,
        home=among(home),
        outside=except_for([*inside, *NOWHERE, *servers]),
        no_server=except_for(servers),
        no_manager=except_for(network.admin_hosts),
        readers=within(home, servers),
        server_list=among(servers),
        devices=within(network.devices, servers),
        writers=within(home, [*network.admin_hosts, *servers]),
        no_uploader=within(home, uploaders) if network.devices else None,
    )


# Zeek counts these as local; no device has such an address.
NOWHERE_INSIDE = tuple(ip_network(n) for n in ("0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3", "::/128", "::1/128"))
