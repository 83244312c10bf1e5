"""Imports every command, which registers it."""

from bootwarden.cli import pcap, replay, site, test

__all__ = ["pcap", "replay", "site", "test"]
