"""The keys of a command that cannot be used now say why; Qt would do nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.widgets import reason_of

Say = Callable[..., None]


class RefusedKeys(QObject):
    """Takes the keys over for as long as their commands are disabled."""

    def __init__(self, actions: Iterable[QAction], say: Say, window: QWidget) -> None:
        """Watch commands.

        Args:
            actions: They carry their reasons.
            say: Says one, `assertive` as what did not work.
            window: Where the keys are pressed.
        """
        super().__init__(window)
        for action in actions:
            for keys in action.shortcuts():
                _Key(action, keys, say, window)


class _Key(QShortcut):
    """One of them."""

    def __init__(self, action: QAction, keys: QKeySequence, say: Say, window: QWidget) -> None:
        super().__init__(keys, window)
        self._action = action
        self._say = say
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(self._tell)
        action.enabledChanged.connect(self._give_way)
        self._give_way(action.isEnabled())

    @Slot(bool)
    def _give_way(self, is_enabled: bool) -> None:
        self.setEnabled(not is_enabled)

    @Slot()
    def _tell(self) -> None:
        if why := reason_of(self._action):
            self._say(why, assertive=True)
