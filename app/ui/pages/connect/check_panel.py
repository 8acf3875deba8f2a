"""The right side of Connect: what the live check looked at and what it found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.workspace import CheckKind, CheckLine, ConnectionReport, Environment, Me
from app.ui.text import errors, times
from app.ui.theme import TextRole, Tone, em, follow_text_size
from app.ui.widgets.buttons import Button
from app.ui.widgets.environment import EnvironmentTag
from app.ui.widgets.frames import line, surface
from app.ui.widgets.labels import ElidingLabel, IconLabel, PlainLabel, SecondLine
from app.ui.widgets.layouts import LINK_EDGE_PX, flush
from app.ui.widgets.message import Banner

translate = QCoreApplication.translate
_ICON_PX: Final = 16
_GAP: Final = 12
# The field that is to be put right where a line fails.
_FIELDS: Final = {
    CheckKind.ADDRESS: "base_url",
    CheckKind.SECURE: "base_url",
    CheckKind.SIGNED_IN: "token",
    CheckKind.PERMISSION: "token",
}


def check_name(kind: CheckKind) -> str:
    """What a line of the check is about."""
    words = {
        CheckKind.ADDRESS: translate("connect", "Address found"),
        CheckKind.SECURE: translate("connect", "Connection is secure"),
        CheckKind.SIGNED_IN: translate("connect", "Signed in"),
        CheckKind.PERMISSION: translate("connect", "May manage webhook listeners"),
        CheckKind.PLAN: translate("connect", "Plan"),
        CheckKind.LISTENERS: translate("connect", "Webhook listeners"),
    }
    return words[kind]


def check_value(found: CheckLine, me: Me | None) -> str:
    """What was found, in words; the service names it by the contract's own values."""
    if not found.passed:
        return ""
    match found.kind:
        case CheckKind.SECURE if found.value == "http":
            return translate("connect", "Stays on this computer")
        case CheckKind.SECURE:
            return translate("connect", "Encrypted, certificate checked")
        case CheckKind.PERMISSION if me is not None and not me.may("listeners:write"):
            return translate("connect", "Read only")
        case CheckKind.PERMISSION:
            return translate("connect", "Read and change")
        case CheckKind.PLAN if me is not None and me.plan == "plan_pro":
            count = len(me.channels)
            return translate("connect", "Plan Pro, %Ln Distribution Channel(s)", None, count)
        case CheckKind.PLAN:
            return translate("connect", "Without Distribution Channels")
        case CheckKind.LISTENERS:
            read = found.value.removesuffix("+")  # what comes behind it was not read
            said = found.value.replace(read, times.number(int(read))) if read.isdecimal() else read
            return translate("connect", "{count} found").format(count=said)
        case _:
            return found.value


def safety_words(environment: Environment) -> tuple[str, str]:
    """What an environment means for changes."""
    if environment is Environment.PRODUCTION:
        return (
            translate("connect", "Production asks before every change"),
            translate(
                "connect",
                "The environment tag stays visible at all times, and on every button "
                "that changes something.",
            ),
        )
    if environment is Environment.STAGING:
        return (
            translate("connect", "Staging asks before deleting"),
            translate("connect", "The environment tag stays visible at all times."),
        )
    return (
        translate("connect", "This is a sandbox"),
        translate("connect", "Nothing here reaches real clients, so changes are not asked for."),
    )


