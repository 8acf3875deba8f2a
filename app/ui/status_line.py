"""The status bar: environment, connection, who one is, and how the sync stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimerEvent, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QToolButton, QWidget

from app.domain.errors import NotAuthorised, PermissionMissing
from app.domain.workspace import SecretStorage, SyncOverview
from app.ui.text import sync_news, times
from app.ui.text.names import role_name
from app.ui.text.zone import ZONE
from app.ui.theme import TextRole
from app.ui.widgets.announcing import announce
from app.ui.widgets.chip import Chip, StatusDot
from app.ui.widgets.environment import EnvironmentTag
from app.ui.widgets.frames import line
from app.ui.widgets.labels import ElidingLabel, PlainLabel
from app.ui.widgets.plain_text import set_tooltip

if TYPE_CHECKING:
    from app.domain.workspace import Connection, Me

_MESSAGE_MS = 6000


class StatusLine(QStatusBar):
    """Filled while a connection is open; says results in between.

    Signals:
        palette_wanted: The command palette is to come up.
    """

    palette_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 12, 0)
        self._tag: EnvironmentTag | None = None
        self._state = StatusDot(before_px=8)
        self._state.setObjectName("connection_state")
        self._rule = line(vertical=True)
        self._rule.setMaximumHeight(14)
        self._who = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._storage = ElidingLabel(
            self.tr("Credential not saved: no system keychain"),
            TextRole.SECOND,
            ink="warn",
            shorter=self.tr("Credential not saved"),
        )
        self._storage.setObjectName("secret_storage")
        self._message = ElidingLabel("", TextRole.SECOND, ink="text")
        self._message.setObjectName("status_message")
        self._synced = PlainLabel("", TextRole.SECOND, ink="text2", tabular=True)
        self._synced.setObjectName("synced")
        policy = QSizePolicy.Policy
        self._state.setSizePolicy(policy.Minimum, policy.Fixed)  # the others give way to it
        for words in (self._who, self._storage, self._message):  # level with their neighbours
            words.setSizePolicy(policy.Preferred, policy.Preferred)
        for widget in (self._state, self._rule, self._who, self._message):
            self.addWidget(widget, 1 if widget is self._message else 0)
        self.addPermanentWidget(self._storage)
        self.addPermanentWidget(self._synced)
        self._commands = QToolButton()
        self._commands.setObjectName("open_palette")
        self._commands.setText(self.tr("Commands"))
        self._commands.clicked.connect(self.palette_wanted)
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self.addPermanentWidget(line(vertical=True))
        self.addPermanentWidget(self._commands)
        self.addPermanentWidget(Chip(keys))
        self._parts = (self._state, self._rule, self._who, self._storage, self._synced)
        self._timer_id = 0
        self._has_secret = False
        self._overview = SyncOverview()
        self._me: Me | None = None
        self.show_nothing()
        ZONE.changed.connect(self._say_anew)

    def show_nothing(self) -> None:
        """No connection is open."""
        for part in self._parts:
            part.hide()
        self._clear_message()  # it was about the connection that is gone
        self._drop_tag()

    def show_connection(
        self, connection: Connection, me: Me | None, storage: SecretStorage
    ) -> None:
        """A connection is open."""
        self.mark(connection)
        for part in self._parts:
            part.show()
        self.show_who(me)
        self._has_secret = not connection.is_sandbox
        self.show_storage(storage)
        self.show_sync(SyncOverview())

    def show_storage(self, storage: SecretStorage) -> None:
        """Say that secrets are remembered only, where one is: known once the keyring was asked."""
        self._storage.setVisible(self._has_secret and storage is SecretStorage.SESSION_ONLY)

    def mark(self, connection: Connection) -> None:
        """Say what kind of connection is open, in its colour."""
        self._drop_tag()
        self._tag = EnvironmentTag(connection.environment, connection.hue)
        self.insertWidget(0, self._tag)
        self._tag.show()

    def show_who(self, me: Me | None) -> None:
        """Say who one is there, and as what."""
        self._me = me
        self._rule.setVisible(me is not None)
        self._show_who(self._overview)

    def show_sync(self, overview: SyncOverview) -> None:
        """Online or not, and as of when the list is."""
        before, self._overview = self._overview, overview
        self._state.set_status(sync_news.words(overview), sync_news.INKS[sync_news.reach(overview)])
        news = sync_news.of(before, overview)
        if news is not None:
            announce(self, news.text, assertive=news.is_bad)
        self._show_who(overview)
        self._show_synced(overview)

    @Slot()
    def _say_anew(self) -> None:
        self.show_sync(self._overview)

    def announce(self, text: str, *, assertive: bool = False) -> None:
        """Say a result here and to a screen reader."""
        self._clear_message()
        self._message.setText(text)
        self._timer_id = self.startTimer(_MESSAGE_MS)
        announce(self, text, assertive=assertive)

    @Slot(str, bool)
    def take(self, text: str, assertive: bool) -> None:
        """The same, of a signal."""
        self.announce(text, assertive=assertive)

    def timerEvent(self, event: QTimerEvent) -> None:
        """A result has been on the screen long enough."""
        if event.timerId() == self._timer_id:
            self._clear_message()

    def _clear_message(self) -> None:
        if self._timer_id:
            self.killTimer(self._timer_id)
            self._timer_id = 0
        self._message.setText("")

    def _show_who(self, overview: SyncOverview) -> None:
        me = self._me
        # As what one is signed in is known from before: a platform that refuses knows better.
        is_known = not isinstance(overview.fault, (PermissionMissing, NotAuthorised))
        parts = (me.user_name, role_name(me) if is_known else "") if me is not None else ()
        self._who.setText(", ".join(part for part in parts if part))

    def _show_synced(self, overview: SyncOverview) -> None:
        set_tooltip(self._synced, "")
        waiting = overview.waiting + overview.conflicts + overview.refused
        if waiting:
            self._synced.setText(self.tr("%Ln change(s) waiting", None, waiting))
        elif overview.synced_at is not None:
            at = times.minute(overview.synced_at)
            self._synced.setText(self.tr("Synced {time}").format(time=at))
            set_tooltip(self._synced, times.utc_tooltip(overview.synced_at))
        else:
            self._synced.setText("")

    def _drop_tag(self) -> None:
        if self._tag is not None:
            self.removeWidget(self._tag)
            self._tag.deleteLater()
            self._tag = None
