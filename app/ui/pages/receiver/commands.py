"""What buttons, keys and menu do with the selected request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.received import ReceivedRequest
from app.domain.samples import SavedSample
from app.ui.dialogs import Dialogs
from app.ui.pages.receiver.again_dialog import AgainDialog
from app.ui.pages.receiver.again_presenter import AgainPresenter, Way
from app.ui.pages.receiver.detail_panel import DetailPanel
from app.ui.pages.receiver.keeping import KeepingPresenter
from app.ui.pages.receiver.menu import RequestMenu
from app.ui.pages.receiver.possible import possible
from app.ui.pages.receiver.presenter import ReceiverPresenter
from app.ui.pages.receiver.sample_dialog import SampleDialog
from app.ui.shell import Shell
from app.ui.text import errors

MakeAgain = Callable[[ReceivedRequest, str], AgainPresenter]


class Commands(QObject):
    """Without a selection nothing happens; what cannot be done says why."""

    def __init__(
        self,
        receiver: ReceiverPresenter,
        keeping: KeepingPresenter,
        make_again: MakeAgain,
        shell: Shell,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        """Begin.

        Args:
            receiver: What is selected.
            keeping: Keeps samples and files.
            make_again: Prepares to send a request again, from here to the address of last time.
            shell: The window around the page.
            dialogs: Asks a person.
            parent: What it lives as long as.
        """
        super().__init__(parent)
        self._receiver, self._keeping, self._make_again = receiver, keeping, make_again
        self._shell, self._dialogs = shell, dialogs
        self._window: QWidget | None = None
        self._panel: DetailPanel | None = None
        self._sampled: ReceivedRequest | None = None
        self._last_url = ""
        keeping.kept.connect(self._tell_kept)
        keeping.taken_back.connect(self._tell_taken_back)
        keeping.written.connect(self._tell_written)
        keeping.failed.connect(self._tell_failed)

    def serve(self, page: QWidget, panel: DetailPanel, menu: RequestMenu) -> None:
        """Do what is wanted there; dialogs are shown over the page."""
        self._window, self._panel = page, panel
        for offer in (panel, menu):
            offer.again_wanted.connect(self.send_again)
            offer.sample_wanted.connect(self.save_as_sample)
            offer.deliveries_wanted.connect(self._show_deliveries)
        panel.not_wanted.connect(self._keeping.take_back)
        menu.copy_wanted.connect(panel.copy_body)
        menu.file_wanted.connect(self._save_as_file)

    @property
    def _selected(self) -> ReceivedRequest | None:
        line = self._receiver.selected
        return None if line is None else line.request

    @Slot()
    def send_again(self) -> None:
        """Ask how the selected request is sent again, and show what comes of it."""
        request = self._selected
        if request is None or self._refuses(possible(request).why_no_again):
            return
        again = self._make_again(request, self._last_url)
        again.changed.connect(lambda state: self._remember(state.url, state.way))
        dialog = AgainDialog(again, self._window)
        dialog.delivery_wanted.connect(self._show_delivery)
        dialog.result_said.connect(lambda text, loud: self._shell.announce(text, assertive=loud))
        dialog.open()

    @Slot()
    def save_as_sample(self) -> None:
        """Ask what the sample is to be called."""
        request = self._selected
        if request is None or self._refuses(possible(request).why_no_sample):
            return
        self._sampled = request
        SampleDialog(self._keeping, request, self._window).open()

    @Slot()
    def _save_as_file(self) -> None:
        request = self._selected
        if request is None or self._refuses(possible(request).why_no_file):
            return
        title, kinds = self.tr("Save body"), self.tr("All files (*)")
        path = self._dialogs.save_file(title, request.file_name, kinds)
        if path is not None:
            self._keeping.write(request, path)

    @Slot()
    def _show_deliveries(self) -> None:
        request = self._selected
        if request is not None:
            self._show_delivery(request.header("webhook-id"))

    @Slot(str)
    def _show_delivery(self, name: str) -> None:
        self._shell.open_page("deliveries", delivery_id=name)

    @Slot(object)
    def _tell_kept(self, sample: SavedSample) -> None:
        if self._panel is not None and self._selected is self._sampled:
            self._panel.show_kept(sample)
        self._shell.announce(self.tr("Saved as sample “{name}”").format(name=sample.name))

    @Slot(str)
    def _tell_taken_back(self, name: str) -> None:
        if self._panel is not None:
            self._panel.show_kept(None)
        self._shell.announce(self.tr("Sample “{name}” deleted").format(name=name))

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        self._shell.announce(self.tr("Saved as {file}").format(file=path.name))

    @Slot(object)
    def _tell_failed(self, error: AppError) -> None:
        words = errors.of(error)
        self._shell.announce(f"{words.title}. {words.text}", assertive=True)

    def _remember(self, url: str, way: Way) -> None:
        if way is Way.HERE:
            self._last_url = url

    def _refuses(self, why: str) -> bool:
        if why:
            self._shell.announce(why, assertive=True)
        return bool(why)
