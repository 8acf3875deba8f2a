"""The head of the Deliveries page: what is done with all that it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.exports.button import ExportButton
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.replay_dialog import ReplayDialog
from app.ui.pages.deliveries.replay_presenter import Around, Choice, choice_of
from app.ui.pages.frame import PageHead
from app.ui.widgets import Button

translate = QCoreApplication.translate
MakeReplay = Callable[[Around, Choice, QWidget], ReplayDialog]


class DeliveriesHead(PageHead):
    """Title and buttons; opens the dialogs that concern many deliveries.

    Signals:
        why_wanted: Somebody misses something.
        narrowed: The filters were set by a dialog.
    """

    why_wanted = Signal()
    narrowed = Signal()

    def __init__(
        self,
        deliveries: DeliveryListPresenter,
        actions: DeliveryActions,
        make_replay: MakeReplay,
        save: ExportButton,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            translate("deliveries", "Deliveries"),
            translate("deliveries", "Every attempt to reach an endpoint or a mailbox"),
            parent,
        )
        self.setObjectName("deliveries_head")
        self._list = deliveries
        self._delivery_actions = actions
        self._make_replay = make_replay
        why = Button(self.tr("Why did it not arrive?"), icon_name="help")
        why.setObjectName("ask_why")
        self._save = save
        self._replay = Button(self.tr("Replay failed..."), icon_name="replay")
        self._replay.setObjectName("replay_failed")
        for button in (why, self._save, self._replay):
            self.add_action(button)
        why.clicked.connect(self.why_wanted)
        self._replay.clicked.connect(self._open_replay)
        deliveries.status_changed.connect(self._judge)
        actions.changed.connect(self._judge)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """What can be done with all that is shown: each says why where it cannot."""
        may = self._delivery_actions.access
        self._replay.set_reason(may.why_no_replay)
        for dialog in self.findChildren(ReplayDialog):
            dialog.take_environment(may.environment, may.hue)
        why = self.tr("A search in contents cannot be exported; the other filters can")
        searches = self._list.wanted.searches_contents
        self._save.refuse(self._delivery_actions.why_away or (why if searches else ""))

    def replay_of(self, listeners: Mapping[str, str]) -> None:
        """Replay what failed of these listeners; ids with names."""
        self._open(self._around(tuple(listeners.items()), is_selection=True), Choice())

    @Slot()
    def _open_replay(self) -> None:
        """Replay many: first of all what the page shows."""
        wanted = self._list.wanted
        names = self._list.listeners.names
        self._open(self._around(names, search=wanted.text), choice_of(wanted))

    def _around(
        self, names: tuple[tuple[str, str], ...], *, search: str = "", is_selection: bool = False
    ) -> Around:
        where = self._delivery_actions.access
        return Around(names, where.environment, where.hue, search, is_selection)

    def _open(self, around: Around, choice: Choice) -> None:
        dialog = self._make_replay(around, choice, self)
        dialog.shown_wanted.connect(self._show_replayed)
        dialog.open()

    @Slot(object)
    def _show_replayed(self, listener_id: str | None) -> None:
        self._list.clear_filters()
        self._list.choose_listener(listener_id)
        self.narrowed.emit()
