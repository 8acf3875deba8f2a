"""What widgets do when they are used: values, keys, states, refusals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStyleOptionComboBox,
    QToolTip,
    QWidget,
)

from app.ui.theme import Tone
from app.ui.widgets import (
    Banner,
    Button,
    CheckBox,
    CodeView,
    ComboBox,
    ComboItem,
    ElidingLabel,
    Field,
    LoadingBar,
    NumberField,
    Placeholder,
    SearchField,
    SecretField,
    SideNav,
    Switch,
    SyncCard,
    TabRow,
    TextField,
    Timeline,
    TimelineEvent,
)
from app.ui.widgets.code_view import MAX_BYTES, MAX_LINE, MAX_LINES, cut_for_display
from app.ui.widgets.focus import show_in_turn
from tests.support.clipping import clipped


def wheel(widget):
    """Turn the wheel over a widget; whether it kept the event for itself."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


ITEMS = (ComboItem("Users", "users", reason="Never sent"), ComboItem("Clients", "clients"),
         ComboItem("Notes", "notes"))  # fmt: skip


def test_what_cannot_be_chosen_comes_last_and_says_why(show):
    combo = show(ComboBox(ITEMS))
    assert [item.value for item in combo.items] == ["clients", "notes", "users"]
    model = combo.model()
    assert not model.item(2).isEnabled()
    assert combo.itemData(2, Qt.ItemDataRole.ToolTipRole) == "Never sent"
    assert combo.itemData(2, Qt.ItemDataRole.AccessibleDescriptionRole) == "Never sent"


def test_arrow_keys_choose_but_never_a_greyed_line(qtbot, show):
    combo = show(ComboBox(ITEMS))
    chosen = []
    combo.chosen.connect(chosen.append)
    for _press in range(4):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert chosen == ["notes"]
    assert combo.value == "notes"


def test_setting_a_value_is_not_choosing(qtbot, show):
    combo = show(ComboBox(ITEMS, placeholder="Choose..."))
    assert combo.value is None
    with qtbot.assertNotEmitted(combo.chosen):
        combo.set_value("notes")
        combo.set_items(ITEMS[1:])
    assert combo.value == "notes"  # kept when the list was exchanged
    combo.set_items(ITEMS[:2])
    assert combo.value is None


def test_typed_text_chooses_the_line_it_names(qtbot, show):
    combo = show(ComboBox(ITEMS, placeholder="Choose...", searchable=True))
    editor = combo.lineEdit()
    editor.selectAll()
    with qtbot.waitSignal(combo.chosen, timeout=0) as chosen:
        qtbot.keyClicks(editor, "notes")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert chosen.args == ["notes"]
    assert combo.currentText() == "Notes"


@pytest.mark.parametrize("typed", ["users", "no such thing"])
def test_typed_text_that_is_no_choice_falls_back(qtbot, show, typed):
    combo = show(ComboBox(ITEMS, searchable=True, placeholder="Choose..."))
    combo.set_value("clients")
    editor = combo.lineEdit()
    editor.selectAll()
    with qtbot.assertNotEmitted(combo.chosen):
        qtbot.keyClicks(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert (combo.value, combo.currentText()) == ("clients", "Clients")


def first_ink(widget, left):
    """How far from the left the words begin, past a border."""
    picture = widget.grab().toImage()
    y_all, ground = range(6, picture.height() - 6), picture.pixel(left, 6)
    return next(
        x for x in range(left, picture.width()) if any(picture.pixel(x, y) != ground for y in y_all)
    )


def test_the_list_that_opens_has_its_words_under_those_of_the_field(qtbot, show):
    combo = show(ComboBox([ComboItem("Listeners", 1)]))
    combo.clearFocus()
    closed = first_ink(combo, left=4)
    combo.showPopup()
    rows = combo.view().viewport()
    qtbot.waitUntil(rows.isVisible)
    at = rows.mapToGlobal(QPoint(0, 0)).x() - combo.mapToGlobal(QPoint(0, 0)).x()
    assert abs(first_ink(rows, left=0) + at - closed) <= 1
    combo.hidePopup()


def test_words_of_a_check_box_go_on_below_where_they_may(qtbot, show):
    words = "Read only, never change anything through this connection"
    box = show(CheckBox(words, wrap=True), width=240)
    one_line_px = CheckBox(words).sizeHint().height()
    qtbot.waitUntil(lambda: box.height() >= box.heightForWidth(box.width()) > one_line_px)
    assert box.width() < CheckBox(words).minimumSizeHint().width()
    assert clipped(box.window()) == []
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomLeft() + QPoint(60, -4))
    assert box.isChecked()


