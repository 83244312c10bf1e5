"""BW09: what other vendors' devices say of themselves, what relays pass on, and what is said of failed loads."""

from __future__ import annotations

from ipaddress import IPv4Address

from bootwarden.scenarios.bw09_running_image import BOOT_HOST, CONFIG_CHANGED, HISTORY, NMS, described, running
from bootwarden.scenarios.model import Expect, Notice, SiteSpec, scenario
from bootwarden.scenarios.sites import BOOT_SERVER, CONFIGS, FILES, HQ, IMAGES, NETWORK, ROGUE
from bootwarden.traffic import snmp, syslog
from bootwarden.traffic.telnet import Telnet
from bootwarden.traffic.wire import Wire

RELAY = "10.0.9.25"


def image(name: str, platform: str, version: str, digit: str) -> str:
    """An approved image by a hash alone."""
    return f"""
[[image]]
file_name = "{name}"
platform = "{platform}"
version = "{version}"
sha256 = "{(digit * 64)[:64]}"
"""


MIXED = SiteSpec(
    "mixed",
    NETWORK
    + IMAGES
    + image("EOS-4.31.2F.swi", "EOS", "4.31.2F", "1")
    + image("nxos.9.3.12.bin", "nxos", "9.3(12)", "2")
    + image("S5735-L_V200R022C00SPC500.cc", "S5735", "V200R022C00SPC500", "3")
    + image("isr4300-universalk9.17.06.03a.SPA.bin", "isr4300", "17.06.03a", "4")
    + image("isr4400-universalk9.17.03.04a.SPA.bin", "isr4400", "17.03.04a", "5")
    + image("cat9k_iosxe.17.06.03.SPA.bin", "cat9k", "17.06.03", "6")
    + image("5130EI-CMW710-R3506P10.ipe", "5130ei", "7.1.070 Release 3506P10", "7")
    + image("KB_16_10_0016.swi", "KB", "KB.16.10.0016", "8")
    + image("jinstall-ex-2200-12.3R12-S13-domestic-signed.tgz", "ex-2200", "12.3R12-S13", "9")
    + image("both.tim", "TiMOS", "TiMOS-C-20.10.R13", "a")
    + image("asa9-16-2-smp-k8.bin", "asa", "9.16(2)", "b")
    + image("ncs5500-mini-x-7.3.2.iso", "ncs5500", "7.3.2", "c")
    + image("summitX-31.7.1.4.xos", "summitX", "31.7.1.4", "d")
    + image("N1500v6.7.1.10.stk", "N1500", "6.7.1.10", "e")
    + image("FTOS-SE-9.14.2.4.bin", "S4810", "9.14(2.4)", "f")
    + image("PKGS_OS10-Enterprise-10.5.2.3.bin", "OS10", "10.5.2.3", "01")
    + image("Nos.img", "OS6350", "6.7.2.191.R04", "02")
    + image("ArubaOS-CX_6400_10_10_1019.swi", "6400", "FL.10.10.1019", "03")
    + image("ArubaOS_72xx_8.10.0.7_86415", "72xx", "8.10.0.7", "04")
    + image("cat6000-sup2k8.8-4-1.bin", "c6009", "8.4(1)", "05")
    + image("cumulus-linux-4.4.2-vx.bin", "cumulus", "4.4.2", "06")
    + CONFIGS,
    FILES,
)
"""Images of several vendors are approved."""

EOS = "Arista Networks EOS version {} running on an Arista Networks DCS-7050TX-48"
NXOS = "Cisco NX-OS(tm) nxos.{}.bin, Software (nxos), Version {}, RELEASE SOFTWARE Copyright (c) 2002-2022 by Cisco"
VRP = "S5735-L24T4X\r\nHuawei Versatile Routing Platform Software\r\nVRP (R) software,Version 5.170 (S5735 {})\r\n"


