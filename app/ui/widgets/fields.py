"""Text fields, and `Field`: a label, an editor and the line under it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.ui.theme import Tone, control_height, current, em, paint_icon
from app.ui.widgets.icon_field import IconField
from app.ui.widgets.labels import FieldLabel
from app.ui.widgets.message import Hint
from app.ui.widgets.plain_text import escape_ampersands, set_property, set_tooltip

_CHEVRON_PX: Final = 12
_INNER_PX: Final = 8  # padding and frame, where words never stand


class TextField(IconField):
    """One line of text, with an icon in front if wanted."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        icon_name: str = "",
        max_length: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._explanation = ""
        self.setPlaceholderText(placeholder)
        if max_length is not None:
            self.setMaxLength(max_length)
        if icon_name:
            self.add_leading(icon_name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.toolTip() != self._explanation:  # something else is told there
            return
        words, margins = self.placeholderText(), self.textMargins()
        room = self.width() - margins.left() - margins.right() - _INNER_PX
        is_cut = self.fontMetrics().horizontalAdvance(words) > room
        set_tooltip(self, words if is_cut else "")
        self._explanation = self.toolTip()


class SearchField(TextField):
    """Finds as one types; Esc clears, a second Esc is the page's.

    Signals:
        search_changed: The text to look for, at every change.
    """

    search_changed = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, icon_name="search", parent=parent)
        self.setAccessibleName(placeholder)
        self._clear = self.add_trailing("x", self.tr("Clear search"))
        self._clear.clicked.connect(self.clear)
        self._show_clear("")
        self.textChanged.connect(self._changed)

    @Slot(str)
    def _changed(self, text: str) -> None:
        self._show_clear(text)
        self.search_changed.emit(text)

    def _show_clear(self, text: str) -> None:
        if self._clear.isHidden() == bool(text):
            self._clear.setVisible(bool(text))
            self.place_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)


class NumberField(QSpinBox):
    """A whole number between two limits."""

    def __init__(
        self, low: int, high: int, *, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setSuffix(f" {suffix}" if suffix else "")
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # a padding of the sheet is lost in it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As high as the fields beside it: its own editor would make it higher."""
        return QSize(super().sizeHint().width(), control_height(self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the page must not change a number under the pointer.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = current()
        color = tokens.text2 if self.isEnabled() else tokens.disabled
        edge = em(_CHEVRON_PX)
        x = self.width() - edge - 8
        middle = self.height() / 2
        paint_icon(painter, QPointF(x, middle - edge), "chevron-up", color, edge)
        paint_icon(painter, QPointF(x, middle), "chevron-down", color, edge)


class Field(QWidget):
    """An editor with its label above and a hint or an error below.

    The label is the editor's accessible name; hint or error its description.

    Args:
        keeps_room: For a line of hint or error, so that nothing jumps when there is one.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        keeps_room: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._hint_tone = Tone.MUTE
        self._hint_icon = ""
        self._error = ""
        self.label = FieldLabel(label, editor)
        self.message = Hint()
        policy = self.message.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.message.setSizePolicy(policy)
        self._head = QHBoxLayout()
        self._head.addWidget(self.label, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._head)
        layout.addWidget(editor)
        layout.addWidget(self.message)
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        self._show()

    @property
    def error(self) -> str:
        """What is wrong with the value, "" if nothing is."""
        return self._error

    def add_beside_label(self, link: QAbstractButton) -> None:
        """Put a link over the editor's right end, such as one that fills it in."""
        self._head.addStretch(1)
        self._head.addWidget(link)  # not flush: the field ends here and would cut its ring

    def set_label(self, label: str) -> None:
        """Rename the field."""
        self.label.setText(escape_ampersands(label))
        self.editor.setAccessibleName(label)

    def set_error(self, text: str) -> None:
        """Say what is wrong in place of the hint; "" when nothing is."""
        self._error = text
        self._show()

    def set_hint(self, text: str, tone: Tone = Tone.MUTE, *, icon_name: str = "") -> None:
        """Say something helpful; shown while there is no error."""
        self._hint, self._hint_tone, self._hint_icon = text, tone, icon_name
        self._show()

    def _show(self) -> None:
        text = self._error or self._hint
        tone, icon_name = (Tone.BAD, "") if self._error else (self._hint_tone, self._hint_icon)
        self.message.set_message(text, tone, icon_name=icon_name)
        self.message.setVisible(bool(text))
        self.message.updateGeometry()  # hidden, it would keep the room of what it said before
        self.editor.setAccessibleDescription(text)
        set_property(self.editor, "invalid", "true" if self._error else "false")