@pytest.mark.parametrize("make", [lambda: ComboBox(ITEMS), lambda: NumberField(0, 10)])
def test_the_wheel_changes_nothing_without_the_focus(show, make):
    widget = show(make())
    widget.clearFocus()
    before = widget.value if isinstance(widget, ComboBox) else widget.value()
    assert not wheel(widget)
    assert (widget.value if isinstance(widget, ComboBox) else widget.value()) == before


def test_search_is_told_and_escape_clears_once(qtbot, show):
    field = show(SearchField("Search listeners"))
    told = []
    field.search_changed.connect(told.append)
    qtbot.keyClicks(field, "ab")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["a", "ab", ""]
    seen = []
    field.window().keyPressEvent = lambda event: seen.append(event.key())
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert seen == [Qt.Key.Key_Escape]  # the second one is the page's


def test_T11_a_secret_that_is_shown_hides_again_by_itself(qtbot, show):
    field = show(SecretField())
    field.setText("s3cret")
    assert field._cover.interval() == 30_000
    field._cover.setInterval(20)
    field.set_shown(True)
    qtbot.waitUntil(lambda: not field.is_shown)
    assert field.displayText() != "s3cret"


def test_a_secret_is_neither_readable_nor_copied(qtbot, show):
    QApplication.clipboard().setText("before")
    field = show(SecretField())
    qtbot.keyClicks(field, "s3cret")
    assert field.displayText() != "s3cret"
    field.set_shown(True)
    assert field.displayText() == "s3cret"
    field.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    field.copy()
    field.cut()
    assert QApplication.clipboard().text() == "before"
    assert field.text() == "s3cret"
    field.hide()
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_an_error_replaces_the_hint_and_goes_away_again(show):
    field = show(Field("Endpoint URL", TextField(), hint="Must be https."))
    assert field.message.text == "Must be https."
    field.set_error("Enter a full address")
    assert (field.message.text, field.message.tone) == ("Enter a full address", Tone.BAD)
    assert field.editor.property("invalid") == "true"
    assert field.editor.accessibleDescription() == "Enter a full address"
    field.set_error("")
    assert (field.message.text, field.message.tone) == ("Must be https.", Tone.MUTE)
    assert field.editor.property("invalid") == "false"


def test_a_field_without_hint_takes_no_room_for_one(show):
    field = show(Field("Name", TextField()))
    assert not field.message.isVisible()


def test_a_busy_button_keeps_its_width_and_comes_back(qtbot, show):
    button = show(Button("Send the test now", kind="primary"))
    width = button.width()
    button.set_busy("Sending...")
    assert (button.isEnabled(), button.text()) == (False, "Sending...")
    assert button.minimumWidth() == width
    button.set_words("Send again")
    assert button.text() == "Sending..."
    button.set_busy(None)
    assert (button.isEnabled(), button.text()) == (True, "Send again")


def test_a_busy_button_is_not_enabled_by_a_reason_that_goes(show):
    button = show(Button("Send"))
    button.set_busy("Sending...")
    button.set_reason("")
    assert not button.isEnabled()
    button.set_reason("Away")
    button.set_busy(None)
    assert not button.isEnabled()


def test_what_can_be_used_for_a_while_leaves_the_keyboard_to_what_lasts(show):
    place = QWidget()
    row = QHBoxLayout(place)
    send, passing, leave = Button("Send"), Button("Cancel"), Button("Leave")
    for one in (send, passing, leave):
        row.addWidget(one)
    show(place)
    passing.setFocus()
    show_in_turn(passing, send, False)
    assert send.hasFocus()
    leave.setFocus()
    show_in_turn(passing, send, True)
    show_in_turn(passing, send, False)
    assert leave.hasFocus()


