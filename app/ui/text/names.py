"""Names of the platform as people read them, where no catalog is at hand."""

from __future__ import annotations


def function_label(name: str) -> str:
    """`update` as `Update`."""
    return name.replace("_", " ").capitalize()
