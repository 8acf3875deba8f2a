"""What the keys, the menu and the panel do with the delivery that is selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from app.domain.delivery import Delivery, DeliveryStatus
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.detail_panel import DetailPanel
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.shell import Shell
from app.ui.text.places import is_mail

translate = QCoreApplication.translate


class Commands:
    """Satisfies `menu.Possible`; without a selection nothing happens."""

    def __init__(
        self,
        deliveries: DeliveryListPresenter,
        detail: DeliveryDetailPresenter,
        actions: DeliveryActions,
        panel: DetailPanel,
        shell: Shell,
    ) -> None:
        self._list = deliveries
        self._detail = detail
        self._actions = actions
        self._panel = panel
        self._shell = shell

    @property
    def selected(self) -> Delivery | None:
        """The delivery, as far as it was read."""
        detail = self._detail.detail
        return None if detail is None else detail.full or detail.listed

    @property
    def why_no_replay(self) -> str:
        """Why it cannot be sent again."""
        if self._actions.access.why_no_replay:
            return self._actions.access.why_no_replay
        return self._is_orphan() if self.selected is not None else ""

    @property
    def why_no_cancel(self) -> str:
        """Why it cannot be given up."""
        return "" if self.selected is None else self._actions.why_no_cancel(self.selected)

    @property
    def why_no_listener(self) -> str:
        """Why its listener cannot be opened."""
        return "" if self.selected is None else self._is_orphan()

    @property
    def why_no_curl(self) -> str:
        """Why the attempt that is shown cannot be copied."""
        return self._panel.why_no_curl

    @property
    def has_mail(self) -> bool:
        """Whether it is a message that is kept where it can be looked at."""
        one = self.selected
        if one is None or not self._actions.access.has_mailbox:
            return False
        return is_mail(one) and one.status is DeliveryStatus.DELIVERED

    def open_mail(self) -> None:
        """Show the message that was sent."""
        one = self.selected
        if one is not None and self.has_mail:
            self._shell.open_page("mailbox", message=f"{one.event_id}.{one.listener_id}")

    def replay(self) -> None:
        """Send it again."""
        if self.selected is None:
            return
        if self.why_no_replay:
            self._shell.announce(self.why_no_replay, assertive=True)
        else:
            self._actions.replay(self.selected)

    def cancel(self) -> None:
        """Give it up."""
        if self.selected is not None:
            self._actions.cancel(self.selected)

    def ask_why(self) -> None:
        """Show every listener that was considered for its event."""
        if self.selected is not None:
            self._shell.open_page("why", delivery_id=self.selected.id)

    def open_listener(self) -> None:
        """Go to the listener it belongs to."""
        if self.selected is not None and not self.why_no_listener:
            self._shell.open_page("listener_form", listener_id=self.selected.listener_id)

    def copy_curl(self) -> None:
        """Put the attempt that is shown on the clipboard, as a command."""
        self._panel.copy_curl()

    def copy_ids(self) -> None:
        """Put its names on the clipboard, one a line."""
        one = self.selected
        if one is not None:
            names = (one.id, one.event_id, one.record_id, one.listener_id)
            QGuiApplication.clipboard().setText("\n".join(names))
            self._shell.announce(
                translate("deliveries", "Copied: delivery, event, record and listener ID")
            )

    def _is_orphan(self) -> str:
        """Says that the listener is gone, as soon as the listeners were read."""
        delivery = self.selected
        if delivery is None or not self._list.listeners.is_read:
            return ""
        is_known = self._list.listeners.find(delivery.listener_id) is not None
        gone = translate("deliveries", "This listener is not there any more")
        return "" if is_known else gone
