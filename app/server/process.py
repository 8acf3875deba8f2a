"""What every process of the platform does the same: its exit codes, its end, its last words."""

from __future__ import annotations

import signal
import sys
from typing import Any, Final

from app.domain.printable import printable

EXIT_OK: Final = 0
EXIT_FAILED: Final = 1
EXIT_IN_USE: Final = 3


def fail(message: str) -> int:
    """Say in one line why the process ends; its exit code."""
    sys.stderr.write(f"error: {printable(message)}\n")
    return EXIT_FAILED


def ending_signals() -> tuple[Any, ...]:
    """The signals that ask a process to end."""
    return (signal.SIGINT, signal.SIGTERM)