ISR = "Cisco IOS Software [Fuji], ISR Software (X86_64_LINUX_IOSD-UNIVERSALK9-M), Version {}, RELEASE SOFTWARE (fc2)"
CAT9K = "Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT9K_IOSXE), Version {}, RELEASE SOFTWARE (fc5)"
COMWARE = (
    "HPE Comware Platform Software, Software Version 7.1.070, Release {}\r\nHPE 5130-24G-4SFP+ EI\r\nCopyright (c)"
)
PROCURVE = "HP J9727A 2920-24G-POE+ Switch, revision {}, ROM WB.16.03 (/ws/swbuildm/rel_yakima_qaoff/code/build/lakes)"
JUNOS = "Juniper Networks, Inc. ex2200-48t-4g Ethernet Switch, kernel JUNOS {}, Build date: 2020-03-05 09:52:35 UTC"
TIMOS = "TiMOS-C-{} cpm/hops64 Nokia 7750 SR Copyright (c) 2000-2022 Nokia. All rights reserved."
ASA = "Cisco Adaptive Security Appliance Version {}"
RARER = (
    (
        "Cisco IOS XR Software (NCS-5500), Version {}\r\nCopyright (c) 2013-2021 by Cisco Systems, Inc.",
        "6.5.3",
        "7.3.2",
    ),
    ("ExtremeXOS (X460-24x) version {0} v1561b4 by release-manager on Tue Sep 30", "15.6.1.4", "31.7.1.4"),
    ("Dell EMC Networking N1524P, {}, Linux 3.6.5", "6.6.4.9", "6.7.1.10"),
    (
        "Dell Networking OS\r\nOperating System Version: 2.0\r\nApplication Software Version: {}\r\nSeries: S4810\r\n",
        *("9.7(0.0P4)", "9.14(2.4)"),
    ),
    ("Dell EMC Networking OS10 Enterprise. Copyright (c) by Dell Inc. OS Version: {}.", "10.5.1.4", "10.5.2.3"),
    ("Alcatel-Lucent Enterprise OS6350-P24 {} GA, January 01, 2000.", "6.7.1.001.R01", "6.7.2.191.R04"),
    ("Aruba JL641A 6400M 32G CL4 PoE 4SFP55 Swch FL.{}", "10.08.1010", "10.10.1019"),
    ("ArubaOS (MODEL: Aruba7205), Version {} SSR (91033)", "8.6.0.4", "8.10.0.7"),
    ("Cisco Systems WS-C6009\r\nCisco Catalyst Operating System Software, Version {}\r\nCopyright", "8.3(7)", "8.4(1)"),
    ("Cumulus Linux {} (Linux Kernel 4.1.33-1+cl3u17)", "3.7.2", "4.4.2"),
)
"""How rarer systems describe themselves, an old version, and the approved one."""


def says(wire: Wire, device: str, text: str) -> None:
    """A device describes itself over SNMP."""
    snmp.Manager(wire, NMS, device, community="public").get((snmp.SYS_DESCR, text))


@scenario(
    "BW09",
    "malicious",
    site=MIXED,
    with_site=Expect(
        (
            *(running(device=f"10.0.1.{last}") for last in (11, 12, 13, *range(41, 48), *range(51, 51 + len(RARER)))),
            running(ROGUE, "evil.swi", "10.0.1.14"),
            running(ROGUE, "nxos.bin", "10.0.1.15"),
        )
    ),
)
def bw09_other_vendors(wire: Wire) -> None:
    """EOS, NX-OS and VRP run versions that nobody approved; two switches say that their image came from elsewhere."""
    says(wire, "10.0.1.11", EOS.format("4.28.3M"))
    says(wire, "10.0.1.12", NXOS.format("9.3.3", "9.3(3)"))
    says(wire, "10.0.1.13", VRP.format("V200R019C10SPC500"))
    older = (
        (ISR, "16.9.4"),
        (CAT9K, "16.12.4"),
        (COMWARE, "3506P06"),
        (PROCURVE, "KB.16.08.0002"),
        (JUNOS, "12.3R12-S9"),
    )
    for last, (text, version) in enumerate((*older, (TIMOS, "20.10.R3"), (ASA, "9.8(4)32")), start=41):
        says(wire, f"10.0.1.{last}", text.format(version))
    for last, (text, version, _) in enumerate(RARER, start=51):
        says(wire, f"10.0.1.{last}", text.format(version))
    for last, line in (
        (14, f'System image file is "tftp://{ROGUE}/evil.swi"'),
        (15, f"  NXOS image file is: tftp://{ROGUE}/nxos.bin"),
    ):
        session = Telnet(wire, NMS, f"10.0.1.{last}")
        session.login()
        session.typed("show version", line)
        session.close()


