"""What the New and Edit form decides; the catalog drives it, the local copy takes it.

Save writes to this computer first and is done then: sending is the sync engine's
business, and what the platform refuses comes back to this form as words beside the
fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.errors import AppError, FieldRefusal, NotFound
from app.domain.listener import ListenerDraft, ListenerSettings
from app.domain.sync_state import LocalListener, SyncState
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, Environment, Me, SyncOverview
from app.ui import access
from app.ui.pages.listener_form import choices, questions
from app.ui.pages.listener_form.checking import Checking
from app.ui.pages.listener_form.loading import Loaded, Loader, Source
from app.ui.pages.listener_form.lookups import Lookups
from app.ui.pages.listener_form.sources import CatalogSource, Credentials, Listeners
from app.ui.pages.listener_form.state import FormState, Phase
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
        self._lookups = Lookups(credentials, deliveries, runner, events, clock=clock, parent=self)
        self._lookups.volume_found.connect(self._show_volume)
        self._lookups.credentials_read.connect(self._show_credentials)
        self._lookups.failed.connect(self._fail)
        self.connection = connection
        self.me = me
        self.loaded: Loaded | None = None
        self.state = FormState()
        self._original = ListenerDraft()
        self._checking = Checking()
        self._source = Source()
        self._then: Callable[[], None] | None = None
        self._overview = SyncOverview()
        events.sync_changed.connect(self._on_sync_changed)

    @property
    def environment(self) -> Environment:
        """What the platform says it is, else what is known of the connection."""
        return self.me.environment if self.me is not None else self.connection.environment

    def start(self, source: Source = Source()) -> None:  # noqa: B008 - a value
        """Begin a new listener, edit one, or begin with a copy of one."""
        self._source = source
        self._checking = Checking()
        self._then = None
        self.loaded = None
        self._set(FormState(listener_id=source.listener_id, access=self._access()))
        wanted, load = source.listener_id or source.copy_of, self._load
        task = self._runner.submit(
            lambda control: load(control, wanted, is_copy=source.copy_of is not None),
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
        source = self._source
        self.loaded = loaded
        draft = self._original = loaded.draft
        if source.url:
            draft = replace(draft, url=source.url)
        if source.copy_of is not None:
            draft = replace(draft, name=self.tr("{name} (copy)").format(name=draft.name).strip())
        elif loaded.row is not None and loaded.row.state is SyncState.REFUSED:
            self._checking.refuse(loaded.row.refusals)
        self._set(FormState(Phase.READY, source.listener_id, draft, access=self._access()))
        self._settle()
        self._look_up_volume()

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        phase = Phase.GONE if isinstance(error, NotFound) else Phase.FAILED
        if self.loaded is not None:  # what was typed stays
            phase, self._then = Phase.READY, None
        self._set(replace(self.state, phase=phase, error=error))

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
        known = [one for one in self.loaded.credentials if one.id != credential.id]
        self.loaded = replace(self.loaded, credentials=(*known, credential))
        self.edit(auth_type=credential.auth_type, credential_id=credential.id)
        self._settle()

    def refuse(self, refusals: Iterable[FieldRefusal]) -> None:
        """What the platform said of a test of this draft stands beside its fields."""
        refused = self._checking.refuse(refusals)
        self._settle()
        if refused:
            self.focus_wanted.emit(refused[0])

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Check everything, ask in Production, then keep it.

        Args:
            then: What to do once it is kept, instead of going to the list.
        """
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
        settings = self.state.draft.settings()
        if self.environment is Environment.PRODUCTION:
            question = questions.before_production(
                settings, self.connection.name, lambda: self._keep(settings)
            )
            self.question_asked.emit(question)
        else:
            self._keep(settings)

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
        return self.loaded.subject(self.state.draft.settings())

    def confirm_leave(self, proceed: Callable[[], None]) -> None:
        """Leave, after asking when something would be lost; once given up, nobody asks again."""

        def discard() -> None:
            self._set(replace(self.state, is_dirty=False))
            self.discarded.emit()
            proceed()

        question = questions.before_leaving(lambda: self.save(proceed), discard)
        self.question_asked.emit(question) if self.state.would_lose else proceed()

    def _keep(self, settings: ListenerSettings) -> None:
        loaded, listener_id = self.loaded, self.state.listener_id
        began = loaded.row if loaded is not None else None
        self._set(replace(self.state, phase=Phase.SAVING, error=None))

        def job(control: JobControl) -> LocalListener:
            if listener_id is None:
                return self._listeners.create(control, settings)
            return self._listeners.edit(control, listener_id, settings, began=began)

        task = self._runner.submit(job, name="form.save", owner=self)
        task.succeeded.connect(self._kept)
        task.failed.connect(self._fail)

    @Slot(object)
    def _kept(self, row: LocalListener) -> None:
        self._original = self.state.draft
        self._set(replace(self.state, phase=Phase.READY, is_dirty=False, listener_id=row.id))
        is_offline = self._overview.offline_since is not None
        self.announced.emit(states.saved(row, is_offline=is_offline), False)
        self._request_sync()
        then, self._then = self._then, None
        if then is not None:
            then()
        else:
            self.saved.emit(row.id)

    # What is shown ----------------------------------------------------------------

    def _settle(self, **changes: Any) -> None:
        """Take changes of the state over, with everything that follows from them."""
        loaded, state = self.loaded, replace(self.state, **changes)
        if loaded is None:
            return
        draft = state.draft
        found = self._checking.found(draft, loaded.catalog, loaded.credentials, state.volume)
        self._set(
            replace(
                state,
                choices=choices.of(draft, loaded.catalog, loaded.credentials, self.me),
                problems=self._checking.sayable(found),
                summary=tuple(found) if self._checking.was_tried else (),
                hints=choices.hints(draft, loaded.catalog, loaded.listeners, state.listener_id),
                is_dirty=draft != self._original,
            )
        )

    @Slot(object)
    def _show_credentials(self, credentials: tuple[Credential, ...]) -> None:
        if self.loaded is not None:
            self.loaded = replace(self.loaded, credentials=credentials)
            self._settle()

    def _look_up_volume(self) -> None:
        if self.loaded is not None:
            self._lookups.look_up_volume(self.state.draft, self.loaded.catalog, self.me)

    @Slot(object)
    def _show_volume(self, found: Expected | None) -> None:
        self._settle(volume=choices.volume(found, self.state.draft, self.state.volume))

    @Slot(object)
    def _on_sync_changed(self, overview: SyncOverview) -> None:
        self._overview = overview
        self._set(replace(self.state, access=self._access()))

    def _access(self) -> access.Access:
        return access.of(self.me, self.connection, self._overview)

    def _set(self, state: FormState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
