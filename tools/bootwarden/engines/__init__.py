"""Drivers for the engines: find them, run them on captures, read what they say."""