@scenario(
    "BW09",
    "malicious",
    site=HQ,
    with_site=Expect(
        (
            running(ROGUE, "evil-confg", "10.0.1.21"),
            running(None, None, "10.0.1.22"),
            running(ROGUE, "evil-confg", RELAY),
            Notice("Netboot_Hijack", "10.0.1.21"),
        ),
        evidence=(
            {"device": "10.0.1.21", "evidence": "Bootwarden::CONFIG_LOADED", "verdict": "suspicious"},
            {"device": "10.0.1.21", "evidence": "Bootwarden::RESTARTED", "verdict": "suspicious"},
            {"device": "10.0.1.22", "evidence": "Bootwarden::RUNNING_IMAGE", "verdict": "suspicious"},
            {"device": "10.0.1.22", "evidence": "Bootwarden::RESTARTED", "verdict": "unknown"},
            {"device": RELAY, "evidence": "Bootwarden::CONFIG_LOADED", "verdict": "suspicious"},
            {"device": RELAY, "evidence": "Bootwarden::RESTARTED", "verdict": "unknown"},
        ),
    ),
)
def bw09_relayed(wire: Wire) -> None:
    """A relay passes on that devices loaded a configuration and restarted: two by address, others by name alone."""
    loaded = f"%SYS-5-CONFIG_I: Configured from tftp://{ROGUE}/evil-confg by console"
    syslog.send(wire, RELAY, f"<189>Jan  5 08:00:00 10.0.1.21 85: *Mar  1 00:00:09.100: {loaded}")
    wire.wait(2)
    started = "%SNMP-5-COLDSTART: SNMP agent on host edge21 is undergoing a cold start"
    syslog.send(wire, RELAY, f"<189>1 2026-01-05T08:00:02.100Z 10.0.1.21 - - - - {started}")
    restarted = "%SYS-5-RESTART: System restarted --\n" + described("15.1(4)M10").replace("\r\n", "\n")
    syslog.send(wire, RELAY, f"<189>Jan  5 08:00:02 10.0.1.22 31: *Mar  1 00:00:10.100: {restarted}")
    # Two devices: no chain.
    syslog.send(wire, RELAY, f"<189>Jan  5 08:00:04 edge23 85: *Mar  1 00:00:09.100: {loaded}")
    syslog.send(wire, RELAY, f"<189>Jan  5 08:00:04 edge24 85: *Mar  1 00:00:09.100: {started}")


@scenario("BW09", "benign", site=MIXED, with_site=Expect())
def bw09_other_vendors_approved(wire: Wire) -> None:
    """The same systems run what is approved, or say nothing that could be compared."""
    says(wire, "10.0.1.11", EOS.format("4.31.2F"))
    says(wire, "10.0.1.12", NXOS.format("9.3.12", "9.3(12)"))
    says(wire, "10.0.1.13", VRP.format("V200R022C00SPC500"))
    says(wire, "10.0.1.14", "HPE Comware Platform Software, Software Version 7.1.070, Release 3208P03")
    says(wire, "10.0.1.15", "ProCurve J9147A Switch 2910al-48G, revision W.15.14.0007, ROM W.14.04")
    says(wire, "10.0.1.16", "Brocade Communications Systems, Inc. ICX6610-48, IronWare Version 08.0.30tT7f3 Compiled")
    says(wire, "10.0.1.17", "Juniper Networks, Inc. ex2300-48t Ethernet Switch, kernel JUNOS 21.4R1.12, Build date")
    approved = (ISR, "17.6.3a"), (ISR, "17.3.4a"), (ISR, "17.9.4a"), (CAT9K, "17.6.3"), (COMWARE, "3506P10")
    others = (COMWARE, "6328P03"), (PROCURVE, "KB.16.10.0016"), (PROCURVE, "WC.16.02.0003"), (JUNOS, "12.3R12-S13")
    for last, (text, version) in enumerate((*approved, *others, (TIMOS, "20.10.R13"), (ASA, "9.16(2)")), start=41):
        says(wire, f"10.0.1.{last}", text.format(version))
    for last, (text, _, version) in enumerate(RARER, start=61):
        says(wire, f"10.0.1.{last}", text.format(version))
    says(wire, "10.0.1.71", "Aruba JL255A 2930F-24G-PoE+-4SFP+ Switch, revision WC.16.10.0016, ROM WC.16.01.0003")
    says(wire, "10.0.1.72", "Cisco IOS XR Software, Version 6.5.1\r\nCopyright (c) 2013-2018 by Cisco Systems, Inc.")
    session = Telnet(wire, NMS, "10.0.1.12")
    session.login()
    session.typed("show version", "  NXOS: version 9.3(12)\n  NXOS image file is: bootflash:///nxos.9.3.12.bin")
    session.close()


