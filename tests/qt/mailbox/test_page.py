"""The Mailbox page, used by keys and clicks; what it shows lies in a real Maildir."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTabBar, QWidget

from app.domain.control import JobControl
from app.domain.window_memory import ListMemory
from app.ui.pages.mailbox.page import build
from app.ui.tables import TableView
from app.ui.widgets import Banner, Placeholder
from tests.support.mails import a_message, keep, keep_many, keep_raw, mail_bytes
from tests.support.page_world import click, find, fits, nameless, type_into
from tests.support.payloads import UI_PAYLOADS

MESSAGE, ATTACHMENT, HEADER, RAW = range(4)


def table(page):
    return find(page, TableView, "mail_table")


def wait_rows(qtbot, page, count):
    qtbot.waitUntil(lambda: table(page).isVisible() == bool(count))
    qtbot.waitUntil(lambda: table(page).model().rowCount() == count)


def row(page, at=0):
    model = table(page).model()
    return [model.index(at, column).data() for column in range(model.columnCount())]


def select(qtbot, page, at=0):
    view = table(page)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    for _ in range(at):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)  # in a narrow window it takes the list's place
    panel = find(page, QWidget, "mail_detail")
    qtbot.waitUntil(panel.isVisible)
    return panel


def part(page, number):
    find(page, QTabBar, "mail_parts").setCurrentIndex(number)
    return find(page, QPlainTextEdit, "mail_text").toPlainText()


def words(page, name):
    return find(page, QLabel, name).text()


def test_an_empty_mailbox_says_what_comes_there(qtbot, show, world):
    page = show()
    nothing = find(page, Placeholder, "mailbox_placeholder")
    qtbot.waitUntil(lambda: nothing.isVisible() and nothing.title == "No message yet")
    assert not find(page, QPushButton, "empty_mailbox").isEnabled()
    click(qtbot, page, "first_mail_listener")
    assert world.shell.opened[-1] == ("listener_form", {})


def test_messages_show_as_they_come(qtbot, show, folder):
    page = show()
    keep(folder, a_message())
    wait_rows(qtbot, page, 1)
    assert row(page)[1:] == ["clients created: Thandi Mokoena", "ops@example.com", "cli_1"]
    keep(folder, a_message(2))
    wait_rows(qtbot, page, 2)
    assert words(page, "mail_count") == "2 messages"


def test_a_message_is_shown_in_all_its_parts(qtbot, show, folder):
    message = a_message()
    data = mail_bytes(message)
    keep_raw(folder, "evt_1.lst_inbox", data)
    page = show()
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    assert words(page, "mail_subject") == "clients created: Thandi Mokoena"
    assert part(page, MESSAGE) == '{\n  "id": "cli_1",\n  "name": "Thandi Mokoena"\n}\n'
    assert part(page, ATTACHMENT) == '{\n  "id": "cli_1",\n  "name": "Thandi Mokoena"\n}'
    assert words(page, "mail_note") == "clients-cli_1-v1.json, the record byte for byte"
    click(qtbot, page, "copy_part")
    assert QGuiApplication.clipboard().text() == message.payload.decode()
    head = part(page, HEADER)
    assert "Message-ID: <evt_1.lst_inbox@picksmart.invalid>" in head.splitlines()
    assert part(page, RAW) == data.decode().replace("\r\n", "\n")
    assert find(page, QWidget, "mail_facts").isVisible()


def test_only_what_is_looked_for_is_listed(qtbot, show, folder):
    keep_many(folder, 3)
    keep(
        folder, a_message(7, record_label="Pieter Botha", payload=b'{"id":"cli_7","town":"Knysna"}')
    )
    page = show()
    wait_rows(qtbot, page, 4)
    for text, count in (("botha", 1), ("KNYSNA", 1), ("evt_2.lst", 1), ("ops@example", 4)):
        type_into(qtbot, page, "search", text)
        wait_rows(qtbot, page, count)
    type_into(qtbot, page, "search", "botha")
    qtbot.waitUntil(lambda: words(page, "mail_count") == "1 of 4 messages")
    type_into(qtbot, page, "search", "nothing of the kind")
    nothing = find(page, Placeholder, "mailbox_placeholder")
    said = "No messages match “nothing of the kind”"
    qtbot.waitUntil(lambda: nothing.isVisible() and nothing.title == said)
    click(qtbot, page, "clear_search")
    wait_rows(qtbot, page, 4)
    type_into(qtbot, page, "search", "botha")
    wait_rows(qtbot, page, 1)
    qtbot.keyClick(table(page), Qt.Key.Key_Escape)
    wait_rows(qtbot, page, 4)


def test_the_message_of_a_delivery_is_selected(qtbot, show, folder):
    keep_many(folder, 3)
    page = show(message="evt_2.lst_inbox")
    qtbot.waitUntil(lambda: table(page).selected_keys == ("evt_2.lst_inbox",))
    qtbot.waitUntil(find(page, QWidget, "mail_detail").isVisible)
    assert "cli_2" in part(page, ATTACHMENT)
    type_into(qtbot, page, "search", "cli_3")
    page.enter(message_id="<evt_1.lst_inbox@picksmart.invalid>")
    qtbot.waitUntil(lambda: table(page).selected_keys == ("evt_1.lst_inbox",))
    qtbot.waitUntil(lambda: "cli_1" in part(page, ATTACHMENT))


def test_a_message_that_is_read_late_does_not_take_the_place_of_the_chosen(qtbot, show, folder):
    newest, other = keep_many(folder, 2)
    page = show()
    wait_rows(qtbot, page, 2)
    select(qtbot, page)
    qtbot.waitUntil(lambda: "cli_2" in part(page, ATTACHMENT))
    presenter = page._mailbox
    late = presenter._mailbox.read(JobControl(), presenter._line(other).kept)
    presenter.select(other)
    presenter.select(newest)  # before the other was read
    presenter._take_mail(late)
    assert presenter.mail.kept.key == newest


def test_a_message_that_is_not_there_is_said(qtbot, show, folder, world):
    keep(folder, a_message())
    page = show(message="evt_9.lst_inbox")
    qtbot.waitUntil(lambda: bool(world.shell.announced))
    assert world.shell.announced[-1].startswith("This message is not in the mailbox.")
    wait_rows(qtbot, page, 1)


def test_it_leads_to_the_delivery_of_a_message_but_not_of_a_test(qtbot, show, folder, world):
    keep_many(folder, 1)
    keep(folder, a_message(9, test=True))
    page = show()
    wait_rows(qtbot, page, 2)
    select(qtbot, page, 1)
    click(qtbot, page, "show_delivery")
    assert world.shell.opened[-1] == ("deliveries", {"delivery_id": "evt_1"})
    qtbot.keyClick(table(page), Qt.Key.Key_Home)
    delivery = find(page, QPushButton, "show_delivery")
    qtbot.waitUntil(lambda: not delivery.isEnabled())
    assert delivery.toolTip() == "A test belongs to no delivery"


def test_a_message_is_saved_as_a_file(qtbot, show, folder, world, tmp_path):
    data = mail_bytes(a_message())
    keep_raw(folder, "evt_1.lst_inbox", data)
    page = show()
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    world.dialogs.answers.append(tmp_path / "message.eml")
    click(qtbot, page, "save_mail")
    qtbot.waitUntil(lambda: bool(world.shell.announced))
    assert world.shell.announced[-1] == "Saved as message.eml"
    assert (tmp_path / "message.eml").read_bytes() == data
    world.dialogs.answers.append(tmp_path / "nowhere" / "message.eml")
    click(qtbot, page, "save_mail")
    qtbot.waitUntil(lambda: len(world.shell.announced) == 2)
    assert "message.eml" not in [path.name for path in tmp_path.glob("nowhere/*")]


def test_the_mailbox_is_emptied_after_a_question(qtbot, show, folder, world):
    keep_many(folder, 3)
    page = show()
    wait_rows(qtbot, page, 3)
    select(qtbot, page)
    world.dialogs.answers.append(False)
    click(qtbot, page, "empty_mailbox")
    assert len(list((folder / "new").iterdir())) == 3
    world.dialogs.answers.append(True)
    click(qtbot, page, "empty_mailbox")
    wait_rows(qtbot, page, 0)
    assert list((folder / "new").iterdir()) == []
    assert not find(page, QWidget, "mail_detail").isVisible()


def test_a_message_that_goes_while_it_is_read_closes(qtbot, show, folder):
    keep(folder, a_message())
    page = show()
    wait_rows(qtbot, page, 1)
    panel = select(qtbot, page)
    (folder / "new" / "evt_1.lst_inbox").unlink()
    qtbot.waitUntil(lambda: not panel.isVisible())
    wait_rows(qtbot, page, 0)


def test_mail_that_goes_elsewhere_is_said(qtbot, show, folder, mail_server):
    mail_server.append("mail.example")
    page = show()
    nothing = find(page, Placeholder, "mailbox_placeholder")
    qtbot.waitUntil(lambda: nothing.title == "Email leaves this computer")
    assert "mail.example" in nothing.text
    keep(folder, a_message())
    wait_rows(qtbot, page, 1)
    banner = find(page, Banner, "mailbox_banner")
    assert banner.isVisible()
    assert "mail.example" in banner.text


def test_a_mailbox_that_cannot_be_read_is_said_and_comes_back(qtbot, show, folder):
    folder.mkdir()
    (folder / "new").write_bytes(b"")
    page = show()
    banner = find(page, Banner, "mailbox_banner")
    qtbot.waitUntil(banner.isVisible)
    (folder / "new").unlink()
    keep(folder, a_message())
    wait_rows(qtbot, page, 1)
    assert not banner.isVisible()


def test_what_nobody_sees_is_not_read(qtbot, show, folder, world):
    page = show()
    qtbot.waitUntil(find(page, Placeholder, "mailbox_placeholder").isVisible)
    page.hide()
    looks = []
    world.workspace.mailbox._mailbox.stamp = lambda: looks.append(1)
    world.events.deliveries_changed.emit()
    qtbot.wait(100)
    assert not looks


@pytest.mark.parametrize("number", range(len(UI_PAYLOADS)))
def test_T35_what_a_message_holds_is_text(qtbot, show, folder, number):
    text = UI_PAYLOADS[number]
    message = a_message(record_label=text, payload=text.encode())
    keep(folder, message)
    page = show()
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert part(page, MESSAGE).rstrip("\n") == text
    assert part(page, ATTACHMENT) == text


def test_T38_a_subject_cannot_turn_its_direction(qtbot, show, folder):
    raw = "Subject: Paid \u202efdp.exe\r\nTo: a@example.com\r\n\r\nx".encode()
    keep_raw(folder, "evt_1.lst_1", raw)
    page = show()
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    assert "\u202e" not in words(page, "mail_subject")


def test_T29_a_message_of_many_megabytes_does_not_hold_up_the_window(qtbot, show, folder):
    keep_raw(folder, "evt_1.lst_1", b"Subject: big\r\n\r\n" + b"y" * 9_000_000)
    page = show()
    wait_rows(qtbot, page, 1)
    select(qtbot, page)
    shown = part(page, RAW)
    assert len(shown) < 300_000
    assert words(page, "mail_note") == "Only the first 8.4 MB of 9.0 MB are shown."


@pytest.mark.parametrize("size", [(1068, 740), (688, 540)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_fits_and_has_a_name(qtbot, show, folder, theme, size, scale):
    keep_many(folder, 4)
    keep(folder, a_message(8, record_label="A very long name " * 20, record_id="cli_" + "9" * 60))
    page = show(size=size)
    wait_rows(qtbot, page, 5)
    select(qtbot, page)
    theme.apply("light", text_scale=scale)
    qtbot.waitUntil(lambda: fits(page) is None)
    assert nameless(page) == []


def test_the_page_is_only_of_the_practice_platform(world, runner):
    workspace = world.open()
    page = build(workspace, runner, world.events, world.shell, world.dialogs)
    page.deleteLater()
    workspace.mailbox = None
    with pytest.raises(LookupError):
        build(workspace, runner, world.events, world.shell, world.dialogs)


def test_it_comes_back_with_its_message_and_without_what_was_searched(qtbot, show, world, folder):
    _third, second, _first = keep_many(folder, 3)
    page = show()
    wait_rows(qtbot, page, 3)
    select(qtbot, page, 1)
    page.toggle_details()
    left = ListMemory(selected_id=second, has_panel=False)
    assert world.shell.lists["mailbox"] == left
    again = show()
    qtbot.waitUntil(lambda: table(again).selected_keys == (second,))
    assert not find(again, QWidget, "mail_detail").isVisible()
    type_into(qtbot, again, "search", "typed")
    qtbot.waitUntil(lambda: table(again).model().rowCount() == 0)
    assert "typed" not in repr(world.shell.lists)


def test_another_message_that_one_came_for_is_shown_and_not_that_of_the_last_time(
    qtbot, show, world, folder
):
    third, second, _first = keep_many(folder, 3)
    world.shell.lists["mailbox"] = ListMemory(selected_id=second)
    page = show(message=third)
    qtbot.waitUntil(lambda: table(page).selected_keys == (third,))
    world.shell.lists["mailbox"] = ListMemory(selected_id="evt_gone.lst_gone")
    page = show()
    wait_rows(qtbot, page, 3)
    assert table(page).selected_keys == ()
