"""The table of detections: what DESIGN.md lists, as data that engines' content, reports and tests share.

What a detection is stands in its row and nowhere else: `bootwarden facts build` makes ``zeek/facts/detections.zeek``
of it, and rules, findings, the report and `bootwarden learn` read it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SuricataLevel = Literal["generic", "site", "none"]
Stage = Literal["redirect", "fetch", "content", "boot", "hijack"]
Part = Literal["device", "server", "file"]

HIJACK: Stage = "hijack"
"""The stage of what joins several stages."""
FALLBACK = "T1542.005"
"""TFTP Boot: the technique of whatever names none."""
DUMP = "T1602.002"
"""Network Device Configuration Dump."""


@dataclass(frozen=True)
class Technique:
    """An ATT&CK technique as MITRE names it, with the tactic that it is told under."""

    name: str
    parent: str
    tactic: str
    tactic_name: str


TECHNIQUES: dict[str, Technique] = {
    "T1542.005": Technique("TFTP Boot", "Pre-OS Boot", "TA0003", "Persistence"),
    "T1601.001": Technique("Patch System Image", "Modify System Image", "TA0005", "Defense Evasion"),
    "T1601.002": Technique("Downgrade System Image", "Modify System Image", "TA0005", "Defense Evasion"),
    "T1602.002": Technique(
        "Network Device Configuration Dump", "Data from Configuration Repository", "TA0009", "Collection"
    ),
}


def page(detection: str) -> str:
    """Where the page of a detection is, as a person would look for it."""
    return f"docs/detections/{detection}.md"


@dataclass(frozen=True)
class Detection:
    """One row of the table of detections."""

    id: str
    notice: str
    title: str
    suricata: SuricataLevel
    """Which rules carry it: the generic rules, only compiled site rules, or none. (Zeek carries all.)"""
    stage: Stage
    """The stage of a hijack that it speaks of."""
    techniques: tuple[str, ...] = (FALLBACK,)
    """What it is marked with; the first is what a rule names."""
    needs_site: bool = False
    """Whether it may not fire while a site has declared nothing, unless a server or host beyond the border shows it."""
    off: bool = False
    """Whether it is off until an operator asks for it."""
    informs: bool = False
    """Whether, while no boot servers are declared, it tells of something that need not be wrong."""
    accuses: Literal["device", "actor", "server"] | None = None
    """Whom it makes look wrong while a site has declared nothing."""
    by_actor: bool = False
    """Whether the device's peer on the wire is who acts (a manager, a DHCP server), not a boot server."""
    to_all: bool = False
    """Whether it is told of packets to everybody or to a relay: an engine may not know which device they are for."""
    leaves: bool = False
    """Whether it is about a file that leaves a device: nothing boots of that."""
    marks: bool = False
    """Whether its rules note the stage on the device, for the rules of the chain. (Zeek's takes every evidence.)"""
    once: tuple[Part, ...] = ("device", "server", "file")
    """What its notices are told apart by, besides what they add themselves (the hash of a content)."""

    @property
    def technique(self) -> str:
        """The technique that a rule names."""
        return self.techniques[0]

    @property
    def sids(self) -> range:
        """The sids that its hand-written rules may have."""
        first = 1542005000 + int(self.id[2:]) * 10
        return range(first, first + 10)


_PATCH, _DOWNGRADE, _DUMP = ("T1601.001",), ("T1601.002",), (DUMP,)

# fmt: off
_ROWS = (
    Detection("BW01", "Rogue_Boot_Options", "Boot options from or to an undeclared server", "site", "redirect",
              needs_site=True, by_actor=True, to_all=True),
    Detection("BW02", "Conflicting_Boot_Options", "Two servers give differing boot options", "none", "redirect"),
    Detection("BW03", "SNMP_Config_Copy", "Configuration moved by SNMP SET", "generic", "redirect",
              needs_site=True, by_actor=True, marks=True),
    Detection("BW04", "SNMP_Image_Copy", "Image or boot source set by SNMP SET", "generic", "redirect", _PATCH,
              needs_site=True, by_actor=True, marks=True),
    Detection("BW05", "Remote_Reload", "Reload ordered over the network", "generic", "boot",
              needs_site=True, by_actor=True, marks=True),
    Detection("BW06", "Smart_Install_Command", "Smart Install used to command a switch", "generic", "redirect",
              accuses="actor", by_actor=True, marks=True),
    Detection("BW07", "Boot_Command", "Network boot commanded in clear", "generic", "redirect",
              needs_site=True, by_actor=True, marks=True),
    Detection("BW08", "Boot_Config_Served", "Configuration with boot lines in transit", "generic", "redirect",
              needs_site=True),
    Detection("BW09", "Unapproved_Running_Image", "Device runs what is not approved", "none", "boot", _PATCH,
              needs_site=True),
    Detection("BW10", "Unauthorized_Boot_Server", "Image or configuration from an undeclared server", "site", "fetch",
              needs_site=True, marks=True, once=("device", "server")),
    Detection("BW11", "External_Boot_Server", "Image or configuration crosses the border", "generic", "fetch",
              accuses="server", marks=True),
    Detection("BW12", "Boot_Server_Changed", "Boot server changed", "none", "fetch", needs_site=True),
    Detection("BW13", "AutoInstall_Request", "AutoInstall name asked for", "generic", "fetch", informs=True),
    Detection("BW14", "Competing_Boot_Servers", "Two servers answer one request differently", "none", "fetch",
              accuses="server"),
    Detection("BW15", "Image_Upload", "Image written to a TFTP server", "generic", "fetch", _PATCH,
              needs_site=True, leaves=True),
    Detection("BW16", "TFTP_Enumeration", "File names guessed by TFTP", "generic", "fetch", _DUMP, accuses="device"),
    Detection("BW17", "TFTP_Path_Traversal", "Request climbs out of the TFTP root", "generic", "fetch", _DUMP,
              accuses="device"),
    Detection("BW18", "Config_Exfiltration", "Configuration leaves to an undeclared server", "generic", "fetch", _DUMP,
              needs_site=True, leaves=True),
    Detection("BW19", "Device_File_Access", "Undeclared host reaches for a device's files", "site", "fetch", _DUMP,
              needs_site=True, by_actor=True),
    Detection("BW20", "Unapproved_Image", "Image that nobody approved", "site", "content", _PATCH,
              needs_site=True, marks=True),
    Detection("BW21", "Modified_Image", "Approved name, other content", "site", "content", _PATCH,
              needs_site=True, marks=True),
    Detection("BW22", "Downgraded_Image", "Image older than every approved one", "none", "content", _DOWNGRADE,
              needs_site=True),
    Detection("BW23", "Disguised_Image", "Bytes and name contradict each other", "generic", "content", _PATCH,
              accuses="server"),
    Detection("BW24", "Unsigned_Image", "Image without its signature", "none", "content", _PATCH, off=True),
    Detection("BW25", "Tampered_Transfer", "Transfer whose blocks contradict each other", "none", "content", _PATCH,
              accuses="server"),
    Detection("BW26", "Unapproved_Config", "Known configuration with other boot lines", "none", "content",
              needs_site=True),
    Detection("BW27", "Boot_Integrity_Lowered", "Checks of images before they boot turned off", "generic", "redirect",
              needs_site=True, by_actor=True),
    Detection("BW30", "Netboot_Hijack", "Several stages of a netboot hijack on one device", "generic", HIJACK,
              needs_site=True),
)
# fmt: on

DETECTIONS: dict[str, Detection] = {d.id: d for d in _ROWS}
BY_NOTICE: dict[str, Detection] = {d.notice: d for d in _ROWS}
