"""Asks for the secrets of a credential, for tests from this computer.

The platform never gives a secret out (contract section 5), so only a person can.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credential import CredentialDraft
from app.domain.secret import Secret
from app.ui.test_sends.trials import SecretsPurpose, SecretsRequest
from app.ui.text import problems
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, CheckBox, Field, GrowingDialog, Hint, PlainLabel, SecretField


class SecretsDialog(GrowingDialog):
    """One field for each secret; gives them to the request and forgets them."""

    def __init__(self, request: SecretsRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("secrets_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._request = request
        title, verb, icon = self._words(request.purpose)
        self.setWindowTitle(title)
        self._fields = {
            one.name: Field(one.label, SecretField())
            for one in request.auth_type.fields
            if one.secret
        }
        text = self.tr("The platform does not give out the secrets of “{name}”.").format(
            name=request.credential.name
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TextRole.HEADING))
        column.addWidget(PlainLabel(text, ink="text2", wrap=True))
        for name, field in self._fields.items():
            field.editor.setObjectName(f"secret_{name}")
            column.addWidget(field)
        self._keep = CheckBox(self.tr("Keep in the keyring of this computer"))
        self._keep.setObjectName("keep_secrets")
        column.addWidget(self._keep)
        note = (
            self.tr("Else they are used for this check only.")
            if request.purpose is SecretsPurpose.CHECK
            else self.tr("Else they stay in memory until this connection is closed.")
        )
        column.addWidget(Hint(note, icon_name="lock"))
        send = Button(verb, kind="primary", icon_name=icon)
        send.setObjectName("send_with_secrets")
        send.setDefault(True)
        cancel = Button(self.tr("Cancel"))
        cancel.setObjectName("cancel_secrets")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(send)
        column.addLayout(buttons)
        size_in_em(self, min_width=420)
        send.clicked.connect(self._send)
        cancel.clicked.connect(self.reject)

    @Slot()
    def _send(self) -> None:
        found = self._draft().problems(self._request.auth_type)
        words = {one.field: problems.of(one) for one in found}
        for name, field in self._fields.items():
            field.set_error(words.get(name, ""))
        first = next((name for name in self._fields if name in words), None)
        if first is not None:
            self._fields[first].editor.setFocus()
            return
        secrets, is_kept = self._secrets(), self._keep.isChecked()
        self.accept()
        self._request.give(secrets, is_kept)

    def _words(self, purpose: SecretsPurpose) -> tuple[str, str, str]:
        """Title, the button's words and its icon."""
        match purpose:
            case SecretsPurpose.TEST:
                return self.tr("Secrets for this test"), self.tr("Send test"), "deliveries"
            case SecretsPurpose.CHECK:
                return self.tr("Secrets for this check"), self.tr("Check"), "check"
            case SecretsPurpose.COPY:
                return self.tr("Secrets for this command"), self.tr("Copy"), "copy"

    def _draft(self) -> CredentialDraft:
        known = self._request.credential
        return CredentialDraft(known.auth_type, known.name, known.fields, self._secrets())

    def _secrets(self) -> Mapping[str, Secret]:
        typed: dict[str, Secret] = {}
        for name, field in self._fields.items():
            if isinstance(field.editor, SecretField) and field.editor.text():
                typed[name] = Secret(field.editor.text())
        return typed
