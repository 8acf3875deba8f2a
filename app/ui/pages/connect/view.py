"""Address and credential on the left, the live check on the right (mockup 06-connect).

The environment is not asked for: the platform says it (contract section 2).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.connect import ConnectDraft
from app.domain.preset import Preset
from app.domain.secret import Secret
from app.domain.validation import Problem, Problems
from app.domain.workspace import SecretStorage, SignInKind
from app.ui.pages.connect.check_panel import CheckPanel
from app.ui.pages.connect.form_rows import side_by_side, text_field
from app.ui.pages.connect.presenter import ConnectPresenter, ConnectStatus, Phase
from app.ui.pages.frame import scrolling
from app.ui.shell import Page
from app.ui.text import errors, presets, problems
from app.ui.theme import TextRole, Tone
from app.ui.widgets.buttons import Button
from app.ui.widgets.choices import CheckBox
from app.ui.widgets.fields import Field
from app.ui.widgets.frames import line, surface
from app.ui.widgets.labels import PlainLabel, SecondLine
from app.ui.widgets.layouts import flush
from app.ui.widgets.message import Banner
from app.ui.widgets.plain_text import set_tooltip
from app.ui.widgets.secret_fields import SecretField
from app.ui.widgets.segmented import Segmented


class ConnectPage(Page):
    """Collects a `ConnectDraft` and shows the presenter's status."""

    left = Signal()  # Cancel, or back to where one comes from

    def __init__(
        self,
        presenter: ConnectPresenter,
        storage: Callable[[], SecretStorage],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("connect")
        self._presenter = presenter
        self._storage = storage
        self._visited: set[str] = set()
        self._preset = Preset()
        self._name = text_field("connection_name", self.tr("Northwind Wealth"))
        self._address = text_field("base_url", "platform.example.com")
        self._client_id = text_field("client_id", "")
        self._secret = SecretField()
        self._secret.setObjectName("secret")
        self._sign_in = Segmented(self.tr("Sign in with"))
        self._sign_in.setObjectName("sign_in")
        self._sign_in.add(SignInKind.TOKEN, self.tr("API token")).setObjectName("sign_in_token")
        oauth = self._sign_in.add(SignInKind.OAUTH2, self.tr("OAuth 2.0"))
        oauth.setObjectName("sign_in_oauth2")
        self._sign_in.set_value(SignInKind.TOKEN)
        self._read_only = CheckBox(
            self.tr("Read only, never change anything through this connection"), wrap=True
        )
        self._read_only.setObjectName("read_only")
        self._at_start = CheckBox(self.tr("Open this connection when the app starts"), wrap=True)
        self._at_start.setObjectName("open_at_start")
        self._at_start.setChecked(True)
        self._fields = {
            "connection_name": Field(self.tr("Name"), self._name, keeps_room=True),
            "base_url": Field(self.tr("Platform address"), self._address, keeps_room=True),
            "client_id": Field(self.tr("Client ID"), self._client_id, keeps_room=True),
            "token": Field(self.tr("API token"), self._secret, keeps_room=True),
        }
        self._trouble = Banner(Tone.BAD, speaks=True)
        self._trouble.setObjectName("connect_error")
        self._trouble.hide()
        self._panel = CheckPanel()
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.setObjectName("cancel")
        self._add = Button(self.tr("Add connection"), kind="primary")
        self._add.setObjectName("add_connection")
        self._build()
        self._connect()
        self._show_sign_in()

    def follow(self, preset: Preset) -> None:
        """Begin with what is set on this computer from now on; a locked address stays so."""
        self._preset = preset
        if preset.is_address_locked:
            self._address.setReadOnly(True)
            set_tooltip(self._address, presets.locked_tooltip())
            self._fields["base_url"].set_hint(presets.locked(), icon_name="lock")
            self._panel.fixed_fields = frozenset({"base_url"})

    def draft(self) -> ConnectDraft:
        """What is typed now."""
        typed = self._secret.text().strip()
        return ConnectDraft(
            name=self._name.text(),
            base_url=self._address.text(),
            sign_in=self._sign_in.value,
            client_id=self._client_id.text(),
            secret=Secret(typed) if typed else None,
            open_at_start=self._at_start.isChecked(),
            read_only=self._read_only.isChecked(),
        )

    def enter(self, **context: object) -> None:  # noqa: ARG002
        """Start over: a secret never waits here from the last time."""
        self._back.set_words(self._presenter.open_connection_name or self.tr("Welcome"))
        for editor in (self._name, self._address, self._client_id, self._secret):
            editor.clear()
        self._name.setText(self._preset.connection_name)
        self._address.setText(self._preset.base_url)
        self._address.setCursorPosition(0)
        self._sign_in.set_value(SignInKind.TOKEN)
        self._read_only.setChecked(False)
        self._at_start.setChecked(True)
        self._visited.clear()
        self._presenter.abandon()
        self._show_sign_in()
        self._show_problems(())
        self._trouble.hide()
        self._show_storage(self._storage())
        self._presenter.find_storage()
        self._name.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, whichever way: nothing goes on here, and no secret stays."""
        super().hideEvent(event)
        if not event.spontaneous():  # not when the window is minimised
            self._secret.clear()
            self._presenter.abandon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field is judged once it was left, never while typing."""
        if event.type() == QEvent.Type.FocusOut:
            name = next((n for n, f in self._fields.items() if f.editor is watched), None)
            if name is not None and isinstance(watched, QLineEdit) and watched.text():
                self._visited.add(name)
                self._judge()
                self._presenter.check_if_ready(self.draft())
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        form = QVBoxLayout()
        form.setContentsMargins(48, 32, 48, 24)
        form.setSpacing(12)
        self._back = Button(self.tr("Welcome"), kind="link", icon_name="arrow-left")
        self._back.setObjectName("back_to_welcome")
        form.addLayout(flush(self._back))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(PlainLabel(self.tr("Connect to your platform"), TextRole.TITLE, wrap=True))
        words.addWidget(
            SecondLine(
                self.tr("You can add more connections later and switch between them."), wrap=True
            )
        )
        form.addLayout(words)
        form.addSpacing(8)
        form.addWidget(self._trouble)
        fields = QVBoxLayout()
        fields.setSpacing(4)  # the lines that wait for a message keep them apart
        sign_in = Field(self.tr("Sign in with"), self._sign_in, keeps_room=True)
        fields.addWidget(side_by_side(self._fields["connection_name"], self._fields["base_url"]))
        fields.addWidget(side_by_side(sign_in, self._fields["client_id"]))
        fields.addWidget(self._fields["token"])
        form.addLayout(fields)
        form.addSpacing(4)
        form.addWidget(line())
        form.addSpacing(4)
        form.addWidget(self._read_only)
        form.addWidget(self._at_start)
        form.addStretch(1)
        left = surface("base")
        left.setLayout(form)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._area = scrolling(left)
        middle.addWidget(self._area, 4)
        middle.addWidget(line(vertical=True, strong=True))
        middle.addWidget(scrolling(self._panel), 3)
        footer = surface("chrome")
        buttons = QHBoxLayout(footer)
        buttons.setContentsMargins(24, 10, 32, 10)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._add)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(line(strong=True))
        outer.addWidget(footer)

    def _connect(self) -> None:
        for field in self._fields.values():
            field.editor.installEventFilter(self)
        for editor in (self._name, self._address, self._client_id, self._secret):
            editor.textEdited.connect(self._edited)
            editor.returnPressed.connect(self._wants_add)
        self._sign_in.chosen.connect(self._show_sign_in)
        self._panel.check_wanted.connect(self._wants_check)
        self._panel.fix_wanted.connect(self._go_to)
        self._add.clicked.connect(self._wants_add)
        self._cancel.clicked.connect(self.left)
        self._back.clicked.connect(self.left)
        self._presenter.status_changed.connect(self._show_status)
        self._presenter.storage_found.connect(self._show_storage)

    @Slot()
    def _edited(self) -> None:
        self._presenter.draft_changed(self.draft())
        for name, field in self._fields.items():
            if field.error and field.editor.hasFocus():
                self._visited.discard(name)
                field.set_error("")

    @Slot()
    def _wants_check(self) -> None:
        self._visit_all()
        self._presenter.check(self.draft())

    @Slot()
    def _wants_add(self) -> None:
        self._visit_all()
        self._presenter.add(self.draft())

    def _visit_all(self) -> None:
        self._visited.update(self._fields)
        self._judge()

    def _judge(self) -> None:
        self._show_problems(self.draft().problems())

    @Slot()
    def _show_sign_in(self) -> None:
        is_oauth = self._sign_in.value is SignInKind.OAUTH2
        self._fields["client_id"].setVisible(is_oauth)
        self._fields["token"].set_label(
            self.tr("Client secret") if is_oauth else self.tr("API token")
        )
        self._presenter.draft_changed(self.draft())

    @Slot(object)
    def _show_storage(self, storage: SecretStorage) -> None:
        token = self._fields["token"]
        if storage is SecretStorage.KEYRING:
            words = self.tr("It is kept in the system keychain and never written to files or logs.")
            token.set_hint(words, icon_name="lock")
        else:
            words = self.tr(
                "Not saved: no system keychain was found. It is asked for at every start."
            )
            token.set_hint(words, Tone.WARN)

    def _show_problems(self, found: Problems) -> None:
        first = {_editor_of(problem): problem for problem in reversed(found)}
        for name, field in self._fields.items():
            is_shown = name in first and name in self._visited
            field.set_error(problems.of(first[name]) if is_shown else "")

    @Slot(object)
    def _show_status(self, status: ConnectStatus) -> None:
        adding = status.phase is Phase.ADDING
        self._add.set_busy(self.tr("Connecting...") if adding else None)
        if status.phase is Phase.CHECKING:
            self._panel.show_checking()
        else:
            self._panel.show_report(status.report)
        if status.problems:
            self._show_problems(status.problems)
            self._focus_first(status.problems)
        self._trouble.setVisible(status.error is not None)
        if status.error is not None:
            words = errors.of(status.error)
            self._trouble.set_message(Tone.BAD, words.title, words.text)

    def _focus_first(self, found: Problems) -> None:
        name = _editor_of(found[0])
        if name in self._fields:
            self._go_to(name)

    @Slot(str)
    def _go_to(self, name: str) -> None:
        self._fields[name].editor.setFocus()
        self._area.ensureWidgetVisible(self._fields[name])


def _editor_of(problem: Problem) -> str:
    """The field that shows a problem; token and client secret share one."""
    return "token" if problem.field == "client_secret" else problem.field
