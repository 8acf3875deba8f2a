"""New Webhook Listener and Edit (mockups 02): steps on the left, preview and test beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.catalog import AuthType
from app.domain.credential import Credential
from app.domain.listener import Kind
from app.domain.workspace import Connection, Me
from app.ui.dialogs import Dialogs
from app.ui.draft_offer import DraftOffer
from app.ui.pages.listener_form import layout
from app.ui.pages.listener_form.beside import Beside
from app.ui.pages.listener_form.checks import ChecksPresenter
from app.ui.pages.listener_form.destination_steps import DestinationSteps
from app.ui.pages.listener_form.draft_keeper import DraftKeeper
from app.ui.pages.listener_form.loading import Source
from app.ui.pages.listener_form.more_fields import MoreFields
from app.ui.pages.listener_form.no_form import NoForm
from app.ui.pages.listener_form.presenter import ListenerFormPresenter
from app.ui.pages.listener_form.preview import PreviewPresenter
from app.ui.pages.listener_form.source_steps import SourceSteps
from app.ui.pages.listener_form.state import FormState, Phase
from app.ui.pages.listener_form.summary import Summary
from app.ui.pages.listener_form.visits import Visits
from app.ui.question import Question, UnsavedQuestion, ask
from app.ui.shell import Page, Shell
from app.ui.test_sends.presenter import SendTestPresenter
from app.ui.widgets import Button, ElidingLabel, EnvironmentTag

ShowSecret = Callable[[str, str, QWidget], None]
AskCredential = Callable[[AuthType, Credential | None, QWidget, Callable[[Credential], None]], None]


class ListenerFormPage(Page):
    """Shows the form's state and passes on what is typed; decides nothing."""

    def __init__(
        self,
        form: ListenerFormPresenter,
        preview: PreviewPresenter,
        tests: SendTestPresenter,
        checks: ChecksPresenter,
        keeper: DraftKeeper,
        shell: Shell,
        dialogs: Dialogs,
        ask_credential: AskCredential,
        show_secret: ShowSecret,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("listener_form")
        self._form, self._preview = form, preview
        self._keeper = keeper
        self._shell = shell
        self._dialogs = dialogs
        self._ask_credential = ask_credential
        self._show_secret = show_secret
        self._is_looking_aside = False  # at the full result of a test: the draft stays
        self._fix: tuple[str, str] = ("", "")
        self.back = Button(self.tr("Webhook Listeners"), kind="link", icon_name="arrow-left")
        self.back.setObjectName("back")
        self.title = ElidingLabel("", layout.TITLE)
        self.title.setObjectName("form_title")
        self.offer = DraftOffer()
        self.summary = Summary()
        self.source = SourceSteps()
        self.destination = DestinationSteps()
        self.more = MoreFields()
        self.beside = Beside(form, preview, tests, checks, shell, self)
        self.tag = EnvironmentTag(form.rights.environment, form.rights.connection.hue)
        self.where = ElidingLabel(form.rights.connection.name, ink="text2")
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.setObjectName("cancel")
        self.save_button = Button(self.tr("Save"), kind="primary")
        self.save_button.setObjectName("save")
        self.nothing = NoForm()
        self.stack = QStackedWidget()
        self.main = layout.arrange(self)
        self.tab_stops: list[QWidget] = []
        self._editors = layout.editors(self)
        self._connect(tests, checks)
        self._show(form.state)

    def enter(self, **context: object) -> None:
        """Begin as `Source` says; `fix` and `location` name what is to be put right.

        With `restore`, what had been typed and never saved is taken over.
        """
        looked_aside, self._is_looking_aside = self._is_looking_aside, False
        if looked_aside and not context:
            return  # back from the full result
        if context.get("restore") is True:
            self._keeper.take_over_next()
        self._fix = (_text(context, "fix") or "", _text(context, "location") or "")
        self._form.confirm_leave(lambda: self._begin(Source.of(context)))

    def _begin(self, source: Source) -> None:
        self.beside.begin()
        self._form.start(source)

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._form.state.would_lose

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        self._form.rights.take_standing(connection, me)
        self._preview.take_me(me)
        self.tag.set_environment(self._form.rights.environment, connection.hue)
        self.where.setText(connection.name)
        return True

    def save(self) -> None:
        """Ctrl+S."""
        self._form.save()

    def send_test(self) -> None:
        """Ctrl+T: send the draft as it is."""
        self.beside.send_test()

    def toggle_details(self) -> None:
        """F4: the form, or what stands beside it."""
        self.main.toggle()

    def confirm_leave(self, proceed: Callable[[], None]) -> None:
        """Ask about unsaved changes, unless one only looks at a test's result."""
        if self._is_looking_aside:
            proceed()
        else:
            self._form.confirm_leave(proceed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._shell.go_back()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _show(self, state: FormState) -> None:
        self.title.setText(self._title_of(state))
        self.save_button.set_reason(state.why_read_only)
        self.save_button.set_busy(self.tr("Saving...") if state.phase is Phase.SAVING else None)
        loaded = self._form.loaded
        if loaded is None:
            self.nothing.show_state(state)
            self.stack.setCurrentWidget(self.nothing)
            return
        is_first = self.stack.currentWidget() is not self.main
        for part in (self.summary, self.source, self.destination, self.more):
            part.show_state(state)
        self.beside.show_state(state)
        self.stack.setCurrentWidget(self.main)
        layout.order_tab_stops(self)
        if is_first:
            self._put_right()

    def _title_of(self, state: FormState) -> str:
        if state.listener_id is None:
            return self.tr("New Webhook Listener")
        name = state.draft.name or state.draft.entity
        return self.tr("Edit {name}").format(name=name)

    @Slot(str)
    def _focus(self, field: str) -> None:
        """Put the cursor into a field, and bring it into sight."""
        editor = self._editors.get(field)
        if editor is not None:
            self.main.bring_forward(side=False)
            target = self.source.checked_function() if field == "function" else editor
            target.setFocus()
            layout.scroll_to(self, editor)

    def _put_right(self) -> None:
        """After loading: what one came for, else the first field."""
        fix, location = self._fix
        self._fix = ("", "")
        if fix:
            self.beside.act(fix, location)
        else:
            self._focus("entity")

    @Slot(str, object)
    def _edit(self, field: str, value: Any) -> None:
        self._form.edit(**{field: value})
        if field == "kind":
            self._focus("address" if value is Kind.EMAIL else "url")

    @Slot(bool)
    def _confirm_volume(self, is_confirmed: bool) -> None:
        self._form.confirm_volume(is_confirmed=is_confirmed)

    @property
    def _chosen(self) -> tuple[AuthType | None, Credential | None]:
        loaded = self._form.loaded
        return loaded.chosen(self._form.state.draft) if loaded is not None else (None, None)

    @Slot()
    def _new_credential(self) -> None:
        auth_type, _chosen = self._chosen
        if auth_type is not None:
            self._ask_credential(auth_type, None, self, self._take_credential)

    @Slot()
    def _change_credential(self) -> None:
        """The chosen one, here, so that the draft and the result stay in sight."""
        auth_type, chosen = self._chosen
        if auth_type is None or chosen is None or self._form.state.why_no_credential:
            self._focus("credential_id")
            self._announce(self._form.state.why_no_credential, False)
        else:
            self._ask_credential(auth_type, chosen, self, self._take_credential)

    def _take_credential(self, credential: Credential) -> None:
        self._form.credential_created(credential)
        self._focus("credential_id")

    @Slot()
    def _open_secret(self) -> None:
        state = self._form.state
        if state.access.why_no_secret:
            self._announce(state.access.why_no_secret, True)
        elif state.saved_id is not None:
            name = state.draft.name or state.draft.entity
            self._show_secret(state.saved_id, name, self)

    @Slot()
    def _look_aside(self) -> None:
        self._is_looking_aside = True

    @Slot()
    def _order_tab_stops(self) -> None:
        layout.order_tab_stops(self)

    @Slot(str)
    def _saved(self, listener_id: str) -> None:
        self._shell.open_page("listeners", listener_id=listener_id)

    @Slot(object)
    def _ask(self, question: Question | UnsavedQuestion) -> None:
        ask(self._dialogs, question)

    @Slot(str, bool)
    def _announce(self, text: str, assertive: bool) -> None:
        if self.isVisible():
            self._shell.announce(text, assertive=assertive)

    @Slot()
    def _tell_not_kept(self) -> None:
        self._announce(self.tr("What you type cannot be kept on this disk until you save"), True)

    def _connect(self, tests: SendTestPresenter, checks: ChecksPresenter) -> None:
        self._form.state_changed.connect(self._show)
        self._form.focus_wanted.connect(self._focus)
        self._form.question_asked.connect(self._ask)
        self._form.saved.connect(self._saved)
        self._form.announced.connect(self._announce)
        for changes in (tests.state_changed, checks.state_changed):
            changes.connect(self._order_tab_stops)
        self.beside.field_wanted.connect(self._focus)
        self.beside.credential_wanted.connect(self._change_credential)
        self.beside.secret_wanted.connect(self._open_secret)
        self.beside.left_for_a_look.connect(self._look_aside)
        self.beside.side_wanted.connect(lambda: self.main.bring_forward(side=True))
        self._keeper.offered.connect(self.offer.show_offer)
        self._keeper.offered.connect(self._order_tab_stops)
        self._keeper.failed.connect(self._tell_not_kept)
        self.offer.accepted.connect(self._keeper.take_over)
        self.offer.refused.connect(self._keeper.discard)
        self.nothing.again_wanted.connect(self._form.try_again)
        self.source.entity_typed.connect(self._form.edit_entity)
        self.source.edited.connect(self._edit)
        self.destination.edited.connect(self._edit)
        self.destination.volume_confirmed.connect(self._confirm_volume)
        self.destination.credential_wanted.connect(self._new_credential)
        self.more.edited.connect(self._edit)
        self.more.secret_wanted.connect(self._open_secret)
        self.summary.field_wanted.connect(self._focus)
        self.summary.new_wanted.connect(self._form.save_as_new)
        self.summary.told.connect(self._announce)
        self.back.clicked.connect(self._shell.go_back)
        self.cancel.clicked.connect(self._shell.go_back)
        self.save_button.clicked.connect(self.save)
        also = {"url": self.destination.use_receiver, "credential_id": self.destination.new}
        Visits(self._editors, self, also=also).left.connect(self._form.leave)


def _text(context: dict[str, object], name: str) -> str | None:
    value = context.get(name)
    return value if isinstance(value, str) else None
