"""`dev.py screenshots`: every page and its main states, from the real app, with no text cut off."""
