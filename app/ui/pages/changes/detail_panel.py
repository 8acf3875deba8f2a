"""One change beside the list: what differs, and whether it can be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audit import AuditEntry
from app.domain.times import Clock
from app.domain.undo import UndoKind
from app.ui.pages.changes import members, words
from app.ui.pages.changes.detail_presenter import Detail
from app.ui.pages.frame import ScrollColumn
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.text import errors, times
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Button,
    Difference,
    Hint,
    KeyValueGrid,
    PlainLabel,
    line,
)
from app.ui.widgets.layouts import remove_widgets


class DetailPanel(SidePanel):
    """Shows a `Detail`; what a person wants leaves as a signal."""

    undo_wanted = Signal()
    listener_wanted = Signal(str)  # its id

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("change_detail", parent)
        self._clock = clock
        self._detail: Detail | None = None
        self._shown: object = None
        self.why_no_undo = self.why_no_listener = ""  # what their buttons say
        self._function = PlainLabel("", ink="text2")
        self._second = PlainLabel("", TextRole.SECOND, ink="text2", wrap=True)
        self.undo_words = self.tr("Undo this change")
        self._undo = Button(self.undo_words, icon_name="replay")
        self._undo.setObjectName("undo_change")
        self._listener = Button(self.tr("Open listener"))
        self._listener.setObjectName("open_listener")
        self._hint = Hint("")
        self._hint.setObjectName("undo_reason")
        self._trouble = Hint("", Tone.BAD)
        self._trouble.setObjectName("undo_error")
        self._differences = QVBoxLayout()
        self._differences.setSpacing(12)
        self._facts = KeyValueGrid(name_width=88)
        self._build()
        self._undo.clicked.connect(self.undo_wanted)
        self._listener.clicked.connect(self._open_listener)

    @property
    def has_listener(self) -> bool:
        """Whether the change is one of a listener."""
        return not self._listener.isHidden()

    def show_detail(self, detail: Detail | None) -> None:
        """Show another change, or news of the same one."""
        self._detail = detail
        if detail is None:
            return
        entry = detail.entry
        subject, function = words.subject(entry, detail.known)
        self._title.setText(subject)
        self._function.setText(function)
        self._function.setVisible(bool(function))
        self._second.setText(self._said(detail))
        has_listener = entry.resource_type == "listener"
        self._listener.setVisible(has_listener)
        is_there = entry.resource_id in detail.known.listeners
        self.why_no_listener = "" if is_there else self.tr("It is not there any more")
        self._listener.set_reason(self.why_no_listener)
        self._show_undo(detail)
        said = errors.of(detail.error) if detail.error is not None else None
        self._trouble.setVisible(said is not None)
        self._trouble.set_message(f"{said.title}. {said.text}" if said else "", Tone.BAD)
        if self._shown != (entry.id, detail.known):
            self._shown = (entry.id, detail.known)
            self._show_differences(detail)
            self._show_facts(entry)

    def _said(self, detail: Detail) -> str:
        entry = detail.entry
        when = times.short(entry.at, self._clock())
        if entry.actor_id and entry.actor_id == detail.known.my_id:
            text = self.tr("{what} by you, {when}")
        else:
            text = self.tr("{what} by {who}, {when}")
        return text.format(what=words.verb(entry), who=words.by(entry), when=when)

    def _show_undo(self, detail: Detail) -> None:
        undo = detail.undo
        kind = undo.kind if undo is not None else None
        reason = words.why_no_undo(undo.why_not) if undo is not None and undo.why_not else ""
        reason = reason or detail.why_not
        self._undo.set_words(
            self.tr("Create it again")
            if kind is UndoKind.CREATE_AGAIN
            else self.tr("Undo this change")
        )
        self.undo_words = self._undo.words
        self._undo.set_busy(self.tr("Undoing...") if detail.is_busy else None)
        self.why_no_undo = reason if undo is not None else self.tr("Looking...")
        if detail.is_busy:
            self.why_no_undo = self._undo.words
        else:
            self._undo.set_reason(self.why_no_undo)
        hint = reason
        if not reason and kind is UndoKind.CREATE_AGAIN:
            hint = self.tr("It gets a new ID and a new signing secret.")
        elif not reason and detail.entry.after.secrets_changed:
            hint = self.tr("The replaced secrets stay: they are never kept.")
        self._hint.set_message(hint)
        self._hint.setVisible(bool(hint))

    def _show_differences(self, detail: Detail) -> None:
        remove_widgets(self._differences)
        entry, known = detail.entry, detail.known
        has_before, has_after = entry.before.said is not None, entry.after.said is not None
        for one in words.field_changes(entry):
            self._differences.addWidget(
                Difference(
                    members.name_of(one.path, entry.resource_type),
                    members.value_of(one.path, one.before, known) if has_before else None,
                    members.value_of(one.path, one.after, known) if has_after else None,
                )
            )
        if self._differences.count() == 0:
            self._differences.addWidget(
                PlainLabel(self.tr("No settings were changed."), ink="text2", wrap=True)
            )

    def _show_facts(self, entry: AuditEntry) -> None:
        self._facts.clear()
        self._facts.add(self.tr("Change"), entry.id)
        self._facts.add(words.resource_kind(entry.resource_type), entry.resource_id)
        self._facts.add(self.tr("Time"), times.utc_tooltip(entry.at))

    @Slot()
    def _open_listener(self) -> None:
        if self._detail is not None:
            self.listener_wanted.emit(self._detail.entry.resource_id)

    def _build(self) -> None:
        area = ScrollColumn()
        body = area.body
        body.setContentsMargins(20, 8, 16, 16)
        body.setSpacing(8)
        body.addLayout(in_a_row(self._undo, self._listener))
        body.addWidget(self._hint)
        body.addWidget(self._trouble)
        body.addSpacing(4)
        body.addWidget(line())
        body.addSpacing(4)
        body.addLayout(self._differences)
        body.addSpacing(4)
        body.addWidget(line())
        body.addSpacing(4)
        body.addWidget(self._facts)
        body.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 16, 0)
        top.setSpacing(6)
        top.addLayout(self._head(self._function))
        top.addWidget(self._second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(area, 1)
