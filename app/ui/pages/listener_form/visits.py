"""Tells when a person left a field: only then may its problem be shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.ui.widgets.focus import is_left


class Visits(QObject):
    """Watches the editors of a form.

    Signals:
        left: The name of the field whose editor lost the focus.
    """

    left = Signal(str)

    def __init__(
        self, editors: Mapping[str, QWidget], parent: QObject, *, also: Mapping[str, QWidget]
    ) -> None:
        """Watch the editors, and what else fills a field in: who goes there is still at it."""
        super().__init__(parent)
        self._names: dict[QObject, str] = {}
        for name, editor in (*editors.items(), *also.items()):
            inner = editor.lineEdit() if isinstance(editor, QComboBox) else None
            for one in (editor, inner):
                if one is not None:
                    self._names[one] = name
                    one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            name = self._names.get(watched)
            now = QApplication.focusWidget()
            is_still_there = now is not None and self._names.get(now) == name
            if name is not None and is_left(event) and not is_still_there:
                self.left.emit(name)
        return super().eventFilter(watched, event)
