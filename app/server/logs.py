"""The log of `serve`: one line per record, nothing raw, readable by its owner only.

Foreign text in a record can neither forge a second line nor reach a terminal (T37), and
no record of ours names a secret or a payload (T10).
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any, Final

from app.domain.printable import printable
from app.server.store.private_files import touch_private

LEVELS: Final = ("debug", "info", "warning", "error")
_MAX_BYTES: Final = 10 * 1024 * 1024
_KEPT: Final = 5
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
# What uvicorn says of a start that failed, which `serve` says in one line; and advice about
# WebSockets, which nobody is meant to use.
_SAID_BETTER: Final = ("Traceback", "Application startup failed", "No supported WebSocket")


@dataclass(frozen=True, slots=True)
class LogSettings:
    """Where the log goes, and how much of it.

    Attributes:
        file: None means standard error.
        level: One of `LEVELS`.
    """

    file: Path | None = None
    level: str = "info"


class OneLineFormatter(logging.Formatter):
    """A record with its traceback as one printable line."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


class _PrivateRotatingFile(RotatingFileHandler):
    """Makes every file 0600; a full disk does not disturb whoever logs."""

    def _open(self) -> IO[Any]:  # type: ignore[override]
        touch_private(Path(self.baseFilename))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A log that cannot be written is no reason to stop."""


def start_logging(settings: LogSettings, *, max_bytes: int = _MAX_BYTES) -> logging.Handler:
    """Send what is logged to the file or to standard error.

    Raises:
        OSError: The file cannot be made.
    """
    handler: logging.Handler
    if settings.file is None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        handler = _PrivateRotatingFile(
            settings.file,
            maxBytes=max_bytes,
            backupCount=_KEPT,
            encoding="utf-8",
            errors="backslashreplace",
        )
    handler.setFormatter(OneLineFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(settings.level.upper())
    uvicorn = logging.getLogger("uvicorn.error")
    uvicorn.setLevel(logging.WARNING)
    uvicorn.addFilter(_is_worth_saying)
    logging.captureWarnings(True)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Take the log away again."""
    logging.captureWarnings(False)
    logging.getLogger("uvicorn.error").removeFilter(_is_worth_saying)
    logging.getLogger().removeHandler(handler)
    handler.close()


def _is_worth_saying(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_SAID_BETTER)
