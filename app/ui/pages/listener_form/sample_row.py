"""Which payload the preview shows: the sample, one that a person keeps, or a real record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.listener_form.preview_text import Preview
from app.ui.pages.listener_form.rename_dialog import RenameDialog
from app.ui.pages.listener_form.saved_samples import SavedSamples
from app.ui.text import errors
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import Button, ComboBox, ComboItem, Hint, PlainLabel, SecondLine, ToolButton
from app.ui.widgets.folding import FoldingRow, as_narrow_as_can_be, in_row
from app.ui.widgets.layouts import flush_at_end


class SampleRow(QWidget):
    """The choice, and what can be done with a sample of one's own.

    Signals:
        chosen: What to look at: "" is the sample, else the id of a record or of a kept sample.
    """

    chosen = Signal(str)

    def __init__(self, saved: SavedSamples, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = saved
        self._sample = ComboBox(name=self.tr("Sample"), elides=True)
        self._sample.setObjectName("sample")
        size_in_em(self._sample, min_width=120, max_width=220)
        self._rename = ToolButton("pencil", self.tr("Rename this sample..."))
        self._rename.setObjectName("rename_sample")
        self._delete = ToolButton("trash", self.tr("Delete this sample from this computer"))
        self._delete.setObjectName("delete_sample")
        self._note = Hint("", Tone.MUTE)
        self._note.setObjectName("sample_note")
        self._put_back = Button(self.tr("Put it back"), kind="link")
        self._put_back.setObjectName("put_sample_back")
        self._below = QWidget()
        self._build()
        self._sample.chosen.connect(self._choose)
        self._rename.clicked.connect(self._ask_for_name)
        self._delete.clicked.connect(self._delete_chosen)
        self._put_back.clicked.connect(saved.put_back)
        saved.changed.connect(self._show_note)
        self._show_note()

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [self._sample, self._rename, self._delete, self._put_back]

    def show_preview(self, preview: Preview) -> None:
        """Offer what can be looked at."""
        items = tuple(ComboItem(text, value) for value, text in preview.samples)
        if items != self._sample.items:
            self._sample.set_items(items)
        self._sample.set_value(preview.chosen)
        self._sample.setEnabled(len(items) > 1)
        is_kept = self._saved.find(preview.chosen) is not None
        for button in (self._rename, self._delete):
            button.setVisible(is_kept)

    @Slot(object)
    def _choose(self, value: object) -> None:
        self.chosen.emit(str(value))

    @Slot()
    def _ask_for_name(self) -> None:
        sample = self._saved.find(str(self._sample.value))
        if sample is not None:
            dialog = RenameDialog(sample, self)
            dialog.named.connect(partial(self._saved.rename, sample.id))
            dialog.open()

    @Slot()
    def _delete_chosen(self) -> None:
        self._sample.setFocus()  # the button goes with the sample
        self._saved.delete(str(self._sample.value))

    @Slot()
    def _show_note(self) -> None:
        error, deleted = self._saved.error, self._saved.deleted
        text, tone = "", Tone.MUTE
        if error is not None:
            words = errors.of(error)
            text, tone = f"{words.title}. {words.text}", Tone.BAD
        elif deleted is not None:
            text = self.tr("“{name}” was deleted.").format(name=deleted.name)
        self._note.set_message(text, tone)
        self._put_back.setVisible(deleted is not None)
        self._below.setVisible(bool(text))

    def _build(self) -> None:
        row = FoldingRow(
            PlainLabel(self.tr("Body"), TextRole.STRONG),
            in_row(SecondLine(self.tr("Sample")), self._sample, self._rename, self._delete),
            needs=as_narrow_as_can_be,
            stretches=(1, 0),
        )
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._note, 1)
        below.addLayout(flush_at_end(self._put_back))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self._below)
