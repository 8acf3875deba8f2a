"""What takes the list's place: nothing yet, no match, no permission, a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.failing import FailingPlaceholder
from app.ui.pages.listeners.list_status import Body
from app.ui.theme import Tone
from app.ui.widgets import Card, KeyValueGrid

if TYPE_CHECKING:
    from app.domain.workspace import Me
    from app.ui.pages.listeners.list_status import ListStatus


class ListPlaceholder(FailingPlaceholder):
    """Shows one of the bodies that are no table.

    Signals:
        new_wanted: Make the first listener.
        clear_wanted: Clear the filters.
        help_wanted: How a listener works.
    """

    new_wanted = Signal()
    clear_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("listeners", parent=parent)
        self.setObjectName("listeners_placeholder")
        self._shown: object = None

    def show_status(self, status: ListStatus, me: Me | None, connection_name: str) -> None:
        """Say what this status means; nothing happens for one that was said already."""
        said = (status.body, status.filters, status.error, status.access)
        if said == self._shown:
            return
        self._shown = said
        self.clear_actions()
        match status.body:
            case Body.EMPTY:
                self._say_empty(status)
            case Body.NO_MATCH:
                self._say_no_match(status)
            case Body.NO_PERMISSION:
                self._say_no_permission(me, connection_name)
            case Body.FAILED:
                self.say_failed(status.error)
            case Body.LOADING | Body.TABLE:
                pass

    def _say_empty(self, status: ListStatus) -> None:
        self.set_message(
            "listeners",
            self.tr("No webhook listeners yet"),
            self.tr(
                "A listener sends a message to your endpoint each time a record is created "
                "or updated."
            ),
        )
        new = self.add_button(self.tr("New Webhook Listener"), "primary", icon_name="plus")
        new.setObjectName("first_listener")
        new.set_reason(status.access.why_no_change)
        new.clicked.connect(self.new_wanted)
        how = self.add_link(self.tr("How a listener works"))
        how.setObjectName("how_it_works")
        how.clicked.connect(self.help_wanted)

    def _say_no_match(self, status: ListStatus) -> None:
        text = status.filters.text.strip()
        title = self.tr("No listeners match “{text}”").format(text=text)
        self.set_message("search", title if text else self.tr("No listeners match"), tone=Tone.MUTE)
        clear = self.add_button(self.tr("Clear filters"))
        clear.setObjectName("clear_filters")
        clear.clicked.connect(self.clear_wanted)

    def _say_no_permission(self, me: Me | None, connection_name: str) -> None:
        self.set_message(
            "lock",
            self.tr("You cannot view webhook listeners here"),
            self.tr(
                "Your account does not have the permission for this page. Ask your "
                "administrator to add it, then try again."
            ),
            tone=Tone.MUTE,
        )
        signed_in = me.user_name if me is not None else ""
        instance = me.instance_name if me is not None else connection_name
        where = self.tr("Settings > API > Webhook Listeners")
        request = self.tr(
            "Give {user} the permission “listeners:read” ({where}) in {instance}."
        ).format(user=signed_in, where=where, instance=instance)
        copy = self.add_button(
            self.tr("Copy request for administrator"), "primary", icon_name="copy"
        )
        copy.setObjectName("copy_request")
        copy.clicked.connect(lambda: self.copy_wanted.emit(request))
        self.add_again()
        grid = KeyValueGrid(name_width=152)
        grid.add(self.tr("Signed in as"), signed_in)
        grid.add(self.tr("Instance"), instance)
        grid.add(self.tr("Missing permission"), where)
        card = Card(sunken=True)
        card.body.addWidget(grid)
        self.set_details(card)
