"""BW19, in a site's set: someone who administers nothing reaches for a device's files or its command line."""

from __future__ import annotations

from collections.abc import Iterator

from bootwarden.rules.files import ANY_NAME, request
from bootwarden.rules.rule import Rule
from bootwarden.rules.who import Who, except_for

DOORS = "[21,23,139,445,513,514]"
"""FTP, telnet, SMB, rlogin, and rsh with rcp."""

HOUR = 3600


def rules(who: Who) -> Iterator[Rule]:
    """All rules on access to devices; none where devices or admin hosts are not declared."""
    if who.site is None or not who.managers or not who.site.network.devices:
        return
    devices = who.site.network.devices
    source = except_for([*who.managers, *devices])
    target = who.devices
    if source is None or target is None:
        return
    says = "Undeclared host asks a device for a file, or sends it one, by TFTP"
    # No text tells a request in whatever mode: of this port, each is tried.
    match = ("dsize:>8", "prefilter", request("\\x01\\x02", ANY_NAME))
    header = f"udp {source} any -> {target} 69"
    yield Rule("BW19", 0, says, header, match, "dest_ip", "attempted-recon").once_for("ip_pair", HOUR)
    says = "Undeclared host opens FTP, telnet, SMB, rlogin or rsh to a device"
    header = f"tcp {source} any -> {target} {DOORS}"
    yield Rule("BW19", 1, says, header, ("flow:to_server", "flags:S,12"), "dest_ip", "attempted-recon").once_for(
        "ip_pair", HOUR
    )
