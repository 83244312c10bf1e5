"""Builds netboot traffic with Scapy: a wire with a clock, and one module per protocol."""
