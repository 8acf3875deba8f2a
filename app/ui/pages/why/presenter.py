"""What is asked about, what is known of it, and sending what was skipped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.delivery import Event
from app.domain.errors import AppError, NotFound
from app.domain.explanation import (
    Explanation,
    Finding,
    Lookup,
    Subject,
    SubjectKind,
    subject_of,
)
from app.domain.times import Clock, utc_now
from app.domain.workspace import Environment
from app.ui.pages.delivery_access import Access
from app.ui.pages.why import words
from app.ui.pages.why.columns import make_model
from app.ui.question import Answer, Question

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner


class Explanations(Protocol):
    """What is needed from the explanation service."""

    def look_up(self, control: JobControl, subject: Subject) -> Lookup: ...
    def explain(self, control: JobControl, event_id: str) -> Explanation: ...
    def make_good(self, control: JobControl, event: Event, finding: Finding) -> None: ...


class Stage(Enum):
    """How far it has come."""

    ASKING = auto()  # nothing was asked yet
    LOOKING = auto()
    NOTHING = auto()  # the platform knows nothing of it
    FOUND = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class WhyState:
    """All that the page shows.

    Attributes:
        sending: The listener for which what was skipped is being sent.
        refusal: Why it was not sent, and for which listener.
    """

    stage: Stage = Stage.ASKING
    subject: Subject | None = None
    lookup: Lookup | None = None
    explanation: Explanation | None = None
    error: AppError | None = None
    sending: str = ""
    refusal: tuple[str, AppError] | None = None


class WhyPresenter(QObject):
    """Only the newest question is answered; news of deliveries are looked at again."""

    changed = Signal(object)  # WhyState
    asked = Signal(object)  # Question
    done = Signal(str)  # what was done, in words

    def __init__(
        self,
        explanations: Explanations,
        runner: TaskRunner,
        events: AppEvents,
        access: Access,
        *,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._explanations = explanations
        self._runner = runner
        self.access = access
        self.clock = clock
        self.state = WhyState()
        self._is_active = False
        self.model = make_model(self._event, clock, self)
        events.deliveries_changed.connect(self._look_again)

    def take_access(self, access: Access) -> None:
        """What may be done by now."""
        self.access = access
        self.changed.emit(self.state)

    def set_active(self, *, is_active: bool) -> None:
        """The page came into view, or went."""
        self._is_active = is_active
        if is_active:
            self._look_again()

    def ask(self, text: str) -> None:
        """Ask about what was typed or pasted."""
        subject = subject_of(text)
        if subject is not None:
            self.ask_about(subject)

    def ask_about(self, subject: Subject) -> None:
        """Look something up, and explain what it leads to."""
        self.model.sync(())
        self._set(WhyState(Stage.LOOKING, subject))
        task = self._runner.submit(
            lambda control: self._find(control, subject), name="why.ask", key="why", owner=self
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._fail)

    def choose_event(self, event_id: str) -> None:
        """Explain another event of the same record."""
        lookup = self.state.lookup
        if lookup is not None and event_id != lookup.event_id:
            lookup = replace(lookup, event_id=event_id)
            self._set(replace(self.state, lookup=lookup, refusal=None))
            self._explain(event_id)

    @Slot()
    def refresh(self) -> None:
        """Ask once more."""
        lookup, subject = self.state.lookup, self.state.subject
        if self.state.stage is Stage.FOUND and lookup is not None:
            self._explain(lookup.event_id)
        elif subject is not None:
            self.ask_about(subject)

    def make_good(self, finding: Finding) -> None:
        """Send what was skipped; Production is asked about first."""
        if self.access.why_no_replay or self.state.sending or not finding.can_be_made_good:
            return
        if self.access.environment is not Environment.PRODUCTION:
            self._send(finding)
            return
        self.asked.emit(
            Question(
                self.tr("Send this event in Production?"),
                self.tr("“{name}” gets it now, with the webhook-id of then.").format(
                    name=words.name_of(finding)
                ),
                Answer(self.tr("Send in Production"), lambda: self._send(finding), "prod"),
            )
        )

    def finding(self, listener_id: str) -> Finding | None:
        """What is known of one listener."""
        at = self.model.row_number(listener_id)
        return None if at is None else self.model.row(at)

    def _find(self, control: JobControl, subject: Subject) -> tuple[Lookup, Explanation | None]:
        lookup = self._explanations.look_up(control, subject)
        if not lookup.event_id:
            return lookup, None
        return lookup, self._explanations.explain(control, lookup.event_id)

    def _explain(self, event_id: str) -> None:
        task = self._runner.submit(
            lambda control: self._explanations.explain(control, event_id),
            name="why.explain",
            key="why",
            owner=self,
        )
        task.succeeded.connect(self._take_explanation)
        task.failed.connect(self._fail)

    def _send(self, finding: Finding) -> None:
        event = self._event()
        if event is None or self.state.sending:
            return
        self._set(replace(self.state, sending=finding.listener_id, refusal=None))
        task = self._runner.submit(
            lambda control: self._explanations.make_good(control, event, finding),
            name="why.make_good",
            owner=self,
        )
        task.succeeded.connect(self._sent)
        task.failed.connect(self._refuse)
        task.cancelled.connect(self._give_up_sending)

    def _event(self) -> Event | None:
        explanation = self.state.explanation
        return None if explanation is None else explanation.event

    @Slot()
    def _look_again(self) -> None:
        if self._is_active and self.state.stage is Stage.FOUND:
            self.refresh()

    @Slot(object)
    def _take(self, answer: tuple[Lookup, Explanation | None]) -> None:
        lookup, explanation = answer
        if explanation is None:
            self._set(replace(self.state, stage=Stage.NOTHING, lookup=lookup))
        else:
            self._show(replace(self.state, lookup=lookup), explanation)

    @Slot(object)
    def _take_explanation(self, explanation: Explanation) -> None:
        self._show(self.state, explanation)

    def _show(self, state: WhyState, explanation: Explanation) -> None:
        self.state = replace(state, stage=Stage.FOUND, explanation=explanation, error=None)
        self.model.sync(explanation.findings)
        self.changed.emit(self.state)

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        if isinstance(error, NotFound):  # it was there a moment ago
            self._set(replace(self.state, stage=Stage.NOTHING, error=None))
        elif self.state.explanation is not None:
            self._set(replace(self.state, error=error))  # what was found stays
        else:
            self._set(replace(self.state, stage=Stage.FAILED, error=error))

    @Slot(object)
    def _sent(self, _nothing: None) -> None:
        self._set(replace(self.state, sending=""))
        self.done.emit(self.tr("On its way"))
        self.refresh()

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self._set(replace(self.state, sending="", refusal=(self.state.sending, error)))

    @Slot()
    def _give_up_sending(self) -> None:
        self._set(replace(self.state, sending=""))

    def _set(self, state: WhyState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def subject_from(context: dict[str, object]) -> Subject | None:
    """What another page asks about, in the words of `Shell.open_page`."""
    for name, kind in (
        ("delivery_id", SubjectKind.DELIVERY),
        ("event_id", SubjectKind.EVENT),
        ("record_id", SubjectKind.RECORD),
        ("listener_id", SubjectKind.LISTENER),
    ):
        value = context.get(name)
        if isinstance(value, str) and value:
            entity = context.get("entity")
            return Subject(kind, value, entity if isinstance(entity, str) else "")
    return None
