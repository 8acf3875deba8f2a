"""What the replay dialog says about a count and about an outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.replay import ReplayOutcome, ReplayPlan, ReplayStatus
from app.ui.text import replays, times

translate = QCoreApplication.translate
Names = Callable[[str], str]
_NAMED = 4  # listeners that are left out, by name; the others as a number


def of_count(plan: ReplayPlan) -> str:
    """`1,204 deliveries to 3 listeners`."""
    count = plan.count
    if not count:
        return translate("replay", "There is nothing to send again")
    senders = sum(1 for one in plan.shares if one.count)
    many = translate("replay", "%Ln delivery(s)", None, count)
    of = translate("replay", "%Ln listener(s)", None, senders)
    return translate("replay", "{deliveries} to {listeners}").format(deliveries=many, listeners=of)


def of_range(plan: ReplayPlan, now: datetime) -> str:
    """From when to when; and where nothing failed, what a person may have looked for."""
    if not plan.count and ReplayStatus.FAILED in plan.wanted.statuses:
        return translate(
            "replay", "What will be tried again by itself is waiting and does not count as failed."
        )
    until = times.short(plan.wanted.until, now)
    if plan.wanted.since is None:
        return translate("replay", "All that is kept, until {until}").format(until=until)
    since = times.short(plan.wanted.since, now)
    return translate("replay", "From {since} until {until}").format(since=since, until=until)


def of_refused(plan: ReplayPlan, name_of: Names) -> list[str]:
    """Which listeners are left out, and why."""
    lines = [
        f"{name_of(one.listener_id)}: {replays.refusal(one.refusal)}"
        for one in plan.refused[:_NAMED]
        if one.refusal is not None
    ]
    more = len(plan.refused) - len(lines)
    if more:
        lines.append(translate("replay", "And %Ln more listener(s)", None, more))
    return lines


def of_outcome(plan: ReplayPlan, outcome: ReplayOutcome, name_of: Names) -> list[tuple[str, str]]:
    """A line for each kind of result: its tone and its words."""
    sent = translate("replay", "%Ln on the way again", None, outcome.sent)
    lines = [("ok" if outcome.sent else "mute", sent)]
    for part in outcome.failed:
        if part.error is not None:
            rest = translate("replay", "%Ln not sent", None, max(0, part.planned - part.sent))
            why = replays.refusal(part.error)
            lines.append(("bad", f"{rest}. {name_of(part.listener_id)}: {why}"))
    told = sum(max(part.planned, part.sent) for part in outcome.failed)
    whole = sum(part.sent for part in outcome.parts if part.error is None)
    left = plan.count - told - whole
    if outcome.is_stopped and left > 0:
        lines.append(("mute", translate("replay", "%Ln not sent: stopped before", None, left)))
    elif left > 0 and outcome.failed:
        lines.append(("mute", translate("replay", "%Ln not sent any more", None, left)))
    elif left > 0:
        text = translate("replay", "%Ln had changed in the meantime and were left", None, left)
        lines.append(("mute", text))
    lines += [("warn", line) for line in of_refused(plan, name_of)]
    return lines
