"""What the commands print."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """One line on standard output, at once: whoever reads it waits for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
