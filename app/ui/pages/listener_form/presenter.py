"""What the New and Edit form decides; the catalog drives it, the local copy takes it.

Save writes to this computer first and is done then: sending is the sync engine's
business, and what the platform refuses comes back to this form as words beside the
fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.credential import Credential
from app.domain.errors import AppError, FieldRefusal, NotFound
from app.domain.listener_draft import ListenerDraft
from app.domain.sync_state import LocalListener, SyncState
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, Me
from app.ui.pages.listener_form import choices, questions
from app.ui.pages.listener_form.checking import Checking
from app.ui.pages.listener_form.loading import Loaded, Loader, Source
from app.ui.pages.listener_form.lookups import Lookups
from app.ui.pages.listener_form.rights import Rights
from app.ui.pages.listener_form.saving import Saving
from app.ui.pages.listener_form.settling import settled
from app.ui.pages.listener_form.sources import CatalogSource, Credentials, Listeners
from app.ui.pages.listener_form.state import SAVE_AS_NEW, FormState, Phase
from app.ui.pages.listener_form.volume import Deliveries, Expected
from app.ui.test_sends.trials import Subject
from app.ui.text import states

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner


class ListenerFormPresenter(QObject):
    """Edits one draft, judges it, and saves it."""

    state_changed = Signal(object)  # FormState
    focus_wanted = Signal(str)  # a field
    question_asked = Signal(object)  # Question
    saved = Signal(str)  # the listener's id
    announced = Signal(str, bool)  # text, assertive
    discarded = Signal()  # unsaved work was given up

    def __init__(
        self,
        listeners: Listeners,
        catalog: CatalogSource,
        credentials: Credentials,
        deliveries: Deliveries,
        runner: TaskRunner,
        events: AppEvents,
        *,
        connection: Connection,
        me: Me | None,
        request_sync: Callable[[], None],
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listeners = listeners
        self._load = Loader(listeners, catalog, credentials)
        self._runner = runner
        self._request_sync = request_sync
        self._saving = Saving(listeners, runner, self)
        self._saving.kept.connect(self._kept)
        self._saving.failed.connect(self._fail)
        self._lookups = Lookups(credentials, deliveries, runner, events, clock=clock, parent=self)
        self._lookups.volume_found.connect(self._show_volume)
        self._lookups.credentials_read.connect(self._show_credentials)
        self._lookups.failed.connect(self._fail)
        self.rights = Rights(connection, me, events, self)
        self.rights.changed.connect(self._show_access)
        self.loaded: Loaded | None = None
        self.state = FormState()
        self._original = ListenerDraft()
        self._checking = Checking()
        self._source = Source()
        self._then: Callable[[], None] | None = None
        events.listeners_changed.connect(self._look_for_it)

    def start(self, source: Source = Source()) -> None:  # noqa: B008 - a value
        """Begin a new listener, edit one, or begin with a copy of one."""
        self._source, self._checking = source, Checking()
        self._then = self.loaded = None
        self._set(FormState(listener_id=source.listener_id, access=self.rights.access))
        task = self._runner.submit(
            partial(self._load, source=source),
            name="form.load",
            key=("form.load", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._begin)
        task.failed.connect(self._fail)

    @Slot()
    def try_again(self) -> None:
        """Load once more after a failure."""
        self.start(self._source)

    @Slot(object)
    def _begin(self, loaded: Loaded) -> None:
        self.loaded, self._original = loaded, loaded.draft
        row, draft, listener_id = loaded.row, loaded.begun(self._source), self._source.listener_id
        if row is not None and row.state is SyncState.REFUSED and not loaded.is_copy:
            self._checking.refuse(row.refusals)
        self._set(FormState(Phase.READY, listener_id, draft, access=self.rights.access))
        self._settle()
        self._look_for_it()
        self._look_up_volume()

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        is_gone = isinstance(error, NotFound)
        if self.loaded is None:
            phase = Phase.GONE if is_gone else Phase.FAILED
            self._set(replace(self.state, phase=phase, error=error))
        else:  # what was typed stays
            self._then = None
            self._set(replace(self.state, phase=Phase.READY, error=None if is_gone else error))
            self._look_for_it()

    def edit(self, **changes: Any) -> None:
        """Take over what was typed or chosen; nothing is said about it yet."""
        before = self.state.draft
        if changes.get("auth_type", before.auth_type) != before.auth_type:
            changes.setdefault("credential_id", None)
        draft = replace(before, **changes)
        if draft == before:
            return
        self._checking.edited(changes)
        self._settle(draft=draft, error=None)
        if {"entity", "function", "kind"} & changes.keys():
            self._look_up_volume()

    def edit_entity(self, text: str) -> None:
        """Take over a typed entity: its name or its label, in any case."""
        catalog = self.loaded.catalog if self.loaded is not None else None
        self.edit(entity=choices.entity_named(text, catalog))

    def leave(self, field: str) -> None:
        """The focus left a field: from now on its problem may be said."""
        if self.loaded is None:  # with the form that was here before
            return
        self._checking.visit(field)
        self._settle()

    def confirm_volume(self, *, is_confirmed: bool) -> None:
        """The mailbox can take that many messages."""
        self._settle(volume=replace(self.state.volume, is_confirmed=is_confirmed))

    @Slot(object)
    def credential_created(self, credential: Credential) -> None:
        """A credential was made in the dialog: choose it."""
        if self.loaded is None:
            return
        self.loaded = self.loaded.with_credential(credential)
        self.edit(auth_type=credential.auth_type, credential_id=credential.id)
        self._settle()

    def refuse(self, refusals: Iterable[FieldRefusal]) -> None:
        """What the platform said of a test of this draft stands beside its fields."""
        refused = self._checking.refuse(refusals)
        self._settle()
        if refused:
            self.focus_wanted.emit(refused[0])

    def recover(self, kept: ListenerDraft) -> None:
        """What had been typed of a listener that is gone is shown instead of nothing."""
        if self.state.phase is Phase.GONE:
            self.start(replace(self._source, kept=kept))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Check everything, ask in Production, then keep it; what is gone is not brought back.

        With `then`, that is done once it is kept, instead of going to the list.
        """
        if self.state.why_read_only:
            self.announced.emit(self.state.why_read_only, True)
        elif self.state.is_gone:
            self.focus_wanted.emit(SAVE_AS_NEW)
        elif then is None and self.loaded is not None and self.loaded.holds(self.state):
            self.announced.emit(self.tr("Nothing was changed: there is nothing to save"), False)
        else:
            self._save(then)

    @Slot()
    def save_as_new(self) -> None:
        """Keep what was made of a listener that was deleted as one with an id of its own."""
        self._save(anew=True)

    def _save(self, then: Callable[[], None] | None = None, *, anew: bool = False) -> None:
        if self.loaded is None or self.state.phase is not Phase.READY or self.state.why_read_only:
            return
        self._checking.try_all()
        self._settle()
        if self.state.summary:
            count = len(self.state.summary)
            words = self.tr("%Ln thing(s) to fix before this can be saved", "", count)
            self.announced.emit(words, True)
            self.focus_wanted.emit(self.state.summary[0])
            return
        self._then = then
        draft = self.state.draft
        keep = partial(self._keep, draft, anew=anew)
        question = questions.before_saving(draft.settings(), self.rights, keep)
        self.question_asked.emit(question) if question is not None else keep()

    def test_subject(self) -> Subject | None:
        """What a test sends; None, and the reasons beside the fields, where it cannot."""
        if self.loaded is None:
            return None
        lacking = self._checking.needed_for_test(self.state.draft, self.loaded)
        for field in lacking:
            self._checking.visit(field)
        self._settle()
        if lacking:
            self.focus_wanted.emit(lacking[0])
            return None
        return self.loaded.subject(self.state.draft.settings(), is_gone=self.state.is_gone)

    def confirm_leave(self, proceed: Callable[[], None]) -> None:
        """Leave, after asking when something would be lost; once given up, nobody asks again."""

        def discard() -> None:
            self._original = self.state.draft  # nobody misses it, whatever is heard from now on
            self._set(replace(self.state, is_dirty=False))
            self.discarded.emit()
            proceed()

        state = self.state
        ask = questions.before_leaving(lambda: self.save(proceed), discard, state.why_read_only)
        self.question_asked.emit(ask) if state.would_lose else proceed()

    def _keep(self, draft: ListenerDraft, *, anew: bool) -> None:
        began = self.loaded.row if self.loaded is not None else None
        self._set(replace(self.state, phase=Phase.SAVING, error=None))
        self._saving.keep(draft, self.state.listener_id, began, anew=anew)

    @Slot(object, object)
    def _kept(self, row: LocalListener, draft: ListenerDraft) -> None:
        self._original = draft  # what was typed while it was written is not saved yet
        self._settle(phase=Phase.READY, listener_id=row.id, is_gone=False)
        self.announced.emit(states.saved(row, is_offline=self.rights.is_offline), False)
        self._request_sync()
        then, self._then = self._then, None
        if then is not None:
            then()
        else:
            self.saved.emit(row.id)

    # What is shown ----------------------------------------------------------------

    def _settle(self, **changes: Any) -> None:
        """Take changes of the state over, with everything that follows from them."""
        loaded, checking = self.loaded, self._checking
        if loaded is not None:
            now = replace(self.state, **changes)
            self._set(settled(now, loaded, checking, began=self._original, me=self.rights.me))

    @Slot()
    def _look_for_it(self) -> None:
        """Whether what is edited is still there, here and as far as is known on the platform."""
        listener_id = self.state.listener_id
        if self.loaded is None or listener_id is None:
            return
        row, was_gone = self._listeners.get(listener_id), self.state.is_gone
        self._set(replace(self.state, is_gone=row is None or row.is_deleted))
        if self.state.is_gone and not was_gone:
            self.announced.emit(self.tr("This listener was deleted meanwhile"), True)

    @Slot(object)
    def _show_credentials(self, credentials: tuple[Credential, ...]) -> None:
        if self.loaded is not None:
            self.loaded = replace(self.loaded, credentials=credentials)
            self._settle()

    def _look_up_volume(self) -> None:
        if self.loaded is not None:
            self._lookups.look_up_volume(self.state.draft, self.loaded.catalog, self.rights.me)

    @Slot(object)
    def _show_volume(self, found: Expected | None) -> None:
        self._settle(volume=choices.volume(found, self.state.draft, self.state.volume))

    @Slot()
    def _show_access(self) -> None:
        self._set(replace(self.state, access=self.rights.access))
        self._settle()  # the channels are one's own, too

    def _set(self, state: FormState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
