"""The Changes page: who changed what, and undo (mockup 13)."""
