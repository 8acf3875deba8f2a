"""The head of the Deliveries page: what is done with all that it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.dialogs import Dialogs
from app.ui.pages.deliveries.export_presenter import (
    ExportPresenter,
    Stage,
    with_suffix,
)
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.replay_dialog import ReplayDialog
from app.ui.pages.deliveries.replay_presenter import Around, Choice, choice_of
from app.ui.pages.delivery_access import Access
from app.ui.pages.frame import PageHead
from app.ui.text import times
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
        access: Access,
        make_replay: MakeReplay,
        export: ExportPresenter,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            translate("deliveries", "Deliveries"),
            translate("deliveries", "Every attempt to reach an endpoint or a mailbox"),
            parent,
        )
        self.setObjectName("deliveries_head")
        self._list = deliveries
        self._access = access
        self._make_replay = make_replay
        self._export = export
        self._dialogs = dialogs
        why = Button(self.tr("Why did it not arrive?"), icon_name="help")
        why.setObjectName("ask_why")
        self._save = Button(self.tr("Export..."), icon_name="export")
        self._save.setObjectName("export_deliveries")
        replay = Button(self.tr("Replay failed..."), icon_name="replay")
        replay.setObjectName("replay_failed")
        replay.set_reason(access.why_no_replay)
        for button in (why, self._save, replay):
            self.add_action(button)
        why.clicked.connect(self.why_wanted)
        replay.clicked.connect(self._open_replay)
        self._save.clicked.connect(self._ask_where)
        export.changed.connect(self._judge_export)
        deliveries.status_changed.connect(self._judge_export)

    @Slot()
    def _ask_where(self) -> None:
        """Export what the list shows to a file that is asked for."""
        today = times.local(self._list.now()).strftime("%Y-%m-%d")
        path = self._dialogs.save_file(
            self.tr("Export deliveries"),
            f"deliveries-{today}.csv",
            self.tr("CSV for spreadsheets (*.csv);;NDJSON, one object a line (*.ndjson)"),
        )
        if path is None:
            return
        whole = with_suffix(path)
        # The system has asked about the name that was typed, not about the one with a suffix.
        if whole == path or not whole.exists() or self._may_replace(whole.name):
            self.export_to(whole)

    def export_to(self, path: Path) -> None:
        """Write what the list shows into a file."""
        self._export.start(self._list.wanted.filter(self._list.now()), path)

    def _may_replace(self, name: str) -> bool:
        title = self.tr("Replace {file}?").format(file=name)
        return self._dialogs.confirm(
            title, self.tr("A file of this name is there."), self.tr("Replace")
        )

    @Slot()
    def _judge_export(self) -> None:
        why = ""
        if self._export.state.stage is Stage.WRITING:
            why = self.tr("An export is being written")
        elif self._list.wanted.searches_contents:
            why = self.tr("A search in contents cannot be exported; the other filters can")
        self._save.set_reason(why)

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
        where = self._access
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
