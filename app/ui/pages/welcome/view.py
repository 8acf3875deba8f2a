"""Two choices, the sandbox first (mockup 06-welcome)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app import DISPLAY_NAME
from app.domain.errors import AppError
from app.domain.workspace import Connection, Environment
from app.ui.connection_menu import add_connections
from app.ui.pages.frame import scrolling
from app.ui.session import SANDBOX
from app.ui.shell import Page
from app.ui.text import errors
from app.ui.theme import TextRole, Tone, current, paint_icon, size_in_em
from app.ui.widgets.buttons import Button
from app.ui.widgets.environment import EnvironmentTag
from app.ui.widgets.frames import Card, surface
from app.ui.widgets.labels import IconLabel, PlainLabel, SecondLine
from app.ui.widgets.message import Banner

_LOGO_PX = 64
_BADGE_PX = 40
_CARD_PX = 432


class WelcomePage(Page):
    """Shown while no connection is open."""

    sandbox_wanted = Signal()
    connect_wanted = Signal()
    connection_wanted = Signal(str)  # its id
    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._trouble = Banner(Tone.BAD, speaks=True)
        self._trouble.setObjectName("welcome_error")
        self._trouble.hide()
        self.start_sandbox = Button(self.tr("Start the sandbox"), kind="primary")
        self.start_sandbox.setObjectName("start_sandbox")
        self.start_sandbox.clicked.connect(self.sandbox_wanted)
        self.connect_button = Button(self.tr("Connect..."))
        self.connect_button.setObjectName("connect_to_platform")
        self.connect_button.clicked.connect(self.connect_wanted)

        self._connections: Sequence[Connection] = ()
        self._known = Button(self.tr("Open a connection"), kind="link", icon_name="swap")
        self._known.setObjectName("open_connection")
        self._known.clicked.connect(self._open_menu)
        self._known.hide()
        self._guide = Button(self.tr("Open the guide"), kind="link")
        self._guide.setObjectName("open_guide")
        self._guide.clicked.connect(self.guide_wanted)

        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addStretch(1)
        cards.addWidget(self._sandbox_card(), 100)
        cards.addWidget(self._connect_card(), 100)
        cards.addStretch(1)

        inner = surface("chrome")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(_Logo(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        title = PlainLabel(DISPLAY_NAME, TextRole.HERO)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        motto = PlainLabel(
            self.tr("See, create and test the webhook listeners of your platform."), ink="text2"
        )
        column.addWidget(motto, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        trouble_row = QHBoxLayout()
        trouble_row.addStretch(1)
        trouble_row.addWidget(self._trouble, 100)
        trouble_row.addStretch(1)
        size_in_em(self._trouble, max_width=2 * _CARD_PX + 16)
        column.addLayout(trouble_row)
        column.addLayout(cards)
        column.addSpacing(12)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addStretch(1)
        links.addWidget(self._known)
        links.addWidget(self._guide)
        links.addStretch(1)
        column.addLayout(links)
        column.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))

    @Slot(str)
    def show_opening(self, what: str) -> None:
        """A connection is being opened: nothing else can be started meanwhile."""
        self._trouble.hide()
        self.start_sandbox.set_busy(self.tr("Starting...") if what == SANDBOX else None)
        for button in (self.start_sandbox, self.connect_button, self._known):
            button.setEnabled(False)

    @Slot()
    def show_idle(self) -> None:
        """Nothing is being opened."""
        self._trouble.hide()
        self.start_sandbox.set_busy(None)
        for button in (self.start_sandbox, self.connect_button, self._known):
            button.setEnabled(True)

    def show_connections(self, connections: Sequence[Connection]) -> None:
        """Offer the platforms that were added before."""
        self._connections = [one for one in connections if not one.is_sandbox]
        self._known.setVisible(bool(self._connections))

    @Slot(object)
    def show_error(self, error: AppError) -> None:
        """Opening did not work: why, and both choices are there again."""
        self.show_idle()
        words = errors.of(error)
        self._trouble.set_message(Tone.BAD, words.title, words.text)
        self._trouble.show()

    @Slot()
    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_connections(menu, self._connections)
        menu.triggered.connect(self._chosen)
        menu.popup(self._known.mapToGlobal(self._known.rect().bottomLeft()))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self.connection_wanted.emit(action.data())

    def _sandbox_card(self) -> Card:
        return self._card(
            _Badge("flask-fill", "sandbox", Environment.SANDBOX),
            EnvironmentTag(Environment.SANDBOX),
            self.tr("Try it with the built-in sandbox"),
            self.tr("A practice platform on this computer. It sends only where you say."),
            (
                self.tr("Ready in a few seconds, no account needed"),
                self.tr("Comes with sample records of every kind"),
                self.tr("Create a client and watch its webhook arrive"),
            ),
            self.start_sandbox,
        )

    def _connect_card(self) -> Card:
        return self._card(
            _Badge("link", "accent_text"),
            None,
            self.tr("Connect to your platform"),
            self.tr("Work with the webhook listeners of your own instance."),
            (
                self.tr("You need its address and an API credential"),
                self.tr("The credential is kept in the system keychain"),
                self.tr("Nothing changes on the platform until you save"),
            ),
            self.connect_button,
        )

    def _card(
        self,
        badge: QWidget,
        tag: QWidget | None,
        title: str,
        text: str,
        points: Sequence[str],
        button: Button,
    ) -> Card:
        card = Card()
        card.setAccessibleName(title)
        size_in_em(card, min_width=312, max_width=_CARD_PX)
        body = card.body
        body.setContentsMargins(8, 8, 8, 8)
        head = QHBoxLayout()
        head.addWidget(badge)
        head.addStretch(1)
        if tag is not None:
            head.addWidget(tag)
        body.addLayout(head)
        body.addSpacing(4)
        body.addWidget(PlainLabel(title, TextRole.HEADING, wrap=True))
        body.addWidget(SecondLine(text, wrap=True))
        body.addSpacing(4)
        for point in points:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(IconLabel("check", "ok", 14), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(PlainLabel(point, wrap=True), 1)
            body.addLayout(row)
        body.addSpacing(20)
        body.addStretch(1)
        body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card


class _Badge(QWidget):
    """A rounded square with an icon; decoration."""

    def __init__(self, icon_name: str, ink: str, environment: Environment | None = None) -> None:
        super().__init__()
        self._environment = environment
        size_in_em(self, width=_BADGE_PX, height=_BADGE_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(IconLabel(icon_name, ink, 18), 0, Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        sandbox = self._environment
        tint = tokens.info.tint if sandbox is None else tokens.environment(sandbox).tint
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint))
        painter.drawRoundedRect(self.rect(), 8, 8)


class _Logo(QWidget):
    """The app's mark; decoration."""

    def __init__(self) -> None:
        super().__init__()
        size_in_em(self, width=_LOGO_PX, height=_LOGO_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_icon(QPainter(self), QPointF(0, 0), "app", current().accent, self.width())
