"""What `make test` runs: pytest, whose interruption (Ctrl-C) ends in one line, whatever it was doing."""

from __future__ import annotations

import os
import signal
import sys

_ERRORS = os.dup(2)  # pytest keeps for itself what is written while it collects


class Interruption:
    """Ends pytest at once until tests run; from then on they close what they opened."""

    running = False

    def __call__(self, *_: object) -> None:
        """Handle the signal."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if self.running:
            pytest.exit("interrupted", returncode=130)
        os.write(_ERRORS, b"\ntests: interrupted\n")
        os._exit(130)

    def pytest_runtestloop(self) -> None:
        """Tests begin: what they start is theirs to end."""
        self.running = True


if __name__ == "__main__":
    interruption = Interruption()
    signal.signal(signal.SIGINT, interruption)
    import pytest

    sys.exit(pytest.main(plugins=[interruption]))
