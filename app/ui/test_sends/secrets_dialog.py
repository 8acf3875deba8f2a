"""Asks for the secrets of a credential, for tests from this computer.

The platform never gives a secret out (contract section 5), so only a person can.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.credential import CredentialDraft
from app.domain.secret import Secret
from app.ui.test_sends.trials import SecretsRequest
from app.ui.text import problems
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, Field, Hint, PlainLabel, SecretField


class SecretsDialog(QDialog):
    """One field for each secret; gives them to the request and forgets them."""

    def __init__(self, request: SecretsRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("secrets_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._request = request
        title = self.tr("Secrets for this test")
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
        note = self.tr("They stay in memory for this connection and are not stored.")
        column.addWidget(Hint(note, icon_name="lock"))
        send = Button(self.tr("Send test"), kind="primary", icon_name="deliveries")
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
        secrets = self._secrets()
        self.accept()
        self._request.give(secrets)

    def _draft(self) -> CredentialDraft:
        known = self._request.credential
        return CredentialDraft(known.auth_type, known.name, known.fields, self._secrets())

    def _secrets(self) -> Mapping[str, Secret]:
        typed: dict[str, Secret] = {}
        for name, field in self._fields.items():
            if isinstance(field.editor, SecretField) and field.editor.text():
                typed[name] = Secret(field.editor.text())
        return typed
