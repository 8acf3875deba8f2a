"""The right side of Connect: what the live check looked at and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.workspace import CheckKind, ConnectionReport, Environment, Me
from app.ui.pages.connect.check_rows import CheckRow, WaitingRow
from app.ui.theme import TextRole, Tone
from app.ui.widgets.announcing import announce
from app.ui.widgets.buttons import Button
from app.ui.widgets.environment import EnvironmentTag
from app.ui.widgets.frames import line, surface
from app.ui.widgets.labels import PlainLabel, SecondLine
from app.ui.widgets.message import Banner, Hint

translate = QCoreApplication.translate
_APART_S: Final = 300.0  # receivers refuse a signature that is older


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


def clock_words(ahead_s: float) -> str:
    """What two clocks that are too far apart mean; "" where they are not."""
    if abs(ahead_s) <= _APART_S:
        return ""
    count = round(abs(ahead_s) / 60)
    behind = translate(
        "connect", "This computer's clock is %Ln minute(s) behind the platform's.", None, count
    )
    ahead = translate(
        "connect", "This computer's clock is %Ln minute(s) ahead of the platform's.", None, count
    )
    then = translate(
        "connect", "Set the one that is wrong: times do not agree, and signatures may be refused."
    )
    return f"{behind if ahead_s > 0 else ahead} {then}"


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
        self._clocks = Hint("", Tone.WARN)
        self._clocks.setObjectName("clocks_apart")
        self._clocks.hide()
        self._environment = QHBoxLayout()
        self._tag: EnvironmentTag | None = None
        self._safety = Banner(Tone.INFO)
        self._safety.setObjectName("safety")
        self._safety.hide()
        self._said = ConnectionReport()

        panel = surface("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(32, 60, 32, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Connection check"), TextRole.HEADING, wrap=True), 1)
        head.addLayout(self._environment)
        column.addLayout(head)
        column.addWidget(self._subtitle)
        column.addSpacing(8)
        column.addLayout(self._lines)
        column.addWidget(self._clocks)
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
        self._said = ConnectionReport()
        self._again.set_busy(self.tr("Checking..."))
        self._subtitle.setText(self.tr("Looking, read only"))
        for kind in CheckKind:
            self._add(WaitingRow(kind, ""))

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
        failed = []
        for one in report.lines:
            row = CheckRow(one, report.me, fixed_fields=self.fixed_fields)
            row.fix_wanted.connect(self.fix_wanted)
            self._add(row)
            failed += [] if one.passed else [row.accessibleName()]
        self._say(report, failed)
        looked_at = {one.kind for one in report.lines}
        for kind in CheckKind:
            if kind not in looked_at:
                self._add(WaitingRow(kind, self.tr("Not checked")))
        if report.me is not None:
            self._show_environment(report.me)
            self._clocks.set_message(clock_words(report.me.clock_ahead_s), Tone.WARN)
            self._clocks.setVisible(bool(self._clocks.text))

    def _say(self, report: ConnectionReport, failed: Sequence[str]) -> None:
        """What was found, for who does not see it; once."""
        if report != self._said:
            self._said = report
            text = "; ".join(failed) or self.tr("Connection check: everything passed")
            if report.me is not None and (apart := clock_words(report.me.clock_ahead_s)):
                text = f"{text}. {apart}"
            announce(self, text, assertive=bool(failed))

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
        self._clocks.hide()
        self._safety.hide()