class CheckPanel(QWidget):
    """Shows one `ConnectionReport`; a failing line says in place what to do.

    Attributes:
        fixed_fields: The names of those that a person cannot put right here.
    """

    check_wanted = Signal()
    fix_wanted = Signal(str)  # the name of the field to put right

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connection_check")
        self.fixed_fields: frozenset[str] = frozenset()
        self._subtitle = SecondLine(self.tr("Fill in address and credential; checked read only."))
        self._subtitle.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._again = Button(self.tr("Check now"), icon_name="refresh")
        self._again.setObjectName("check_connection")
        self._again.clicked.connect(self.check_wanted)
        self._environment = QHBoxLayout()
        self._tag: EnvironmentTag | None = None
        self._safety = Banner(Tone.INFO)
        self._safety.setObjectName("safety")
        self._safety.hide()

        panel = surface("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(32, 60, 32, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Connection check"), TextRole.HEADING))
        head.addStretch(1)
        head.addLayout(self._environment)
        column.addLayout(head)
        column.addWidget(self._subtitle)
        column.addSpacing(8)
        column.addLayout(self._lines)
        column.addSpacing(12)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        column.addWidget(self._safety)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)

    def show_checking(self) -> None:
        """The check runs."""
        self._clear()
        self._again.set_busy(self.tr("Checking..."))
        self._subtitle.setText(self.tr("Looking, read only"))
        for kind in CheckKind:
            self._add(_WaitingRow(kind, ""))

    def show_report(self, report: ConnectionReport) -> None:
        """What was found; an empty report means that nothing was checked yet."""
        self._clear()
        self._again.set_busy(None)
        words = self.tr("Check again") if report.lines else self.tr("Check now")
        self._again.set_words(words)
        if not report.lines:
            self._subtitle.setText(self.tr("Fill in address and credential; checked read only."))
            return
        self._subtitle.setText(self.tr("Checked just now, read only"))
        for one in report.lines:
            row = _CheckRow(one, report.me, may_fix=_FIELDS.get(one.kind) not in self.fixed_fields)
            row.fix_wanted.connect(self.fix_wanted)
            self._add(row)
        looked_at = {one.kind for one in report.lines}
        for kind in CheckKind:
            if kind not in looked_at:
                self._add(_WaitingRow(kind, self.tr("Not checked")))
        if report.me is not None:
            self._show_environment(report.me)

    def _add(self, row: QWidget) -> None:
        self._lines.addWidget(row)
        self._lines.addWidget(line())

    def _show_environment(self, me: Me) -> None:
        self._tag = EnvironmentTag(me.environment)
        self._environment.addWidget(self._tag)
        title, text = safety_words(me.environment)
        self._safety.set_message(Tone.INFO, title, text, icon_name="shield-fill")
        self._safety.show()

    def _clear(self) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if self._tag is not None:
            self._environment.removeWidget(self._tag)
            self._tag.deleteLater()
            self._tag = None
        self._safety.hide()


class _CheckRow(QWidget):
    """One line: passed or failed, what, and what was found; a failure says what to do."""

    fix_wanted = Signal(str)

    def __init__(self, found: CheckLine, me: Me | None, *, may_fix: bool) -> None:
        super().__init__()
        name, value = check_name(found.kind), check_value(found, me)
        self.setObjectName(f"check_{found.kind.value}")
        icon, ink = (
            ("check-circle-fill", "ok_fill") if found.passed else ("x-circle-fill", "bad_fill")
        )
        column = _row_of(self, IconLabel(icon, ink, _ICON_PX), PlainLabel(name), value)
        if found.error is not None:
            words = errors.of(found.error)
            text = f"{words.title}. {words.text}" if words.text else words.title
            label = SecondLine(text, wrap=True)
            label.set_ink("bad")
            follow_text_size(label, lambda: label.setContentsMargins(em(_ICON_PX) + _GAP, 0, 0, 0))
            column.addWidget(label)
            if may_fix and found.kind in _FIELDS:
                column.addLayout(self._fix(_FIELDS[found.kind]))
        passed = self.tr("passed") if found.passed else self.tr("failed")
        self.setAccessibleName(f"{name}: {passed}. {value}")

    def _fix(self, field: str) -> QHBoxLayout:
        words = self.tr("Change address") if field == "base_url" else self.tr("Change credential")
        button = Button(words, kind="link")
        button.setObjectName(f"fix_{field}")
        button.clicked.connect(lambda: self.fix_wanted.emit(field))
        row = flush(button)
        follow_text_size(
            self, lambda: row.setContentsMargins(em(_ICON_PX) + _GAP - LINK_EDGE_PX, 0, 0, 0)
        )
        return row


class _WaitingRow(QWidget):
    """What is looked at later, or was not because of what failed before."""

    def __init__(self, kind: CheckKind, value: str) -> None:
        super().__init__()
        self.setObjectName(f"waiting_{kind.value}")
        icon, label = IconLabel("dashed-circle", "text3", _ICON_PX), PlainLabel(check_name(kind))
        label.set_ink("text2")
        _row_of(self, icon, label, value)
        said = value or self.tr("not checked yet")
        self.setAccessibleName(f"{label.text()}: {said}")


def _row_of(place: QWidget, icon: IconLabel, name: PlainLabel, value: str) -> QVBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    row.addWidget(icon)
    row.addWidget(name)
    row.addStretch(1)
    row.addWidget(ElidingLabel(value, ink="text2"))
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 10, 0, 10)
    column.setSpacing(4)
    column.addLayout(row)
    return column
