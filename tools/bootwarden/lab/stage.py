"""What an act can do: files, programs that serve, programs that run to their end, conditions to wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bootwarden.errors import BootwardenError
from bootwarden.lab.model import Act
from bootwarden.lab.namespaces import Network, mac
from bootwarden.lab.programs import PROGRAMS, Ready, program

STEP = 0.01
"""Seconds between two looks at a condition."""


class Stage:
    """The stage of one act."""

    def __init__(self, network: Network, act: Act, folder: Path) -> None:
        """Set the stage in a folder, with the act's time limit running."""
        self.network = network
        self.act = act
        self.folder = folder
        self.deadline = time.monotonic() + act.limit
        self._serving: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Stage:
        """Plug the hosts in."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)  # daemons that give up root read here
        try:
            self.network.plug(self.act.hosts, self.act.unaddressed)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End what serves, and unplug the hosts."""
        for process in self._serving:
            process.kill()
            process.wait()
        self.network.unplug()

    def address(self, host: str) -> str:
        """The address of a host."""
        return self.act.hosts[host]

    def machine(self, name: str) -> tuple[str, str]:
        """A port of the bridge for a machine that qemu boots, and its hardware address."""
        return self.network.tap(), mac(self.act.machines[name])

    def file(self, name: str, content: bytes | str) -> Path:
        """Write a file that programs of the act read."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def _words(self, host: str, name: str, words: Iterable[object]) -> list[str]:
        command = [program(name) if name in PROGRAMS else name, *map(str, words)]
        # Emulated machines are run where their port of the bridge is.
        space = self.network.hub if host in self.act.machines else self.network.space(host)
        return self.network.inside(space, command)

    def popen(self, host: str, name: str, *words: object, **settings: object) -> subprocess.Popen[bytes]:
        """Start a program on a host; it is ended with the act."""
        settings = {"stdin": subprocess.DEVNULL, "cwd": self.folder, "start_new_session": True} | settings
        process = subprocess.Popen(self._words(host, name, words), **settings)  # type: ignore[call-overload]
        self._serving.append(process)
        return process

    def serve(self, host: str, name: str, *words: object, ready: Ready) -> subprocess.Popen[bytes]:
        """Start a program that serves, and wait until it is ready. What it says is in the folder."""
        log = self.folder / f"{host}-{Path(name).name}.log"
        with log.open("ab") as out:
            process = self.popen(host, name, *words, stdout=out, stderr=out)
        self.wait(f"{name} on {host}", lambda: self._is_ready(process, ready, log))
        return process

    def _is_ready(self, process: subprocess.Popen[bytes], ready: Ready, log: Path) -> bool:
        if process.poll() is not None:
            said = log.read_text(errors="replace").strip().splitlines()
            raise BootwardenError(f"{self.act.name}: {log.stem} ended: {said[-1] if said else process.returncode}")
        return ready(process.pid)

    def run(self, host: str, name: str, *words: object, give: str = "", may_fail: bool = False) -> str:
        """Run a program on a host to its end; what it said. An act fails where the program does."""
        left = max(0.0, self.deadline - time.monotonic())
        with subprocess.Popen(
            self._words(host, name, words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            start_new_session=True,
        ) as process:
            try:
                out = process.communicate(give.encode(), timeout=left)[0].decode(errors="replace")
            except BaseException as cause:
                os.killpg(process.pid, signal.SIGKILL)
                if isinstance(cause, subprocess.TimeoutExpired):
                    raise self.late(f"{name} on {host}") from None
                raise
        with (self.folder / "said.log").open("a") as said:
            said.write(f"# {host}: {name} {' '.join(map(str, words))}\n{out}\n")
        if process.returncode and not may_fail:
            last = (out.strip().splitlines() or ["no message"])[-1]
            raise BootwardenError(f"{self.act.name}: {name} on {host} ended with {process.returncode}: {last}")
        return out

    def wait(self, what: str, condition: Callable[[], bool], instead: Callable[[], str] = str) -> None:
        """Wait for a condition, as long as the act may take; ``instead`` tells what there was in its place."""
        while not condition():
            if time.monotonic() > self.deadline:
                raise self.late(what, instead())
            time.sleep(STEP)

    def wait_for_text(self, name: str, text: str) -> None:
        """Wait until a file of the act holds a text."""
        path = self.folder / name
        self.wait(f"{text!r} in {name}", lambda: path.is_file() and text in path.read_text(errors="replace"))

    def same(self, got: bytes, sent: bytes) -> None:
        """Hold what a program stored against what was sent: an act whose programs fail proves nothing."""
        if got != sent:
            raise BootwardenError(f"{self.act.name}: a program stored {len(got)} bytes, not the {len(sent)} sent")

    def late(self, what: str, instead: str = "") -> BootwardenError:
        """What is said of an act that took too long."""
        over = f"{self.act.name}: waited in vain for {what}: {self.act.limit:.0f} s were over"
        return BootwardenError("; ".join(filter(None, (over, instead))))
