"""The log: rotated, readable by this user only, without secrets, and on a thread of its own.

Whoever logs, the GUI thread above all, hands a record over and goes on: cleaning it of
secrets and writing it is another thread's work, so that a slow disk holds up nobody.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Final

from app.adapters.private_files import create_private_file
from app.adapters.redaction import Redactor

_MAX_BYTES: Final = 1024 * 1024
_KEPT: Final = 4
_FLUSH_S: Final = 1.0  # a disk that takes longer is not waited for
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


class _Mark(threading.Event):
    """Set as soon as everything before it in the queue is written."""


class _Writer(QueueListener):
    def handle(self, record: logging.LogRecord | _Mark) -> None:
        if isinstance(record, _Mark):
            record.set()
        else:
            super().handle(record)


class _Aside(QueueHandler):
    """Takes records for the writing thread; `flush` waits until they are written."""

    def __init__(self, *writers: logging.Handler) -> None:
        self._queue: SimpleQueue[Any] = SimpleQueue()
        super().__init__(self._queue)
        self.writers = writers
        self._thread: _Writer | None = _Writer(self._queue, *writers)
        self._thread.start()

    def flush(self) -> bool:  # type: ignore[override]
        """Wait until all is written; False if that takes too long."""
        return self._is_written()

    def close(self) -> None:
        """Let go of the files; of a disk that does not answer, without having written all."""
        is_written = self._is_written()
        thread, self._thread = self._thread, None
        if thread is not None and is_written:
            thread.stop()
            for writer in self.writers:
                with contextlib.suppress(OSError):  # a full disk, for what is still unwritten
                    writer.close()
        super().close()

    def _is_written(self) -> bool:
        if self._thread is None:
            return True
        mark = _Mark()
        self._queue.put(mark)
        return mark.wait(_FLUSH_S)


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
    writers: list[logging.Handler] = [
        _PrivateFile(
            path,
            maxBytes=_MAX_BYTES,
            backupCount=_KEPT,
            encoding="utf-8",
            errors="backslashreplace",
        )
    ]
    if to_stderr:
        writers.append(logging.StreamHandler(sys.stderr))
    for writer in writers:
        writer.setFormatter(RedactingFormatter(redactor))
    aside = _Aside(*writers)
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(aside)
    # urllib3 logs request lines; what we want to know of a call we log ourselves.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    logging.getLogger("filelock").setLevel(logging.ERROR)  # four lines for every transaction
    logging.captureWarnings(True)
    logging.getLogger(__name__).info("started, process %d", os.getpid())
    return [aside]


def stop_logging(handlers: list[logging.Handler]) -> None:
    """Write what is left, and close the log."""
    logging.captureWarnings(False)
    root = logging.getLogger()
    for handler in handlers:
        root.removeHandler(handler)
        handler.close()
