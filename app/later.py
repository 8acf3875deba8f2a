"""What the window's start leaves for later: imported and made when it is first wanted.

The window is painted before anything that speaks HTTP, SQLite or the keyring is imported, and
its first page before what only other pages need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import DISPLAY_NAME, DISTRIBUTION
from app.resources import resources_dir
from app.services.late import Late

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.adapters.desktop_notices import DesktopNotices
    from app.adapters.paths import ProfilePaths
    from app.adapters.redaction import Redactor
    from app.adapters.settings import SettingsStore
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore
    from app.domain.preset import Preset
    from app.domain.received import AnswerPlan, ReceivedRequest, ReceiverServer
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.services.connections import ConnectionService
    from app.services.receiver import ReceiverService
    from app.ui.pages.connect.view import ConnectPage
    from app.ui.session import Session
    from app.wiring import Services


def make_connect_page(session: Session, runner: TaskRunner, preset: Preset) -> ConnectPage:
    """The page on which a connection is added."""
    from app.ui.pages.connect.presenter import ConnectPresenter
    from app.ui.pages.connect.view import ConnectPage

    page = ConnectPage(ConnectPresenter(session, runner), lambda: session.service.storage)
    page.follow(preset)
    return page


class LateNotices:
    """Satisfies `SystemNotices` on desktops of freedesktop.org; most days nothing is said."""

    def __init__(self) -> None:
        self._clicked: Callable[[str], None] = lambda _activation: None

    def hear(self, clicked: Callable[[str], None]) -> None:
        self._clicked = clicked

    def say(self, title: str, text: str, show: str) -> bool:
        return self._notices.say(title, text, show)

    def withdraw(self) -> None:
        self._notices.withdraw()

    def close(self) -> None:
        """Hear of no click any more."""
        if "_notices" in vars(self):
            self._notices.close()

    @Late
    def _notices(self) -> DesktopNotices:
        from app.adapters.desktop_notices import DesktopNotices

        icon = resources_dir() / "icons" / "app.svg"
        notices = DesktopNotices(DISPLAY_NAME, DISTRIBUTION, icon)
        notices.hear(self._clicked)
        return notices


class LateReceiver:
    """The receiver on this computer: few need it, and it brings a server along."""

    def __init__(self, announce: Announce) -> None:
        self._announce = announce

    def get(self) -> ReceiverService:
        """The one; made by whoever asks first."""
        return self._service

    def count(self) -> int:
        """How many requests it holds; none while nobody has asked for it."""
        return self._service.count if "_service" in vars(self) else 0

    def stop(self) -> None:
        """Stop listening, if anybody has begun."""
        if "_service" in vars(self):
            self._service.stop()

    @Late
    def _service(self) -> ReceiverService:
        from app.services.receiver import ReceiverService

        return ReceiverService(_open_receiver, announce=self._announce)


def _open_receiver(
    take: Callable[[ReceivedRequest], None], plan: Callable[[], AnswerPlan]
) -> ReceiverServer:
    from app.adapters.local_receiver import LocalReceiver

    return LocalReceiver(take, plan)


def load_services(
    paths: ProfilePaths,
    settings: SettingsStore,
    redactor: Redactor,
    events: AppEvents,
    built: list[Services],
    only: str,
    opened: Callable[[str], LocalStore | None],
) -> Callable[[JobControl], ConnectionService]:
    """How a worker builds the services.

    Args:
        paths: Of the profile.
        settings: Of the profile.
        redactor: Told of every secret.
        events: Told of what changes.
        built: Takes what was built, which has to be stopped.
        only: The one platform that may be connected to; "" allows any.
        opened: Hands over the local copy of a connection, where it is open already.
    """

    def load(control: JobControl) -> ConnectionService:
        from app.wiring import build_services

        control.check()
        services = build_services(
            *(paths, settings, redactor),
            announce=events.announce,
            only_base_url=only,
            opened=opened,
        )
        built.append(services)
        services.following.start()
        return services.connections

    return load


def read_ahead(control: JobControl) -> None:
    """Import what has not been needed yet, before somebody waits for it."""
    from app.domain.email_address import load_judges
    from app.runtime.plain_imports import read_module
    from app.runtime.polite_imports import giving_way_at_imports
    from app.ui.pages.factory import import_pages
    from app.ui.theme import load_icons
    from app.wiring import import_network

    with giving_way_at_imports(control):
        load_icons()
        load_judges()  # what is typed is judged on the GUI thread, which reads no disk
        import_pages(control)
        import_network()
        for about in ("app.ui.about_dialog", "app.adapters.build_info"):
            read_module(about)
