"""The credential dialog, filled in by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.domain.catalog import AuthField, AuthType
from app.domain.errors import FieldRefusal, Rejected, TimedOut
from app.ui.credential_dialog.dialog import CredentialDialog
from app.ui.widgets import Banner, ComboBox, Hint
from tests.support.builders import a_catalog, a_credential
from tests.support.clipping import clipped
from tests.support.payloads import UI_PAYLOADS

TYPES = a_catalog().auth_types


@pytest.fixture
def service(scripted):
    return scripted()


@pytest.fixture
def make(qtbot, service, runner, theme):
    def make(types=TYPES, **how):
        dialog = CredentialDialog(service, types, runner, **how)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return make


def find(dialog, kind, name):
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def type_into(qtbot, dialog, name, text):
    field = find(dialog, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def click(qtbot, dialog, name):
    qtbot.mouseClick(find(dialog, QAbstractButton, name), Qt.MouseButton.LeftButton)


def fill_in(qtbot, dialog):
    type_into(qtbot, dialog, "name", "CRM")
    type_into(qtbot, dialog, "username", "svc")
    type_into(qtbot, dialog, "password", "hunter2hunter2")


def test_filled_in_and_saved(qtbot, make, service, secrets_of):
    dialog = make()
    fill_in(qtbot, dialog)
    with qtbot.waitSignal(dialog.credential_saved) as saved:
        click(qtbot, dialog, "save_credential")
    assert saved.args[0].name == "CRM"
    (draft,) = service.created
    assert (draft.auth_type, draft.fields) == ("basic", {"username": "svc"})
    assert secrets_of(draft) == {"password": "hunter2hunter2"}
    assert not dialog.isVisible()


def test_return_saves(qtbot, make, service):
    dialog = make()
    fill_in(qtbot, dialog)
    with qtbot.waitSignal(dialog.credential_saved):
        qtbot.keyClick(find(dialog, QLineEdit, "password"), Qt.Key.Key_Return)
    assert len(service.created) == 1


def test_what_is_missing_is_shown_and_gets_the_focus(qtbot, make, service):
    dialog = make()
    type_into(qtbot, dialog, "name", "CRM")
    click(qtbot, dialog, "save_credential")
    assert find(dialog, Hint, "username_message").text == "Fill this in."
    assert dialog.focusWidget().objectName() == "username"
    assert service.created == []


def test_another_type_asks_for_its_own_fields(qtbot, make, service, secrets_of):
    dialog = make()
    type_into(qtbot, dialog, "name", "CRM")
    combo = find(dialog, ComboBox, "credential_type")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert find(dialog, QLineEdit, "name").text() == "CRM"
    type_into(qtbot, dialog, "token", "abc")
    with qtbot.waitSignal(dialog.credential_saved):
        click(qtbot, dialog, "save_credential")
    assert secrets_of(service.created[0]) == {"token": "abc"}


def test_a_fixed_type_cannot_be_changed(make):
    dialog = make(fixed_type="api_key")
    combo = find(dialog, ComboBox, "credential_type")
    assert combo.currentText() == "API key"
    assert not combo.isEnabled()


def test_a_pasted_line_break_is_taken_off_with_a_note(qtbot, make, service, secrets_of):
    dialog = make(fixed_type="bearer")
    type_into(qtbot, dialog, "name", "CRM")
    data = QMimeData()
    data.setText("abc123\n")
    QGuiApplication.clipboard().setMimeData(data)
    token = find(dialog, QLineEdit, "token")
    token.setFocus()
    qtbot.keyClick(token, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    note = find(dialog, Hint, "token_message")
    assert note.isVisible()
    assert note.text == "A line break from pasting was taken off."
    with qtbot.waitSignal(dialog.credential_saved):
        click(qtbot, dialog, "save_credential")
    assert secrets_of(service.created[0]) == {"token": "abc123"}


def test_a_bad_value_is_named_without_being_repeated(qtbot, make, service):
    dialog = make(fixed_type="bearer")
    type_into(qtbot, dialog, "name", "CRM")
    type_into(qtbot, dialog, "token", "abc 123")
    click(qtbot, dialog, "save_credential")
    note = find(dialog, Hint, "token_message")
    assert "U+0020" in note.text
    assert "abc" not in note.text
    assert service.created == []


def test_editing_never_shows_a_secret_and_keeps_an_empty_one(qtbot, make, service):
    credential = a_credential()
    dialog = make(credential=credential)
    assert find(dialog, QLineEdit, "username").text() == "svc"
    password = find(dialog, QLineEdit, "password")
    assert (password.text(), password.placeholderText()) == ("", "Unchanged")
    assert "9f3a" in find(dialog, Hint, "password_message").text
    type_into(qtbot, dialog, "name", "Renamed")
    with qtbot.waitSignal(dialog.credential_saved):
        click(qtbot, dialog, "save_credential")
    ((changed, draft),) = service.updated
    assert (changed, draft.name, draft.secrets) == (credential.id, "Renamed", {})


def test_the_platforms_refusal_stands_beside_its_field(qtbot, make, service):
    dialog = make()
    fill_in(qtbot, dialog)
    refusal = FieldRefusal("/secrets/password", "masked_secret", "This is <i>no</i> secret")
    service.faults.append(Rejected("no", status=422, fields=(refusal,)))
    click(qtbot, dialog, "save_credential")
    note = find(dialog, Hint, "password_message")
    qtbot.waitUntil(note.isVisible)
    assert note.text == "This is <i>no</i> secret"
    assert not find(dialog, Banner, "credential_error").isVisible()
    type_into(qtbot, dialog, "password", "another one 123")
    assert not note.isVisible()


def test_a_lost_connection_keeps_everything_typed(qtbot, make, service):
    dialog = make()
    fill_in(qtbot, dialog)
    service.faults.append(TimedOut("30 s", host="p.example"))
    click(qtbot, dialog, "save_credential")
    banner = find(dialog, Banner, "credential_error")
    qtbot.waitUntil(banner.isVisible)
    assert "p.example" in banner.title
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.credential_saved):
        click(qtbot, dialog, "save_credential")


def test_closing_while_it_saves_is_no_crash(qtbot, make, service, gate):
    dialog = make()
    fill_in(qtbot, dialog)
    service.hold = gate
    click(qtbot, dialog, "save_credential")
    gate.wait_entered()
    click(qtbot, dialog, "cancel_credential")
    assert not dialog.isVisible()
    gate.opened.set()


def test_T10_the_secret_is_in_no_text_that_can_be_read(qtbot, make):
    dialog = make()
    fill_in(qtbot, dialog)
    texts = []
    kinds = [QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value]
    for widget in [dialog, *dialog.findChildren(QWidget)]:
        interface = QAccessible.queryAccessibleInterface(widget)
        texts += [interface.text(kind) for kind in kinds]
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    assert "hunter2" not in "\n".join(texts)
    password = find(dialog, QLineEdit, "password")
    password.selectAll()
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(password, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"


def test_it_says_where_the_secret_goes(make):
    dialog = make()
    assert "This computer does not keep it." in find(dialog, Hint, "storage_note").text


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_cut_off(qtbot, make, theme, scale):
    theme.apply("light", text_scale=scale)
    dialog = make()
    click(qtbot, dialog, "save_credential")

    def fits():
        assert clipped(dialog) == []  # once the layout has come to rest

    qtbot.waitUntil(fits)


@pytest.mark.parametrize("payload", UI_PAYLOADS)
def test_T35_foreign_labels_are_only_text(make, payload):
    fields = (AuthField("token", payload, True, True), AuthField("x", payload, False, False))
    dialog = make((AuthType("odd", payload, fields),), credential=None)
    labels = dialog.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert find(dialog, ComboBox, "credential_type").currentText() == payload
    assert find(dialog, QLineEdit, "token").accessibleName() == payload
