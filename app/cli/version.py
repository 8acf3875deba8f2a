"""`--version`: the version alone in the first line, for scripts; then what it is made of."""

from __future__ import annotations

import sys

from app.adapters.build_info import description, this_build


def print_version() -> int:
    """Say which build this is; the exit code."""
    sys.stdout.write(description(this_build()) + "\n")
    return 0
