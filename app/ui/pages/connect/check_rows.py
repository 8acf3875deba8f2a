"""The lines of the connection check: what was looked at, what was found, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import NotAuthorised, PermissionMissing
from app.domain.in_the_way import InTheWay
from app.domain.workspace import CheckKind, CheckLine, Me
from app.ui.text import errors, times
from app.ui.theme import TextRole, em, follow_text_size
from app.ui.widgets.buttons import Button
from app.ui.widgets.folding import FoldingRow
from app.ui.widgets.labels import ElidingLabel, IconLabel, PlainLabel, SecondLine
from app.ui.widgets.layouts import flush

translate = QCoreApplication.translate
_ICON_PX: Final = 16
_GAP: Final = 12
_OF_THE_ADDRESS: Final = (CheckKind.ADDRESS, CheckKind.SECURE)


def field_to_change(found: CheckLine) -> str:
    """The field that is to be put right where a line fails; "" where none would help."""
    if isinstance(found.error, InTheWay) and found.error.asks_to_sign_in:
        return ""
    if found.kind in _OF_THE_ADDRESS:
        return "base_url"
    is_refused = isinstance(found.error, NotAuthorised | PermissionMissing)
    return "token" if is_refused else ""


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


class CheckRow(QWidget):
    """One line: passed or failed, what, and what was found; a failure says what to do."""

    fix_wanted = Signal(str)

    def __init__(
        self, found: CheckLine, me: Me | None, *, fixed_fields: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        name, value = check_name(found.kind), check_value(found, me)
        self.setObjectName(f"check_{found.kind.value}")
        icon, ink = (
            ("check-circle-fill", "ok_fill") if found.passed else ("x-circle-fill", "bad_fill")
        )
        column = _row_of(
            self, IconLabel(icon, ink, _ICON_PX, beside=TextRole.BODY), PlainLabel(name), value
        )
        text = ""
        if found.error is not None:
            words = errors.of(found.error)
            text = f"{words.title}. {words.text}" if words.text else words.title
            label = SecondLine(text, wrap=True)
            label.set_ink("bad")
            follow_text_size(label, lambda: label.setContentsMargins(em(_ICON_PX) + _GAP, 0, 0, 0))
            column.addWidget(label)
            field = field_to_change(found)
            if field and field not in fixed_fields:
                column.addLayout(self._fix(field))
        passed = self.tr("passed") if found.passed else self.tr("failed")
        said = (f"{name}: {passed}", value, text)
        self.setAccessibleName(". ".join(part for part in said if part))

    def _fix(self, field: str) -> QHBoxLayout:
        words = self.tr("Change address") if field == "base_url" else self.tr("Change credential")
        button = Button(words, kind="link")
        button.setObjectName(f"fix_{field}")
        button.clicked.connect(lambda: self.fix_wanted.emit(field))
        row = flush(button)
        follow_text_size(self, lambda: row.setContentsMargins(em(_ICON_PX) + _GAP, 0, 0, 0))
        return row


class WaitingRow(QWidget):
    """What is looked at later, or was not because of what failed before."""

    def __init__(self, kind: CheckKind, value: str) -> None:
        super().__init__()
        self.setObjectName(f"waiting_{kind.value}")
        icon = IconLabel("dashed-circle", "text3", _ICON_PX, beside=TextRole.BODY)
        label = PlainLabel(check_name(kind))
        label.set_ink("text2")
        _row_of(self, icon, label, value)
        said = value or self.tr("not checked yet")
        self.setAccessibleName(f"{label.text()}: {said}")


class _Pair(FoldingRow):
    """A name, and at the other end what was found; below it where there is no room."""

    def __init__(self, name: PlainLabel, value: str) -> None:
        name.setWordWrap(True)
        found = ElidingLabel(value, ink="text2")
        found.setVisible(bool(value))
        super().__init__(name, found, needs=_in_one_line, stretches=(1, 0), folded_gap_px=2)


def _in_one_line(labels: Sequence[QWidget]) -> int:
    """What wraps would ask for less."""
    words = (one for one in labels if isinstance(one, PlainLabel))
    return sum(one.fontMetrics().horizontalAdvance(one.text()) for one in words)


def _row_of(place: QWidget, icon: IconLabel, name: PlainLabel, value: str) -> QVBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_Pair(name, value), 1)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 10, 0, 10)
    column.setSpacing(4)
    column.addLayout(row)
    return column
