"""The acts: what real programs do in the lab, and what that must raise."""
