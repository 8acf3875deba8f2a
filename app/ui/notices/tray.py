"""The system's own notifications, which are seen while nobody looks at the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.runtime.tasks import TaskRunner


class SystemNotices(Protocol):
    """Notifications that need no tray; `say` and `withdraw` may wait."""

    def hear(self, clicked: Callable[[str], None]) -> None: ...
    def say(self, title: str, text: str, show: str) -> bool: ...
    def withdraw(self) -> None: ...


class Tray(QObject):
    """Says something; its icon, where there is a tray, stays until somebody looks at the window.

    Signals:
        clicked: A person wants to see what it was about; with what lets a window come up.
    """

    clicked = Signal(str)

    def __init__(
        self, runner: TaskRunner, notices: SystemNotices | None, parent: QObject | None = None
    ) -> None:
        """Prepare; nothing is asked of the system yet.

        Args:
            runner: Runs what waits.
            notices: The system's notifications; None: those of the tray are all there is.
            parent: Of this object.
        """
        super().__init__(parent)
        self._runner = runner
        self._notices = notices
        self._icon: QSystemTrayIcon | None = None
        self._said = ("", "")
        self._is_resting = True
        if notices is not None:
            notices.hear(self.clicked.emit)

    def say(self, title: str, text: str) -> None:
        """Say it, where the system has a way to."""
        self._said, self._is_resting = (title, text), False
        self._show_icon()
        notices, show = self._notices, self.tr("Show")
        if notices is None:
            self._say_by_tray()
            return

        def job(_control: JobControl) -> bool:
            return notices.say(title, text, show)

        task = self._runner.submit(job, name="notices.say", key="notices.system", owner=self)
        task.succeeded.connect(self._take)

    @Slot()
    def rest(self) -> None:
        """Somebody looks at the window again."""
        if self._is_resting:
            return
        self._is_resting = True
        if self._icon is not None:
            self._icon.hide()
        notices = self._notices
        if notices is not None:
            self._runner.submit(
                lambda _control: notices.withdraw(),
                name="notices.withdraw",
                owner=self,
            )

    @Slot(object)
    def _take(self, was_said: object) -> None:
        if not was_said:
            self._say_by_tray()

    def _show_icon(self) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.messageClicked.connect(self._on_clicked)
            self._icon.activated.connect(self._on_clicked)
        self._icon.setToolTip(self._said[0])
        self._icon.show()

    def _say_by_tray(self) -> None:
        if self._icon is not None and not self._is_resting and QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(*self._said, QApplication.windowIcon())

    @Slot()
    def _on_clicked(self) -> None:
        self.clicked.emit("")
