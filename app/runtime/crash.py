"""What to do with errors nobody caught: log them, tell the person, go on.

Python's three hooks and Qt's messages all end here.  Texts are cleaned of secrets
before they are handed on; the log cleans its own.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

if TYPE_CHECKING:
    from app.runtime.tasks import SignalOf

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashGuard(QObject):
    """Catches what nobody else did, from `install` to `uninstall`."""

    crashed: SignalOf[str] = cast("SignalOf[str]", Signal(str))  # the cleaned report
    _arrived = Signal(str)

    def __init__(
        self,
        clean: Callable[[str], str],
        *,
        fault_file: IO[Any] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Prepare.

        Args:
            clean: Takes secrets out of a text.
            fault_file: Open file for the stacks of a hard crash; the caller closes it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._clean = clean
        self._fault_file = fault_file
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the hooks over."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(_on_qt_message)
        if self._fault_file is not None:
            faulthandler.enable(self._fault_file)

    def uninstall(self) -> None:
        """Give the hooks back to Python and Qt."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        if self._fault_file is not None:
            faulthandler.disable()

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._report(error, trace, "a bug")

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            name = args.thread.name if args.thread is not None else "?"
            self._report(args.exc_value, args.exc_traceback, f"a bug on thread {name}")

    def _on_unraisable(self, args: Any) -> None:
        if args.exc_value is not None:
            self._report(
                args.exc_value, args.exc_traceback, f"a bug in {args.err_msg or 'clean-up'}"
            )

    def _report(self, error: BaseException, trace: TracebackType | None, what: str) -> None:
        log.critical("%s", what, exc_info=(type(error), error, trace))
        lines = traceback.format_exception(type(error), error, trace)
        self._arrived.emit(self._clean("".join(lines)))

    @Slot(str)
    def _tell(self, report: str) -> None:
        self.crashed.emit(report)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = getattr(context, "category", None) or "default"
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, message)
