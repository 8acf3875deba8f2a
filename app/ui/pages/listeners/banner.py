"""The one banner over the list: offline, or what went wrong while the rows stay."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import MassDeletion, NetworkError, NotAuthorised, NotSignedIn
from app.ui.pages.list_page import IN_LIST
from app.ui.pages.listeners.list_status import Body
from app.ui.text import times
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.ui.pages.listeners.list_status import ListStatus
    from app.ui.widgets import Banner


class StateBanner(QWidget):
    """Shows the state of the connection where it is not as it should be.

    Signals:
        again_wanted: Ask the platform once more.
        deletions_accepted: What the platform deleted may go here too.
        sign_in_wanted: The token is not taken any more, or not here; a person has one.
    """

    again_wanted = Signal()
    deletions_accepted = Signal()
    sign_in_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(IN_LIST)
        self.hide()

    def show_status(self, status: ListStatus) -> None:
        """Show it, or nothing."""
        has_rows = status.body in {Body.TABLE, Body.NO_MATCH, Body.EMPTY}
        is_offline = status.overview.offline_since is not None
        error = None if isinstance(status.error, NetworkError) else status.error
        shown = (has_rows, is_offline, status.overview.waiting, error)
        if shown == self._shown:
            return
        self._shown = shown
        has_news = has_rows and (is_offline or error is not None)
        if has_news:
            self._banner.clear_actions()
        if has_news and error is not None:
            self._say_error(error)
        elif has_news:
            self._say_offline(status.overview.waiting)
        self.setVisible(has_news)

    @cached_property
    def _banner(self) -> Banner:
        """Made when there is something to say: mostly there is not."""
        from app.ui.widgets import Banner

        banner = Banner()
        banner.setObjectName("state_banner")
        self._column.addWidget(banner)
        return banner

    def _say_offline(self, waiting: int) -> None:
        text = self.tr("You can keep working.")
        if waiting:
            waits = self.tr(
                "%Ln change(s) wait here and are sent when the connection is back.", "", waiting
            )
            text = f"{text} {waits}"
        self._banner.set_message(
            Tone.WARN, self.tr("You are offline"), text, icon_name="cloud-off-fill"
        )
        self._add_again()

    def _say_error(self, error: Exception) -> None:
        if isinstance(error, MassDeletion):
            title = self.tr("The platform would remove {count} of {known} listeners here")
            self._banner.set_message(
                Tone.WARN,
                title.format(count=times.number(error.count), known=times.number(error.known)),
                self.tr("Nothing was removed yet. Check that this is the right platform."),
            )
            accept = self._banner.add_button(self.tr("Remove them here"), "danger")
            accept.setObjectName("accept_deletions")
            accept.clicked.connect(self.deletions_accepted)
        else:
            from app.ui.text import errors

            words = errors.of(error)
            self._banner.set_message(Tone.BAD, words.title, words.text)
        if isinstance(error, (NotAuthorised, NotSignedIn)):
            sign_in = self._banner.add_button(self.tr("Sign in again..."), "primary")
            sign_in.setObjectName("sign_in_again")
            sign_in.clicked.connect(self.sign_in_wanted)
        else:
            self._add_again()

    def _add_again(self) -> None:
        again = self._banner.add_button(self.tr("Try again"))
        again.setObjectName("banner_again")
        again.clicked.connect(self.again_wanted)
