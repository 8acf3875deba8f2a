"""Parts of side panels: names and values, the sync card."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.control import Progress
from app.ui.text import times
from app.ui.theme import TextRole, em, follow_text_size
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import ElidingLabel, IconLabel, PlainLabel
from app.ui.widgets.layouts import flush_at_end, remove_widgets

_NAME_COLUMN: Final = 112
_MANY: Final = 20  # changes that are sent before anybody could read how many there are


class KeyValueGrid(QWidget):
    """Names on the left, values on the right."""

    def __init__(self, *, name_width: int = _NAME_COLUMN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, QWidget] = {}
        self._names: dict[str, PlainLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        follow_text_size(self, lambda: self._grid.setColumnMinimumWidth(0, em(name_width) - 8))
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, value: str | QWidget, *, second: str = "") -> QWidget:
        """Add a line; a text may have a quieter second line.

        Returns:
            The widget that shows the value.
        """
        row = self._grid.rowCount()
        label = PlainLabel(name, ink="text2")
        widget = value if isinstance(value, QWidget) else ElidingLabel(value)
        self._names[name], self._values[name] = label, widget
        is_text = isinstance(widget, PlainLabel)  # of several lines: its name beside the first
        beside = Qt.AlignmentFlag.AlignTop if is_text else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, row, 0, beside)
        self._grid.addWidget(widget, row, 1)
        if isinstance(widget, PlainLabel):
            widget.setAccessibleName(f"{name}: {widget.text()}")
        if second:
            self._grid.addWidget(ElidingLabel(second, ink="text2"), row + 1, 1)
        return widget

    def set_value(self, name: str, text: str) -> None:
        """Change the text of a line."""
        widget = self._values[name]
        if isinstance(widget, PlainLabel):
            widget.setText(text)
            widget.setAccessibleName(f"{name}: {text}")

    def clear(self) -> None:
        """Take away all lines."""
        remove_widgets(self._grid)
        self._values.clear()
        self._names.clear()


class SyncCard(QFrame):
    """The one home of what waits and what conflicts.

    Signals:
        review_requested: A person wants to see what waits.
        cancel_requested: A person wants no more to be sent now.
    """

    review_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._icon = IconLabel("check-circle-fill", "ok_fill", 14)
        self._title = ElidingLabel("", TextRole.STRONG)
        self._second_icon = IconLabel("git-fork-fill", "warn_fill", 14)
        self._second = ElidingLabel("", TextRole.MEDIUM, ink="warn")
        self._review = Button(self.tr("Review"), kind="link")
        self._review.setObjectName("review_changes")
        self._review.clicked.connect(self.review_requested)
        self._sending = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._sending.setObjectName("sending_progress")
        self._cancel = Button(self.tr("Cancel"), kind="link")
        self._cancel.setObjectName("cancel_sending")
        self._cancel.clicked.connect(self.cancel_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 12, 8)
        column.setSpacing(2)
        for icon_label, words, extra in (
            (self._icon, self._title, None),
            (self._second_icon, self._second, self._review),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(icon_label)
            row.addWidget(words, 1)
            if extra is not None:
                row.addLayout(flush_at_end(extra))
            column.addLayout(row)
        sending = QHBoxLayout()
        sending.setSpacing(8)
        sending.addWidget(self._sending, 1)
        sending.addLayout(flush_at_end(self._cancel))
        column.addLayout(sending)
        self.set_counts(waiting=0, conflicts=0)
        self.set_progress(None)

    def set_progress(self, progress: Progress | None) -> None:
        """How many of the waiting changes were sent; only where it takes a while."""
        total = progress.total if progress is not None else None
        is_long = total is not None and total >= _MANY
        if progress is not None and total is not None:
            text = self.tr("Sending {done} of {total}")
            done, of = times.number(progress.done), times.number(total)
            self._sending.setText(text.format(done=done, total=of))
        self._sending.setVisible(is_long)
        self._cancel.setVisible(is_long)

    def set_counts(
        self, *, waiting: int, conflicts: int, refused: int = 0, offline: bool = False
    ) -> None:
        """Show how many changes wait, conflict or were refused."""
        if waiting:
            name = "cloud-off-fill" if offline else "clock-fill"
            self._icon.set_icon(name, "warn_fill" if offline else "accent_text")
            one, many = self.tr("1 change waiting"), self.tr("{count} changes waiting")
            self._title.setText(one if waiting == 1 else many.format(count=times.number(waiting)))
        else:
            self._icon.set_icon("check-circle-fill", "ok_fill")
            self._title.setText(self.tr("Everything is synced"))
        has_title = bool(waiting) or not (conflicts or refused)
        self._title.setVisible(has_title)
        self._icon.setVisible(has_title)
        parts = []
        if conflicts:
            one, many = self.tr("1 conflict"), self.tr("{count} conflicts")
            parts.append(one if conflicts == 1 else many.format(count=times.number(conflicts)))
        if refused:
            parts.append(self.tr("{count} refused").format(count=times.number(refused)))
        self._second.setText(", ".join(parts))
        needs_review = bool(waiting or conflicts or refused)
        self._second.setVisible(needs_review)
        self._second_icon.setVisible(bool(parts))
        self._review.setVisible(needs_review)
        words = [self._title.text(), *parts] if has_title else parts
        self.setAccessibleName(", ".join(words))
