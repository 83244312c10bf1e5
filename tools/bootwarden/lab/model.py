"""What an act is: real programs that do something, and beside them exactly what must be raised."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bootwarden.lab.programs import PROGRAMS
from bootwarden.names import named
from bootwarden.scenarios.model import Expect, Notice, SiteSpec
from bootwarden.scenarios.sids import Raised, alerts
from bootwarden.scenarios.sites import HQ

if TYPE_CHECKING:
    from bootwarden.lab.stage import Stage

AAA = "10.0.9.49"
TACACS_KEY = "k3y-of-the-lab"
_KEYS = f'[network]\ntacacs_keys = {{ "{AAA}" = "file:keys/tacacs" }}\n'

SITE = SiteSpec("lab", HQ.toml.replace("[network]\n", _KEYS), {**HQ.files, "keys/tacacs": TACACS_KEY.encode() + b"\n"})
"""What is declared in the lab: the scenarios' common site, and so their addresses, and one TACACS+ server's key."""

OWN = ("device", "rogue", "attacker", "outside")
"""How hosts are named that no other act has: engines remember what each did."""


@dataclass(frozen=True)
class Act:
    """One act. ``hosts`` are plugged in by name and address; each act has devices of its own, which tells it apart.

    ``machines`` are hosts that qemu boots: their addresses are leased to them.
    """

    name: str
    title: str
    scenario: str
    """The scenario that holds the same, so that what the lab showed is tested where nothing of it is installed."""
    hosts: Mapping[str, str]
    unaddressed: tuple[str, ...]
    machines: Mapping[str, str]
    needs: tuple[str, ...]
    expect: Expect
    play: Callable[[Stage], None]
    limit: float
    """Seconds that it may take."""
    unseen_on_cluster: frozenset[str] = frozenset()
    """Files that a cluster may not see, as docs/scale.md explains: then it says nothing of them; else all of it."""

    @property
    def emulated(self) -> bool:
        """Whether it boots a machine in qemu."""
        return bool(self.machines)

    @property
    def own(self) -> set[str]:
        """The addresses that no other act has."""
        return {address for host, address in {**self.hosts, **self.machines}.items() if host.startswith(OWN)}


_registry: dict[str, Act] = {}


def act(
    *,
    scenario: str,
    hosts: Mapping[str, str],
    needs: Iterable[str],
    unaddressed: Iterable[str] = (),
    machines: Mapping[str, str] = {},
    notices: Iterable[Notice] = (),
    raises: Iterable[Raised] = (),
    transfers: Iterable[Mapping[str, Any]] | None = None,
    limit: float = 60,
    unseen_on_cluster: Iterable[str] = (),
) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """Register the decorated function, which lets programs run on a stage. Its docstring is the title.

    ``raises`` and ``notices`` are named as in scenarios, and hold for the lab's site.
    """
    needs = tuple(needs)
    if unknown := set(needs) - set(PROGRAMS):
        raise ValueError(f"no such program: {', '.join(unknown)}")
    expect = Expect(
        notices=tuple(notices),
        alerts=alerts(raises, site=True),
        transfers=None if transfers is None else tuple(transfers),
    )

    def register(play: Callable[[Stage], None]) -> Callable[[Stage], None]:
        name = play.__name__.replace("_", "-")
        title = (play.__doc__ or "").strip().splitlines()[0]
        unseen = frozenset(unseen_on_cluster)
        hosts_, machines_ = dict(hosts), dict(machines)
        new = Act(name, title, scenario, hosts_, tuple(unaddressed), machines_, needs, expect, play, limit, unseen)
        for other in _registry.values():
            if name == other.name or new.own & other.own:
                raise ValueError(f"{name} has the name or a device of {other.name}")
        _registry[name] = new
        return play

    return register


def acts() -> dict[str, Act]:
    """Every act by name, those that need no emulator first."""
    package = importlib.import_module("bootwarden.lab.acts")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"bootwarden.lab.acts.{module.name}")
    return dict(sorted(_registry.items(), key=lambda item: (item[1].emulated, item[0])))


def select(names: list[str]) -> list[Act]:
    """The named acts (a name, or its beginning followed by ``*``); all where none is named."""
    return named(names, acts(), "no act is named {!r} (`bootwarden lab --list` shows all)")
