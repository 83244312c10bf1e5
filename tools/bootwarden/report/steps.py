"""What each fact about a boot looks like: which way it went, and the words for it.

Evidence of Zeek says what was seen; where only a finding is known, its detection stands for the fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bootwarden.report.devices import Moment

Way = Literal["order", "ask", "send", "serve", "self"]
"""From the actor to the device; from the device to the server, asking or sending; from the server to the device; or
something that the device did by itself."""

WAYS: tuple[Way, ...] = ("order", "ask", "send", "serve", "self")
"""In the order in which things of one instant happen."""


@dataclass(frozen=True)
class Step:
    """The short words of an arrow, those for a sentence, and the way."""

    label: str
    seen: str
    way: Way


STEPS: dict[str, Step] = {
    "BOOT_OPTIONS": Step("boot options", "boot options handed out", "order"),
    "SNMP_CONFIG": Step("SNMP: config", "configuration ordered by SNMP", "order"),
    "SNMP_IMAGE": Step("SNMP: image", "image or boot source set by SNMP", "order"),
    "SMART_INSTALL": Step("Smart Install", "Smart Install command", "order"),
    "BOOT_COMMAND": Step("boot command", "boot command given", "order"),
    "BOOT_INTEGRITY": Step("checks off", "image checks turned off", "order"),
    "RELOAD_ORDER": Step("reload ordered", "reload ordered", "order"),
    "DEVICE_ACCESS": Step("reaches for files", "files reached for", "order"),
    "AUTOINSTALL_REQUEST": Step("asks AutoInstall", "AutoInstall name asked for", "ask"),
    "FILE_GUESSING": Step("guesses names", "file names guessed", "ask"),
    "PATH_TRAVERSAL": Step("path traversal", "path traversal", "ask"),
    "FILE_FETCH": Step("asks for file", "file asked for", "ask"),
    "FILE_SENT": Step("sends file", "file sent away", "send"),
    "COMPETING_ANSWERS": Step("other answer", "second server answered", "serve"),
    "BOOT_CONFIG": Step("boot lines", "configuration with boot lines served", "serve"),
    "FILE_CONTENT": Step("receives file", "file received", "serve"),
    "LOADER_OUTPUT": Step("loader loads", "boot loader loaded a file", "self"),
    "CONFIG_LOADED": Step("loaded config", "configuration loaded from the network", "self"),
    "CONFIG_FAILED": Step("got no config", "configuration asked for in vain", "self"),
    "CONFIG_NEWER": Step("older image runs", "configuration is of a newer image", "self"),
    "RUNNING_IMAGE": Step("says what it runs", "said what it runs", "self"),
    "RESTARTED": Step("restarted", "restarted", "self"),
}
"""By the kind of evidence."""

_BY_DETECTION = {
    "BW01": "BOOT_OPTIONS",
    "BW02": "BOOT_OPTIONS",
    "BW03": "SNMP_CONFIG",
    "BW04": "SNMP_IMAGE",
    "BW05": "RELOAD_ORDER",
    "BW06": "SMART_INSTALL",
    "BW07": "BOOT_COMMAND",
    "BW08": "BOOT_CONFIG",
    "BW09": "RUNNING_IMAGE",
    "BW10": "FILE_FETCH",
    "BW11": "FILE_FETCH",
    "BW12": "FILE_FETCH",
    "BW13": "AUTOINSTALL_REQUEST",
    "BW14": "COMPETING_ANSWERS",
    "BW15": "FILE_SENT",
    "BW16": "FILE_GUESSING",
    "BW17": "PATH_TRAVERSAL",
    "BW18": "FILE_SENT",
    "BW19": "DEVICE_ACCESS",
    **dict.fromkeys(("BW20", "BW21", "BW22", "BW23", "BW24", "BW25", "BW26"), "FILE_CONTENT"),
    "BW27": "BOOT_INTEGRITY",
}

_MOVED = frozenset({"FILE_FETCH", "FILE_CONTENT"})


def step(moment: Moment) -> Step:
    """Return what a moment looks like."""
    fact = moment.evidence
    told = _BY_DETECTION.get(moment.incident.detection) if moment.incident is not None else None
    if fact is not None and fact.kind in _MOVED and told not in (None, "FILE_SENT", *_MOVED):
        # What is wrong about a request says more than that there was one.
        return STEPS[told or ""]
    if fact is not None and fact.kind in STEPS:
        return STEPS["FILE_SENT" if fact.leaves and fact.kind in _MOVED else fact.kind]
    if told is not None:
        return STEPS[told]
    # A kind of a later release.
    words = (fact.kind if fact is not None else moment.stage).replace("_", " ").lower()
    return Step(words[:18], words, "self")
