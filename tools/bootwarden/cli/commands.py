"""Imports every command, which registers it."""

from bootwarden.cli import pcap, replay, test

__all__ = ["pcap", "replay", "test"]
