"""The Sandbox records page (mockup 14): pick or make a record, save it, see what happens."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.delivery import Delivery
from app.domain.record import Record
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, Me
from app.ui.away import Away
from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.sandbox_records.edit_panel import EditPanel
from app.ui.pages.sandbox_records.edit_presenter import Editing, RecordEditPresenter
from app.ui.pages.sandbox_records.list_presenter import (
    ListStatus,
    Opened,
    Phase,
    RecordListPresenter,
)
from app.ui.pages.sandbox_records.menu import RecordMenu
from app.ui.pages.sandbox_records.on_computer import OnThisComputer
from app.ui.pages.sandbox_records.page_failure import PageFailure
from app.ui.pages.sandbox_records.reading import why_only_read
from app.ui.pages.sandbox_records.record_list import RecordList
from app.ui.pages.sandbox_records.resetting import ResetButton
from app.ui.pages.sandbox_records.story_panel import StoryPanel
from app.ui.pages.sandbox_records.watch_presenter import WatchPresenter
from app.ui.pages.sandbox_records.watched import Saved, Watched
from app.ui.shell import Page, PageContext, Shell
from app.ui.theme import em
from app.ui.widgets import Button, line, surface

_NARROW: Final = 960
_STORY: Final = 344
_ANY_PX: Final = 16_777_215


class SandboxRecordsPage(Page):
    """Joins list, form and story; each shows its own presenter.

    Args:
        reason_to_only_read: Why records cannot be changed here; "" when they can.
        on_computer: Where what was sent can be looked at.
        reset: The button that puts the sandbox back; None where there is no way to.

    Signals:
        panel_wanted: A person wants to see what happened, or not to.
    """

    panel_wanted = Signal(bool)

    def __init__(
        self,
        records: RecordListPresenter,
        edit: RecordEditPresenter,
        watch: WatchPresenter,
        shell: Shell,
        *,
        reason_to_only_read: str = "",
        on_computer: OnThisComputer | None = None,
        reset: ResetButton | None = None,
        me: Me | None = None,
        away: Away | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sandbox_records")
        self._records = records
        self._edit = edit
        self._shell = shell
        self._list = RecordList(records)
        self._form = EditPanel(
            edit, reason_to_only_read=reason_to_only_read, away=away, clock=clock
        )
        self._nothing = PageFailure(me)
        self._story = StoryPanel(watch, clock, on_computer or OnThisComputer())
        self._new = Button(self.tr("New record"), kind="primary", icon_name="plus")
        self._new.setObjectName("new_record")
        # A new record needs the schema: until it is read, a click would be lost.
        self._new.set_reason(reason_to_only_read or self.tr("Reading the records"))
        self._reason_to_only_read = reason_to_only_read
        self._reset = reset
        self._build()
        table = self._list.table
        self._kept = KeptList("sandbox_records", shell, table, self, lambda: records.to_keep)
        records.begin_with(self._kept.memory.filters.get("entity", ""))
        self._new.clicked.connect(self._begin_new)
        self._list.record_chosen.connect(self._choose)
        self._list.opened.connect(self._form.focus_first)
        self._menu = RecordMenu(table, records, shell, self)
        self._nothing.again_wanted.connect(records.refresh)
        self._nothing.copy_wanted.connect(self._menu.copy)
        records.status_changed.connect(self._show_status)
        records.opened.connect(self._open)
        records.status_changed.connect(self._kept.note_filters)
        edit.changed.connect(self._mark)
        edit.saved.connect(self._take_saved)
        edit.saved.connect(watch.follow)
        self._story.deliveries_wanted.connect(self._show_deliveries)
        self._story.why_wanted.connect(self._ask_why)
        self._story.received_wanted.connect(self._show_received)
        self._story.mail_wanted.connect(self._show_mail)

    def enter(self, **context: object) -> None:  # noqa: ARG002
        """Read the records the first time."""
        if self._reset is not None and self._reset.hasFocus():
            self._list.search.setFocus()  # while nothing before it can be used, it would be first
        self._records.start()
        self._edit.read_listeners()

    @property
    def has_failed(self) -> bool:
        """Whether the records could not be read."""
        return self._records.status.error is not None

    @Slot()
    def refresh(self) -> None:
        """Read the list again."""
        self._records.refresh()

    def take_focus(self) -> None:
        self._list.take_focus()

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._list.search.setFocus()
        self._list.search.selectAll()

    def toggle_details(self) -> None:
        """Show or hide what happened."""
        self.want_panel(not self.is_panel_wanted)
        self.panel_wanted.emit(self.is_panel_wanted)

    @property
    def is_panel_wanted(self) -> bool:
        """Whether what happened is to be seen."""
        return not self._panel.isHidden()

    def want_panel(self, is_wanted: bool) -> None:
        """As it was the last time."""
        self._panel.setVisible(is_wanted)
        self._arrange()

    @property
    def is_unsaved(self) -> bool:
        """Whether the record in the form was changed."""
        return self._edit.editing is not None and self._edit.editing.is_dirty

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        self._reason_to_only_read = why_only_read(connection, me)
        self._new.set_reason(self._reason_to_only_read)
        self._form.set_only_read(self._reason_to_only_read)
        return True

    def save(self) -> None:
        """Save the record in the form."""
        if why := self._form.why_no_save:
            self._shell.announce(why, assertive=True)
        elif self._edit.editing is not None and self._edit.editing.is_saved:
            self._shell.announce(self.tr("Nothing was changed: there is nothing to save"))
        else:
            self._form.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def context(self) -> PageContext | None:
        """For the command palette: the selected record."""
        return self._menu.context

    @Slot(object)
    def _show_status(self, status: ListStatus) -> None:
        if status.is_page_failing:
            self._nothing.show_error(status.error)
        if status.phase is not Phase.LOADING:  # what is said stays while it is tried again
            self._middle.setCurrentIndex(1 if status.is_page_failing else 0)
            self._arrange()

    @Slot(object)
    def _open(self, opened: Opened) -> None:
        self._edit.open(opened)
        self._new.set_reason(self._reason_to_only_read)
        editing, last = self._edit.editing, self._records.record(self._kept.claim())
        if editing is None and self._records.model.rowCount():
            self._edit.edit_record(last or self._records.model.row(0))
        elif editing is not None and editing.record is not None and not editing.is_dirty:
            self._choose(editing.key)  # the list may know a newer version

    @Slot(str)
    def _choose(self, record_id: str) -> None:
        record = self._records.record(record_id)
        if record is not None:
            self._edit.edit_record(record)

    @Slot()
    def _begin_new(self) -> None:
        self._edit.edit_new()
        self._form.focus_first()

    @Slot(object)
    def _mark(self, editing: Editing | None) -> None:
        self._list.select(editing.key if editing is not None else "")

    @Slot(object)
    def _take_saved(self, saved: Saved) -> None:
        self._records.put(saved.record)
        self._mark(self._edit.editing)
        self._shell.announce(self.tr("{record} was saved").format(record=saved.label))

    @Slot()
    def _tell_reset(self) -> None:
        self._shell.announce(self.tr("The sandbox was reset"))

    @Slot(object)
    def _ask_why(self, record: Record) -> None:
        self._shell.open_page("why", record_id=record.id, entity=record.entity)

    @Slot(object)
    def _show_deliveries(self, watched: Watched) -> None:
        """Those of the event, as soon as it is known which that is."""
        event = watched.event
        context = {"delivery_id": event.id} if event is not None else {}
        self._shell.open_page("deliveries", **context)

    @Slot(object)
    def _show_received(self, delivery: Delivery) -> None:
        self._shell.open_page("receiver", event_id=delivery.event_id)

    @Slot(object)
    def _show_mail(self, delivery: Delivery) -> None:
        name = f"{delivery.event_id}.{delivery.listener_id}"
        self._shell.open_page("mailbox", message=name)

    def _build(self) -> None:
        head = PageHead(
            self.tr("Sandbox records"),
            self.tr("Create or change a record and watch its webhook arrive"),
        )
        for button in (self._reset, self._new):
            if button is not None:
                head.add_action(button)
        if self._reset is not None:
            self._reset.done.connect(self._tell_reset)
            self.setTabOrder(self._new, self._reset)  # a page begins with the first
        self._panel = surface("panel")
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.addWidget(self._story)
        self._beside = line(vertical=True, strong=True)
        self._below = line(strong=True)
        self._work = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._work.setSpacing(0)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._form)
        self._middle.addWidget(self._nothing)
        self._work.addWidget(self._middle, 1)
        self._work.addWidget(self._beside)
        self._work.addWidget(self._below)
        self._work.addWidget(self._panel)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._list, 2)
        row.addWidget(line(vertical=True, strong=True))
        row.addLayout(self._work, 5)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(line(strong=True))
        outer.addLayout(row, 1)
        self._arrange()

    def _arrange(self) -> None:
        """What happened stands beside the form, or below it where that is too narrow."""
        is_narrow = self.width() < em(_NARROW)
        directions = QBoxLayout.Direction
        self._work.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self._panel.setMinimumWidth(0 if is_narrow else em(_STORY))
        self._panel.setMaximumWidth(_ANY_PX if is_narrow else em(_STORY))
        self._panel.setMinimumHeight(em(170) if is_narrow else 0)
        self._panel.setMaximumHeight(em(170) if is_narrow else _ANY_PX)
        is_failing = self._middle.currentWidget() is self._nothing
        self._story.setVisible(not is_failing)
        if is_failing:  # nothing happened yet, and what is wrong has its room
            self._panel.setMinimumSize(0, 0)
            self._panel.setMaximumSize(0, 0)
        is_shown = self.is_panel_wanted and not is_failing
        self._beside.setVisible(is_shown and not is_narrow)
        self._below.setVisible(is_shown and is_narrow)
