"""Campaigns of kills, power cuts and chance that add up: `python3 dev.py soak --help`."""
