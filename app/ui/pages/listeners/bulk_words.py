"""What is said about one action on many listeners: before, while and after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.text import NAME_LIMIT
from app.domain.workspace import Environment
from app.services.bulk import MODES, BulkAction, Obstacle
from app.ui.pages.listeners import questions
from app.ui.question import Answer, Question
from app.ui.text import errors, names, states, times
from app.ui.text.places import SEPARATOR

if TYPE_CHECKING:
    from app.domain.sync_state import LocalListener
    from app.services.bulk import Outcome
    from app.ui.pages.listeners.rows import ListenerRow

translate = QCoreApplication.translate


class Elsewhere(StrEnum):
    """What begins with the selected listeners and is done on another page."""

    REPLAY = "replay"


Wish = BulkAction | Elsewhere

ICONS: Final[Mapping[Wish, str]] = {
    BulkAction.TURN_ON: "play",
    BulkAction.TURN_OFF: "power",
    BulkAction.PAUSE: "pause",
    BulkAction.TEST: "deliveries",
    Elsewhere.REPLAY: "replay",
    BulkAction.DUPLICATE: "copy",
    BulkAction.DELETE: "trash",
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one listener, in words."""

    listener_id: str
    name: str
    second: str  # what else tells it from others
    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all of them: in one sentence, and one by one, failures first."""

    action: BulkAction
    sentence: str
    lines: tuple[ReportLine, ...]

    @property
    def failed(self) -> int:
        """How many are not as they were wanted."""
        return sum(not one.is_done for one in self.lines)


def label(action: Wish) -> str:
    """The words on a button or a menu entry."""
    return {
        BulkAction.TURN_ON: translate("listeners", "Turn on"),
        BulkAction.TURN_OFF: translate("listeners", "Turn off"),
        BulkAction.PAUSE: translate("listeners", "Pause"),
        BulkAction.TEST: translate("listeners", "Send test"),
        Elsewhere.REPLAY: translate("listeners", "Replay failed..."),
        BulkAction.DUPLICATE: translate("listeners", "Duplicate"),
        BulkAction.DELETE: translate("listeners", "Delete..."),
    }[action]


def running(action: BulkAction, done: int, total: int) -> str:
    """How far it is."""
    text = {
        BulkAction.TURN_ON: translate("listeners", "Turning on, {done} of {total} done"),
        BulkAction.TURN_OFF: translate("listeners", "Turning off, {done} of {total} done"),
        BulkAction.PAUSE: translate("listeners", "Pausing, {done} of {total} done"),
        BulkAction.TEST: translate("listeners", "Sending tests, {done} of {total} done"),
        BulkAction.DUPLICATE: translate("listeners", "Duplicating, {done} of {total} done"),
        BulkAction.DELETE: translate("listeners", "Deleting, {done} of {total} done"),
    }[action]
    return text.format(done=times.number(done), total=times.number(total))


def question(
    action: BulkAction,
    rows: Sequence[ListenerRow],
    environment: Environment,
    proceed: Callable[[], None],
) -> Question | None:
    """What is asked first: in Production about everything, about deleting anywhere."""
    if action in MODES:
        return questions.before_mode(rows, MODES[action], environment, proceed)
    if action is BulkAction.DELETE:
        return questions.before_delete(rows, environment, proceed)
    if environment is not Environment.PRODUCTION:
        return None
    if action is BulkAction.TEST:
        title = translate("listeners", "Test %Ln listener(s) in Production?", None, len(rows))
        text = translate("listeners", "Each endpoint and mailbox gets one test message.")
        button = translate("listeners", "Send tests in Production")
    else:
        title = translate("listeners", "Duplicate %Ln listener(s) in Production?", None, len(rows))
        text = translate("listeners", "The copies are off until you turn them on.")
        button = translate("listeners", "Duplicate in Production")
    return Question(title, text, Answer(button, proceed, "prod"))


def report(
    action: BulkAction, outcomes: Sequence[Outcome], rows: Mapping[str, ListenerRow]
) -> Report:
    """What came of it; `rows` are those that it was asked for, as they were."""
    lines = [_line(one, rows[one.listener_id]) for one in outcomes]
    lines.sort(key=lambda one: one.is_done)
    not_reached = sum(one.obstacle is Obstacle.NOT_REACHED for one in outcomes)
    done = sum(one.is_done for one in outcomes)
    failed = len(outcomes) - done - not_reached
    parts = [_done(action, done)] if done or not (failed or not_reached) else []
    if failed:
        parts.append(translate("listeners", "%Ln failed", None, failed))
    if not_reached:
        parts.append(translate("listeners", "%Ln not reached", None, not_reached))
    return Report(action, ", ".join(parts), tuple(lines))


def copy_name(row: LocalListener) -> str:
    """What the copy of a listener is called."""
    settings = row.settings
    name = settings.name or f"{settings.entity}, {names.function_label(settings.function)}"
    return translate("listeners", "Copy of {name}").format(name=name)[:NAME_LIMIT].rstrip()


def _done(action: BulkAction, count: int) -> str:
    match action:
        case BulkAction.TURN_ON:
            return translate("listeners", "%Ln turned on", None, count)
        case BulkAction.TURN_OFF:
            return translate("listeners", "%Ln turned off", None, count)
        case BulkAction.PAUSE:
            return translate("listeners", "%Ln paused", None, count)
        case BulkAction.TEST:
            return translate("listeners", "%Ln accepted", None, count)
        case BulkAction.DUPLICATE:
            return translate("listeners", "%Ln duplicated, turned off", None, count)
        case BulkAction.DELETE:
            return translate("listeners", "%Ln deleted", None, count)


def selected(count: int) -> str:
    """How many are selected."""
    return translate("listeners", "{count} selected").format(count=times.number(count))


def _line(outcome: Outcome, row: ListenerRow) -> ReportLine:
    what = (f"{row.entity}, {row.function}",) if row.label else ()
    second = SEPARATOR.join((*what, row.place.host + row.place.path))  # many share a name
    return ReportLine(row.id, row.name, second, _words(outcome), outcome.is_done)


def _words(outcome: Outcome) -> str:
    if outcome.obstacle is not None:
        return _against(outcome.obstacle)
    if outcome.error is not None:
        words = errors.of(outcome.error)
        return f"{words.title}. {words.text}".strip()
    if outcome.attempt is None:
        return translate("listeners", "Done")
    status = states.of_attempt(outcome.attempt)
    took = times.duration(outcome.attempt.duration_ms)
    return ", ".join(part for part in (status.word, status.detail, took) if part)


def _against(obstacle: Obstacle) -> str:
    return {
        Obstacle.GONE: translate("listeners", "Someone deleted it"),
        Obstacle.CONFLICT: translate("listeners", "Its conflict is to be resolved first"),
        Obstacle.NEVER_ACTIVE: translate(
            "listeners", "It cannot become active: entity or function is not supported"
        ),
        Obstacle.NOT_REACHED: translate("listeners", "Cancelled before its turn"),
    }[obstacle]
