"""What comes up over the window: palette, Preferences, help, and what is said unasked.

Each is imported and built when it is first needed, so that the window's start does not wait
for any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.ui.notices.notifier import Notifier
from app.ui.notices.tray import Tray
from app.ui.preferences.opening import PreferencesOpener
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.ui.main_window import MainWindow
    from app.ui.notices.tray import SystemNotices
    from app.ui.notices.words import NoticeWords
    from app.ui.palette.opening import PaletteOpener
    from app.ui.preferences.preferring import Preferring
    from app.ui.session import Session
    from app.ui.window_state import WindowState

_KEYBOARD: Final = "keyboard"


class Aids(QObject):
    """Answers the commands that open them, and shows what the notifier tells."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        runner: TaskRunner,
        events: AppEvents,
        preferring: Preferring,
        state: WindowState,
        come_forward: Callable[[QWidget, str], None],
        *,
        notices: SystemNotices | None = None,
        refused: bool = False,
    ) -> None:
        """Make what opens them.

        Args:
            window: What they come up over.
            session: Has the open connection.
            runner: Runs the jobs.
            events: Tell what changed.
            preferring: Holds the preferences.
            state: Remembers what was chosen in the palette.
            come_forward: Puts the window before all others, with the desktop's leave or "".
            notices: The system's notifications, where they need no tray.
            refused: Whether kept preferences could not be read.
        """
        super().__init__(window)
        self._window = window
        self._session = session
        self._come_forward = come_forward
        self.preferences = PreferencesOpener(preferring, window, refused=refused)
        self._help: QDialog | None = None
        self._about_ids: Sequence[str] = ()  # what the notice is about; none: the Preferences
        self._tray = Tray(runner, notices, self)
        self.notifier = Notifier(session, runner, events, lambda: preferring.value, parent=self)
        self.notifier.told.connect(self._say)
        self._palette: PaletteOpener | None = None
        self._make_palette = partial(_make_palette, window, session, runner, events, state)
        self._tray.clicked.connect(self._come_and_show)
        window.notices.show_wanted.connect(self._show)
        window.installEventFilter(self)
        do = window.actions_
        do.palette.triggered.connect(self._toggle_palette)
        do.preferences.triggered.connect(lambda: self.preferences.open())
        do.manage_connections.triggered.connect(self.manage)
        do.keyboard.triggered.connect(self.show_keys)
        do.help.triggered.connect(self.show_help)
        if refused:
            self._say_refused()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self._tray.rest()
        return super().eventFilter(watched, event)

    @Slot()
    def _toggle_palette(self) -> None:
        if self._palette is None:
            self._palette = self._make_palette()
        self._palette.toggle()

    @Slot()
    def manage(self) -> None:
        """The connections of the profile, where they are loaded."""
        if self._session.is_loaded:
            from app.ui.manage.opening import open_manage

            open_manage(self._window, self._session)

    @Slot()
    def show_keys(self) -> None:
        """Every key of the app."""
        self.preferences.open(_KEYBOARD)

    @Slot()
    def show_help(self) -> None:
        """What the page that is shown is for; in the place of the help that is open."""
        from app.ui.help.dialog import HelpDialog

        if self._help is not None:
            self._help.close()
        dialog = HelpDialog(self._window.topic, self._window)
        dialog.all_wanted.connect(self.show_keys)
        dialog.finished.connect(self._forget)
        self._help = dialog
        dialog.show()

    @Slot()
    def _forget(self) -> None:
        self._help = None

    @Slot(object, object)
    def _say(self, said: NoticeWords, listener_ids: Sequence[str]) -> None:
        self._about_ids = listener_ids
        self._window.notices.say(Tone.WARN, said.title, said.text, self.tr("Show"))
        self._window.announce(said.title, assertive=True)
        if not self._is_looked_at:
            self._tray.say(said.title, said.text)

    @property
    def _is_looked_at(self) -> bool:
        """Whether the window has the keys, or one of its dialogs has."""
        active = QApplication.activeWindow()
        while active is not None and active is not self._window:
            active = active.parentWidget()
        return active is not None

    def _say_refused(self) -> None:
        title = self.tr("Some preferences could not be read")
        text = self.tr("The usual ones are in their place; what was kept lies beside the file.")
        self._window.notices.say(Tone.WARN, title, text, self.tr("Preferences..."))

    @Slot(str)
    def _come_and_show(self, activation: str) -> None:
        self._tray.rest()
        self._come_forward(self._window, activation)
        self._window.notices.hide()
        self._show()

    @Slot()
    def _show(self) -> None:
        bench, ids = self._window.bench, self._about_ids
        if not ids:
            self.preferences.open()
        elif bench is not None and len(ids) == 1:
            bench.open_page("listeners", listener_id=ids[0])
        elif bench is not None:
            bench.open_page("health")


def _make_palette(
    window: MainWindow, session: Session, runner: TaskRunner, events: AppEvents, state: WindowState
) -> PaletteOpener:
    from app.ui.palette.opening import PaletteOpener

    palette = PaletteOpener(window, session, runner, events, state.memory.recent)
    palette.recent_changed.connect(state.take_recent)
    return palette
