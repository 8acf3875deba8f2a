"""What the menu and the panel's buttons do with one listener."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.pages.listeners.detail import NoticeAction

if TYPE_CHECKING:
    from app.domain.listener import Mode
    from app.ui.pages.listeners.changes import ListenerChanges
    from app.ui.pages.listeners.presenter import ListenersPresenter
    from app.ui.shell import Shell


class Commands:
    """Goes to another page, or has a listener changed; satisfies `menu.Doing`."""

    def __init__(
        self, listeners: ListenersPresenter, changes: ListenerChanges, shell: Shell
    ) -> None:
        self._listeners = listeners
        self._changes = changes
        self._shell = shell

    def send_test_of(self, listener_id: str) -> None:
        """Send a test and show its result."""
        why = self._listeners.status.access.why_no_test
        if why:
            self._shell.announce(why, assertive=True)
        else:
            self._shell.open_page("test_result", listener_id=listener_id)

    def create(self) -> None:
        """Open the form with a new one."""
        self._shell.open_page("listener_form", listener_id=None)

    def edit(self, listener_id: str) -> None:
        """Open the form."""
        self._shell.open_page("listener_form", listener_id=listener_id)

    def duplicate(self, listener_id: str) -> None:
        """Open the form with a copy."""
        self._shell.open_page("listener_form", copy_of=listener_id)

    def show_deliveries(self, listener_id: str) -> None:
        """Go to this listener's deliveries."""
        self._shell.open_page("deliveries", listener_id=listener_id)

    def show_credential(self, credential_id: str) -> None:
        """Go to a credential."""
        self._shell.open_page("credentials", credential_id=credential_id)

    def set_mode(self, listener_id: str, mode: Mode) -> None:
        """Turn on, pause or turn off."""
        self._changes.set_mode([listener_id], mode)

    def delete(self, listener_id: str) -> None:
        """Ask, then delete."""
        self._changes.delete([listener_id])

    def answer(self, listener_id: str, action: NoticeAction) -> None:
        """One of the actions that a notice offers."""
        match action:
            case NoticeAction.KEEP_MINE:
                self._changes.keep_mine(listener_id)
            case NoticeAction.TAKE_THEIRS:
                self._changes.take_back(listener_id)
            case NoticeAction.RESOLVE:
                self._changes.open_conflict(listener_id)
            case NoticeAction.EDIT:
                self.edit(listener_id)
