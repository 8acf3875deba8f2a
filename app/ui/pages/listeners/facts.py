"""The middle of the detail panel: status, destination, authentication, signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.theme import TextRole, em, follow_text_size
from app.ui.widgets import (
    Button,
    ElidingLabel,
    Hint,
    IconLabel,
    PlainLabel,
    Switch,
    ToolButton,
    set_tooltip,
)
from app.ui.widgets.layouts import flush

if TYPE_CHECKING:
    from app.ui.pages.listeners.detail import Detail


class Facts(QWidget):
    """Names on the left, values on the right; the same widgets for every listener.

    Signals:
        switched: A person moved the switch.
        copy_wanted: The whole address goes to the clipboard.
        credential_wanted: The id of the credential to open.
    """

    switched = Signal()
    copy_wanted = Signal(str)
    credential_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = ""
        self._credential_id = ""
        self._switch = Switch(self.tr("Listener turned on"))
        self._switch.setObjectName("status_switch")
        self._word = PlainLabel("", TextRole.MEDIUM)
        self._word.setObjectName("status_word")
        self._since = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._since.setObjectName("status_second")
        self._why = Hint("")
        self._why.setObjectName("status_reason")
        self._host_name = PlainLabel("", ink="text2")
        self._host = ElidingLabel("")
        self._host.setObjectName("destination")
        self._path = ElidingLabel("", ink="text2")
        self._copy = ToolButton("copy", self.tr("Copy address"), edge_px=24)
        self._copy.setObjectName("copy_address")
        self._auth_name = PlainLabel(self.tr("Authentication"), ink="text2")
        self._auth = ElidingLabel("")
        self._credential = Button("", kind="link", icon_name="key")
        self._credential.setObjectName("credential_link")
        self._signing_name = PlainLabel(self.tr("Signing"), ink="text2")
        self._signing_icon = IconLabel("shield-fill", "ok_fill", 14)
        self._signing = PlainLabel("")
        self._signing.setObjectName("signing")
        self._channel_name = PlainLabel(self.tr("Channel"), ink="text2")
        self._channel = ElidingLabel("")
        self._build()
        self._switch.clicked.connect(self._on_switched)
        self._copy.clicked.connect(lambda: self.copy_wanted.emit(self._address))
        self._credential.clicked.connect(lambda: self.credential_wanted.emit(self._credential_id))

    def show_detail(self, detail: Detail) -> None:
        """Show another listener, or the same one as it is now."""
        self._show_status(detail)
        place, settings = detail.row.place, detail.row.local.settings
        to = settings.destination
        self._address = to.address if detail.is_email else to.url
        self._host_name.setText(self.tr("Email") if detail.is_email else self.tr("Endpoint"))
        self._host.setText(place.host)
        self._path.setText(place.path)
        self._path.setVisible(bool(place.path))
        signing = (self._signing_name, self._signing_icon, self._signing)
        for widget in (self._auth_name, self._auth, *signing):  # a mail has neither
            widget.setVisible(not detail.is_email)
        self._auth.setText(place.auth)
        self._credential_id = to.credential_id or ""
        credential = detail.credential
        name = credential.name if credential is not None else self.tr("Not on the platform")
        self._credential.set_words(name)
        set_tooltip(self._credential, name)
        self._credential.setVisible(bool(self._credential_id) and not detail.is_email)
        self._signing.setText(self.tr("HMAC-SHA256") if settings.signing else self.tr("Not signed"))
        icon = ("shield-fill", "ok_fill") if settings.signing else ("shield", "text3")
        self._signing_icon.set_icon(*icon)
        for part in (self._channel_name, self._channel):
            part.setVisible(bool(detail.channel))
        self._channel.setText(detail.channel)

    def _show_status(self, detail: Detail) -> None:
        status = detail.row.status
        with QSignalBlocker(self._switch):
            self._switch.setChecked(detail.is_on)
        self._switch.setEnabled(not detail.why_no_switch)
        set_tooltip(self._switch, detail.why_no_switch)
        self._switch.set_waiting(detail.is_switching)
        self._word.setText(status.word)
        self._word.set_ink({"ok": "text", "mute": "text2"}.get(status.tone, status.tone))
        self._since.setText(detail.why_off or status.detail)
        self._why.set_message(detail.why_no_switch)
        self._why.setVisible(bool(detail.why_no_switch))
        why = detail.why_no_switch or detail.why_off
        self._switch.setAccessibleDescription(f"{status.word}. {why}".strip())

    @Slot()
    def _on_switched(self) -> None:
        # What is shown follows the listener, not the click: a question may follow.
        with QSignalBlocker(self._switch):
            self._switch.setChecked(not self._switch.isChecked())
        self.switched.emit()

    def _build(self) -> None:
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        follow_text_size(self, lambda: grid.setColumnMinimumWidth(0, em(104)))
        grid.setColumnStretch(1, 1)
        status = _row(self._switch, self._word, wide=1)
        level = PlainLabel(self.tr("Status"), ink="text2")
        follow_text_size(level, lambda: level.setMinimumHeight(self._switch.sizeHint().height()))
        signing = _row(self._signing_icon, self._signing, wide=-1)
        self._add(level, _column(status, self._since))
        grid.addWidget(self._why, grid.rowCount(), 0, 1, 3)
        self._add(self._host_name, _column(self._host, self._path), wide=1)
        grid.addWidget(self._copy, grid.rowCount() - 1, 2, Qt.AlignmentFlag.AlignTop)
        self._add(self._auth_name, _column(self._auth, flush(self._credential)))
        self._add(self._signing_name, signing)
        self._add(self._channel_name, _column(self._channel))

    def _add(self, name: QWidget, value: QLayout, *, wide: int = 2) -> None:
        """A name beside the first line of its value."""
        row = self._grid.rowCount()
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(value, row, 1, 1, wide)


def _column(*lines: QWidget | QLayout) -> QVBoxLayout:
    """Lines that belong together."""
    column = QVBoxLayout()
    column.setSpacing(2)
    for one in lines:
        if isinstance(one, QWidget):
            column.addWidget(one)
        else:
            column.addLayout(one)
    return column


def _row(*widgets: QWidget, wide: int) -> QHBoxLayout:
    """Widgets side by side; the one at `wide` takes what is left, -1 for none."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, int(number == wide))
    if wide < 0:
        row.addStretch(1)
    return row
