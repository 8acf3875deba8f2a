"""Questions, and the one door to the browser (T36)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.ui import dialogs
from app.ui.dialogs import MessageDialog, QtDialogs, Unsaved, open_web_page
from app.ui.second_press import SecondPress
from tests.support.clipping import clipped
from tests.support.dialogs import ScriptedDialogs

HOST = "help.example.com"
REFUSED = (
    "--help",
    "-h",
    "/x/y.desktop",
    "/etc/passwd",
    "file:///etc/passwd",
    "file://host/share",
    r"\\host\share\x.exe",
    "//host/share",
    "smb://host/share",
    "ms-msdt:/id",
    "ms-settings:privacy",
    "search-ms:query=x",
    "javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<b>x</b>",
    "mailto:a@b.example",
    "ftp://host/file",
    f"http://{HOST}/",
    "https://evil.example/",
    f"https://{HOST}.evil.example/",
    f"https://evil.example/{HOST}",
    f"https://{HOST}@evil.example/",
    f"https://user:pw@{HOST}/",
    f"https://{HOST}:8443/",
    f"https://{HOST}\\@evil.example/",
    f" https://{HOST}/",
    f"https://{HOST}/\r\nHost: evil",
    f"https://{HOST}/a b",
    f"HTTPS:{HOST}",
    "https://",
    "https://[half/",
    "https://h\u0435lp.example.com/",  # a Cyrillic letter
    "",
)


@pytest.mark.parametrize("url", REFUSED)
def test_T36_the_opener_is_never_called(url):
    called = []
    assert open_web_page(url, called.append, known_hosts=[HOST]) is False
    assert called == []


def test_T36_at_least_the_25_that_were_asked_for():
    assert len(set(REFUSED)) >= 25


@pytest.mark.parametrize("path", ["", "/", "/listeners?x=1#how"])
def test_T36_our_own_pages_are_opened_as_they_are(path):
    scripted = ScriptedDialogs(known_hosts=(HOST,))
    url = f"https://{HOST}{path}"
    assert scripted.open_web_page(url) is True
    assert scripted.opened == [url]


def test_T36_only_a_folder_is_shown_as_a_folder(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(dialogs.QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    program = tmp_path / "evil.desktop"
    program.touch()
    for path in (program, tmp_path / "missing", Path("--help"), Path("smb://host/share")):
        assert dialogs.open_own_folder(path) is False
    assert opened == []
    assert dialogs.open_own_folder(tmp_path) is True
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]


def test_T36_without_a_known_host_nothing_is_opened(theme):
    called = []
    assert QtDialogs(None, opener=called.append).open_web_page(f"https://{HOST}/") is False
    assert called == []


def press(name):
    """Press a button of the dialog that is about to open."""

    def find():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MessageDialog)
        button = dialog.findChild(QPushButton, f"answer_{name}")
        assert button is not None
        button.click()

    QTimer.singleShot(0, find)


@pytest.mark.parametrize(("button", "expected"), [("yes", True), ("no", False)])
def test_confirming(qtbot, theme, button, expected):
    press(button)
    answer = QtDialogs(None).confirm("Turn off?", "Events are lost.", "Turn off", kind="prod")
    assert answer is expected


def escape():
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MessageDialog)
    dialog.reject()


def test_closing_a_question_is_no(qtbot, theme):
    QTimer.singleShot(0, escape)
    assert QtDialogs(None).confirm("Delete?", "", "Delete", kind="danger") is False


def enter():
    dialog = QApplication.activeModalWidget()
    if dialog is None:  # a busy machine is still about to show it
        QTimer.singleShot(10, enter)
        return
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_enter_alone_confirms_nothing(qtbot, theme):
    QTimer.singleShot(0, enter)
    assert QtDialogs(None).confirm("Turn off?", "x", "Turn off in Production", kind="prod") is False


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_pressed_twice_answers_a_question_and_does_no_more(qtbot, theme, key):
    """Else the list behind it opens what is being deleted."""
    pressed = []
    behind = QPushButton("behind")
    behind.clicked.connect(lambda: pressed.append(True))
    behind.setDefault(True)
    qtbot.addWidget(behind)
    with qtbot.waitExposed(behind):
        behind.show()
    asking = QtDialogs(None)
    QTimer.singleShot(0, enter)
    asking.confirm("Delete?", "", "Delete", kind="danger")
    QTest.keyClick(behind, key)
    assert pressed == []
    QTest.keyClick(behind, Qt.Key.Key_A)  # any other is nobody's business
    qtbot.waitUntil(lambda: not asking._second_press.is_kept_away)
    QTest.keyClick(behind, Qt.Key.Key_Space)
    assert pressed == [True]


def test_closing_keeps_unsaved_work(qtbot, theme):
    QTimer.singleShot(0, escape)
    assert QtDialogs(None).save_discard_keep("Save?", "") is Unsaved.KEEP


@pytest.mark.parametrize("answer", list(Unsaved))
def test_unsaved_work(qtbot, theme, answer):
    press(answer.value)
    assert QtDialogs(None).save_discard_keep("Save the changes?", "x") is answer


def test_cancel_is_what_enter_does(qtbot, theme):
    dialog = MessageDialog("Delete?", "")
    qtbot.addWidget(dialog)
    dialog.add_button("yes", "Delete", "danger")
    dialog.add_button("no", "Cancel", default=True)
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == "no"


def test_error_details_can_be_copied_and_the_dialog_stays(qtbot, theme):
    seen = []

    def copy_then_close():
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # a busy machine is still about to show it
            QTimer.singleShot(10, copy_then_close)
            return
        dialog.findChild(QPushButton, "answer_copy").click()
        seen.append((QApplication.clipboard().text(), dialog.isVisible()))
        dialog.findChild(QPushButton, "answer_close").click()

    QTimer.singleShot(0, copy_then_close)
    QtDialogs(None).show_error("It failed", "Try again.", "code 42")
    assert seen == [("code 42", True)]


def test_the_script_refuses_an_unexpected_question():
    with pytest.raises(AssertionError, match="nobody expected"):
        ScriptedDialogs().confirm("a", "b", "c")


def test_a_question_is_as_wide_as_its_longest_word_and_as_high_as_its_text(qtbot, theme):
    dialog = MessageDialog("Title", f"Some words before {'a' * 120} and some words behind it")
    dialog.add_button("yes", "Yes")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: clipped(dialog) == [])


def test_words_that_are_typed_right_after_a_question_keep_their_spaces(qtbot):
    second_press = SecondPress()
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    second_press.begin()
    qtbot.keyClicks(field, "a b")
    assert second_press.is_kept_away
    assert field.text() == "a b"


def test_whoever_has_gone_on_by_the_mouse_answers_by_keys_again(qtbot):
    second_press = SecondPress()
    button = QPushButton()
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    pressed = []
    button.clicked.connect(lambda: pressed.append(True))
    second_press.begin()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == []
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not second_press.is_kept_away
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2
