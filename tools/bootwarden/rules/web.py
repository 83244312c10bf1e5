"""BW10 and BW11 for declared devices, in a site's set: images and configurations that come by HTTP or FTP."""

from __future__ import annotations

from collections.abc import Iterator

from bootwarden.rules.files import CONFIG, FTP_GETS, IMAGE, LOADER
from bootwarden.rules.rule import Rule
from bootwarden.rules.who import Who

KINDS = (("image", f"(?:{IMAGE}|{LOADER})"), ("configuration", CONFIG))


def rules(who: Who) -> Iterator[Rule]:
    """All rules on HTTP and FTP; none where no devices are declared."""
    if who.site is None:
        return
    devices = who.devices
    cases = [("BW11", who.outside, "from outside")]
    if who.servers_declared:
        cases.append(("BW10", who.no_server, "from an undeclared server"))
    for detection, source, where in cases:
        if devices is None or source is None:
            continue
        for number, (kind, expression) in enumerate(KINDS):
            begin = f'pcre:"/^{expression}/s"'
            match = ("flow:established,to_client", "file.data", begin)
            says = f"HTTP brings a device an {kind} {where}".replace("an con", "a con")
            yield _rule(detection, 10 + number, says, f"http {source} any -> {devices} any", match)
            says = f"FTP brings a device an {kind} {where}".replace("an con", "a con")
            for more, served, fetched, flow in FTP_GETS:
                header = f"ftp-data {source} {served} -> {devices} {fetched}"
                yield _rule(detection, 12 + more + number, says, header, (*flow, begin))


def _rule(detection: str, number: int, says: str, header: str, match: tuple[str, ...]) -> Rule:
    return Rule(detection, number, says, header, match, "dest_ip", "policy-violation").once()
