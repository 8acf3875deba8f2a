"""All components on one page, to lay beside the mockups.

Run as `python -m tests.support.component_sheet DIR`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.workspace import Environment
from app.ui.charts import Bar
from app.ui.tables import Cell, ChipSpan, Column, Icon, KeyedTableModel, TableView, Text
from app.ui.theme import TextRole, Theme, Tone, current, em
from app.ui.widgets import (
    Banner,
    Button,
    CheckBox,
    Chip,
    ComboBox,
    ComboItem,
    ConnectionSwitcher,
    EnvironmentTag,
    Hint,
    IconLabel,
    PlainLabel,
    RadioButton,
    SearchField,
    SecondLine,
    Segmented,
    Switch,
    TextField,
    ToolButton,
    set_property,
)

HOVER_MS = 20  # the offscreen platform hands mouse moves over through its event queue
LOADS = (9, 10, 10, 9, 9, 9, 10, 6, 6, 4, 3, 2, 2, 1, 2, 2, 2, 2, 3, 3, 5, 9, 10, 8)


class Swatch(QWidget):
    """One colour of the tokens."""

    def __init__(self, ink: str) -> None:
        super().__init__()
        self._ink = ink
        self.setFixedSize(92, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(swatch_color(self._ink)))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


def swatch_color(ink: str) -> str:
    """The colour shown for a name."""
    tokens = current()
    if ink == "accent tint":
        return tokens.info.tint
    if ink in ("staging", "sandbox"):
        return tokens.environment(Environment(ink)).solid
    return tokens.ink(ink.replace(" ", "_"))


def row(*parts: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number is room, None a stretch."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for part in parts:
        match part:
            case None:
                made.addStretch(1)
            case int():
                made.addSpacing(part)
            case QWidget():
                made.addWidget(part)
    return made


def section(column: QVBoxLayout, title: str, *parts: QLayout | QWidget, gap: int = 24) -> None:
    """A titled group."""
    column.addWidget(PlainLabel(title, TextRole.CHIP, ink="text2"))
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    column.addSpacing(gap)


def buttons(*, with_moving: bool) -> QGridLayout:
    """Two kinds in six states."""
    grid = QGridLayout()
    grid.setSpacing(8)
    states = ("Default", "Hover", "Pressed", "Focus", "Disabled", *(["Busy"] * with_moving))
    for at, state in enumerate(states):
        grid.addWidget(SecondLine(state), 0, at)
        for line, (text, kind) in enumerate((("Save", "primary"), ("Edit", "default")), 1):
            button = Button(text, kind=kind)
            button.setObjectName(f"{state}_{text}")
            button.setFixedWidth(em(96))
            button.setEnabled(state != "Disabled")
            button.setDown(state == "Pressed")
            button.set_busy("Busy..." if state == "Busy" else None)
            grid.addWidget(button, line, at)
    grid.setColumnStretch(6, 1)
    return grid


def fields() -> list[QLayout | QWidget]:
    """Fields in their states."""
    wrong = TextField("http:/wrong")
    set_property(wrong, "invalid", "true")
    off = TextField(placeholder="Not editable")
    off.setEnabled(False)
    first, second = QHBoxLayout(), QHBoxLayout()
    combo = ComboBox([ComboItem("Clients", "clients")], placeholder="Choose...")
    focused = TextField(placeholder="Label")
    focused.setObjectName("focused_field")
    for layout, widgets in (
        (first, (TextField(placeholder="Placeholder"), focused, TextField("Value"))),
        (second, (wrong, off, combo)),
    ):
        layout.setSpacing(8)
        for widget in widgets:
            layout.addWidget(widget, 1)
    segments = Segmented("Function")
    segments.add("create", "Create")
    segments.add("update", "Update")
    segments.add("delete", "Delete", reason="Not supported")
    segments.set_value("create")
    search = SearchField("Search")
    search.setFixedWidth(180)
    hint = Hint("Enter a full address, for example https://hooks.example.com/clients", Tone.BAD)
    return [first, second, hint, row(segments, 4, search, None)]


def choices(*, with_moving: bool) -> QHBoxLayout:
    """Boxes, buttons and switches."""
    checked, some, chosen = CheckBox("Checked"), CheckBox("Some"), RadioButton("Chosen")
    checked.setChecked(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    chosen.setChecked(True)
    on, off, dead = Switch("On"), Switch("Off"), Switch("Cannot be changed")
    saving = Switch("Being saved")
    on.setChecked(True)
    dead.setEnabled(False)
    saving.setChecked(True)
    saving.set_waiting(with_moving)
    gone, shut = CheckBox("Off"), RadioButton("Off")
    for one in (gone, shut):
        one.setEnabled(False)
    choices = (checked, CheckBox("Open"), some, gone, chosen, RadioButton("Other"), shut)
    return row(*choices, on, off, dead, saving, None)


def left_column(*, with_moving: bool) -> QVBoxLayout:
    """Buttons to chips."""
    column = QVBoxLayout()
    column.setSpacing(8)
    more = row(
        Button("Save to Production", kind="prod"),
        4,
        Button("Delete...", kind="danger", icon_name="trash"),
        4,
        Button("More", kind="menu"),
        4,
        Button("Show all", kind="link"),
        4,
        ToolButton("refresh", "Refresh"),
        None,
    )
    section(column, "Buttons", buttons(with_moving=with_moving), more)
    section(column, "Fields", *fields())
    section(column, "Choices", choices(with_moving=with_moving))
    information = Banner(Tone.INFO, "Information", "One banner at a time, at most two buttons.")
    information.add_button("Action")
    offline = Banner(
        Tone.WARN,
        "You are offline",
        "4 changes wait here and are sent later.",
        icon_name="cloud-off-fill",
    )
    section(
        column,
        "Messages",
        information,
        offline,
        Banner(Tone.BAD, "3 things to fix before this can be saved"),
    )
    chips = row(
        Chip("200", Tone.OK),
        Chip("503", Tone.BAD),
        Chip("Waiting", Tone.WARN, icon_name="clock"),
        Chip("405", Tone.MUTE),
        Chip("Change 2", Tone.INFO),
        Chip("Ctrl"),
        Chip("K"),
        None,
    )
    section(column, "Chips", chips, gap=0)
    column.addStretch(1)
    return column


def status(icon_name: str, icon_ink: str, text: str, ink: str) -> QHBoxLayout:
    """A status as a detail panel shows it."""
    words = PlainLabel(text, TextRole.MEDIUM, ink=ink)
    return row(IconLabel(icon_name, icon_ink, 14, beside=TextRole.MEDIUM), words, None)


def statuses() -> QGridLayout:
    """Every status and sync state."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for at, parts in enumerate(
        (
            ("check-circle-fill", "ok_fill", "Active", "text"),
            ("triangle-fill", "warn_fill", "Failing", "warn"),
            ("x-circle-fill", "bad_fill", "Stopped", "bad"),
            ("pause-circle-fill", "mute_fill", "Paused", "text2"),
            ("power", "text2", "Off", "text2"),
            ("prohibit", "text2", "Not active", "text2"),
            ("dashed-circle", "text2", "Not created yet", "text2"),
            ("clock-fill", "accent_text", "Edited, waiting to sync", "accent_text"),
            ("git-fork-fill", "warn_fill", "Conflict to resolve", "warn"),
        )
    ):
        grid.addLayout(status(*parts), at // 3, at % 3)
    return grid


@dataclass(frozen=True)
class SheetRow:
    """What one row of the sheet's table says."""

    entity: str
    function: str
    label: str
    status: tuple[str, str, str, str]
    second: str
    count: str
    share: tuple[str, str]
    failed: tuple[int, ...] = ()
    is_off: bool = False


ROWS = (
    SheetRow(
        "clients", "Create", "Data warehouse feed",
        ("check-circle-fill", "ok_fill", "Active", "text"), "Since 4 March", "1,284",
        ("100%", "text2"),
    ),
    SheetRow(
        "opportunities", "Update", "Sales dashboard",
        ("triangle-fill", "warn_fill", "Failing", "warn"), "12% failed in 24 h", "402",
        ("88.1%", "warn"), (1, 3, 6, 20, 21, 22, 23),
    ),
    SheetRow(
        "tasks", "Create", "Back-office inbox",
        ("check-circle-fill", "ok_fill", "Active", "text"), "Since 12 May", "96",
        ("100%", "text2"),
    ),
    SheetRow(
        "leads", "Create", "Lead router",
        ("power", "text2", "Off", "text2"), "Since 2 June", "96",
        ("100%", "text2"), is_off=True,
    ),
)  # fmt: skip


def listener_cell(value: SheetRow) -> Cell:
    """Entity, function, label."""
    first = (Text(value.entity, role=TextRole.STRONG), ChipSpan(value.function))
    return Cell(first, (Text(value.label),))


def status_cell(value: SheetRow) -> Cell:
    """Icon, word, second line under the word."""
    icon_name, icon_ink, word, ink = value.status
    first = (Icon(icon_name, icon_ink), Text(word, ink, TextRole.MEDIUM))
    return Cell(first, (Text(value.second),))


def day_cell(value: SheetRow) -> Cell:
    """Tiny bars over two figures."""
    bars = tuple(
        Bar(load, load * 0.5 if at in value.failed else 0) for at, load in enumerate(LOADS)
    )
    text, ink = value.share
    role = TextRole.CHIP if ink == "warn" else None
    return Cell(
        second=(Text(value.count),),
        second_aside=(Text(text, ink, role),),
        bars=bars,
        dimmed=value.is_off,
    )


def table() -> TableView:
    """Four rows: selected, with the keyboard, under the pointer, dimmed."""
    model = KeyedTableModel(
        (
            Column("Listener", lambda value: value.entity, cell=listener_cell),
            Column("Status", lambda value: value.status[2], cell=status_cell, width_em=250),
            Column("Last 24 hours", lambda value: value.count, cell=day_cell, width_em=126),
        ),
        key=lambda value: value.entity,
        sentence=lambda value: f"{value.entity}, {value.status[2]}",
    )
    view = TableView("Listeners", header=False)
    view.set_model(model, sortable=False)
    model.sync(ROWS)
    view.setFixedHeight(len(ROWS) * view.rowHeight(0))
    view.select_keys(["clients"])
    view.hovered_row = 2
    return view


def swatches() -> QGridLayout:
    """The most used colours."""
    grid = QGridLayout()
    grid.setVerticalSpacing(2)
    names = (
        "text", "text2", "text3", "accent", "accent text", "accent tint",
        "chrome", "sidebar", "base", "border", "control", "focus",
        "ok", "warn", "bad", "prod", "staging", "sandbox",
    )  # fmt: skip
    for at, name in enumerate(names):
        line, column = at // 6 * 3, at % 6
        grid.addWidget(Swatch(name), line, column)
        grid.addWidget(PlainLabel(name, TextRole.AXIS), line + 1, column)
        value = PlainLabel(swatch_color(name), TextRole.AXIS, ink="text2")
        grid.addWidget(value, line + 2, column)
    return grid


def right_column() -> QVBoxLayout:
    """Environments to table rows."""
    column = QVBoxLayout()
    column.setSpacing(8)
    switchers = QHBoxLayout()
    switchers.setSpacing(8)
    for name, address, environment in (
        ("Northwind Wealth", "northwind.picksmart.example", Environment.PRODUCTION),
        ("Northwind Test", "test.picksmart.example", Environment.STAGING),
        ("Practice platform", "On this computer", Environment.SANDBOX),
    ):
        switcher = ConnectionSwitcher()
        switcher.set_connection(name, address, environment)
        switchers.addWidget(switcher, 1)
    tags = row(*(EnvironmentTag(environment) for environment in Environment), None, spacing=13)
    section(column, "Environment: solid, tinted, outlined, so that it never depends on colour "
            "alone", tags, switchers, gap=14)  # fmt: skip
    section(column, "Listener status and sync state: icon, word and colour", statuses(), gap=12)
    types = row(
        PlainLabel("Page title 20", TextRole.TITLE),
        PlainLabel("Section 14", TextRole.SECTION),
        PlainLabel("Body 13"),
        PlainLabel("Second line 12", TextRole.SECOND, ink="text2"),
        PlainLabel("Axis 11", TextRole.AXIS, ink="text3"),
        PlainLabel("code 12", TextRole.CODE),
        None,
        spacing=16,
    )
    section(column, "Type: system font, weights 400, 500, 600", types, gap=12)
    section(column, "Colour tokens", swatches(), gap=12)
    section(column, "List rows: selected, keyboard focus, hover, dimmed", table(), gap=0)
    column.addStretch(1)
    return column


class ComponentSheet(QWidget):
    """The page.

    Args:
        with_moving: Also what moves, and so never looks the same twice.
    """

    def __init__(self, *, with_moving: bool = False) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "base")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 20, 32, 16)
        outer.setSpacing(12)
        words = "{} theme, 4 px grid, 32 px controls, 6 px radius"
        remark = words.format("Dark" if current().is_dark else "Light")
        outer.addLayout(
            row(
                PlainLabel("Components and states", TextRole.TITLE),
                None,
                PlainLabel(remark, ink="text2"),
            )
        )
        columns = QHBoxLayout()
        columns.setSpacing(40)
        columns.addLayout(left_column(with_moving=with_moving), 568)
        columns.addLayout(right_column(), 608)
        outer.addLayout(columns)


