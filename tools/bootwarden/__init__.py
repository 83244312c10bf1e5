"""Bootwarden: proves network detection content for TFTP Boot (ATT&CK T1542.005) on Zeek and Suricata."""

__version__ = "0.2.0"
