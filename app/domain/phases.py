"""Where the time of a try went, also that of the phase in which it ended.

The contract gives a time to each phase that came to its end.  Of a try that failed the
rest of the time is the phase that did not: after a time-out nearly all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.delivery import PHASES, Attempt


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """One phase, `name` being one of `PHASES`."""

    name: str
    duration_ms: float
    is_finished: bool = True


def phases_of(attempt: Attempt) -> tuple[PhaseTime, ...]:
    """The phases that were reached, in their order."""
    measured = [(name, getattr(attempt.timings, name)) for name in PHASES]
    made = [PhaseTime(name, ms) for name, ms in measured if ms is not None]
    ended_in = _ended_in(attempt, {one.name for one in made})
    if ended_in is not None:
        rest_ms = attempt.duration_ms - sum(one.duration_ms for one in made)
        made.append(PhaseTime(ended_in, max(rest_ms, 0.0), is_finished=False))
    return tuple(made)


def _ended_in(attempt: Attempt, finished: set[str]) -> str | None:
    """The phase that did not come to its end; None where all did, or it cannot be told."""
    if attempt.error is None or attempt.response is not None:
        return None
    last = max((PHASES.index(name) for name in finished), default=-1)
    left = [name for name in PHASES[last + 1 :] if name in _MAY_END.get(attempt.error.code, ())]
    if attempt.request.url.startswith("http:") and "tls" in left:
        left.remove("tls")
    return left[0] if left else None


_ONCE_CONNECTED: Final = ("send", "first_byte", "receive")
_MAY_END: Final = {
    "dns_error": ("dns",),
    "connection_refused": ("connect",),
    "connect_timeout": ("connect", "tls"),
    "tls_error": ("tls",),
    "connection_reset": ("connect", "tls", *_ONCE_CONNECTED),
    "read_timeout": _ONCE_CONNECTED,
}
