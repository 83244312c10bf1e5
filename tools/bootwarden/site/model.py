"""What site.toml may say, as types. Each message tells what is wrong and what to write instead."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    model_validator,
)

IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# What is inside however little is declared: Site::private_address_space of Zeek 8 without its 6to4 forms, so
# that both engines draw the border at the same place.
PRIVATE = tuple(
    ipaddress.ip_network(n)
    for n in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/24",
        "239.0.0.0/8",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
    )
)

_HOST_NAME = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\Z")
_HEX = re.compile(r"[0-9a-f]*\Z")


def parse_network(value: Any) -> IPNetwork:
    """Read an address or a network, however written; IPv4 inside IPv6 is IPv4, as for Zeek."""
    if isinstance(value, ipaddress.IPv4Network | ipaddress.IPv6Network):
        return value
    if not isinstance(value, str):
        raise ValueError('is no address: write it in quotes, for example "10.0.0.0/16"')
    text = value.strip()
    if "%" in text:
        raise ValueError(f"{value!r} has a zone: write the address without what follows the %")
    address, slash, length = text.partition("/")
    address = address.removeprefix("[").removesuffix("]")
    try:
        network = ipaddress.ip_network(address + slash + length.removesuffix("]"))
    except ValueError as cause:
        if "host bits" in str(cause):
            whole = ipaddress.ip_network(address + slash + length, strict=False)
            raise ValueError(
                f'{value!r} is neither a network nor one address: write "{whole}" or "{address}"'
            ) from None
        raise ValueError(f"{value!r} is no address and no network: {_remedy(text)}") from None
    if isinstance(network, ipaddress.IPv6Network):
        mapped = network.network_address.ipv4_mapped
        if mapped is not None and network.prefixlen >= 96:
            return ipaddress.IPv4Network((int(mapped), network.prefixlen - 96))
    return network


_URL = re.compile(r"[a-z]+://\[?([^/\]:]+|[0-9a-f:]+)", re.IGNORECASE)
_PORT = re.compile(r"(?:\[(.+)\]|([^:]+)):\d+")
_OCTETS = re.compile(r"\d+(?:\.\d+){3}")
_MASKED = re.compile(r"(\d+(?:\.\d+){3})\s+(?:mask\s+)?(\d+(?:\.\d+){3})")
_STARS = re.compile(r"((?:\d+\.){1,3})\*(?:\.\*)*")


def _remedy(text: str) -> str:
    """Say what to write instead of something that is no network."""
    if url := _URL.match(text):
        return f'write the host alone, "{url[1]}"'
    if port := _PORT.fullmatch(text):
        return f'write it without the port, "{port[1] or port[2]}"'
    if stars := _STARS.fullmatch(text):
        octets = stars[1].rstrip(".").split(".")
        return f'write "{".".join([*octets, "0", "0", "0"][:4])}/{8 * len(octets)}"'
    if masked := _MASKED.fullmatch(text):
        try:
            return f'write "{ipaddress.ip_network(f"{masked[1]}/{masked[2]}", strict=False)}"'
        except ValueError:
            pass
    first, _, last = text.partition("-")
    try:
        networks = [*ipaddress.summarize_address_range(ipaddress.ip_address(first), ipaddress.ip_address(last))]
        return (
            "write the range as networks: " + ", ".join(f'"{n}"' for n in networks[:4]) + ", ..." * (len(networks) > 4)
        )
    except (ValueError, TypeError):
        pass
    address = text.partition("/")[0]
    if _OCTETS.fullmatch(address):
        plain = ".".join(str(int(octet)) for octet in address.split("."))
        try:
            ipaddress.ip_address(plain)
        except ValueError:
            return "each of the four numbers is 0 to 255"
        return f'write "{plain}", without leading zeros' if plain != address else "what follows the / is 0 to 32"
    return 'write, for example, "10.0.0.5", "10.0.0.0/16" or "2001:db8::/32"'


def parse_server(value: Any) -> IPNetwork | str:
    """Read a server: an address, a network, or a host name (in lower case, without the final dot)."""
    if not isinstance(value, str):
        return parse_network(value)
    name = value.strip().removesuffix(".").lower()
    looks_numeric = re.fullmatch(r"[\d./]+", name) or ":" in name or "/" in name
    if looks_numeric:
        return parse_network(value)
    if not _HOST_NAME.match(name):
        raise ValueError(
            f"{value!r} is neither an address, a network nor a host name: "
            'write, for example, "10.0.0.5" or "boot.corp.example"'
        )
    return name


def _unique(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _digest(length: int, tool: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip().lower()
        if not _HEX.match(text) or len(text) != length:
            raise ValueError(f"has {len(text)} characters instead of {length} hex digits (`{tool} FILE` prints it)")
        return text

    return BeforeValidator(check)


def _plain_text(value: str) -> str:
    """Refuse what a line of a TSV manifest cannot hold."""
    if not value or value != value.strip():
        raise ValueError("is empty or has blanks around it: remove them, or the line")
    if any(ord(c) < 32 or ord(c) == 127 for c in value):
        raise ValueError("holds a control character: write what devices ask for, which has none")
    if value in {"-", "(empty)"} or value.startswith("#"):
        raise ValueError(f"{value!r} means something else in a manifest: write the full path that devices ask for")
    return value


def _key_source(value: Any) -> str:
    """Take the place of a secret, never the secret: site files are shared."""
    if not isinstance(value, str) or not re.fullmatch(r"(file|env):\S.*", value.strip()):
        raise ValueError('holds no place: write "file:PATH" or "env:NAME", where the key itself stands')
    return value.strip()


Net = Annotated[IPNetwork, PlainValidator(parse_network)]
Server = Annotated[IPNetwork | str, PlainValidator(parse_server)]
Nets = Annotated[list[Net], AfterValidator(_unique)]
Servers = Annotated[list[Server], AfterValidator(_unique)]
Text = Annotated[str, AfterValidator(_plain_text)]
Sha256 = Annotated[str, _digest(64, "sha256sum")]
Md5 = Annotated[str, _digest(32, "md5sum")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Network(_Table):
    """Who is who: the table ``[network]``. Whatever is left out is not declared."""

    devices: Nets = []
    boot_servers: Servers = []
    dhcp_servers: Nets = []
    admin_hosts: Nets = []
    local: Nets = []
    tacacs_keys: dict[Net, Annotated[str, PlainValidator(_key_source)]] = {}
    """Where the keys of TACACS+ servers stand: ``file:PATH`` or ``env:NAME``, by server."""

    @property
    def boot_server_nets(self) -> list[IPNetwork]:
        """Boot servers declared by address."""
        return [s for s in self.boot_servers if not isinstance(s, str)]

    @property
    def boot_server_names(self) -> list[str]:
        """Boot servers declared by name, in lower case."""
        return [s for s in self.boot_servers if isinstance(s, str)]

    @property
    def inside(self) -> list[IPNetwork]:
        """All that is not outside: what the site calls local, and private space (as Zeek counts it)."""
        return _unique([*self.local, *PRIVATE])


class _Listed(_Table):
    """What an approved image and a known configuration have in common."""

    file_name: Text
    sha256: Sha256 | None = None
    path: Annotated[str, Field(min_length=1)] | None = None
    allowed_servers: Servers = []
    allowed_devices: Nets = []

    @model_validator(mode="before")
    @classmethod
    def _name_from_path(cls, data: Any) -> Any:
        if isinstance(data, dict) and "file_name" not in data and isinstance(data.get("path"), str):
            return {**data, "file_name": Path(data["path"]).name}
        return data

    # Set by bootwarden.site.load once the file was found.
    _file: Path | None = None

    @property
    def file(self) -> Path | None:
        """Where the file that ``path`` names really is; ``None`` where only hashes are known."""
        return self._file


class Image(_Listed):
    """An approved image: one ``[[image]]``. After loading, hashes of an image given by path are filled in."""

    version: Text | None = None
    platform: Text | None = None
    md5: Md5 | None = None

    @model_validator(mode="after")
    def _has_content(self) -> Image:
        if self.sha256 is None and self.md5 is None and self.path is None:
            raise ValueError("says nothing of the content: add one of sha256, md5 or path")
        return self


class Config(_Listed):
    """A known-good configuration: one ``[[config]]``."""

    lines_sha256: Sha256 | None = None

    @model_validator(mode="after")
    def _has_content(self) -> Config:
        if self.sha256 is None and self.lines_sha256 is None and self.path is None:
            raise ValueError("says nothing of the content: add one of path, sha256 or lines_sha256")
        return self


class Site(_Table):
    """A whole site.toml."""

    network: Network = Network()
    image: list[Image] = []
    config: list[Config] = []

    # Set by bootwarden.site.load: the secrets themselves, which nothing prints.
    _keys: dict[IPNetwork, str] = PrivateAttr(default_factory=dict)

    @property
    def keys(self) -> dict[IPNetwork, str]:
        """The keys of TACACS+ servers, read from where the site says they stand."""
        return self._keys

    @property
    def images(self) -> list[Image]:
        """The approved images."""
        return self.image

    @property
    def configs(self) -> list[Config]:
        """The known-good configurations."""
        return self.config