def test_the_focus_of_a_busy_button_goes_nowhere_and_comes_back(qtbot, show):
    place = QWidget()
    row = QHBoxLayout(place)
    button, cancel = Button("Send"), Button("Cancel")
    for one in (button, cancel):
        row.addWidget(one)
    show(place)
    button.setFocus()
    button.set_busy("Sending...")
    assert not cancel.hasFocus()
    button.set_busy(None)
    qtbot.waitUntil(button.hasFocus)
    button.set_busy("Sending...")
    cancel.setFocus()  # a person goes elsewhere meanwhile
    button.set_busy(None)
    qtbot.waitUntil(cancel.hasFocus)


def test_a_button_that_is_busy_behind_its_dialog_has_the_focus_again(qtbot, show):
    place = QWidget()
    row = QHBoxLayout(place)
    first, button, last = Button("First"), Button("Send"), Button("Last")
    for one in (first, button, last):
        row.addWidget(one)
    show(place)
    place.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    dialog = QDialog(place)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.accept()
    button.set_busy("Sending...")  # before the window is the active one again
    place.activateWindow()  # as a desktop does, a moment later
    qtbot.waitUntil(place.isActiveWindow)
    assert not first.hasFocus()
    assert not last.hasFocus()
    button.set_busy(None)
    qtbot.waitUntil(button.hasFocus)


