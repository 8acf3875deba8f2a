"""The palette's panel: a field, the lines, and what the keys do (mockup 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.workspace import Hue
from app.ui.palette.delegate import RowDelegate
from app.ui.palette.rows import RowModel, spoken
from app.ui.text import times
from app.ui.theme import TextRole, current, follow_text_size, font, metrics
from app.ui.widgets import Chip, ElidingLabel, EnvironmentTag, IconLabel, TextField, line
from app.ui.widgets.announcing import announce

if TYPE_CHECKING:
    from app.domain.workspace import Environment
    from app.ui.palette.entries import Entry, Row

_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}


class PalettePanel(QDialog):
    """A dialog to assistive technology, a child of the window to everybody else.

    Signals:
        typed: What is looked for.
        chosen: The `Entry` that a person wants.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Commands"))
        self.field = TextField(placeholder=self.tr("Find a command or a place"))
        self.field.setObjectName("palette_field")
        self.field.setProperty("kind", "bare")
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setAccessibleDescription(
            self.tr("Up and Down choose, Enter runs, > finds commands only")
        )
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.typed)
        self._model = RowModel(self)
        self.list = QListView()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(self.tr("Commands and places"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._click)
        self.list.entered.connect(self._hover)
        self._nothing = ElidingLabel("", ink="text2")
        self._nothing.setObjectName("palette_nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        self._foot = QHBoxLayout()
        self._tag: EnvironmentTag | None = None
        self._said = ""
        self._build()

    def show_environment(self, environment: Environment | None, hue: Hue = Hue.OWN) -> None:
        """Say where a command will have its effect, as the palette comes up."""
        self._said = ""
        if self._tag is not None:
            self._foot.removeWidget(self._tag)
            self._tag.deleteLater()
            self._tag = None
        if environment is not None:
            self._tag = EnvironmentTag(environment, hue)
            self._foot.addWidget(self._tag)

    def show_rows(self, rows: list[Row]) -> None:
        """Show what was found; the first entry is the one that Enter runs."""
        self._model.show(rows)
        at = self._model.next_entry(0, 1)
        self._stack.setCurrentWidget(self.list if at >= 0 else self._nothing)
        if at < 0:
            text = self.tr("Nothing is called “{text}”").format(text=self.field.text().strip())
            self._nothing.setText(text)
            self._say(text)
            return
        self._go_to(at)
        self.list.scrollToTop()

    def wanted_height(self) -> int:
        """The height at which nothing has to be scrolled."""
        rows = sum(self.list.sizeHintForRow(at) for at in range(self._model.rowCount()))
        rows = rows + 2 if rows else round(4 * metrics().height())
        return self.sizeHint().height() - self._stack.sizeHint().height() + rows

    @property
    def current(self) -> Entry | None:
        """What Enter would run."""
        return self._model.entry(self.list.currentIndex().row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._take(event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _STEPS:
                event.accept()  # no shortcut of a page behind has these keys now
                return True
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002
        return True  # there is nowhere else to go to

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(QColor(tokens.base))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _take(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.current)
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self._move(step)
        return True

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        at = self.list.currentIndex().row() + step
        if abs(step) > 1:  # by the page: not round the corner
            at = min(max(at, 0), count - 1)
            step = step if at else 1  # the first line is a heading
        found = self._model.next_entry(at % count, 1 if step > 0 else -1)
        if found >= 0:
            self._go_to(found)

    def _go_to(self, at: int) -> None:
        index = self._model.index(at)
        self.list.setCurrentIndex(index)
        if self._model.next_entry(0, 1) == at:
            self.list.scrollToTop()  # its heading, too
        entry = self._model.entry(at)
        if entry is not None:
            number, count = self._model.place(at)
            self._say(f"{spoken(entry)}, {times.number(number)}/{times.number(count)}")

    def _choose(self, entry: Entry | None) -> None:
        if entry is None:
            return
        if entry.reason:
            self._said = ""  # Enter was pressed again
            self._say(entry.reason)
        else:
            self.chosen.emit(entry)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self._choose(self._model.entry(index.row()))

    @Slot(QModelIndex)
    def _hover(self, index: QModelIndex) -> None:
        if self._model.entry(index.row()) is not None:
            self.list.setCurrentIndex(index)

    def _say(self, text: str) -> None:
        """Once: what is found comes in pieces, and each letter finds it again."""
        if text != self._said:
            self._said = text
            announce(self.field, text)

    def _refont(self) -> None:
        self.field.setFont(font(TextRole.HEADING))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 14, 12)
        head.setSpacing(14)
        self.field.setTextMargins(0, 2, 0, 2)
        follow_text_size(self.field, self._refont)
        head.addWidget(IconLabel("search", "text2", 18))
        head.addWidget(self.field, 1)
        head.addWidget(Chip(self.tr("Esc")))
        body = QVBoxLayout()
        body.setContentsMargins(8, 4, 8, 8)
        body.addWidget(self._stack)
        foot = self._foot
        foot.setContentsMargins(14, 6, 14, 6)
        foot.setSpacing(8)
        for keys, words in (
            (("↑", "↓"), self.tr("Choose")),
            ((self.tr("Enter"),), self.tr("Run")),
            ((">",), self.tr("Commands only")),
        ):
            for key in keys:
                foot.addWidget(Chip(key))
            foot.addWidget(ElidingLabel(words, TextRole.SECOND, ink="text2"))
            foot.addSpacing(8)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addLayout(body, 1)
        column.addWidget(line())
        column.addLayout(foot)
