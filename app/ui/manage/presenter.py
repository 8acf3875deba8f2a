"""Decides what can be done with the connections; every change is in force at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.connect import check_connection_name
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.validation import Refused
from app.domain.workspace import Connection, Hue, Leaving
from app.ui.question import Answer, Question
from app.ui.text import standings

if TYPE_CHECKING:
    from app.runtime.tasks import Task
    from app.services.upkeep import ConnectionUpkeep
    from app.ui.changing import ChangedConnection
    from app.ui.session import Session

translate = QCoreApplication.translate

Leave = Callable[[str, Callable[[], None]], None]


class ManagePresenter(QObject):
    """One connection is shown, all can be.

    Signals:
        changed: The connections, or what is known of the shown one, are others.
        refused: A `Problem` of the name that was typed; None: there is none.
        failed: An `AppError`: what was wanted was not done.
        asked: A `Question` to a person.
        busy_changed: Whether one is being removed.
    """

    changed = Signal()
    refused = Signal(object)
    failed = Signal(object)
    asked = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, session: Session, leave: Leave, parent: QObject | None = None) -> None:
        """Prepare.

        Args:
            session: Has the connections, and changes them.
            leave: Asks the page of a connection whether it may be left, before one goes on.
            parent: Of this object.
        """
        super().__init__(parent)
        self._session = session
        self._leave = leave
        self._shown_id = ""
        for news in (session.connections_changed, session.opened, session.closed):
            news.connect(self._on_changed)
        session.side_changed.connect(self._on_changed)
        self._on_changed()

    @property
    def connections(self) -> tuple[Connection, ...]:
        """All of the profile."""
        return self._session.connections

    @property
    def shown(self) -> Connection | None:
        """The one that is looked at; None when there are none."""
        return next((one for one in self.connections if one.id == self._shown_id), None)

    @property
    def standing(self) -> str:
        """How the shown one stands, in a few words."""
        shown = self.shown
        if shown is None:
            return ""
        if self._session.has_open(shown.id):
            return translate("manage", "Open in this window")
        return standings.of(self._session.side_states.get(shown.id))

    @Slot(str)
    def choose(self, connection_id: str) -> None:
        """Look at another."""
        self._shown_id = connection_id
        self.refused.emit(None)
        self.changed.emit()

    def rename(self, text: str) -> None:
        """Call the shown one something else."""
        shown = self.shown
        if shown is None or text == shown.name:
            self.refused.emit(None)
            return
        try:
            name = check_connection_name(text, (one for one in self.connections if one != shown))
        except Refused as exc:
            self.refused.emit(exc.problem)
            return
        self.refused.emit(None)
        self._change(lambda upkeep, control: upkeep.rename(control, shown.id, name))

    def paint(self, hue: Hue) -> None:
        """Show it in another colour."""
        shown = self.shown
        if shown is not None:
            self._change(lambda upkeep, control: upkeep.paint(control, shown.id, hue))

    def open_at_start(self, *, on: bool) -> None:
        """Whether it is opened when the app starts."""
        shown = self.shown
        if shown is not None:
            self._change(lambda upkeep, control: upkeep.open_at_start(control, shown.id, on=on))

    def only_read(self, *, on: bool) -> None:
        """Whether nothing may be changed through it; the open one is opened anew."""
        shown = self.shown
        if shown is None:
            return
        self.changed.emit()  # it stands as it did until it is so
        self._leave(shown.id, partial(self._only_read, shown.id, on=on))

    def ask_remove(self) -> None:
        """Have a person asked, once it is known what would be lost."""
        shown = self.shown
        if shown is not None:
            self._leave(shown.id, partial(self._look, shown))

    def _look(self, connection: Connection) -> None:
        self.busy_changed.emit(True)
        task = self._session.leaving(connection.id, owner=self)
        task.succeeded.connect(partial(self._ask, connection))
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    def _ask(self, connection: Connection, leaving: Leaving) -> None:
        title = translate("manage", "Remove “{name}” from this computer?")
        answer = Answer(
            translate("manage", "Remove connection"), partial(self._remove, connection.id), "danger"
        )
        text = lost_words(connection, leaving)
        self.asked.emit(Question(title.format(name=connection.name), text, answer))

    def _remove(self, connection_id: str) -> None:
        self.busy_changed.emit(True)
        task = self._session.remove(connection_id)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    def _only_read(self, connection_id: str, *, on: bool) -> None:
        task = self._change(lambda upkeep, control: upkeep.only_read(control, connection_id, on=on))
        task.succeeded.connect(partial(self._open_anew, connection_id))

    def _open_anew(self, connection_id: str, _changed: ChangedConnection) -> None:
        if self._session.has_open(connection_id):
            self._session.open(connection_id)

    def _change(
        self, change: Callable[[ConnectionUpkeep, JobControl], Connection]
    ) -> Task[ChangedConnection]:
        task = self._session.change(change)
        task.failed.connect(self._on_failed)
        return task

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self.failed.emit(error)
        self.changed.emit()  # what was chosen is not in force

    @Slot()
    def _on_finished(self) -> None:
        self.busy_changed.emit(False)

    @Slot()
    def _on_changed(self) -> None:
        if self.shown is None:
            workspace = self._session.workspace
            first = next(iter(self.connections), None)
            open_now = workspace.connection if workspace is not None else first
            self._shown_id = open_now.id if open_now is not None else ""
        self.changed.emit()


def lost_words(connection: Connection, leaving: Leaving) -> str:
    """What a person has to know before it goes."""
    lines = []
    if leaving.changes:
        lines.append(
            translate(
                "manage",
                "Lost: %Ln change(s) made here and not sent.",
                None,
                leaving.changes,
            )
        )
    if leaving.has_draft:
        lines.append(translate("manage", "Lost: the listener that was being filled in."))
    if not leaving.is_known:
        lines.append(
            translate(
                "manage",
                "Its local copy cannot be read, so nobody knows whether changes wait in it.",
            )
        )
    if connection.is_sandbox:
        lines.append(
            translate("manage", "The practice platform is stopped; its own data stays here.")
        )
    else:
        lines.append(
            translate(
                "manage",
                "Its credential and all that is kept of it here are deleted. Nothing changes on "
                "the platform.",
            )
        )
    return "\n".join(lines)
