"""Scenarios: one file per detection, each scenario one function with its expectations beside it."""
