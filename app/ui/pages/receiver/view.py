"""The Receiver page (mockup 09): how it answers, what came, and one request in full."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import IN_LIST, ListPage, inset, taking_turns
from app.ui.pages.receiver.answer_bar import AnswerBar
from app.ui.pages.receiver.checker import CheckState, SignatureChecker
from app.ui.pages.receiver.commands import Commands
from app.ui.pages.receiver.detail_panel import DetailPanel
from app.ui.pages.receiver.kept_filter import recalled, to_keep
from app.ui.pages.receiver.lines import Line
from app.ui.pages.receiver.menu import RequestMenu
from app.ui.pages.receiver.possible import possible
from app.ui.pages.receiver.presenter import Life, ReceiverPresenter, Status
from app.ui.shell import PageContext, Shell
from app.ui.tables import TableView
from app.ui.text import errors, times
from app.ui.text.names import function_label
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    ComboBox,
    ComboItem,
    Placeholder,
    SearchField,
    SecondLine,
)


class ReceiverPage(ListPage):
    """Shows what presenter and checker hold."""

    def __init__(
        self,
        receiver: ReceiverPresenter,
        checker: SignatureChecker,
        commands: Commands,
        shell: Shell,
        *,
        why_no_listener: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("receiver", shell, live=receiver, parent=parent)
        self._receiver, self._checker, self._commands = receiver, checker, commands
        self._why_no_listener = why_no_listener
        self._head = PageHead(
            self.tr("Receiver"),
            self.tr("Catches webhooks sent to this computer, so you can look inside them"),
        )
        self._clear = Button(self.tr("Clear"))
        self._clear.setObjectName("clear_requests")
        self._new = Button(self.tr("New listener for this address"), icon_name="plus")
        self._new.setObjectName("new_listener_here")
        self._power = Button(self.tr("Start"), kind="primary", icon_name="play")
        self._power.setObjectName("receiver_power")
        for button in (self._clear, self._new, self._power):
            self._head.add_action(button)
        self._banner = Banner(Tone.BAD, speaks=True)
        self._banner.setObjectName("receiver_error")
        self._banner.hide()
        self._bar = AnswerBar()
        self._search = SearchField(self.tr("Search in requests"))
        self._search.setObjectName("search")
        size_in_em(self._search, min_width=120, max_width=220)
        self._event = ComboBox(name=self.tr("Event"))
        self._event.setObjectName("event_filter")
        self._count = SecondLine()
        self._count.setObjectName("request_count")
        self._table = TableView(self.tr("Requests"), multiple=False)
        self._table.setObjectName("request_table")
        self._table.set_model(receiver.model, sortable=False)
        self._nothing = Placeholder("inbox")
        self._nothing.setObjectName("receiver_placeholder")
        self._stack = taking_turns(self._table, self._nothing)
        self._panel = DetailPanel()
        self._menu = RequestMenu(self)
        self._lay_out(
            (self._head, inset(self._banner, QMargins(24, 0, 24, 8)), self._bar),
            (self._filters(),),
            self._stack,
            self._panel,
            width=420,
        )
        self._kept = KeptList(
            *("receiver", shell, self._table, self._body),
            lambda: to_keep(receiver.status.event),
            keeps_row=False,  # it is known by a number, and the next start counts anew
        )
        receiver.choose_event(recalled(self._kept.memory.filters))
        self._connect()
        self._show_status(receiver.status)
        self._bar.show_check(checker.state)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, with what came of an event selected."""
        event_id = context.get("event_id")
        if isinstance(event_id, str):
            self._clear_filters()
            self._receiver.look()
            number = self._receiver.number_of(event_id)
            if number is None:
                self._shell.announce(self.tr("It is not here any more"), assertive=True)
            else:
                self._table.select_keys([number])
                self._body.open_panel()

    @property
    def is_narrowed(self) -> bool:
        return self._receiver.is_filtered

    @Slot()
    def refresh(self) -> None:
        """Look again now."""
        self._receiver.look()

    def context(self) -> PageContext | None:
        """What can be done with the selected request."""
        line = self._receiver.selected
        if line is None:
            return None
        self._menu.show_possible(possible(line.request))
        parts = (line.entity, line.function, line.record)
        title = self.tr("Request: {what}").format(what=", ".join(filter(None, parts)))
        return PageContext(title, [one for one in self._menu.actions() if one.isVisible()])

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def _show_status(self, status: Status) -> None:
        self._bar.show_status(status)
        self._show_power(status)
        self._clear.setEnabled(status.count > 0)
        reason = self._why_no_listener
        if not reason and not status.base_url:
            reason = self.tr("Start the receiver first")
        self._new.set_reason(reason)
        words = errors.of(status.error) if status.error is not None else None
        self._banner.setVisible(words is not None)
        if words is not None:
            self._banner.set_message(Tone.BAD, words.title, words.text)
        items = [ComboItem(self.tr("Any event"), None)]
        items += [
            ComboItem(f"{entity} {function_label(function)}", (entity, function))
            for entity, function in status.offered
        ]
        if items != list(self._event.items):
            self._event.set_items(items)
        self._event.set_value(status.event)
        self._kept.note_filters()
        self._show_count(status)
        if status.shown:
            self._stack.setCurrentWidget(self._table)
        else:
            self._show_nothing(status)

    def _show_power(self, status: Status) -> None:
        is_on = status.life in {Life.LISTENING, Life.STOPPING}
        self._power.set_kind("default" if is_on else "primary")
        self._power.set_icon("stop-fill" if is_on else "play")
        self._power.set_words(self.tr("Stop") if is_on else self.tr("Start"))
        busy = {
            Life.STARTING: self.tr("Starting..."),
            Life.STOPPING: self.tr("Stopping..."),
        }.get(status.life)
        self._power.set_busy(busy)

    def _show_count(self, status: Status) -> None:
        count = self.tr("%Ln request(s)", "", status.count)
        if status.shown != status.count:
            text = self.tr("{shown} of {count}")
            count = text.format(shown=times.number(status.shown), count=count)
        if status.forgotten:
            more = self.tr("the oldest %Ln had to go", "", status.forgotten)
            count = f"{count}, {more}"
        self._count.setText(count if status.count else "")

    def _show_nothing(self, status: Status) -> None:
        said = (status.searched if status.count else None, status.life, status.base_url)
        if self._nothing.begins(said):
            self._say_nothing(status)
        self._stack.setCurrentWidget(self._nothing)

    def _say_nothing(self, status: Status) -> None:
        if status.count:
            title = self.tr("No requests match")
            if status.searched:
                title = self.tr("No requests match “{text}”").format(text=status.searched)
            self._nothing.set_message("search", title, tone=Tone.MUTE)
            self._add_action(self.tr("Clear filters"), "clear_filters", self._clear_filters)
        elif status.life is Life.LISTENING:
            text = self.tr("Have a listener send to {address}, or send a test to it.")
            self._nothing.set_message(
                "inbox",
                self.tr("Waiting for webhooks"),
                text.format(address=f"{status.base_url}/in"),
            )
            if not self._why_no_listener:
                words = self.tr("New listener for this address")
                self._add_action(words, "first_listener_here", self._new_listener)
        else:
            self._nothing.set_message(
                "inbox",
                self.tr("The receiver is stopped"),
                self.tr("It listens on this computer only, and keeps what comes in memory only."),
                tone=Tone.MUTE,
            )
            self._add_action(self.tr("Start"), "start_receiver", self._receiver.start)

    def _add_action(self, words: str, name: str, then: Callable[[], None]) -> None:
        button = self._nothing.add_button(words)
        button.setObjectName(name)
        button.clicked.connect(then)

    @Slot(object)
    def _show_check(self, state: CheckState) -> None:
        self._bar.show_check(state)

    @Slot(object)
    def _show_line(self, line: Line | None) -> None:
        previous = first = None
        if line is not None:
            previous = self._receiver.previous(line.request)
            first = self._receiver.first_of(line.request)
        self._panel.show_line(line, previous, first)
        self._body.set_has_content(line is not None)

    # What a person does ---------------------------------------------------------

    @Slot()
    def _toggle_power(self) -> None:
        is_on = self._receiver.status.life is Life.LISTENING
        (self._receiver.stop if is_on else self._receiver.start)()

    @Slot()
    def _new_listener(self) -> None:
        self._shell.open_page("listener_form", url=f"{self._receiver.status.base_url}/in")

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        if self.context() is not None:
            self._menu.popup(self._table.viewport().mapToGlobal(at))

    @Slot()
    def _clear_filters(self) -> None:
        self._search.clear()
        self._event.set_value(None)
        self._receiver.choose_event(None)

    @Slot(tuple)
    def _select(self, keys: tuple[int, ...]) -> None:
        self._receiver.select(keys[0] if keys else None)

    # Building -------------------------------------------------------------------

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(IN_LIST)
        row.setSpacing(8)
        row.addWidget(self._search, 2)
        row.addWidget(self._event)
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    def _connect(self) -> None:
        self._receiver.status_changed.connect(self._show_status)
        self._receiver.selected_changed.connect(self._show_line)
        self._checker.state_changed.connect(self._show_check)
        self._bar.plan_chosen.connect(self._receiver.set_plan)
        self._bar.check_chosen.connect(self._checker.choose)
        self._bar.secret_entered.connect(self._checker.enter)
        self._bar.copied.connect(self._tell_copied)
        self._search.search_changed.connect(self._receiver.search)
        self._event.chosen.connect(self._receiver.choose_event)
        self._table.selection_changed.connect(self._select)
        self._table.row_activated.connect(self._body.open_panel)
        self._panel.copied.connect(self._tell_copied)
        self._commands.serve(self, self._panel, self._menu)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._clear.clicked.connect(self._receiver.clear)
        self._new.clicked.connect(self._new_listener)
        self._power.clicked.connect(self._toggle_power)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.activated.connect(self._panel.copy_body)
        again = QShortcut(QKeySequence("R"), self._table)  # only there: elsewhere R is a letter
        again.setContext(Qt.ShortcutContext.WidgetShortcut)
        again.setAutoRepeat(False)
        again.activated.connect(self._commands.send_again)
