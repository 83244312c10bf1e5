"""Writes a site as Zeek loads it: a script that sets the options, and two manifests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bootwarden.site.model import Config, Image, IPNetwork, Site

SCRIPT = "bootwarden-site.zeek"
IMAGES = "bootwarden-images.tsv"
CONFIGS = "bootwarden-configs.tsv"
KEYS = "bootwarden-keys.zeek"
"""Holds secrets: readable by its owner alone, and never shown."""

IMAGE_FIELDS = ("file_name", "md5", "sha256", "platform", "version", "allowed_servers", "allowed_devices")
CONFIG_FIELDS = ("file_name", "sha256", "lines_sha256", "allowed_servers", "allowed_devices")


def network_text(network: IPNetwork) -> str:
    """Write an address, or a network, as people do: a single host without its length."""
    return str(network.network_address) if network.prefixlen == network.max_prefixlen else str(network)


def _subnet(network: IPNetwork) -> str:
    if network.version == 6:
        return f"[{network.network_address}]/{network.prefixlen}"
    return str(network)


def _redef(option: str, values: Iterable[str]) -> str:
    lines = "".join(f"\t{value},\n" for value in values)
    return f"redef {option} += {{\n{lines}}};\n" if lines else ""


def script(site: Site) -> str:
    """Return the script with all options that the site declares. What it does not declare stays as it is."""
    network = site.network
    parts = [
        _redef("Site::local_nets", map(_subnet, network.local)),
        _redef("Bootwarden::devices", map(_subnet, network.devices)),
        _redef("Bootwarden::boot_servers", map(_subnet, network.boot_server_nets)),
        _redef("Bootwarden::boot_server_names", (f'"{name}"' for name in network.boot_server_names)),
        _redef("Bootwarden::dhcp_servers", map(_subnet, network.dhcp_servers)),
        _redef("Bootwarden::admin_hosts", map(_subnet, network.admin_hosts)),
        f'redef Bootwarden::images_file = @DIR + "/{IMAGES}";\n' if site.images else "",
        f'redef Bootwarden::configs_file = @DIR + "/{CONFIGS}";\n' if site.configs else "",
    ]
    if site.keys:
        parts.append(f"@load ./{KEYS.removesuffix('.zeek')}\n")
    head = "##! What this site declared. Written by `bootwarden site build` from site.toml: change it there.\n"
    return "\n".join([head, *filter(None, parts)])


def keys(site: Site) -> str:
    """Return the script with the keys of TACACS+ servers; nothing, where the site names none."""
    if not site.keys:
        return ""
    entries = (f"[{_subnet(server)}] = {_literal(key)}" for server, key in site.keys.items())
    head = "##! Secrets. Written by `bootwarden site build`: readable by Zeek's user alone, and not to be shared.\n"
    return head + "\n" + _redef("Bootwarden::tacacs_keys", entries)


def _literal(text: str) -> str:
    return '"' + "".join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\' else f"\\x{b:02x}" for b in text.encode()) + '"'


def _cell(value: str | None) -> str:
    # Zeek's reader decodes \xNN, which a Windows path (boot\x64\wdsnbp.com) would be read as.
    return "-" if value is None else value.replace("\\", "\\x5c")


def _cells(values: Sequence[IPNetwork | str]) -> str:
    return ",".join(v if isinstance(v, str) else network_text(v) for v in values) or "-"


def _table(fields: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    unique = dict.fromkeys(rows)
    return "".join("\t".join(row) + "\n" for row in [("#fields", *fields), *unique])


def images(site: Site) -> str:
    """Return the manifest of approved images."""

    def row(image: Image) -> tuple[str, ...]:
        cells = map(_cell, (image.file_name, image.md5, image.sha256, image.platform, image.version))
        return (*cells, _cells(image.allowed_servers), _cells(image.allowed_devices))

    return _table(IMAGE_FIELDS, map(row, site.images))


def configs(site: Site) -> str:
    """Return the manifest of known-good configurations."""

    def row(config: Config) -> tuple[str, ...]:
        cells = map(_cell, (config.file_name, config.sha256, config.lines_sha256))
        return (*cells, _cells(config.allowed_servers), _cells(config.allowed_devices))

    return _table(CONFIG_FIELDS, map(row, site.configs))
