"""Imports every command, which registers it."""

from bootwarden.cli import pcap, test

__all__ = ["pcap", "test"]
