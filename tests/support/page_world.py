"""Everything a page needs around it: real services over a fake platform, a shell, a look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from app.domain.control import JobControl
from app.domain.mail import Mailbox
from app.domain.times import Clock, utc_now
from app.domain.workspace import Environment, Me
from app.runtime.events import AppEvents
from app.runtime.tasks import TaskRunner
from app.services.workspace import Workspace
from tests.support.clipping import clipped
from tests.support.dialogs import ScriptedDialogs
from tests.support.fake_platform import FakePlatform
from tests.support.fake_samples import FakeSamples
from tests.support.fakes import FakeLocalStore, FakeProbe, FakeSecretStore, FakeSender, a_workspace
from tests.support.scripted_shell import ScriptedShell
from tests.support.speaking import speechless
from tests.support.window_manager import popup_has_focus

W = TypeVar("W", bound=QWidget)


@dataclass
class PageWorld:
    """What a page test looks into; `workspace` is open and, unless told otherwise, synced."""

    qtbot: object
    runner: TaskRunner
    platform: FakePlatform = field(default_factory=FakePlatform)
    store: FakeLocalStore = field(default_factory=FakeLocalStore)
    sender: FakeSender = field(default_factory=FakeSender)
    probe: FakeProbe = field(default_factory=FakeProbe)
    secrets: FakeSecretStore = field(default_factory=FakeSecretStore)
    mailbox: Mailbox | None = None
    samples: FakeSamples = field(default_factory=FakeSamples)
    events: AppEvents = field(default_factory=AppEvents)
    shell: ScriptedShell = field(default_factory=ScriptedShell)
    dialogs: ScriptedDialogs = field(default_factory=ScriptedDialogs)
    clock: Clock = utc_now
    syncs: list[bool] = field(default_factory=list)
    workspace: Workspace | None = None

    def open(
        self,
        *,
        environment: Environment = Environment.SANDBOX,
        me: Me | None = None,
        read_only: bool = False,
        sync: bool = True,
    ) -> Workspace:
        """Open the workspace, as the platform stands now."""
        self.platform.me_ = replace(me or self.platform.me_, environment=environment)
        made = a_workspace(
            platform=self.platform,
            local=self.store,
            sender=self.sender,
            probe=self.probe,
            secrets=self.secrets,
            mailbox=self.mailbox,
            samples=self.samples,
            announce=self.events.announce,
            clock=self.clock,
            sync=sync,
        )
        made.connection = replace(made.connection, environment=environment, read_only=read_only)
        made.me = self.platform.me_
        self.workspace = made
        return made

    def request_sync(self) -> None:
        self.syncs.append(True)

    def sync(self) -> None:
        """Let the engine run now, in this thread."""
        assert self.workspace is not None
        self.workspace.sync.sync(JobControl())


def find(page: QWidget, kind: type[W], name: str) -> W:
    """The widget of that name; there is exactly one."""
    found = page.findChildren(kind, name)
    assert len(found) == 1, f"{name}: {len(found)} found"
    return found[0]


def appeared(qtbot, page: QWidget, kind: type[W], name: str) -> W:
    """The widget of that name, as soon as it is seen: some are made when they are needed."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind, name)))
    return find(page, kind, name)


def click(qtbot, page: QWidget, name: str) -> None:
    """Press a button where it can be pressed, as soon as it can be seen."""

    def seen() -> list[QAbstractButton]:
        return [one for one in page.findChildren(QAbstractButton, name) if one.isVisible()]

    qtbot.waitUntil(lambda: len(seen()) == 1)
    [button] = seen()
    assert button.isEnabled(), f"{name} is disabled"
    spot = QPoint(min(button.width() // 2, 20), button.height() // 2)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=spot)


def type_into(qtbot, page: QWidget, name: str, text: str) -> None:
    """Replace the text of a field by typing it."""
    found = find(page, QWidget, name)
    editor = found.lineEdit() if isinstance(found, QComboBox) else found
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)
    qtbot.waitUntil(popup_has_focus)


def nameless(page: QWidget) -> list[str]:
    """The widgets that take the focus and that a screen reader could not name."""
    return speechless(page)


def fits(page: QWidget) -> None:
    """Nothing is cut off; for `waitUntil`, because layouts settle in their own time."""
    cut = clipped(page)
    assert not cut, "\n".join(cut)
