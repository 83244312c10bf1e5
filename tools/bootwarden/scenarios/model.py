"""What a scenario is: packets, and beside them exactly what they must raise."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from bootwarden.errors import BootwardenError
from bootwarden.names import named
from bootwarden.scenarios.sids import Alert, Raised, alerts
from bootwarden.traffic.wire import Wire

Kind = Literal["malicious", "benign", "protocol"]
"""``protocol`` scenarios prove the TFTP layer rather than a detection."""


@dataclass(frozen=True)
class Notice:
    """A notice that Zeek must raise: the name of its type, and what it must name."""

    name: str
    device: str
    server: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class Expect:
    """All that one run must raise: one more fails as one too few. The order does not matter.

    ``alerts`` come from what the scenario ``raises``: it names each once, and the run adds the sid.
    ``transfers`` are lines of bootwarden_tftp.log, compared in the columns they name; ``None``: not compared.
    ``evidence`` likewise of bootwarden.log, and ``boots`` of bootwarden_boots.log.
    """

    notices: tuple[Notice, ...] = ()
    alerts: tuple[Alert, ...] = ()
    transfers: tuple[Mapping[str, Any], ...] | None = None
    evidence: tuple[Mapping[str, Any], ...] | None = None
    boots: tuple[Mapping[str, Any], ...] | None = None


@dataclass(frozen=True)
class SiteSpec:
    """A site for scenarios: its site.toml, and the files that this names by path."""

    name: str
    toml: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    zeek: str = ""
    """Zeek script for settings that site.toml does not carry (thresholds, detections off by default)."""


@dataclass(frozen=True)
class Scenario:
    """One capture and what it must raise, without a site and, where one is given, with it."""

    name: str
    title: str
    detection: str
    kind: Kind
    build: Callable[[Wire], None]
    plain: Expect
    site: SiteSpec | None
    with_site: Expect | None
    large: bool
    """The capture is too large to commit: it is built into the cache folder."""

    def capture(self) -> Wire:
        """Build the packets."""
        wire = Wire()
        try:
            self.build(wire)
        except Exception as cause:
            raise BootwardenError(
                f"scenario {self.name}: its packets cannot be built: {type(cause).__name__}: {cause} "
                f"(mend {self.build.__module__})"
            ) from cause
        return wire

    def runs(self) -> dict[str, Expect]:
        """What each run must raise, by the run's name."""
        return {"plain": self.plain} | ({"site": self.with_site} if self.with_site is not None else {})


_registry: dict[str, Scenario] = {}


def scenario(
    detection: str,
    kind: Kind,
    *,
    raises: Iterable[Raised] = (),
    raises_with_site: Iterable[Raised] | None = None,
    plain: Expect = Expect(),
    site: SiteSpec | None = None,
    with_site: Expect | None = None,
    large: bool = False,
) -> Callable[[Callable[[Wire], None]], Callable[[Wire], None]]:
    """Register the decorated function, which puts packets on a wire. Its docstring is the title.

    ``detection`` is BWnn, or TFTP for scenarios of the protocol layer. ``raises`` are the alerts of both rule sets,
    ``raises_with_site`` those of the site's set where they differ.
    """
    if (site is None) != (with_site is None):
        raise ValueError("a scenario has both a site and what it raises with it, or neither")
    if plain.alerts or (with_site is not None and with_site.alerts):
        raise ValueError("name alerts in raises, by detection and rule: the run adds the sid")
    raised = tuple(raises)
    plain = replace(plain, alerts=alerts(raised, site=False))
    if with_site is not None:
        compiled = raised if raises_with_site is None else raises_with_site
        with_site = replace(with_site, alerts=alerts(compiled, site=True))
    elif raises_with_site is not None:
        raise ValueError("raises_with_site needs a site")

    def register(build: Callable[[Wire], None]) -> Callable[[Wire], None]:
        name = build.__name__.replace("_", "-")
        if name in _registry:
            raise ValueError(f"two scenarios are named {name}")
        title = (build.__doc__ or "").strip().splitlines()[0]
        _registry[name] = Scenario(name, title, detection, kind, build, plain, site, with_site, large)
        return build

    return register


@cache
def scenarios() -> dict[str, Scenario]:
    """Every scenario by name, in name order."""
    package = importlib.import_module("bootwarden.scenarios")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"bootwarden.scenarios.{module.name}")
    return dict(sorted(_registry.items()))


def select(names: list[str]) -> list[Scenario]:
    """The named scenarios (a name, its beginning followed by ``*``, or a detection id); all where none is named."""
    known = scenarios()
    by_detection: dict[str, list[str]] = {}
    for scenario in known.values():
        by_detection.setdefault(scenario.detection.lower(), []).append(scenario.name)
    wanted = [each for name in names for each in by_detection.get(name.lower(), [name])]
    return named(wanted, known, "no scenario is named {!r} (`bootwarden pcap list` shows all)")
