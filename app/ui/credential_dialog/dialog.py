"""The Credential dialog: make a credential, or change one without seeing its secrets.

Used like this, also by the listener form:

    dialog = CredentialDialog(
        workspace.credentials, catalog.auth_types, runner, fixed_type="basic", parent=self
    )
    dialog.credential_saved.connect(self._take)  # the new Credential
    dialog.open()
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.catalog import AuthType
from app.domain.credential import Credential, CredentialDraft
from app.runtime.tasks import TaskRunner
from app.ui.credential_dialog.edit_presenter import (
    CredentialEditPresenter,
    Credentials,
    EditStatus,
)
from app.ui.credential_dialog.fields import CredentialBinding, specs
from app.ui.forms.bound_form import BoundForm
from app.ui.forms.editors import SecretEditor
from app.ui.text import errors, problems
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    ComboBox,
    ComboItem,
    Field,
    GrowingDialog,
    Hint,
    PlainLabel,
    line,
)

_WIDTH: Final = 440


class CredentialDialog(GrowingDialog):
    """Collects a `CredentialDraft`; secrets leave it for the platform only.

    Args:
        credentials: Where it is saved.
        auth_types: The catalog's types.
        runner: Runs the save off the GUI thread.
        credential: The one to change; None to make one.
        fixed_type: The only type that can be chosen.

    Signals:
        credential_saved: The `Credential` as the platform answered it; the dialog closes.
    """

    credential_saved = Signal(object)

    def __init__(
        self,
        credentials: Credentials,
        auth_types: tuple[AuthType, ...],
        runner: TaskRunner,
        *,
        credential: Credential | None = None,
        fixed_type: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("credential_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter = CredentialEditPresenter(
            credentials,
            auth_types,
            runner,
            credential=credential,
            fixed_type=fixed_type,
            parent=self,
        )
        title = self.tr("New credential") if credential is None else self.tr("Edit credential")
        self.setWindowTitle(title)
        self._type = ComboBox(ComboItem(one.label, one.name) for one in self._presenter.auth_types)
        self._type.setObjectName("credential_type")
        self._type.set_value(self._presenter.auth_type.name)
        self._type.setEnabled(len(self._presenter.auth_types) > 1)
        self._banner = Banner(Tone.BAD, speaks=True)
        self._banner.setObjectName("credential_error")
        self._banner.hide()
        self._form: BoundForm[CredentialDraft] | None = None
        self._place = QVBoxLayout()
        self._save = Button(self.tr("Save credential"), kind="primary")
        self._save.setObjectName("save_credential")
        self._save.setDefault(True)
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.setObjectName("cancel_credential")
        self._build(title)
        self._type.chosen.connect(self._presenter.choose_type)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        self._presenter.type_changed.connect(self._make_form)
        self._presenter.status_changed.connect(self._show)
        self._presenter.saved.connect(self._done)
        self._make_form(self._presenter.auth_type)

    def begin_at(self, field: str) -> None:
        """Have the keys go to this field: who came to replace a secret types one at once."""
        if self._form is not None:
            self._form.editor(field).widget.setFocus()

    @Slot()
    def save(self) -> None:
        """Save, or show what is wrong."""
        if self._form is not None and self._form.submit() is not None:
            self._presenter.save()

    @Slot(object)
    def _make_form(self, auth_type: AuthType) -> None:
        if self._form is not None:
            self._place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        form = BoundForm(
            specs(auth_type, self._presenter.credential),
            self._presenter.draft,
            binding=CredentialBinding(auth_type),
            validate=self._presenter.problems,
            describe=problems.of,
        )
        form.draft_changed.connect(self._presenter.take)
        note = self.tr("A line break from pasting was taken off.")
        for one in auth_type.fields:
            editor = form.editor(one.name)
            if isinstance(editor, SecretEditor):
                editor.trimmed.connect(partial(form.set_hint, one.name, note))
        self._form = form
        self._place.addWidget(form)
        form.show()
        form.editor("name").widget.setFocus()

    @Slot(object)
    def _show(self, status: EditStatus) -> None:
        self._save.set_busy(self.tr("Saving...") if status.is_saving else None)
        self._type.setEnabled(not status.is_saving and len(self._presenter.auth_types) > 1)
        if status.refusals and self._form is not None:
            self._form.show_refusals(
                {name: problems.of_refusal(one) for name, one in status.refusals.items()}
            )
        self._banner.setVisible(status.error is not None)
        if status.error is not None:
            words = errors.of(status.error)
            self._banner.set_message(Tone.BAD, words.title, words.text)

    @Slot(object)
    def _done(self, credential: Credential) -> None:
        self.credential_saved.emit(credential)
        self.accept()

    def _build(self, title: str) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        note = Hint(
            self.tr(
                "The platform keeps the secret and never shows it again. "
                "This computer does not keep it."
            ),
            Tone.MUTE,
            icon_name="lock",
        )
        note.setObjectName("storage_note")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TextRole.HEADING))
        column.addWidget(self._banner)
        column.addWidget(Field(self.tr("Authentication"), self._type))
        column.addLayout(self._place)
        column.addWidget(note)
        column.addStretch(1)
        column.addWidget(line())
        column.addLayout(buttons)
        size_in_em(self, min_width=_WIDTH)
