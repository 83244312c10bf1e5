"""Measures what the content costs: ratios, side by side in one run."""
