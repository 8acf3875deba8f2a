"""DESIGN section 10: what assistive technology is told."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.domain.workspace import Environment
from app.ui.charts import Bar, BarChart, Phase, Sparkline, Waterfall
from app.ui.widgets import (
    Banner,
    Button,
    CheckBox,
    Chip,
    CodeView,
    ComboBox,
    ComboItem,
    ConnectionSwitcher,
    EnvironmentTag,
    Field,
    NavItem,
    PlainLabel,
    RadioButton,
    RadioCard,
    RadioHeader,
    SearchField,
    StatusDot,
    Switch,
    TabRow,
    TextField,
    ToolButton,
)
from tests.support.speaking import speechless

Role = QAccessible.Role


def switcher():
    made = ConnectionSwitcher()
    made.set_connection("Northwind Wealth", "northwind.example", Environment.PRODUCTION)
    return made


def counted():
    made = NavItem("deliveries", "Deliveries", "deliveries")
    made.set_count(7, urgent=True)
    return made


CASES = {
    "button": (lambda: Button("Save"), Role.Button, "Save"),
    "tool button": (lambda: ToolButton("x", "Clear selection"), Role.Button, "Clear selection"),
    "check box": (lambda: CheckBox("Read only"), Role.CheckBox, "Read only"),
    "radio": (lambda: RadioButton("Other"), Role.RadioButton, "Other"),
    "switch": (lambda: Switch("Listener enabled"), Role.CheckBox, "Listener enabled"),
    "card": (lambda: RadioCard("Mine"), Role.RadioButton, "Mine"),
    "environment card": (
        lambda: RadioCard(environment=Environment.STAGING), Role.RadioButton, "Staging",
    ),
    "header": (lambda: RadioHeader("Send to an endpoint"), Role.RadioButton, "Send to an endpoint"),
    "page": (lambda: NavItem("k", "Credentials", "key"), Role.RadioButton, "Credentials"),
    "page with figure": (counted, Role.RadioButton, "Deliveries 7"),
    "tag": (
        lambda: EnvironmentTag(Environment.PRODUCTION), Role.StaticText, "Environment: Production",
    ),
    "switcher": (
        switcher, Role.Button,
        "Connection: Northwind Wealth, Production. Press to switch.",
    ),
    "chip": (lambda: Chip("200"), Role.StaticText, "200"),
    "dot": (lambda: StatusDot("Connected"), Role.StaticText, "Connected"),
    "label": (lambda: PlainLabel("Words"), Role.StaticText, "Words"),
    "search": (lambda: SearchField("Search listeners"), Role.EditableText, "Search listeners"),
    "code": (lambda: CodeView("Request"), Role.EditableText, "Request"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_role_and_name(qtbot, theme, case):
    make, role, name = CASES[case]
    widget = make()
    qtbot.addWidget(widget)
    told = QAccessible.queryAccessibleInterface(widget)
    assert told.role() == role
    assert told.text(QAccessible.Text.Name) == name


def test_combo_and_tabs_keep_their_own_name_beside_the_value(qtbot, theme):
    """For these two Qt tells the value as the name on Linux."""
    combo, tabs = ComboBox([ComboItem("Any", 1)], name="Status"), TabRow("Parts")
    for widget, role, name in ((combo, Role.ComboBox, "Status"), (tabs, Role.PageTabList, "Parts")):
        qtbot.addWidget(widget)
        assert QAccessible.queryAccessibleInterface(widget).role() == role
        assert widget.accessibleName() == name
    told = QAccessible.queryAccessibleInterface(combo)
    assert told.text(QAccessible.Text.Value) == "Any"


@pytest.mark.parametrize("kind", [CheckBox, RadioButton, RadioCard, RadioHeader, Switch])
def test_checked_is_told(qtbot, theme, kind):
    widget = kind("x")
    qtbot.addWidget(widget)
    for checked in (True, False):
        widget.setAutoExclusive(False)
        widget.setChecked(checked)
        state = QAccessible.queryAccessibleInterface(widget).state()
        assert bool(state.checked) is checked
        assert state.checkable


def test_a_field_names_and_describes_its_editor(qtbot, theme):
    field = Field("Endpoint URL", TextField(), hint="Must be https.")
    qtbot.addWidget(field)
    told = QAccessible.queryAccessibleInterface(field.editor)
    assert told.text(QAccessible.Text.Name) == "Endpoint URL"
    assert told.text(QAccessible.Text.Description) == "Must be https."
    assert field.label.buddy() is field.editor


def test_a_banner_tells_title_and_text(qtbot, theme):
    banner = Banner(title="You are offline", text="4 changes wait.")
    qtbot.addWidget(banner)
    told = QAccessible.queryAccessibleInterface(banner)
    assert told.text(QAccessible.Text.Name) == "You are offline"
    assert told.text(QAccessible.Text.Description) == "4 changes wait."


def test_charts_say_their_values_in_a_sentence(qtbot, theme):
    spark, bars, timing = Sparkline(), BarChart("Last 24 hours"), Waterfall("Timing")
    for chart in (spark, bars, timing):
        qtbot.addWidget(chart)
    assert bars.accessibleDescription() == "No deliveries"
    assert timing.accessibleDescription() == "No timing"
    spark.set_bars([Bar(3)], "3 deliveries")
    bars.set_bars([Bar(3, 1, label="11:00")], "3 deliveries, 1 failed")
    timing.set_phases([Phase("DNS lookup", 0, 3), Phase("Connect", 3, 1840)])
    assert spark.accessibleDescription() == "3 deliveries"
    assert bars.accessibleDescription() == "3 deliveries, 1 failed"
    assert timing.accessibleDescription() == "DNS lookup 3 ms, Connect 1.84 s"
    bars.set_bars([], "")
    assert bars.accessibleDescription() == "No deliveries"
    bars.set_empty_text("Nothing yet")
    assert bars.accessibleDescription() == "Nothing yet"


def test_an_icon_alone_has_a_tooltip(qtbot, theme):
    button = ToolButton("refresh", "Refresh")
    qtbot.addWidget(button)
    assert button.toolTip() == "Refresh"
    assert min(button.width(), button.height()) >= 24


def test_what_could_not_be_read_aloud_is_found(qtbot, theme):
    """By the walk over every page, dialog and menu that the pictures are taken of."""
    page = QWidget()
    row = QHBoxLayout(page)
    for one in (QLineEdit(), Button("Save"), TextField()):
        row.addWidget(one)
    page.findChildren(QLineEdit)[1].setAccessibleName("Name")
    qtbot.addWidget(page)
    menu = QMenu(page)
    menu.addAction("Edit")
    menu.addSeparator()
    with qtbot.waitExposed(page):
        page.show()
    assert [one.partition(":")[2] for one in speechless(page)] == [" no name"]
    menu.popup(page.mapToGlobal(page.rect().center()))
    assert speechless(menu) == []
    menu.addAction("")
    assert speechless(menu) == ["QMenu '': an entry without a name"]
    menu.close()


def test_a_combo_box_is_called_by_its_name_and_not_by_what_is_chosen(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    box = ComboBox([ComboItem("Any type", "")], name="Type & kind")
    column.addWidget(box)
    page.show()
    assert speechless(page) == []
    labels = [
        label.text(QAccessible.Text.Name)
        for label, _flag in QAccessible.queryAccessibleInterface(box).relations()
    ]
    assert labels == ["Type & kind"]
    assert not [one for one in page.findChildren(QLabel) if one.isVisible()]


def test_a_combo_box_without_a_name_is_found(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(ComboBox([ComboItem("Any type", "")]))
    page.show()
    assert "called by its value, 'Any type'" in speechless(page)[0]
