"""The real main window over fakes: session and services are real, pages only remember."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.control import JobControl
from app.domain.store_repair import StoreRepair
from app.domain.workspace import Connection, Me
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.connections import ConnectionService
from app.ui.main_window import MainWindow
from app.ui.pages.connect.presenter import ConnectPresenter
from app.ui.pages.connect.view import ConnectPage
from app.ui.session import Session
from app.ui.shell import Page, PageContext, Shell
from app.ui.theme import Theme
from tests.support.dialogs import ScriptedDialogs
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import (
    FakeConnectionStore,
    FakeLocalStore,
    FakeSandbox,
    FakeSecretStore,
    a_connection_service,
)

PAGE_NAMES = (
    *("listeners", "listener_form", "test_result", "deliveries", "credentials", "changes"),
    "receiver",
    "pending",
    "why",
    "health",
    "sandbox_records",
    "mailbox",
)


class FakePage(Page):
    """Remembers what the window asked of it; `holds` keeps whoever wants to leave."""

    def __init__(self, name: str, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.calls: list[object] = []
        self.holds = False
        self.follows = False
        self.does = ""
        self.standings: list[Connection] = []
        self.times_focused = 0
        self.kept: list[Callable[[], None]] = []
        self.way_back_is: dict[str, object] | None = None
        self.offered: PageContext | None = None
        self.field = QLineEdit()
        self.field.setObjectName(f"field_of_{name}")
        self.button = QPushButton(name)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.button)

    def enter(self, **context: object) -> None:
        self.calls.append(context)

    def way_back(self, opened_with: Mapping[str, object]) -> Mapping[str, object]:
        return opened_with if self.way_back_is is None else self.way_back_is

    @property
    def under_way(self) -> str:
        return self.does

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        self.standings.append(connection)
        return self.follows

    def refresh(self) -> None:
        self.calls.append("refresh")

    def take_focus(self) -> None:
        self.times_focused += 1

    def focus_search(self) -> None:
        self.calls.append("focus_search")

    def toggle_details(self) -> None:
        self.calls.append("toggle_details")

    def send_test(self) -> None:
        self.calls.append("send_test")

    def context(self) -> PageContext | None:
        return self.offered

    def confirm_leave(self, proceed: Callable[[], None]) -> None:
        if self.holds:
            self.kept.append(proceed)
        else:
            proceed()


class FakeForm(FakePage):
    """The page that has something to save."""

    has_work = False

    @property
    def is_unsaved(self) -> bool:
        return self.has_work

    def save(self) -> None:
        self.calls.append("save")


@dataclass
class AWindow:
    """What a window test looks into; nothing is loaded before `session.start()`."""

    qtbot: object
    runner: TaskRunner
    theme: Theme
    platform: FakePlatform = field(default_factory=FakePlatform)
    store: FakeConnectionStore = field(default_factory=FakeConnectionStore)
    secrets: FakeSecretStore = field(default_factory=FakeSecretStore)
    sandbox: FakeSandbox = field(default_factory=FakeSandbox)
    locals: list[FakeLocalStore] = field(default_factory=list)
    events: AppEvents = field(default_factory=AppEvents)
    dialogs: ScriptedDialogs = field(default_factory=ScriptedDialogs)
    pages: dict[str, FakePage] = field(default_factory=dict)
    load_error: Exception | None = None
    repair: StoreRepair | None = None  # what opening a local copy did about a damaged one

    def __post_init__(self) -> None:
        self.service = a_connection_service(
            platform=self.platform,
            secrets=self.secrets,
            store=self.store,
            sandbox=self.sandbox,
            announce=self.events.announce,
            open_local=self._open_local,
        )
        self.session = Session(self._load, self.runner)
        self.connect_page = ConnectPage(
            ConnectPresenter(self.session, self.runner), lambda: self.service.storage
        )
        self.window = MainWindow()
        self.window.furnish(
            self.session,
            self.events,
            self.theme,
            self.dialogs,
            lambda _workspace: {name: self._maker(name) for name in PAGE_NAMES},
            lambda: self.connect_page,
        )

    def show(self) -> None:
        """Put the window on the screen, loaded."""
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.session.start()
        self.settle()

    def settle(self) -> None:
        """Wait until every job has answered, and what was opened shows its first page."""

        def settled() -> bool:
            bench = self.window.bench
            return not self.runner.is_busy and (bench is None or bench.page is not None)

        self.qtbot.waitUntil(settled)

    def open_sandbox(self) -> None:
        self.click("start_sandbox")
        self.settle()
        assert self.window.bench is not None

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        found = self.window.findChildren(kind, name)
        assert len(found) == 1, f"{name}: {len(found)} found"
        return found[0]

    def click(self, name: str) -> None:
        widget = self.find(name)
        assert widget.isVisible(), f"{name} is not on the screen"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type_into(self, name: str, text: str) -> None:
        """As pasted: the keys of a keyboard cannot say everything."""
        field_ = self.find(name, QLineEdit)
        field_.setFocus()
        field_.selectAll()
        field_.insert(text)
        field_.textEdited.emit(text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def _load(self, control: JobControl) -> ConnectionService:
        control.check()
        if self.load_error is not None:
            raise self.load_error
        return self.service

    def _open_local(self, _connection_id: str, *, distrusted: bool = False) -> FakeLocalStore:
        self.locals.append(FakeLocalStore())
        self.locals[-1].repair = self.repair
        return self.locals[-1]

    def _maker(self, name: str) -> Callable[[Shell], Page]:
        def make(shell: Shell) -> Page:
            kind = FakeForm if name == "listener_form" else FakePage
            self.pages[name] = kind(name, shell)
            return self.pages[name]

        return make