def paint_again(painter: QPainter, sheet: ComponentSheet, widget: QWidget) -> None:
    """Draw a part of the page as it looks now."""
    area = QRect(widget.mapTo(sheet, QPoint()), widget.size())
    painter.drawPixmap(area.topLeft(), sheet.grab(area))


def picture_of(sheet: ComponentSheet) -> QPixmap:
    """The page; what is to look focused or hovered is taken while it is."""
    if (focused := sheet.focusWidget()) is not None:
        focused.clearFocus()
    picture = sheet.grab()
    painter = QPainter(picture)
    for name in ("Hover_Save", "Hover_Edit"):
        widget = sheet.findChild(QWidget, name)
        QTest.mouseMove(sheet, QPoint(1, 1))  # it may be there already, from the sheet before
        QTest.mouseMove(widget)
        QTest.qWait(HOVER_MS)
        paint_again(painter, sheet, widget)
    for name in ("Focus_Save", "Focus_Edit", "focused_field"):
        widget = sheet.findChild(QWidget, name)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        paint_again(painter, sheet, widget)
    view = sheet.findChild(TableView)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.selectionModel().setCurrentIndex(
        view.model().index(1, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    paint_again(painter, sheet, view)
    painter.end()
    return picture


def main(folder: Path) -> None:
    """Write the page in light and dark, at 100 % and 150 % text."""
    app = QApplication.instance() or QApplication([])
    theme = Theme(app)
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for scale in (1.0, 1.5):
            theme.apply(scheme, text_scale=scale)
            sheet = ComponentSheet(with_moving=True)
            sheet.resize(round(1280 * scale), round(800 * scale))
            sheet.show()
            QTest.qWaitForWindowActive(sheet)
            percent = "" if scale == 1 else f"-{round(scale * 100)}"
            picture_of(sheet).save(str(folder / f"00-components-{scheme}{percent}.png"))
            sheet.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
