"""Stands for a device's command line behind a real telnetd: GNU readline edits the lines, as in many devices.

``python device.py wrap|scroll``: a line longer than the terminal goes on in the next row, or is moved to the left.
"""

from __future__ import annotations

import getpass
import readline
import sys


def session(editing: str) -> None:
    """Ask for name and password, and take commands until the device reloads or the user leaves."""
    readline.parse_and_bind(f"set horizontal-scroll-mode {'on' if editing == 'scroll' else 'off'}")
    readline.set_auto_history(False)
    print("\nUser Access Verification\n")
    input("Username: ")
    getpass.getpass("Password: ")
    mode = ""
    while True:
        match input(f"edge1{mode}#").split():
            case ["configure", "terminal"]:
                print("Enter configuration commands, one per line.  End with CNTL/Z.")
                mode = "(config)"
            case ["end"]:
                mode = ""
            case ["reload"]:
                input("Proceed with reload? [confirm]")
                return
            case ["exit"]:
                return
            case _:
                pass


if __name__ == "__main__":
    session(sys.argv[1])
