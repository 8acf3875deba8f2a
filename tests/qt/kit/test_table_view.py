"""The configured view: keys, sizes, and what it refuses."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QByteArray,
    QDataStream,
    QEvent,
    QIODevice,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    QRect,
    Qt,
)
from PySide6.QtGui import QAccessible, QCursor, QDragEnterEvent, QDropEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.ui.charts import Bar
from app.ui.tables import Cell, ChipSpan, Column, Icon, KeyedTableModel, TableView, Text
from app.ui.tables.own_viewport import give_viewport
from app.ui.tables.table_header import TableHeader
from app.ui.theme import Tone
from app.ui.widgets import ComboBox


@dataclass(frozen=True)
class Row:
    id: str
    name: str


COLUMNS = (
    Column[Row](
        "Name",
        lambda row: row.name,
        cell=lambda row: Cell(
            (Text(row.name), ChipSpan("Create", Tone.OK)), (Icon("clock"), Text("since"))
        ),
    ),
    Column[Row](
        "Day",
        lambda row: "1,284",
        cell=lambda row: Cell(second=(Text("1,284"),), bars=(Bar(3, 1), Bar(5))),
        width_em=120,
    ),
    Column[Row]("Took", lambda row: "12 ms", numeric=True, width_em=80),
)


@pytest.fixture
def view(qtbot, theme):
    """A table between two fields."""
    page = QWidget()
    page.resize(800, 500)
    view = TableView("Listeners")
    before, after = QLineEdit(), QLineEdit()
    layout = QVBoxLayout(page)
    for widget in (before, view, after):
        layout.addWidget(widget)
    model = KeyedTableModel(
        COLUMNS, key=lambda row: row.id, sentence=lambda row: f"{row.name}, created"
    )
    view.set_model(model)
    model.sync(Row(key, key * 3) for key in "abcde")
    view.before, view.after, view.page = before, after, page
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    view.setFocus()
    return view


def test_enter_opens_the_current_row(qtbot, view):
    view.select_keys(["c"])
    with qtbot.waitSignal(view.row_activated, timeout=0) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["c"]


def test_enter_that_is_held_down_opens_nothing(qtbot, view):
    """It was pressed for something else, such as a question over the list."""
    view.select_keys(["c"])
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    with qtbot.assertNotEmitted(view.row_activated):
        QApplication.sendEvent(view, held)


def test_double_click_opens(qtbot, view):
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(view.row_activated) as opened:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["b"]


def test_enter_without_a_row_opens_nothing(qtbot, view):
    view.model().sync([])
    with qtbot.assertNotEmitted(view.row_activated):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_home_and_end_go_to_the_first_and_last_row(qtbot, view):
    view.select_keys(["c"])
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.selected_keys == ("e",)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selected_keys == ("a",)
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_keys == ("a", "b", "c", "d", "e")


def test_tab_leaves_the_table(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.waitUntil(view.after.hasFocus)
    qtbot.keyClick(view.after, Qt.Key.Key_Backtab)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Backtab)
    qtbot.waitUntil(view.before.hasFocus)


def test_tabbing_in_marks_the_first_row_and_a_click_takes_the_frame_away(qtbot, view):
    view.before.setFocus()
    qtbot.keyClick(view.before, Qt.Key.Key_Tab)
    assert view.shows_frame_on(view.model().index(0, 0))
    assert view.selected_keys == ()
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not any(view.shows_frame_on(view.model().index(row, 0)) for row in range(5))
    assert view.selected_keys == ("c",)


def test_space_belongs_to_the_page_and_reaches_it(qtbot, view):
    seen = []
    view.page.keyPressEvent = lambda event: seen.append(event.key())
    view.select_keys(["a"])
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert seen == [Qt.Key.Key_Space]
    assert view.selected_keys == ("a",)


def test_selection_is_told_as_keys_and_survives_news(qtbot, view):
    with qtbot.waitSignal(view.selection_changed, timeout=0) as changed:
        view.select_keys(["d", "b", "unknown"])
    assert changed.args == [("b", "d")]
    view.model().sync(Row(key, "new") for key in "dxb")
    assert set(view.selected_keys) == {"b", "d"}


def test_nothing_can_be_dropped_or_dragged(view):
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()
    assert not view.dragEnabled()


def test_rows_grow_with_the_text(qtbot, theme, view):
    assert view.rowHeight(0) == 52
    theme.apply("light", text_scale=1.5)
    assert view.rowHeight(0) > 60
    theme.apply("light", text_scale=1.0)
    assert view.rowHeight(0) == 52


def test_columns_fill_the_width_exactly(view):
    widths = [view.columnWidth(at) for at in range(3)]
    assert sum(widths) == view.viewport().width()
    assert widths[1:] == [120, 80]


def test_every_cell_is_painted(qtbot, view):
    """What the delegate draws differs from an empty row, in each column."""
    picture = view.viewport().grab().toImage()
    for column in range(3):
        rect = view.visualRect(view.model().index(0, column)).adjusted(2, 2, -2, -2)
        colors = {
            picture.pixel(QPoint(x, y))
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        }
        assert len(colors) > 5, column


def test_assistive_technology_reads_a_sentence(view):
    table = QAccessible.queryAccessibleInterface(view)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Listeners"
    parts = [table.child(at) for at in range(table.childCount())]
    names = {
        role: [part.text(QAccessible.Text.Name) for part in parts if part.role() == role]
        for role in (QAccessible.Role.Cell, QAccessible.Role.RowHeader)
    }
    assert "bbb, created" in names[QAccessible.Role.Cell]
    assert all(names[QAccessible.Role.Cell])
    assert all(names[QAccessible.Role.RowHeader])


def _dropped_code(marker: Path) -> QMimeData:
    """What a hostile window offers: rows whose value is code, as Qt itself writes them."""

    class Code:
        def __reduce__(self):
            return os.mkdir, (str(marker),)

    written = QByteArray()
    stream = QDataStream(written, QIODevice.OpenModeFlag.WriteOnly)
    for number in (0, 0, 1, Qt.ItemDataRole.UserRole):  # row, column, how many values, the role
        stream.writeInt32(int(number))
    stream.writeQVariant(Code())
    del stream  # it points to `written`, and must not outlive it
    data = QMimeData()
    data.setData("application/x-qabstractitemmodeldatalist", written)
    return data


@pytest.mark.parametrize("which", ["table", "list under a choice"])
def test_T41_what_is_dropped_on_a_view_is_never_read(view, qtbot, tmp_path, which):
    box = ComboBox()
    qtbot.addWidget(box)
    target = view if which == "table" else box.view()
    data = _dropped_code(tmp_path / "ran")
    kinds = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    enter, drop = QDragEnterEvent(QPointF(5, 5), *kinds), QDropEvent(QPointF(5, 5), *kinds)
    for event in (enter, drop):
        event.ignore()
        QApplication.sendEvent(target.viewport(), event)
        assert not event.isAccepted()
    assert not target.acceptDrops()
    assert not target.viewport().acceptDrops()
    assert not (tmp_path / "ran").exists()


class PaintedHeight(QObject):
    """How much of a widget was painted each time."""

    def __init__(self, widget):
        super().__init__(widget)
        self.px = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.px.append(event.rect().height())
        return False


class PaintedRegion(QObject):
    """Puts what of a widget is painted into a list."""

    def __init__(self, widget, painted):
        super().__init__(widget)
        self._painted = painted
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self._painted.append(event.region().boundingRect())
        return False


def test_only_what_comes_into_view_is_painted_when_one_scrolls(qtbot, theme):
    model = KeyedTableModel(COLUMNS, key=lambda row: row.id)
    model.sync(Row(str(number), "name") for number in range(200))
    table = TableView("Numbers")
    table.set_model(model)
    window = QMainWindow()
    window.setCentralWidget(table)
    window.resize(600, 500)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    bar, painted = table.verticalScrollBar(), PaintedHeight(table.viewport())
    QCursor.setPos(window.geometry().bottomRight() + QPoint(50, 50))  # no row is passed over

    def painted_by_a_scroll():
        painted.px.clear()
        bar.setValue(bar.value() + 30)
        qtbot.waitUntil(lambda: bool(painted.px))
        return painted.px

    for scheme in ("light", "dark"):
        theme.apply(scheme)  # polished, laid out and painted in turns that nobody announces
        scrolls = [list(painted_by_a_scroll()) for _ in range(20)]
        assert scrolls[-3:] == [[30]] * 3, scheme


def test_passing_over_a_row_paints_that_row_and_the_one_before(qtbot, view):
    painted = PaintedHeight(view.viewport())
    heights = []
    for row in (0, 1):
        spot = view.visualRect(view.model().index(row, 0)).center()
        painted.px.clear()
        qtbot.mouseMove(view.viewport(), spot)
        qtbot.waitUntil(lambda: bool(painted.px))
        heights.append(painted.px[0])
    row_px = view.rowHeight(0)
    assert heights == [row_px, 2 * row_px]


def test_the_frame_leaves_the_whole_row_that_it_stood_on(qtbot, view):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    painted = []
    at = view.viewport()
    watch = PaintedRegion(at, painted)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    for row in (1, 2):  # both stay selected; only the frame goes from one to the other
        left = QRect(0, view.rowViewportPosition(row), at.width(), view.rowHeight(row))
        qtbot.waitUntil(lambda left=left: any(one.contains(left) for one in painted))
    assert watch.parent() is at


@pytest.mark.parametrize("is_multiple", [True, False])
def test_when_the_selected_row_goes_no_other_is_selected(qtbot, theme, is_multiple):
    """A panel beside the list would show another, and the next key would be for that."""
    model = KeyedTableModel(COLUMNS, key=lambda row: row.id)
    table = TableView("Rows", multiple=is_multiple)
    qtbot.addWidget(table)
    table.set_model(model)
    rows = [Row(one, one) for one in "abc"]
    model.sync(rows)
    table.select_keys(["b"])
    told = []
    table.selection_changed.connect(told.append)
    model.sync([rows[0], rows[2]])
    assert told == [()]
    assert table.selected_keys == ()
    assert table.currentIndex().isValid()  # the keys go on beside it
    table.select_keys(["a"])
    model.sync([])
    assert table.selected_keys == ()


def test_the_keys_go_into_the_list_with_a_row_selected(qtbot, view):
    view.go_in()
    qtbot.waitUntil(view.hasFocus)
    assert view.selected_keys == ("a",)
    view.select_keys(["c"])
    view.go_in()
    assert view.selected_keys == ("c",)  # it stays


def test_escape_clears_the_selection_and_then_is_the_pages(qtbot, view):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_keys == ()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    assert not event.isAccepted()


def test_delete_is_wanted_only_where_rows_are_selected(qtbot, view):
    wanted = []
    view.delete_wanted.connect(lambda: wanted.append(view.selected_keys))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert not wanted
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert not wanted
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert wanted == [("a",)]


@pytest.fixture
def long_view(qtbot, theme):
    """Four hundred rows; whoever looks for "odd" finds every second."""
    view = TableView("Listeners")
    view.resize(800, 500)
    model = KeyedTableModel(
        COLUMNS, key=lambda row: row.id, haystack=lambda row: row.name, parent=view
    )
    model.sync([Row(str(n), f"{'odd' if n % 2 else 'even'} {n:03}") for n in range(400)])
    view.set_model(model)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.mark.parametrize("look", ["search", "filter"])
def test_whoever_looks_for_something_else_sees_the_first_that_was_found(long_view, look):
    """The row that the keys were on was cut out with hundreds more: they went to the last row."""
    long_view.selectRow(4)
    if look == "search":
        long_view.model().set_search("odd")
    else:
        long_view.model().set_filter(lambda row: "odd" in row.name)
    assert not long_view.selected_keys
    assert long_view.verticalScrollBar().value() == 0
    assert long_view.currentIndex().row() == 0


def test_what_is_selected_is_still_seen_when_all_is_shown_again(long_view):
    long_view.model().set_search("odd")
    long_view.select_keys(["299"])
    long_view.model().set_search("")
    assert long_view.selected_keys == ("299",)
    seen = long_view.viewport().rect()
    assert seen.contains(long_view.visualRect(long_view.model().index(299, 0)).center())


def test_another_order_shows_its_first_rows(long_view):
    long_view.verticalScrollBar().setValue(3000)
    long_view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert long_view.verticalScrollBar().value() == 0


def test_news_leave_the_list_where_it_is(long_view):
    """Hundreds that were deleted elsewhere: the keys go on beside the one they were on."""
    long_view.select_keys(["200"])
    where = long_view.verticalScrollBar().value()
    assert where > 0
    stays = [row for row in long_view.model() if row.name.startswith("odd") or int(row.id) < 150]
    long_view.model().sync(stays)
    assert long_view.model().row(long_view.currentIndex().row()).id == "199"
    assert long_view.verticalScrollBar().value() > 0


def test_a_title_that_is_cut_is_told_in_full(view, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _widget: told.append(words))
    header = view.horizontalHeader()
    header.resizeSection(2, 40)
    assert (header.is_cut(2), header.is_cut(1)) == (True, False)
    for section in (1, 2):
        at = QPoint(header.sectionViewportPosition(section) + 5, 5)
        help_event = QHelpEvent(QEvent.Type.ToolTip, at, header.mapToGlobal(at))
        QApplication.sendEvent(header.viewport(), help_event)
    assert told == ["", "Took"]


def described(viewport):
    """All that Qt gives a viewport."""
    return {
        "worn": [one for one in Qt.WidgetAttribute if viewport.testAttribute(one)],
        "role": viewport.backgroundRole(),
        "name": viewport.objectName(),
        "is_filled": viewport.autoFillBackground(),
        "is_tracked": viewport.hasMouseTracking(),
        "policy": viewport.focusPolicy(),
        "type": viewport.metaObject().className(),
        "focus": viewport.focusProxy() is viewport.parentWidget(),
    }


def test_a_viewport_of_our_own_is_as_one_of_qts(qtbot):
    ours, qts = QTableView(), QTableView()
    header, qts_header = TableHeader(), QHeaderView(Qt.Orientation.Horizontal)
    for one in (ours, qts, header, qts_header):
        qtbot.addWidget(one)
    give_viewport(ours)
    assert described(ours.viewport()) == described(qts.viewport())
    assert described(header.viewport()) == described(qts_header.viewport())
