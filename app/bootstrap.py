"""The composition root: builds every object once, wires them, closes them in reverse.

The window is painted before anything that speaks HTTP, SQLite or the keyring is
imported: the services are built by a job, see `app.later`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from app import DISPLAY_NAME, DISTRIBUTION, __version__
from app.adapters.display import missing_display
from app.adapters.logs import start_logging, stop_logging
from app.adapters.paths import ProfilePaths, profile_paths
from app.adapters.redaction import Redactor
from app.adapters.session_bus import name_session_bus, start_no_session_bus
from app.adapters.settings import Settings, SettingsStore
from app.domain.control import JobControl
from app.domain.errors import AppError, NetworkError, StoreError
from app.domain.preferences import Preferences
from app.frozen import restore_environment
from app.later import LateNotices, LateReceiver, load_services, make_connect_page, read_ahead
from app.machine import look_at_machine
from app.one_window import OneWindow, come_forward
from app.resources import resources_dir
from app.runtime.collecting import CycleCollector
from app.runtime.crash import CrashGuard
from app.runtime.end_signals import EndSignals
from app.runtime.events import AppEvents
from app.runtime.schedule import SyncSchedule
from app.runtime.tasks import TaskRunner
from app.runtime.turns import QuickTurns
from app.runtime.window_first import WindowFirst
from app.ui.aids import Aids
from app.ui.dialogs import QtDialogs, open_own_folder
from app.ui.main_window import MainWindow
from app.ui.pages.factory import import_first_page, pages_of
from app.ui.preferences.keeping import Keeping
from app.ui.preferences.preferring import Preferring
from app.ui.receiver_count import ReceiverCount
from app.ui.removed_elsewhere import say_removed
from app.ui.returning import Returning
from app.ui.session import Session
from app.ui.sidebar_counts import SidebarCounts
from app.ui.syncing import Syncing
from app.ui.theme import Theme
from app.ui.translations import install_translations, use_language
from app.ui.undoing import Undoing
from app.ui.window_state import WindowState

if TYPE_CHECKING:
    from app.services.connections import ConnectionService
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
    qt: QApplication, *, profile: Path | None = None, load: LoadServices | None = None
) -> App:
    """Build everything; nothing is shown and nothing blocking is done yet.

    Args:
        qt: The application object, already made.
        profile: Keep all data in this folder instead of the usual places.
        load: Builds other services than the usual ones, on a worker.

    Raises:
        StoreError: The profile's folders cannot be made.
    """
    paths = profile_paths(profile)
    redactor = Redactor()
    handlers = start_logging(paths.log_file, redactor)
    settings = SettingsStore(paths.settings_file)
    runner = TaskRunner(first=WindowFirst())
    theme = Theme(qt)
    kept = settings.look()
    keeping = _keeping(settings, "preferences", kept.settings.preferences, runner)
    keeping_window = _keeping(settings, "window", kept.settings.window, runner)
    machine = look_at_machine()
    only = machine.preset.only_base_url
    preferences = machine.over(kept.settings.preferences, paths)
    use_language(qt, preferences.language)
    preferring = Preferring(preferences, theme, keeping.keep, is_locked=machine.preset.is_locked)
    keeping.keep(preferences)  # what is set for a new profile is the person's from now on
    qt.setWindowIcon(QIcon(str(resources_dir() / "icons" / "app.svg")))
    collector, turns = CycleCollector(), QuickTurns()
    events = AppEvents()
    crash = CrashGuard(redactor.clean)
    crash.install()
    built: list[Services] = []  # once a worker has
    load = load or load_services(paths, settings, redactor, events, built, only)
    session = Session(_with_first_page(load), runner)
    syncing = Syncing(session, runner, events)
    schedule = syncing.schedule
    dialogs = QtDialogs(None)
    undoing = Undoing(session, runner, dialogs, syncing)
    receiver = LateReceiver(events.announce)
    window = MainWindow(
        session,
        events,
        theme,
        dialogs,
        lambda workspace: pages_of(
            *(workspace, runner, events, dialogs),
            *(schedule.request, schedule.request_now, receiver.get),
            lambda one, with_listeners: session.reset_sandbox(one, with_listeners=with_listeners),
        ),
        lambda: make_connect_page(session, runner, machine.preset),
    )
    _wire(syncing, window, preferring, paths)
    machine.serve(window, dialogs, runner)
    window.painted.connect(syncing.begin)
    window.painted.connect(lambda: runner.submit(read_ahead, name="pages.import"))
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
    keeping.failed.connect(aids.preferences.say_not_kept)
    events.connections_written.connect(session.take)
    session.removed_elsewhere.connect(partial(say_removed, dialogs))
    syncing.sign_in_wanted.connect(window.ask_sign_in)
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
        keeping.flush()
        keeping_window.flush()
        receiver.stop()
        notices.close()
        if workspace is not None:
            workspace.close()
        for services in built:
            services.following.stop()
        stop_sandbox()
        turns.uninstall()
        collector.uninstall()
        crash.uninstall()
        stop_logging(handlers)

    return App(window, session, runner, events, schedule, theme, stop_sandbox, close)


def run_window(*, profile: Path | None = None) -> int:
    """Show the profile's one window and run until it is closed; returns the exit code."""
    missing = missing_display()
    if missing:
        sys.stderr.write(f"{missing} All that the window does can be done without: try --help.\n")
        return 1
    qt = make_qt_application(sys.argv)
    try:
        one = OneWindow(profile_paths(profile))
        if not one.claim():
            return 0  # the window that is open came forward
        with closing(one):
            app = build_app(qt, profile=profile)
            app.window.show()
            app.window.painted.connect(partial(one.answer_with, app.window, app.runner), _ONCE)
            # The first paint comes before the services, whose imports take as long again.
            QTimer.singleShot(0, app.session.start)
            return run_until_closed(qt, app)
    except StoreError as error:
        from app.ui.text import errors

        words = errors.of(error)
        QtDialogs(None).show_error(words.title, words.text)
        return 1


def run_until_closed(qt: QApplication, app: App) -> int:
    """Run until the window is closed or the system ends the app; returns the exit code."""
    told = EndSignals()
    told.end_wanted.connect(partial(qt.exit, 0))  # not quit(): windows would ask and wait
    try:
        return qt.exec()
    finally:
        told.close()
        app.window.hide()  # pages let go of what is typed while all of it is there
        app.close()


def make_qt_application(arguments: list[str]) -> QApplication:
    """The application object with its names; one a process."""
    if not name_session_bus():
        start_no_session_bus()
    qt = QApplication(arguments)
    # PySide makes all classes of widgets when Qt first hands it one of its own, as each table has:
    # now, when nobody waits for the window and no worker is in the way of it.
    QAbstractScrollArea().viewport()
    qt.libraryPaths()  # Qt remembers where its plugins are, and the rest is for our children
    restore_environment()
    qt.setApplicationName(DISTRIBUTION)
    qt.setApplicationDisplayName(DISPLAY_NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(DISTRIBUTION)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    install_translations(qt)
    return qt


def _with_first_page(load: LoadServices) -> LoadServices:
    def load_both(control: JobControl) -> ConnectionService:
        services = load(control)
        import_first_page()
        return services

    return load_both


def _keeping(settings: SettingsStore, member: str, kept: object, runner: TaskRunner) -> Keeping:
    def change(now: Settings, value: object) -> Settings:
        return replace(now, **{member: value})  # type: ignore[arg-type]

    return Keeping(kept, lambda value: settings.change(partial(change, value=value)), runner)


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
