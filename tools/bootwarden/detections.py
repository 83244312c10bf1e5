"""The table of detections: what DESIGN.md lists, as data that rules, reports and tests share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SuricataLevel = Literal["generic", "site", "none"]


@dataclass(frozen=True)
class Detection:
    """One row of the table of detections.

    ``suricata`` says which rules carry it: the generic rules, only compiled site rules, or none.
    ``needs_site`` is true when it may not fire while a site has declared nothing.
    """

    id: str
    notice: str
    title: str
    suricata: SuricataLevel
    needs_site: bool
    technique: str = "T1542.005"

    @property
    def by_actor(self) -> bool:
        """Whether the device's peer on the wire is who acts (a manager, a DHCP server), not a boot server."""
        return self.id in {"BW01", "BW03", "BW04", "BW05", "BW06", "BW07", "BW19"}

    @property
    def sids(self) -> range:
        """The sids that its hand-written rules may have."""
        first = 1542005000 + int(self.id[2:]) * 10
        return range(first, first + 10)


DETECTIONS: dict[str, Detection] = {
    d.id: d
    for d in (
        Detection("BW01", "Rogue_Boot_Options", "Boot options from or to an undeclared server", "site", True),
        Detection("BW02", "Conflicting_Boot_Options", "Two servers give differing boot options", "none", True),
        Detection("BW03", "SNMP_Config_Copy", "Configuration moved by SNMP SET", "generic", True),
        Detection("BW04", "SNMP_Image_Copy", "Image or boot source set by SNMP SET", "generic", True, "T1601.001"),
        Detection("BW05", "Remote_Reload", "Reload ordered over the network", "generic", True),
        Detection("BW06", "Smart_Install_Command", "Smart Install used to command a switch", "generic", False),
        Detection("BW07", "Boot_Command", "Network boot commanded in clear", "generic", True),
        Detection("BW08", "Boot_Config_Served", "Configuration with boot lines in transit", "generic", True),
        Detection("BW09", "Unapproved_Running_Image", "Device runs what is not approved", "none", True, "T1601.001"),
        Detection(
            "BW10",
            "Unauthorized_Boot_Server",
            "Image or configuration from an undeclared server",
            "site",
            True,
        ),
        Detection("BW11", "External_Boot_Server", "Image or configuration crosses the border", "generic", False),
        Detection("BW12", "Boot_Server_Changed", "Boot server changed", "none", True),
        Detection("BW13", "AutoInstall_Request", "AutoInstall name asked for", "generic", False),
        Detection("BW14", "Competing_Boot_Servers", "Two servers answer one request differently", "none", False),
        Detection("BW15", "Image_Upload", "Image written to a TFTP server", "generic", True, "T1601.001"),
        Detection("BW16", "TFTP_Enumeration", "File names guessed by TFTP", "generic", False, "T1602.002"),
        Detection(
            "BW17",
            "TFTP_Path_Traversal",
            "Request climbs out of the TFTP root",
            "generic",
            False,
            "T1602.002",
        ),
        Detection(
            "BW18",
            "Config_Exfiltration",
            "Configuration leaves to an undeclared server",
            "generic",
            True,
            "T1602.002",
        ),
        Detection(
            "BW19",
            "Device_File_Access",
            "Undeclared host reaches for a device's files",
            "site",
            True,
            "T1602.002",
        ),
        Detection("BW20", "Unapproved_Image", "Image that nobody approved", "site", True, "T1601.001"),
        Detection("BW21", "Modified_Image", "Approved name, other content", "site", True, "T1601.001"),
        Detection("BW22", "Downgraded_Image", "Image older than every approved one", "none", True, "T1601.002"),
        Detection("BW23", "Disguised_Image", "Bytes and name contradict each other", "generic", False, "T1601.001"),
        Detection("BW24", "Unsigned_Image", "Image without its signature", "none", True, "T1601.001"),
        Detection(
            "BW25",
            "Tampered_Transfer",
            "Transfer whose blocks contradict each other",
            "none",
            False,
            "T1601.001",
        ),
        Detection("BW26", "Unapproved_Config", "Known configuration with other boot lines", "none", True),
        Detection("BW30", "Netboot_Hijack", "Several stages of a netboot hijack on one device", "generic", True),
    )
}
BY_NOTICE: dict[str, Detection] = {d.notice: d for d in DETECTIONS.values()}