def test_a_disabled_button_says_why(show):
    button = show(Button("Send test"))
    button.set_reason("A test needs a connection.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "A test needs a connection."
    button.set_reason("")
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_a_banner_has_two_buttons_at_most(show):
    banner = show(Banner(Tone.WARN, "You are offline"))
    banner.add_button("Try again")
    banner.add_button("Details")
    with pytest.raises(ValueError, match="two buttons"):
        banner.add_button("Third")
    banner.clear_actions()
    assert banner.buttons == ()


def test_placeholder_actions_come_and_go(qtbot, show):
    placeholder = show(Placeholder("listeners", "No webhook listeners yet"), height=500)
    button = placeholder.add_button("New Webhook Listener", "primary")
    link = placeholder.add_link("How a listener works")
    with qtbot.waitSignals([button.clicked, link.clicked], timeout=0):
        button.click()
        link.click()
    placeholder.clear_actions()
    assert not button.isVisible()
    assert not link.isVisible()


def test_who_tries_again_in_vain_can_do_so_once_more(qtbot, show):
    placeholder = show(Placeholder("cloud-off", "No answer"), height=500)
    placeholder.add_button("Try again").setFocus()
    for _time in range(2):
        placeholder.clear_actions()
        again = placeholder.add_button("Try again")
        placeholder.add_button("Copy details")
        qtbot.waitUntil(lambda one=again: placeholder.focusWidget() is one)
    placeholder.window().setFocus()
    placeholder.clear_actions()
    other = placeholder.add_button("Try again")
    assert placeholder.window().focusWidget() is not other


def test_tabs_added_later_have_room_for_their_words(qtbot, show):
    whole = QWidget()
    row = QHBoxLayout(whole)
    tabs = TabRow("Parts", edge=False)
    row.addStretch(1)
    row.addWidget(tabs)
    show(whole)
    for number, text in enumerate(("Message", "Headers & more", "cURL")):
        tabs.add(number, text)
    wanted = sum(tabs.tabSizeHint(at).width() for at in range(tabs.count()))
    qtbot.waitUntil(lambda: tabs.width() >= wanted)


def test_tabs_tell_the_value_in_front(qtbot, show):
    tabs = show(TabRow("Parts"))
    for value in ("preview", "test"):
        tabs.add(value, value.title())
    with qtbot.waitSignal(tabs.chosen, timeout=0) as chosen:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen.args == ["test"]
    tabs.set_value("preview")
    assert tabs.value == "preview"


def test_pages_are_chosen_with_the_mouse_and_the_keyboard(qtbot, show):
    nav = show(SideNav("Pages"), height=300)
    nav.add_group("Webhooks")
    for key in ("listeners", "deliveries"):
        nav.add(key, key.title(), key)
    nav.set_current("listeners")
    chosen = []
    nav.chosen.connect(chosen.append)
    qtbot.waitUntil(lambda: nav.item("deliveries").isVisible())
    qtbot.mouseClick(nav.item("deliveries"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(nav.item("deliveries"), Qt.Key.Key_Up)
    assert chosen == ["deliveries", "listeners"]


def test_tab_comes_to_the_page_that_is_shown_and_to_no_other(qtbot, show):
    nav = show(SideNav("Pages"), height=300)
    nav.add_group("Webhooks")
    for key in ("listeners", "deliveries", "health"):
        nav.add(key, key.title(), key)
    nav.set_current("listeners")
    nav.item("listeners").setFocus()
    qtbot.waitUntil(nav.item("listeners").hasFocus)
    qtbot.keyClick(nav.item("listeners"), Qt.Key.Key_Down)
    nav.set_current("health")  # by Alt and a figure
    by_tab = [key for key in nav.keys if nav.item(key).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert by_tab == ["health"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"waiting": 0, "conflicts": 0}, "Everything is synced"),
        ({"waiting": 1, "conflicts": 0}, "1 change waiting"),
        ({"waiting": 3, "conflicts": 1}, "3 changes waiting, 1 conflict"),
        ({"waiting": 0, "conflicts": 2}, "2 conflicts"),
        ({"waiting": 2, "conflicts": 0, "refused": 1}, "2 changes waiting, 1 refused"),
    ],
)
def test_the_sync_card_says_it_in_words(show, counts, words):
    card = show(SyncCard())
    card.set_counts(**counts)
    assert card.accessibleName() == words


def test_a_timeline_changes_in_place_without_an_empty_moment(show):
    timeline = show(Timeline(), height=300)

    def shown():
        return [lb.text() for lb in timeline.findChildren(ElidingLabel) if lb.isVisible()]

    timeline.set_events([TimelineEvent("first", "one"), TimelineEvent("second")])
    assert shown() == ["first", "one", "second"]
    timeline.set_events([TimelineEvent("third")])
    assert shown() == ["third"]
    timeline.set_events([TimelineEvent("third"), TimelineEvent("fourth", "four")])
    assert shown() == ["third", "fourth", "four"]
    timeline.set_events([])
    assert shown() == []


def test_words_of_a_timeline_give_way_only_to_what_stands_beside_them(qtbot, show):
    timeline = show(Timeline(), width=300, height=300)
    first = TimelineEvent("saved", "one", aside="14:55:51")
    timeline.set_events([first, TimelineEvent("Will retry, 500 Internal Server Error", "two")])

    def width(text):
        return next(
            one for one in timeline.findChildren(ElidingLabel) if one.text() == text
        ).width()

    qtbot.waitUntil(lambda: width("Will retry, 500 Internal Server Error") == width("two"))
    assert width("one") == width("two") > width("saved")


def test_a_label_that_is_cut_has_its_text_in_the_tooltip(show):
    label = show(ElidingLabel("https://hooks.example.com/a/very/long/path/indeed"), width=120)
    assert label.toolTip() == label.text()
    label.setText("short")
    assert label.toolTip() == ""


def test_spinning_stops_when_it_is_over(qtbot, show):
    switch = show(Switch("Listener enabled"))
    switch.set_waiting(True)
    assert switch.is_waiting
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    switch.set_waiting(False)
    assert not switch.is_waiting
    bar = LoadingBar()
    qtbot.addWidget(bar)
    bar.set_active(True)
    bar.set_active(False)
    assert not bar.is_active


def test_D12_long_text_is_cut_and_says_so(show):
    view = show(CodeView(), height=300)
    view.set_code("x" * (MAX_BYTES + 1))
    assert view.was_cut
    assert len(view.toPlainText()) < MAX_BYTES
    assert view.toPlainText().endswith(")")
    assert len(view.full_text) == MAX_BYTES + 1
    view.set_code('{"a": 1}', "json")
    assert not view.was_cut


@pytest.mark.parametrize(
    ("text", "shown", "was_cut"),
    [
        ("short\nlines", "short\nlines", False),
        ("y" * MAX_LINE, "y" * MAX_LINE, False),
        ("y" * (MAX_LINE + 1) + "\nz", "y" * (MAX_LINE - 1) + "…\nz", True),
        ("yy\n" * (MAX_LINES - 1), "yy\n" * (MAX_LINES - 1), False),
        ("yy\n" * MAX_LINES, "yy\n" * (MAX_LINES - 1) + "yy", True),
        ("\n" * (MAX_BYTES + 9), "\n" * (MAX_LINES - 1), True),
        ("é\n" * MAX_BYTES, None, True),
        ("\n".join(["y" * 1_000] * 300), None, True),  # no line too long, nor too many of them
        ("\ud800", "\ud800", False),
    ],
    ids=[
        "short",
        "full line",
        "long line",
        "full",
        "lines",
        "long",
        "two bytes",
        "whole",
        "surrogate",
    ],
)
def test_D12_where_text_is_cut(text, shown, was_cut):
    result, cut = cut_for_display(text)
    assert cut is was_cut
    assert len(result.encode("utf-8", "replace")) <= MAX_BYTES
    assert shown is None or result == shown


def test_D12_a_long_line_is_never_wrapped(show):
    """Qt lays a wrapped one out in minutes."""
    view = show(CodeView(), height=300)
    view.set_code("word " * 800)
    assert view.document().firstBlock().layout().lineCount() == 1
    assert view.lineWrapMode() is CodeView.LineWrapMode.NoWrap


def test_code_is_coloured(show):
    view = show(CodeView(), height=300)
    view.set_code('POST /x HTTP/1.1\nHost: a.example\n\n{"id": 1, "ok": true}', "http")
    QTest.qWaitForWindowExposed(view.window())

    def colors(line):
        block = view.document().findBlockByNumber(line)
        return [
            block.text()[part.start : part.start + part.length] for part in block.layout().formats()
        ]

    assert colors(0) == ["POST"]
    assert colors(1) == ["Host", ":"]
    assert colors(3) == ["{", '"id"', ":", "1", ",", '"ok"', ":", "true", "}"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_focused_button_is_pressed_by_keys_outside_dialogs_too(qtbot, show, key):
    button = show(Button("Start"))
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
    button.set_reason("Not now")
    with qtbot.assertNotEmitted(button.clicked, wait=20):
        qtbot.keyClick(button, key)


def test_a_choice_with_an_icon_has_room_for_both(qtbot, show):
    words = "A credential with a long name"
    plain = show(ComboBox([ComboItem(words)]))
    marked = show(ComboBox([ComboItem(words, icon_name="key")]))
    room = marked.sizeHint().width() - plain.sizeHint().width()
    assert room >= marked.iconSize().width()


def test_a_label_says_it_shorter_before_it_cuts_anything(show):
    label = show(ElidingLabel("Show new ones as they arrive", shorter="New ones"), width=600)

    def painted(text, width):
        label.setFixedSize(width, 24)
        other = ElidingLabel(text, parent=label.parentWidget())
        other.resize(width, label.height())
        return label.grab().toImage() == other.grab().toImage()

    room = label.fontMetrics().horizontalAdvance("New ones") + 4
    assert painted("Show new ones as they arrive", 600)
    assert painted("New ones", room)
    assert label.toolTip() == "Show new ones as they arrive"


def test_a_placeholder_lets_its_actions_go_only_when_it_is_about_something_else(qtbot):
    nothing = Placeholder("inbox")
    qtbot.addWidget(nothing)
    told = []
    for case in ("empty", "empty", "no match"):
        if nothing.begins(case):
            nothing.add_button(case)
        told.append([one.words for one in nothing.findChildren(Button) if not one.isHidden()])
    assert told == [["empty"], ["empty"], ["no match"]]


@pytest.mark.parametrize("kind", ["default", "primary", "danger", "link"])
def test_the_ring_is_all_that_the_keyboard_adds_to_a_button(qtbot, light, kind):
    window = QWidget()
    button = Button("Reset sandbox", kind=kind, parent=window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    button.setFocus()
    seen = []
    for is_by_keyboard in (False, True):  # Fusion paints a frame around the words, too
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, is_by_keyboard)
        seen.append(button.grab().toImage())
    qtbot.waitUntil(button.hasFocus)
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("typed", "keys", "said"),
    [
        ("pol", (Qt.Key.Key_Down, Qt.Key.Key_Return), ("chosen", "policies")),
        ("audit", (Qt.Key.Key_Down, Qt.Key.Key_Return), ("typed", "audit")),
        ("ent", (Qt.Key.Key_Return,), ("typed", "ent")),
        ("Pol", (Qt.Key.Key_Return,), ("chosen", "policies")),  # nothing else begins so
        ("c", (Qt.Key.Key_Return,), ("typed", "c")),  # claims, too
        ("audit", (Qt.Key.Key_Return,), ("typed", "audit")),
    ],
)
def test_enter_takes_the_offer_that_is_marked_or_the_only_one_meant(
    qtbot, theme, typed, keys, said
):
    items = [ComboItem(name, name) for name in ("clients", "policies", "claims")]
    items.append(ComboItem("audit_entries", "audit_entries", "Never sent."))
    combo = ComboBox(items, placeholder="Entity", searchable=True, keeps_typed=True)
    heard = []
    combo.chosen.connect(lambda value: heard.append(("chosen", value)))
    combo.typed.connect(lambda text: heard.append(("typed", text)))
    qtbot.addWidget(combo)
    combo.show()
    combo.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    qtbot.keyClicks(combo.lineEdit(), typed)
    offer = combo.completer().popup()
    qtbot.waitUntil(offer.isVisible)
    for key in keys:
        qtbot.keyClick(offer if offer.isVisible() else combo.lineEdit(), key)
    qtbot.waitUntil(lambda: bool(heard))
    assert set(heard) == {said}
    assert combo.currentText() == said[1]


def test_a_long_name_in_a_combo_box_ends_in_an_ellipsis_and_is_whole_in_the_tooltip(qtbot, theme):
    long = "<b>Archive</b> of everything that was ever sent"
    combo = ComboBox([ComboItem("All", None), ComboItem(long, 1)], elides=True)
    qtbot.addWidget(combo)
    combo.resize(140, 32)
    with qtbot.waitExposed(combo):
        combo.show()
    hover = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), combo.mapToGlobal(QPoint(5, 5)))

    def shown():
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        QApplication.sendEvent(combo, hover)
        return option.currentText

    assert (shown(), combo.toolTip()) == ("All", "")
    combo.set_value(1)
    assert shown().endswith("…")
    assert long.startswith(shown().removesuffix("…"))
    assert "&lt;b&gt;Archive" in combo.toolTip()
    assert combo.currentText() == long
    assert clipped(combo) == []
    combo.resize(600, 32)
    assert (shown(), combo.toolTip()) == (long, "")
    QToolTip.hideText()


def test_the_second_click_is_not_of_a_button_that_took_the_place_of_the_first(qtbot, theme):
    """Replay, clicked twice, was cancelled: Cancel stands where it stood."""
    page = QWidget()
    qtbot.addWidget(page)
    start, cancel = Button("Replay", parent=page), Button("Cancel", parent=page)
    cancel.hide()
    start.clicked.connect(start.hide)
    start.clicked.connect(cancel.show)
    cancelled = []
    cancel.clicked.connect(lambda: cancelled.append(True))
    with qtbot.waitExposed(page):
        page.show()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(start, left)
    _click_again(cancel)
    assert not cancelled
    QTest.mouseClick(cancel, left)
    assert len(cancelled) == 1
    _click_again(cancel)  # of the same one it is a click like any other
    assert len(cancelled) == 2


def _click_again(button):
    """What Qt makes of a second click right after another at the same place."""
    at, left = QPointF(button.rect().center()), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    for kind, held in (
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        where = button.mapToGlobal(at)
        QApplication.sendEvent(button, QMouseEvent(kind, at, where, left, held, none))
