"""One credential beside the list: what it is, who uses it, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.endpoint_check import Finding
from app.domain.secret import MASK
from app.domain.times import Clock
from app.domain.token_call import AUTH_TYPE
from app.ui.pages.credentials import state_words
from app.ui.pages.credentials.columns import CredentialRow
from app.ui.pages.credentials.menu import CredentialMenu
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.test_sends.keeping import NotKeptHint
from app.ui.text import checks, states, times
from app.ui.text.names import function_label
from app.ui.text.states import StatusText
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Button,
    ElidingLabel,
    Hint,
    IconLabel,
    KeyValueGrid,
    PlainLabel,
    SecondLine,
    ToolButton,
    line,
)
from app.ui.widgets.layouts import flush_at_end

_SHOWN_USERS = 8


class DetailPanel(SidePanel):
    """Shows a `CredentialRow`; wishes go to the page."""

    edit_wanted = Signal()
    replace_wanted = Signal(str)  # the secret field that is to be another
    delete_wanted = Signal()
    test_wanted = Signal()  # whether a token is granted

    def __init__(
        self, clock: Clock, *, reason_to_only_read: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("credential_detail", parent)
        self._clock = clock
        self._only_read = reason_to_only_read
        self.why_no_edit = self.why_no_delete = reason_to_only_read
        self._second = SecondLine()
        self._edit = Button(self.tr("Edit"), icon_name="pencil")
        self._edit.setObjectName("edit_credential")
        self._test = Button(self.tr("Check now"), kind="primary", icon_name="check")
        self._test.setObjectName("test_token")
        self._token = Hint("", Tone.INFO)
        self._token.setObjectName("token_state")
        self.not_kept = NotKeptHint()
        self._credential_id = ""
        self._asking: frozenset[str] = frozenset()
        self._values = KeyValueGrid()
        self._used = PlainLabel("", TextRole.SECOND, ink="text2")
        self._users = QGridLayout()
        self._delete = Button(self.tr("Delete..."), kind="danger", icon_name="trash")
        self._delete.setObjectName("delete_credential")
        self.menu = CredentialMenu(self)
        self._more = ToolButton("dots", self.tr("More actions"))
        self._more.setObjectName("more_of_credential")
        self._more.setMenu(self.menu)
        self._reason = Hint("", Tone.INFO)
        self._reason.setObjectName("delete_reason")
        self._build()
        self._edit.clicked.connect(self.edit_wanted)
        self._test.clicked.connect(self.test_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self.menu.check_wanted.connect(self.test_wanted)
        self.menu.edit_wanted.connect(self.edit_wanted)
        self.menu.delete_wanted.connect(self.delete_wanted)

    def show_row(self, row: CredentialRow | None) -> None:
        """Show another credential, or news of the same one."""
        if row is None:
            return
        credential = row.credential
        self._test.setVisible(credential.auth_type == AUTH_TYPE)
        if credential.id != self._credential_id:
            self._credential_id = credential.id
            self._token.hide()
            self.not_kept.hide()
            self.show_asking(self._asking)
        self._title.setText(credential.name)
        self._second.setText(row.type_label)
        self._values.clear()
        said = state_words.of(row.judged, self._clock())
        self._values.add(self.tr("State"), _state(said), second=said.detail)
        unknown = self.tr("The platform has not said yet what this type asks for")
        self.why_no_edit = self._only_read or ("" if row.auth_type is not None else unknown)
        self._edit.set_reason(self.why_no_edit)
        for one in row.auth_type.fields if row.auth_type is not None else ():
            if one.secret:
                ending = credential.secret_hints.get(one.name, "")
                replace = Button(self.tr("Replace..."), kind="link")
                replace.setObjectName(f"replace_{one.name}")
                replace.setAccessibleName(self.tr("Replace {secret}").format(secret=one.label))
                replace.set_reason(self._only_read)
                replace.clicked.connect(partial(self._want_other, one.name))
                shown = ElidingLabel(f"{MASK * 3} {ending}".strip())
                self._values.add(one.label, _with_link(shown, replace))
            elif credential.fields.get(one.name):
                self._values.add(one.label, credential.fields[one.name])
        at = credential.last_success_at
        never = self.tr("Never")
        self._values.add(self.tr("Last success"), times.short(at, self._clock()) if at else never)
        if row.judged.ends_at is not None:
            ends = times.short(row.judged.ends_at, self._clock())
            self._values.add(self.tr("Token ends"), ends)
        self._values.add(self.tr("Changed"), times.short(credential.updated_at, self._clock()))
        self._show_users(row)
        in_use = self.tr(
            "Used by %Ln listener(s). Choose another credential for them first.", "", row.used_by
        )
        reason = in_use if row.used_by else ""
        self.why_no_delete = self._only_read or reason
        self._delete.set_reason(self.why_no_delete)
        self.menu.show_reasons(
            can_check=credential.auth_type == AUTH_TYPE,
            why_no_edit=self.why_no_edit,
            why_no_delete=self.why_no_delete,
        )
        self._reason.set_message(reason, Tone.INFO)
        self._reason.setVisible(bool(reason))

    @Slot(object)
    def show_asking(self, asking: frozenset[str]) -> None:
        """Which credentials are being checked: this one waits for its answer, or does not."""
        self._asking = asking
        is_asked = self._credential_id in asking
        if is_asked:
            self._token.hide()
        self._test.set_busy(self.tr("Checking...") if is_asked else None)

    @Slot(str, object)
    def show_token(self, credential_id: str, found: Finding) -> None:
        """Say whether a token was granted, and until when it is good."""
        if credential_id == self._credential_id:
            words = checks.of(found, host="", now=self._clock())
            tone = checks.look_of(found.outcome)[1]
            parts = (words.title, words.value, words.text)
            self._token.set_message(". ".join(part for part in parts if part), tone)
            self._token.show()

    def _want_other(self, secret: str, _is_checked: bool = False) -> None:
        self.replace_wanted.emit(secret)

    def _show_users(self, row: CredentialRow) -> None:
        self._used.setText(self.tr("%Ln listener(s)", "", row.used_by))
        while self._users.count():
            item = self._users.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, listener in enumerate(row.users[:_SHOWN_USERS]):
            settings = listener.settings
            state = states.of(listener, now=self._clock())
            icon = IconLabel(state.icon, f"{state.tone}_fill", 14)
            self._users.addWidget(icon, at, 0)
            self._users.addWidget(PlainLabel(settings.entity, TextRole.MEDIUM), at, 1)
            function = PlainLabel(function_label(settings.function), ink="text2")
            self._users.addWidget(function, at, 2)
            name = ElidingLabel(settings.name, TextRole.SECOND, ink="text2")
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._users.addWidget(name, at, 3)
        hidden = row.used_by - min(len(row.users), _SHOWN_USERS)
        if hidden > 0:
            more = SecondLine(self.tr("and %Ln more", "", hidden))
            self._users.addWidget(more, _SHOWN_USERS, 1, 1, 3)

    def _build(self) -> None:
        used = QHBoxLayout()
        used.addWidget(PlainLabel(self.tr("Used by"), TextRole.STRONG))
        used.addStretch(1)
        used.addWidget(self._used)
        self._users.setHorizontalSpacing(8)
        self._users.setVerticalSpacing(8)
        self._users.setColumnStretch(3, 1)
        delete = in_a_row(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 16)
        column.setSpacing(6)
        column.addLayout(self._head(buttons=(self._more,)))
        column.addWidget(self._second)
        column.addSpacing(6)
        column.addLayout(in_a_row(self._test, self._edit))
        column.addWidget(self._token)
        column.addWidget(self.not_kept)
        for part in (self._values, used, delete):
            column.addSpacing(10)
            column.addWidget(line())
            column.addSpacing(6)
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
            if part is used:
                column.addLayout(self._users)
        column.addWidget(self._reason)
        column.addStretch(1)
        note = self.tr("Secrets stay with the platform, never in files or logs here.")
        column.addWidget(Hint(note, Tone.MUTE, icon_name="lock"))


def _state(said: StatusText) -> QWidget:
    word = PlainLabel(said.word, ink=said.tone if said.tone in {"bad", "warn"} else "text")
    word.setObjectName("credential_state")
    icon = IconLabel(said.icon, f"{said.tone}_fill", 16)
    return _beside(icon, word)


def _beside(first: QWidget, second: QWidget) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first)
    row.addWidget(second)
    row.addStretch(1)
    return place


def _with_link(shown: QWidget, link: Button) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(shown, 1)
    row.addLayout(flush_at_end(link))
    return place
