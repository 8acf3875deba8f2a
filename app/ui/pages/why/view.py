"""The page "Why did it not arrive?": a question, the event it leads to, every listener."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.explanation import Finding
from app.domain.workspace import Connection, Me
from app.ui.dialogs import Dialogs
from app.ui.pages import delivery_access
from app.ui.pages.failing import FailureBanner
from app.ui.pages.frame import PageHead
from app.ui.pages.list_page import IN_LIST, ListPage, taking_turns
from app.ui.pages.no_deliveries import NoDeliveries
from app.ui.pages.why import words
from app.ui.pages.why.panel import FindingPanel
from app.ui.pages.why.presenter import Stage, WhyPresenter, WhyState, subject_from
from app.ui.question import Question, ask
from app.ui.shell import Shell
from app.ui.tables import TableView
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import (
    Button,
    ComboBox,
    ComboItem,
    LoadingBar,
    SearchField,
    SecondLine,
    Skeleton,
)


class WhyPage(ListPage):
    """Shows a `WhyPresenter`, and passes on what a person does."""

    def __init__(
        self, why: WhyPresenter, shell: Shell, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__("why", shell, live=why, parent=parent)
        self._why = why
        self._dialogs = dialogs
        self._answered: tuple[object, str] = (None, "")  # what the selection was begun for
        self._head = PageHead(
            self.tr("Why did it not arrive?"),
            self.tr("Every listener that was considered for an event, and what happened"),
        )
        back = Button(self.tr("Back"), icon_name="arrow-left")
        back.setObjectName("leave_why")
        back.clicked.connect(shell.go_back)
        self._head.add_action(back)
        self._loading = LoadingBar()
        self._search = SearchField(self.tr("Record, webhook-id or delivery ID"))
        self._search.setObjectName("why_subject")
        size_in_em(self._search, min_width=160, max_width=420)
        self._ask_button = Button(self.tr("Look up"), icon_name="search")
        self._ask_button.setObjectName("why_ask")
        self._events = ComboBox(name=self.tr("Event"))
        self._events.setObjectName("why_event")
        self._events.setMinimumContentsLength(24)
        self._summary = SecondLine("")
        self._summary.setObjectName("why_summary")
        self._banner = FailureBanner("why_error")
        self._table = TableView(self.tr("Listeners that were considered"), multiple=False)
        self._table.setObjectName("why_table")
        self._table.set_model(why.model, sortable=False)
        self._nothing = NoDeliveries("help")
        self._nothing.setObjectName("why_placeholder")
        self._skeleton = Skeleton()
        self._stack = taking_turns(self._table, self._nothing, self._skeleton)
        self._panel = FindingPanel()
        self._table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out((self._head, self._loading), (self._question(),), self._stack, self._panel)
        self._connect()
        self._show(why.state)

    # What the window asks -------------------------------------------------------------

    def enter(self, **context: object) -> None:
        """Ask about what one comes from; without it the last question stays."""
        subject = subject_from(context)
        if subject is not None:
            self._search.setText(subject.id)
            self._search.setCursorPosition(0)  # one reads from there
            self._why.ask_about(subject)

    def take_focus(self) -> None:
        """Without a question, it is to be asked first."""
        if self._why.state.stage is Stage.ASKING:
            self._search.setFocus()
        else:
            super().take_focus()

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        self._nothing.me = me
        self._why.take_access(delivery_access.of(me, connection))
        return True

    @property
    def has_failed(self) -> bool:
        """Whether what happened could not be read."""
        return self._why.state.error is not None

    @Slot()
    def refresh(self) -> None:
        """Ask once more."""
        self._why.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and not self._table.selected_keys:
            self._shell.go_back()
        else:
            super().keyPressEvent(event)

    # Showing --------------------------------------------------------------------------

    @Slot(object)
    def _show(self, state: WhyState) -> None:
        self._loading.set_active(state.stage is Stage.LOOKING)
        self._show_events(state)
        has_rows = state.explanation is not None and bool(state.explanation.findings)
        summary = words.summary(state.explanation) if state.explanation is not None else ""
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._banner.show_failure(state.error if state.stage is Stage.FOUND else None)
        if state.stage is Stage.LOOKING:
            self._stack.setCurrentWidget(self._skeleton)
        elif state.stage is Stage.FOUND and has_rows:
            self._stack.setCurrentWidget(self._table)
            self._select_first(state)
        else:
            self._say_nothing(state)
        self._show_finding()

    def _say_nothing(self, state: WhyState) -> None:
        self._nothing.clear_actions()
        subject = state.subject.id if state.subject is not None else ""
        match state.stage:
            case Stage.FAILED:
                self._nothing.say_why_not(state.error)
            case Stage.NOTHING:
                title = self.tr("Nothing is known of “{id}”").format(id=subject)
                text = self.tr(
                    "The platform keeps no event of it. It may be mistyped, older than what is "
                    "kept, or the record was never created or updated over there."
                )
                self._nothing.set_message("search", title, text, tone=Tone.MUTE)
                self._nothing.add_again()
            case Stage.FOUND:
                title = self.tr("No listener was considered")
                text = self.tr(
                    "When this happened there was no listener for {entity}. "
                    "A listener gets what happens after it was created."
                ).format(entity=state.explanation.event.entity if state.explanation else "")
                self._nothing.set_message("listeners", title, text, tone=Tone.MUTE)
            case _:
                title = self.tr("What should have arrived?")
                text = self.tr(
                    "Enter the number or the ID of the record, the webhook-id of an event or "
                    "the ID of a delivery. A whole line of a log will do."
                )
                self._nothing.set_message("help", title, text, tone=Tone.INFO)
        self._stack.setCurrentWidget(self._nothing)

    def _show_events(self, state: WhyState) -> None:
        lookup = state.lookup
        events = lookup.events if lookup is not None else ()
        now = self._why.clock()
        items = tuple(ComboItem(words.of_event(one, now), one.id) for one in events)
        if items != self._events.items:  # an open list is left alone
            self._events.set_items(items)
        if lookup is not None and events:
            self._events.set_value(lookup.event_id)
        self._events.setVisible(bool(events))

    def _select_first(self, state: WhyState) -> None:
        """Begin with the listener that was asked about, else with what needs a person.

        Once for each answer: news leave alone what a person has selected, or cleared.
        """
        if state.explanation is None or state.lookup is None:
            return
        answered = (state.subject, state.explanation.event.id)
        if answered == self._answered:
            return
        self._answered = answered
        wanted = state.lookup.listener_id or state.explanation.findings[0].listener_id
        self._table.select_keys([wanted])

    @Slot()
    def _show_finding(self) -> None:
        finding, explanation = self._selected, self._why.state.explanation
        if finding is not None and explanation is not None:
            said = words.of(finding, explanation.event, self._why.clock())
            self._panel.show_finding(finding, said, self._why.state, self._why.access)
        self._body.set_has_content(finding is not None)

    # What a person does ---------------------------------------------------------------

    @property
    def _selected(self) -> Finding | None:
        keys = self._table.selected_keys
        return self._why.finding(keys[0]) if keys else None

    @Slot()
    def _ask(self) -> None:
        self._why.ask(self._search.text())

    @Slot()
    def _show_delivery(self) -> None:
        if self._selected is not None and self._selected.delivery is not None:
            self._shell.open_page("deliveries", delivery_id=self._selected.delivery.id)

    @Slot()
    def _open_listener(self) -> None:
        if self._selected is not None and self._selected.listener is not None:
            self._shell.open_page("listener_form", listener_id=self._selected.listener_id)

    @Slot()
    def _send(self) -> None:
        if self._selected is not None:
            self._why.make_good(self._selected)

    @Slot(object)
    def _put(self, question: Question) -> None:
        ask(self._dialogs, question)

    # Building -------------------------------------------------------------------------

    def _question(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 2)
        row.addWidget(self._ask_button)
        row.addWidget(self._events)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(IN_LIST)
        column.setSpacing(8)
        column.addWidget(self._banner)
        column.addLayout(row)
        column.addWidget(self._summary)
        return column

    def _connect(self) -> None:
        self._why.changed.connect(self._show)
        self._why.asked.connect(self._put)
        self._why.done.connect(self._tell)
        self._search.returnPressed.connect(self._ask)
        self._ask_button.clicked.connect(self._ask)
        self._events.chosen.connect(self._why.choose_event)
        self._banner.again_wanted.connect(self._why.refresh)
        self._nothing.again_wanted.connect(self._why.refresh)
        self._nothing.copy_wanted.connect(self._copy)
        self._table.selection_changed.connect(self._show_finding)
        self._table.row_activated.connect(self._body.open_panel)
        self._panel.delivery_wanted.connect(self._show_delivery)
        self._panel.listener_wanted.connect(self._open_listener)
        self._panel.send_wanted.connect(self._send)