RESTARTS = (
    "<189>Jan  1 00:01:41 sw-name system: System cold start",
    "<130>CRIT: System cold start",
    "<130>CRIT: System started up",
    "<189>%SYS-5-WARMSTART: System warmstart.",
    "<189>%INIT-I-Startup: Cold Startup",
    "<189>system: System initialization complete",
    "<189>Jun 23 04:10:19 GUT_53 snmp: System coldStart notification.",
    "<189>Apr 26 12:00:03 2000 sw4 %%10IC/6/SYS_RESTART: System restarted -- HP Platform Software.",
    "<189>Jan  5 08:00:00 sw5,f09fc26f4419,v4.0.54.10625 switch: TRAPMGR: Cold Start: Unit: ",
)
"""Switches that started: ZyNOS, D-Link (three kinds), Radlan, AT-9400, Edge-Core, Comware 5, UniFi."""


@scenario(
    "BW09",
    "benign",
    site=HQ,
    with_site=Expect(
        evidence=(
            {"evidence": "Bootwarden::CONFIG_FAILED", "device": "10.0.1.31", "verdict": "unknown"},
            {"evidence": "Bootwarden::CONFIG_NEWER", "device": "10.0.1.32", "verdict": "unknown"},
            {"evidence": "Bootwarden::RESTARTED", "device": "10.0.1.33", "user": "anna", "actor": "10.0.9.10"},
            {"evidence": "Bootwarden::CONFIG_LOADED", "device": "10.0.1.34", "verdict": "expected"},
            {"evidence": "Bootwarden::RESTARTED", "device": "10.0.1.36", "verdict": "unknown"},
            {"evidence": "Bootwarden::RESTARTED", "device": "10.0.1.37", "verdict": "unknown"},
            {"evidence": "Bootwarden::RESTARTED", "device": "10.0.1.38", "user": "root", "verdict": "unknown"},
            *({"evidence": "Bootwarden::RESTARTED", "device": f"10.0.1.{40 + n}"} for n in range(len(RESTARTS))),
        )
    ),
)
def bw09_alone_and_declared(wire: Wire) -> None:
    """Facts that are no finding by themselves: AutoInstall that found nothing, restarts, a declared configuration."""
    syslog.ios(
        wire,
        "10.0.1.31",
        "%SYS-4-CONFIG_RESOLVE_FAILURE: System config parse from (tftp://255.255.255.255/network-confg) failed",
    )
    newer = "Configuration from version 15.7 may not be correctly understood"
    syslog.ios(wire, "10.0.1.32", f"%SYS-4-CONFIG_NEWER: {newer}", sequence=None)
    asked = (
        "Reload requested for 03:00:00 UTC Tue Jan 6 2026 at 08:00:00 UTC Mon Jan 5 2026 by anna on vty0 (10.0.9.10)."
    )
    syslog.ios(wire, "10.0.1.33", f"%SYS-5-SCHEDULED_RELOAD: {asked} Reload Reason: Reload Command.")
    syslog.ios(wire, "10.0.1.33", "%SYS-5-SCHEDULED_RELOAD_CANCELLED: Scheduled reload cancelled at 08:01:00 UTC")
    loaded = f"Configured from tftp://{BOOT_SERVER}/edge1-confg by anna on vty0 (10.0.9.10)"
    syslog.ios(wire, "10.0.1.34", f"%SYS-5-CONFIG_I: {loaded}", host="10.0.1.34")
    snmp.trap_v2(wire, "10.0.1.35", NMS, CONFIG_CHANGED, (f"{HISTORY}.3.1", 1), (f"{HISTORY}.4.1", 2))
    reboot = "The user chose Y when deciding whether to reboot the system. (Task=VTY0, Ip=10.0.9.10, User=anna)"
    syslog.send(wire, "10.0.1.36", f"<188>Jan  5 2026 08:00:00 core1 %%01CMD/4/REBOOT(l)[7]:{reboot}")
    syslog.send(wire, "10.0.1.37", "<189>Jan  5 08:00:00 2026 core2 %%10DEV/5/SYSTEM_REBOOT: System is rebooting now.")
    syslog.bsd(wire, "10.0.1.38", "mx1", "mgd[4711]", "UI_REBOOT_EVENT: System rebooted by 'root'")
    snmp.Manager(wire, NMS, "10.0.1.39", community="public").get((BOOT_HOST, IPv4Address("0.0.0.0")))
    for number, message in enumerate(RESTARTS):
        syslog.send(wire, f"10.0.1.{40 + number}", message)
    for message in (
        "system: Link up on port 3",
        "%INIT-I-InitCompleted: Initialization task is completed",
        "cold start",
    ):
        syslog.send(wire, "10.0.1.50", f"<189>Jan  5 08:00:00 sw9 {message}")
