"""The boot-relevant lines of a configuration, and the hash that says whether they changed (BW26)."""

from __future__ import annotations

import hashlib
import re

# How a line begins that decides what a device boots, by vendor (facts of the vendors' command references).
# Zeek's detection of BW26 holds the same list: change both.
BOOT_LINES = (
    r"boot ",  # Cisco, Arista, Foundry: boot system, network, host, config, manual, nxos, ...
    r"boot-loader ",  # H3C and HPE Comware
    r"service config",  # Cisco: configuration from the network at every boot
    r"config-register ",
    r"confreg ",
    r"tftp-server ",
    r"ip tftp ",
    r"vstack",  # Smart Install
    r"auto-tftp ",  # HPE ProCurve: fetches at every reboot
    r"startup ",  # Huawei: startup system-software, saved-configuration
    r"upgrade rom-monitor ",
    r"set system autoinstallation",  # Juniper
    r"autoinstallation",
    r"swi=",  # Arista boot-config
    r"set boot",
    r"boot=",
    r"tftp_(server|file)=",  # ROM monitor variables
)
_RELEVANT = re.compile(rb"(?:no )?(?:" + "|".join(BOOT_LINES).encode() + rb")", re.IGNORECASE)
_BLANKS = re.compile(rb"[ \t]+")


def boot_lines(config: bytes) -> list[bytes]:
    """Return the lines of a configuration that decide what its device boots, normalised.

    CR and LF both end a line. Blanks at both ends go, runs of blanks and tabs become one blank, and a line
    whose first character is ``!`` or ``#`` is a comment. Of the rest, those stay that begin, in any letter
    case, with one of ``BOOT_LINES``, maybe after ``no ``. Letters keep their case and lines their order.
    """
    lines = (_BLANKS.sub(b" ", line).strip(b" ") for line in re.split(rb"[\r\n]+", config))
    return [line for line in lines if line[:1] not in (b"!", b"#") and _RELEVANT.match(line)]


def lines_sha256(config: bytes) -> str:
    r"""Return the SHA-256 of ``boot_lines`` joined by ``\n`` (none at the end; of nothing, where none is)."""
    return hashlib.sha256(b"\n".join(boot_lines(config))).hexdigest()
