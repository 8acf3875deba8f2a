"""Asks what to call a sample, and says where it is kept and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.received import ReceivedRequest
from app.domain.samples import NAME_LIMIT, SAMPLES_LIMIT, SavedSample, sample_name
from app.domain.validation import refusals
from app.ui.pages.receiver.keeping import KeepingPresenter, refusal_of
from app.ui.text import errors, problems, times
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import Banner, Button, Field, GrowingDialog, Hint, PlainLabel, TextField


class SampleDialog(GrowingDialog):
    """One name; stays open until the sample is kept."""

    def __init__(
        self, keeping: KeepingPresenter, request: ReceivedRequest, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sample_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save as sample"))
        self._keeping, self._request = keeping, request
        known_as = request.record_number or request.record_id or request.entity
        name = self.tr("{record}, {time}").format(record=known_as, time=times.clock(request.at))
        self._name = TextField(name[:NAME_LIMIT])
        self._name.setObjectName("sample_name")
        self._field = Field(self.tr("Name"), self._name)
        self._banner = Banner(Tone.BAD)
        self._banner.setObjectName("sample_refused")
        self._banner.hide()
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.setObjectName("cancel_sample")
        self._save = Button(self.tr("Save sample"), kind="primary")
        self._save.setObjectName("save_sample")
        self._save.setDefault(True)
        self._build()
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)
        keeping.kept.connect(self._close_kept)
        keeping.refused.connect(self._explain)
        self._name.selectAll()
        self._name.setFocus()

    def reject(self) -> None:
        """Esc, Cancel and closing: not while it is being kept, or nobody is told that it failed."""
        if self._cancel.isEnabled():
            super().reject()

    @Slot()
    def _on_save(self) -> None:
        found = refusals(_name_rule, self._name.text(), "sample_name")
        self._field.set_error(problems.of(found[0]) if found else "")
        if found:
            self._name.setFocus()
            return
        self._banner.hide()
        self._save.set_busy(self.tr("Saving..."))
        self._cancel.setEnabled(False)
        self._keeping.keep(self._request, self._name.text())

    @Slot(object)
    def _close_kept(self, _sample: SavedSample) -> None:
        self.accept()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._save.set_busy(None)
        self._cancel.setEnabled(True)
        words = errors.of(error)
        title, text = words.title, words.text
        match refusal_of(error):
            case "payload":
                title = self.tr("It cannot be kept as a sample")
                text = self.tr("Its body is no JSON object that a test could send.")
            case "samples":
                title = self.tr("There are too many samples")
                text = self.tr(
                    "At most {count} are kept. Delete some in the preview of a listener."
                ).format(count=times.number(SAMPLES_LIMIT))
        self._banner.set_message(Tone.BAD, title, text)
        self._banner.show()

    def _build(self) -> None:
        what = self.tr("Offered in the preview of listeners of “{entity}”, to test with.")
        personal = self.tr(
            "The record as it was received, which may be personal data, is kept in a file of "
            "this computer that only you can read, until you delete it. No header is kept."
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.windowTitle(), TextRole.HEADING))
        column.addWidget(
            PlainLabel(what.format(entity=self._request.entity), ink="text2", wrap=True)
        )
        column.addWidget(self._field)
        column.addWidget(Hint(personal, icon_name="lock"))
        column.addWidget(self._banner)
        column.addStretch(1)
        column.addLayout(buttons)
        size_in_em(self, min_width=480)


def _name_rule(text: str, *, field: str) -> str:  # noqa: ARG001 - the rule names it itself
    return sample_name(text)
