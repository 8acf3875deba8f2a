"""The log: rotated, readable by this user only, and without secrets."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any, Final

from app.adapters.private_files import create_private_file
from app.adapters.redaction import Redactor

_MAX_BYTES: Final = 1024 * 1024
_KEPT: Final = 4
_FORMAT: Final = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"


class RedactingFormatter(logging.Formatter):
    """Formats a record with its traceback, then takes the secrets out of all of it."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__(_FORMAT)
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        kept = record.exc_text  # another handler's text must not be reused, nor ours by it
        record.exc_text = None
        try:
            return self._redactor.clean(super().format(record))
        finally:
            record.exc_text = kept


class _PrivateFile(RotatingFileHandler):
    """Makes every file 0600, and never lets a full disk disturb the app."""

    def _open(self) -> IO[Any]:  # type: ignore[override]
        create_private_file(Path(self.baseFilename))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A log that cannot be written is no reason to stop."""


def start_logging(
    path: Path, redactor: Redactor, *, level: int = logging.INFO, to_stderr: bool = False
) -> list[logging.Handler]:
    """Send everything that is logged to `path`, cleaned.

    Returns:
        The handlers, for `stop_logging`.

    Raises:
        StoreError: The file cannot be made.
    """
    create_private_file(path)
    handlers: list[logging.Handler] = [
        _PrivateFile(
            path,
            maxBytes=_MAX_BYTES,
            backupCount=_KEPT,
            encoding="utf-8",
            errors="backslashreplace",
        )
    ]
    if to_stderr:
        handlers.append(logging.StreamHandler(sys.stderr))
    root = logging.getLogger()
    root.setLevel(level)
    for handler in handlers:
        handler.setFormatter(RedactingFormatter(redactor))
        root.addHandler(handler)
    # urllib3 logs request lines; what we want to know of a call we log ourselves.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    logging.captureWarnings(True)
    logging.getLogger(__name__).info("started, process %d", os.getpid())
    return handlers


def stop_logging(handlers: list[logging.Handler]) -> None:
    """Close the log."""
    logging.captureWarnings(False)
    root = logging.getLogger()
    for handler in handlers:
        root.removeHandler(handler)
        handler.close()
