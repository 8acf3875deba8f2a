"""A delivery engine in a process of its own that kills itself at a point with a name.

    python -m tests.support.dying_platform FOLDER PLAN

PLAN is JSON: {"point", "listeners": [what `Stage.listener` takes], "records", "waits_s",
"smtp_port", "database"}.  It says `acked EVENT_ID` for each record that is committed, and
`alive` when all are and it was not killed; then it runs until its standard input closes.
At a point of a rotation it is a whole platform, and says `secret PATH SECRET` first.  If there
are not as many statements as it was to die before, it ends by itself.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app.domain.retry import RetrySchedule
from app.domain.times import utc_now
from app.server.deliveries.sending import MessageSender
from app.server.settings import SmtpSettings
from app.server.store.database_address import parse_address
from tests.support.delivery_stage import Stage
from tests.support.platform import running_platform

# Killed before the statement that looks so; `commit after …` before its commit.
STATEMENTS = {
    "F07 event written, deliveries not": "INSERT INTO deliveries",  # of the third record
    "F07 all written, not committed": "commit after INSERT INTO deliveries",
    "F09 sent, result not stored": "INSERT INTO attempts",
    "F11 try stored, schedule not": "UPDATE deliveries SET .*schedule_step",
    "F11 schedule stored, not committed": "commit after UPDATE deliveries SET .*schedule_step",
    "F11 in the suspension": "UPDATE listeners SET .*suspended_reason =",
    "F11 suspended, not committed": "commit after UPDATE listeners SET .*suspended_reason =",
    "F11 in the rotation": "UPDATE listeners SET .*secret_sealed",
    "F11 rotated, not committed": "commit after UPDATE listeners SET .*secret_sealed",
}
QUIET_S = 5.0  # all waits of a plan are far shorter
LEASED = "F08 leased, not sent"
ROTATIONS = tuple(point for point in STATEMENTS if "rotat" in point)
POINTS = (*(point for point in STATEMENTS if point not in ROTATIONS), LEASED)


def die() -> None:
    """As the kernel does it: nothing is finished, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> Callable[[], object]:
    """Die at the point; `statement N` is before the N-th one from now.

    Answers what waits until the point can no longer come: for a statement, until none came
    for a while; for any other, until standard input closes.
    """
    if point == LEASED:
        MessageSender.send = lambda _self, _message: die()  # type: ignore[assignment,method-assign,return-value]
    elif point.startswith("statement "):
        last_s = _die_at_statement(int(point.partition(" ")[2]))
        return partial(_wait_until_quiet, last_s)
    else:
        pattern = STATEMENTS[point]
        text = pattern.removeprefix("commit after ")
        nth = 3 if point.startswith("F07") else 1
        _die_at(re.compile(text, re.DOTALL), at_commit=text != pattern, nth=nth)
    return sys.stdin.read


def _wait_until_quiet(last_s: list[float]) -> None:
    while time.monotonic() - last_s[0] < QUIET_S:
        time.sleep(0.1)


def _die_at(pattern: re.Pattern[str], *, at_commit: bool, nth: int) -> None:
    seen = 0

    def statement(_conn: Any, _cursor: Any, text: str, *_more: Any) -> None:
        nonlocal seen
        if pattern.match(text):
            seen += 1
            if seen == nth and not at_commit:
                die()

    def commit(_conn: Any) -> None:
        if seen == nth:
            die()

    _listen(statement, commit)


def _die_at_statement(number: int) -> list[float]:
    """Answers a list whose only element is when the last statement came."""
    count, last_s = 0, [time.monotonic()]

    def step(*_any: Any) -> None:
        nonlocal count
        count += 1
        last_s[0] = time.monotonic()
        if count == number:
            die()

    _listen(step, step)
    return last_s


def _listen(statement: Callable[..., None], commit: Callable[..., None]) -> None:
    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)


def stage_of(folder: Path, plan: dict[str, Any]) -> Stage:
    """The stage of a plan, on the real clock."""
    smtp = None
    if plan.get("smtp_port"):
        smtp = SmtpSettings(
            host="127.0.0.1", port=plan["smtp_port"], security="none", sender="hooks@example.com"
        )
    retry = RetrySchedule(waits_s=tuple(plan.get("waits_s", (0.2, 0.2, 0.2))), jitter=0.0)
    options: dict[str, Any] = {}
    if plan.get("database"):
        options["database"] = parse_address(plan["database"], may_hold_password=False)
    return Stage(folder, clock=utc_now, retry=retry, smtp=smtp, **options)


def rotate(folder: Path, point: str) -> None:
    """A platform whose listener gets a new signing secret; says `secret` with the old one."""
    body = {
        "entity": "clients",
        "function": "create",
        "destination": {"kind": "endpoint", "url": "https://hooks.example.com/"},
    }
    with running_platform(folder) as platform:
        path = f"/listeners/{platform.post('/listeners', body).json()['id']}/secret"
        print("secret", path, platform.post(f"{path}/reveal").json()["secret"], flush=True)
        arm(point)
        platform.post(f"{path}/rotate")


def main() -> None:
    """Do as planned until the point comes."""
    plan = json.loads(sys.argv[2])
    if plan["point"] in ROTATIONS:
        rotate(Path(sys.argv[1]), plan["point"])
        return
    with stage_of(Path(sys.argv[1]), plan) as stage:
        for listener in plan["listeners"]:
            stage.listener(**listener)
        wait = arm(plan["point"])
        for _ in range(plan["records"]):
            print("acked", stage.record().event_id, flush=True)
        print("alive", flush=True)
        wait()


if __name__ == "__main__":
    main()
