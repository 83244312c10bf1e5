"""Turns off checksum and segmentation offload of interfaces, as `ethtool -K NAME tx off tso off gso off` does.

Run inside a namespace: ``python -m bootwarden.lab.offload NAME...``.
"""

from __future__ import annotations

import array
import fcntl
import socket
import struct
import sys

SIOCETHTOOL = 0x8946
SET_TX_CHECKSUMS, SET_TSO, SET_GSO = 0x17, 0x1F, 0x24
"""ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGSO of linux/ethtool.h."""


def turn_off(name: str) -> None:
    """Let an interface carry packets as they would be on a real wire."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for setting in (SET_TX_CHECKSUMS, SET_TSO, SET_GSO):
            value = array.array("B", struct.pack("II", setting, 0))
            request = struct.pack("16sP", name.encode(), value.buffer_info()[0]).ljust(40, b"\0")
            fcntl.ioctl(control, SIOCETHTOOL, request)


if __name__ == "__main__":
    for interface in sys.argv[1:]:
        turn_off(interface)
