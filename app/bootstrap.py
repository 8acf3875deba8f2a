"""The composition root: builds every object once, wires them, closes them in reverse.

The window is painted before anything that speaks HTTP, SQLite or the keyring is
imported: the services are built by a job, see `app.later`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.adapters.freed_memory import give_back
from app.adapters.logs import start_logging, stop_logging
from app.adapters.paths import ProfilePaths
from app.adapters.redaction import Redactor
from app.domain.control import JobControl
from app.domain.errors import AppError, NetworkError
from app.domain.preferences import Preferences
from app.later import LateNotices, LateReceiver, load_services, make_connect_page, read_ahead
from app.one_window import come_forward
from app.resources import resources_dir
from app.runtime.collecting import CycleCollector
from app.runtime.crash import CrashGuard
from app.runtime.events import AppEvents
from app.runtime.schedule import SyncSchedule
from app.runtime.tasks import TaskRunner
from app.runtime.turns import QuickTurns
from app.start import Start, begin, keeping_of
from app.ui.aids import Aids
from app.ui.dialogs import QtDialogs, open_own_folder
from app.ui.main_window import MainWindow
from app.ui.pages.factory import import_first_page, pages_of
from app.ui.receiver_count import ReceiverCount
from app.ui.removed_elsewhere import say_removed
from app.ui.returning import Returning
from app.ui.session import Session
from app.ui.sidebar_counts import SidebarCounts
from app.ui.standing import Standing
from app.ui.standing_notice import StandingNotice
from app.ui.syncing import Syncing
from app.ui.theme import Theme
from app.ui.undoing import Undoing
from app.ui.window_state import WindowState

if TYPE_CHECKING:
    from app.first_look import FirstLook
    from app.services.connections import ConnectionService
    from app.ui.preferences.preferring import Preferring
    from app.wiring import Services

_ONCE: Final = Qt.ConnectionType.SingleShotConnection
LoadServices = Callable[[JobControl], "ConnectionService"]


@dataclass
class App:
    """Everything that lives as long as the window."""

    window: MainWindow
    session: Session
    runner: TaskRunner
    events: AppEvents
    schedule: SyncSchedule
    theme: Theme
    stop_sandbox: Callable[[], None]
    close: Callable[[], None]


def build_app(
    qt: QApplication,
    *,
    profile: Path | None = None,
    load: LoadServices | None = None,
    start: Start | None = None,
    look: FirstLook | None = None,
) -> App:
    """Build everything; nothing is shown and nothing blocking is done yet.

    Args:
        qt: The application object, already made.
        profile: Keep all data in this folder instead of the usual places.
        load: Builds other services than the usual ones, on a worker.
        start: What was begun with; it is begun here otherwise.
        look: What is on the screen already.

    Raises:
        StoreError: The profile's folders cannot be made.
    """
    start = start or begin(qt, profile=profile)
    paths, settings, kept, window = start.paths, start.settings, start.kept, start.window
    runner, theme, machine, preferring = (
        start.runner, start.theme, start.machine, start.preferring,
    )  # fmt: skip
    redactor = Redactor()
    handlers = start_logging(paths.log_file, redactor)
    start.early_log.hand_over()
    keeping_window = keeping_of(settings, "window", kept.settings.window, runner)
    only = machine.preset.only_base_url
    start.keeping.keep(preferring.value)  # what is set for a new profile is the person's by now
    qt.setWindowIcon(QIcon(str(resources_dir() / "icons" / "app.svg")))
    collector, turns = CycleCollector(), QuickTurns()
    events = AppEvents()
    crash = CrashGuard(redactor.clean)
    crash.install()
    built: list[Services] = []  # once a worker has
    opened = look.store_of if look is not None else lambda _connection_id: None
    load = load or load_services(paths, settings, redactor, events, built, only, opened)
    session = Session(_with_first_page(load), runner)
    syncing = Syncing(session, runner, events)
    schedule = syncing.schedule
    dialogs = QtDialogs(None)
    standing = Standing(session, runner, events, syncing)
    undoing = Undoing(session, runner, dialogs, syncing)
    receiver = LateReceiver(events.announce)
    window.furnish(
        session,
        events,
        theme,
        dialogs,
        lambda workspace: pages_of(
            *(workspace, runner, events, dialogs),
            *(schedule.request, schedule.request_now, receiver.get),
            lambda one, with_listeners: session.reset_sandbox(one, with_listeners=with_listeners),
            look.table_of if look is not None else lambda _connection_id: None,
        ),
        lambda: make_connect_page(session, runner, machine.preset),
    )
    _wire(syncing, window, preferring, paths)
    machine.serve(window, dialogs, runner)
    window.painted.connect(syncing.begin)
    window.painted.connect(lambda: runner.submit(_read_the_rest, name="pages.import"))
    if look is not None:
        window.painted.connect(look.close, _ONCE)
    state = WindowState(window, session, kept.settings.window, keeping_window.keep)
    Returning(lambda: window.bench, events, parent=window)
    SidebarCounts(lambda: window.bench, session, runner, events, parent=window)
    ReceiverCount(lambda: window.bench, receiver.count, session, events, parent=window)
    lost = kept.has_lost_choices
    notices = LateNotices()
    aids = Aids(
        *(window, session, runner, events, preferring, state, come_forward),
        notices=notices if sys.platform == "linux" else None,
        refused=lost,
    )
    start.keeping.failed.connect(aids.preferences.say_not_kept)
    events.connections_written.connect(session.take)
    session.removed_elsewhere.connect(partial(say_removed, dialogs))
    syncing.sign_in_wanted.connect(window.ask_sign_in)
    standing.changed.connect(StandingNotice(window, dialogs).say)
    for asked in (window.actions_.refresh.triggered, window.sync_wanted):
        asked.connect(standing.ask)
    window.undo_wanted.connect(undoing.undo)
    undoing.announced.connect(lambda text, loud: window.announce(text, assertive=loud))
    collector.install()
    turns.install()
    crash.crashed.connect(lambda _report: window.announce(_words(RuntimeError()), assertive=True))
    runner.failure_unhandled.connect(lambda error: window.announce(_words(error), assertive=True))

    def stop_sandbox() -> None:
        for services in built:
            services.stop()

    def close() -> None:
        syncing.end()
        workspace = session.workspace
        runner.shutdown(timeout_s=5.0)
        start.keeping.flush()
        keeping_window.flush()
        receiver.stop()
        notices.close()
        if workspace is not None:
            workspace.close()
        if look is not None:
            look.close()
        for services in built:
            services.following.stop()
        stop_sandbox()
        turns.uninstall()
        collector.uninstall()
        crash.uninstall()
        stop_logging(handlers)

    return App(window, session, runner, events, schedule, theme, stop_sandbox, close)


def _with_first_page(load: LoadServices) -> LoadServices:
    def load_both(control: JobControl) -> ConnectionService:
        services = load(control)
        import_first_page()
        return services

    return load_both


def _wire(
    syncing: Syncing, window: MainWindow, preferring: Preferring, paths: ProfilePaths
) -> None:
    def follow(preferences: Preferences) -> None:
        syncing.set_interval(preferences.sync_every.interval_s)

    def show_refused(error: AppError) -> None:
        if not isinstance(error, NetworkError):  # being offline is a state, not a message
            window.announce(_words(error), assertive=True)

    syncing.schedule.failed.connect(show_refused)
    window.sync_wanted.connect(syncing.schedule.request_now)
    window.sync_cancelled.connect(syncing.schedule.cancel)
    window.scheme_chosen.connect(preferring.choose_scheme)
    preferring.changed.connect(follow)
    follow(preferring.value)
    window.logs_wanted.connect(lambda: open_own_folder(paths.log_dir))


def _words(error: Exception) -> str:
    from app.ui.text import errors

    return errors.of(error).title


def _read_the_rest(control: JobControl) -> None:
    read_ahead(control)
    give_back()
