"""Reads site.toml: validates it, hashes the files it names, and says what looks like a mistake."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bootwarden.errors import BootwardenError
from bootwarden.site.lines import lines_sha256
from bootwarden.site.model import Config, Image, IPNetwork, Network, Site
from bootwarden.site.tags import SMALLEST, Tags, describe
from bootwarden.toml import at, line_of, parse_toml, read_toml

# Only a configuration is read whole; one that is larger is none.
MAX_CONFIG = 64 << 20

Progress = Callable[[Path, int], None]
"""Called with the file being hashed and the number of bytes read since the last call."""


@dataclass(frozen=True)
class LoadedSite:
    """A valid site with all hashes known, and remarks on what may be a mistake (each names file and line)."""

    site: Site
    path: Path
    remarks: tuple[str, ...] = ()


def no_progress(_path: Path, _read: int) -> None:
    """Report nothing."""


def load_site(path: Path, progress: Progress = no_progress) -> LoadedSite:
    """Read, validate and complete a site.toml. Paths in it are relative to its folder."""
    text = read_toml(path, f"`bootwarden site init {path}` writes one")
    site = _parse(path, text)
    remarks: list[str] = [*_network_remarks(path, text, site.network)]
    if not any((*(getattr(site.network, name) for name in type(site.network).model_fields), site.image, site.config)):
        remarks.append(f"{path}:1: declares nothing yet: say in [network] who is who, and which images are approved")
    images = [_complete_image(path, text, n, image, progress) for n, image in enumerate(site.image)]
    configs = [_complete_config(path, text, n, config, progress) for n, config in enumerate(site.config)]
    for table, items in (("image", images), ("config", configs)):
        remarks += _named_servers(path, text, table, items)
        remarks += _twice(path, text, table, items)
    complete = site.model_copy(update={"image": images, "config": configs})
    complete._keys = {server: _key(path, text, source) for server, source in site.network.tacacs_keys.items()}
    return LoadedSite(complete, path, tuple(remarks))


def _parse(path: Path, text: str) -> Site:
    return parse_site(path, text, parse_toml(path, text))


def parse_site(path: Path, text: str, data: dict[str, Any]) -> Site:
    """Turn a parsed site.toml, whose text serves to name lines, into a site; reads no file."""
    try:
        return Site.model_validate(data)
    except ValidationError as cause:
        found = sorted(cause.errors(), key=lambda e: _line(text, e))
        raise BootwardenError("\n".join(_explain(path, text, e) for e in found)) from None


_TABLES: dict[str, type[BaseModel]] = {"network": Network, "image": Image, "config": Config}
_EXPECTED = {
    "string_type": 'must be text: write it in quotes, for example version = "15.7"',
    "list_type": 'must be a list: write it in brackets, for example ["10.0.0.5"]',
    "model_type": "must be a table: write [network], [[image]] or [[config]] above its lines",
    "string_too_short": "is empty: remove the line or name a file",
}


def _line(text: str, error: Any) -> int:
    return line_of(text, [w for w in error["loc"] if isinstance(w, str | int)]) or 0


def _explain(path: Path, text: str, error: Any) -> str:
    where = [w for w in error["loc"] if isinstance(w, str | int)]
    kind = error["type"]
    if kind == "extra_forbidden" and len(where) == 1 and where[0] in Network.model_fields:
        what = "stands above [network]: move it below that line"
    elif kind == "extra_forbidden":
        known = Site if len(where) == 1 else _TABLES[str(where[0])]
        meant = get_close_matches(str(where[-1]), known.model_fields, n=1, cutoff=0.85)
        what = f"is unknown: {f'write {meant[0]}; ' if meant else ''}known here are {', '.join(known.model_fields)}"
    elif kind == "missing":
        what = "is missing: add it, or a path"
    elif kind == "model_type" and where == ["network"]:
        what = "is one table: write [network], in single brackets, above its lines"
    elif kind == "list_type" and len(where) == 1:
        what = f"is a list of tables: write [[{where[0]}]], in double brackets"
    elif kind == "value_error":
        what = str(error["ctx"]["error"])
    else:
        what = _EXPECTED.get(kind, error["msg"])
    return f"{at(path, text, where)}: {what}"


_OF_WINDOWS = re.compile(r"(?:^|/)[A-Za-z]:[\\/]|\\")


def _hash(file: Path, where: str, progress: Progress) -> tuple[str, str, Tags]:
    """Return the SHA-256 and the MD5 of a file, and what it says of itself, in one pass."""
    sha256 = hashlib.sha256()
    md5 = hashlib.md5(usedforsecurity=False)

    def passing(chunk: bytes) -> None:
        sha256.update(chunk)
        md5.update(chunk)
        progress(file, len(chunk))

    try:
        if file.exists() and not file.is_file():
            raise BootwardenError(f"{where}: {file}: is no file: name a file, or replace path by its sha256")
        tags = describe(file, passing)
    except OSError as cause:
        reason = cause.strerror or str(cause)
        remedy = "mend its permissions" if isinstance(cause, PermissionError) else "put the file there"
        if _OF_WINDOWS.search(str(file)):
            remedy = "that is a path of Windows: put the file here and write its path with /"
        raise BootwardenError(f"{where}: {file}: {reason}: {remedy}, or replace path by its sha256") from None
    return sha256.hexdigest(), md5.hexdigest(), tags


def _located(path: Path, relative: str, where: str) -> Path:
    try:
        return (path.parent / Path(relative).expanduser()).resolve()
    except (RuntimeError, ValueError, OSError) as cause:
        raise BootwardenError(
            f"{where}: cannot be found: {cause}: write the path from the site file's folder"
        ) from None


def _key(path: Path, text: str, source: str) -> str:
    """Read a secret from the file or the environment variable that a site names. It is in no message."""
    where = at(path, text, ("network", "tacacs_keys"))
    kind, _, place = source.partition(":")
    if kind == "env":
        key = os.environ.get(place, "")
        remedy = f"export {place}=... before building"
    else:
        file = _located(path, place, where)
        try:
            key = file.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as cause:
            raise BootwardenError(f"{where}: {file} cannot be read: {cause}: put the key there, in one line") from None
        remedy = f"write the key into {file}"
    if not key or not key.isprintable():
        raise BootwardenError(f"{where}: {source} holds no key: {remedy}")
    return key


def _agrees(where: str, written: str | None, found: str, file: Path) -> None:
    if written is not None and written != found:
        raise BootwardenError(
            f"{where}: is {written[:12]}... but {file} has {found[:12]}...: "
            "remove one of them, or find out which content is the approved one"
        )


def _complete_image(path: Path, text: str, number: int, image: Image, progress: Progress) -> Image:
    if image.path is None:
        return image
    where = at(path, text, ("image", number, "path"))
    file = _located(path, image.path, where)
    sha256, md5, tags = _hash(file, where, progress)
    if (size := file.stat().st_size) < SMALLEST:
        raise BootwardenError(
            f"{where}: {file} has {size} bytes, too few for an image: name another file, or replace path by its sha256"
        )
    _agrees(at(path, text, ("image", number, "sha256")), image.sha256, sha256, file)
    _agrees(at(path, text, ("image", number, "md5")), image.md5, md5, file)
    done = image.model_copy(
        update={
            "sha256": sha256,
            "md5": md5,
            "version": image.version or tags.version,
            "platform": image.platform or tags.platform,
        }
    )
    done._file = file
    return done


def _complete_config(path: Path, text: str, number: int, config: Config, progress: Progress) -> Config:
    if config.path is None:
        return config
    where = at(path, text, ("config", number, "path"))
    file = _located(path, config.path, where)
    sha256, _, _ = _hash(file, where, progress)
    if file.stat().st_size > MAX_CONFIG:
        raise BootwardenError(f"{where}: {file} is too large for a configuration: list it as an [[image]]")
    _agrees(at(path, text, ("config", number, "sha256")), config.sha256, sha256, file)
    lines = lines_sha256(file.read_bytes())
    _agrees(at(path, text, ("config", number, "lines_sha256")), config.lines_sha256, lines, file)
    done = config.model_copy(update={"sha256": sha256, "lines_sha256": lines})
    done._file = file
    return done


_BROADCAST = ipaddress.ip_network("255.255.255.255")


_NAMES_ONLY = "are names only, as options and URLs carry them: TFTP is judged by addresses: add these, too"


def _within(inner: IPNetwork, outer: IPNetwork) -> bool:
    return inner.version == outer.version and inner.subnet_of(outer)  # type: ignore[arg-type]


def _network_remarks(path: Path, text: str, network: Network) -> Iterable[str]:
    """Say which declarations contain each other, and which approve more than they can mean."""
    lists = {
        "devices": network.devices,
        "boot_servers": network.boot_server_nets,
        "dhcp_servers": network.dhcp_servers,
        "admin_hosts": network.admin_hosts,
        "local": network.local,
    }
    for field, nets in lists.items():
        where = at(path, text, ("network", field))
        for one, other in combinations(nets, 2):
            if _within(one, other) or _within(other, one):
                inner, outer = (one, other) if _within(one, other) else (other, one)
                yield f"{where}: {inner} is already in {outer}: remove one of them"
        for net in nets:
            if net.prefixlen == 0:
                yield f"{where}: {net} is every address: nothing is left to be told apart by it"
            elif field != "local" and (net.is_multicast or net.is_unspecified or net == _BROADCAST):
                yield f"{where}: {net.network_address} is the address of no host: remove it"
    if network.boot_servers and not network.boot_server_nets:
        yield f"{at(path, text, ('network', 'boot_servers'))}: {_NAMES_ONLY}"
    for field in ("boot_servers", "admin_hosts", "dhcp_servers"):
        for net in lists[field]:
            for device in lists["devices"]:
                if _within(device, net):
                    yield (
                        f"{at(path, text, ('network', field))}: {net} holds all devices of {device}, "
                        "so each of them may do it: name single hosts"
                    )
    for net in (*network.devices, *network.boot_server_nets, *network.dhcp_servers):
        if network.local and not any(_within(net, inside) for inside in network.inside):
            yield f"{at(path, text, ('network', 'local'))}: {net} is declared but outside: add it to local"


def _named_servers(path: Path, text: str, table: str, items: Sequence[Image | Config]) -> Iterable[str]:
    """Say which files are allowed to servers by name alone, which no transfer by TFTP shows."""
    for number, item in enumerate(items):
        if item.allowed_servers and all(isinstance(server, str) for server in item.allowed_servers):
            yield f"{at(path, text, (table, number, 'allowed_servers'))}: {_NAMES_ONLY}"


def _twice(path: Path, text: str, table: str, items: Sequence[Image | Config]) -> Iterable[str]:
    """Say which names are listed twice, and refuse one SHA-256 with two MD5."""
    alike: dict[tuple[str, str], list[int]] = {}
    for number, item in enumerate(items):
        for field, value in (("file_name", item.file_name), ("sha256", item.sha256)):
            if value is not None:
                alike.setdefault((field, value), []).append(number)
    for i, j in sorted({pair for numbers in alike.values() for pair in combinations(numbers, 2)}):
        one, other = items[i], items[j]
        where = at(path, text, (table, j, "file_name"))
        first = line_of(text, (table, i))
        if one.sha256 is not None and one.sha256 == other.sha256:
            if isinstance(one, Image) and isinstance(other, Image) and one.md5 and other.md5 and one.md5 != other.md5:
                raise BootwardenError(
                    f"{at(path, text, (table, j, 'md5'))}: differs from line {first}, which has the "
                    "same sha256: one content has one md5; correct the wrong one"
                )
            if one.file_name == other.file_name:
                yield f"{where}: is listed on line {first} too, with the same content: remove one of them"
        elif isinstance(one, Image) and isinstance(other, Image) and one.md5 and one.md5 == other.md5:
            if one.sha256 and other.sha256:
                yield (
                    f"{at(path, text, (table, j, 'md5'))}: is that of line {first} too, which has another sha256: "
                    "no two files have one md5; correct the wrong one"
                )
            else:
                yield f"{where}: is listed on line {first} too, with the same content: remove one of them"
        elif one.file_name == other.file_name:
            yield (
                f"{where}: {one.file_name} is listed on line {first} too, with other content: "
                "each is approved; remove the one that is out of date"
            )
