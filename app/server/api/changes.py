"""The changes feed of listeners (contract section 4)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any, Final

from app.domain import strict_json
from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call
from app.server.api.listener_views import listeners_json
from app.server.api.paging import read_limit, single
from app.server.api.problems import ApiProblem, invalid_parameter
from app.server.api.routes import Routes
from app.server.store import changes, counters, facts

LIFETIME_MS: Final = 90 * 86_400_000


@dataclass(frozen=True, slots=True)
class FeedToken:
    """Where a client has read to.

    Not signed: it opens nothing, and one of another platform must be told apart from
    a mistake, so that the client knows to start over.
    """

    epoch: str
    position: int
    deletions_after: int
    made_ms: int

    def text(self) -> str:
        """The token as clients carry it."""
        content = [self.epoch, self.position, self.deletions_after, self.made_ms]
        return base64.urlsafe_b64encode(strict_json.dumps(content)).decode().rstrip("=")


def read_token(text: str) -> FeedToken:
    """The token that a client carried.

    Raises:
        ApiProblem: 400 when it is no token of any platform.
    """
    bad = invalid_parameter("since", "This is not a token of the changes feed.")
    try:
        content = strict_json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        raise bad from None
    match content:
        case [str(epoch), int(position), int(deletions_after), int(made_ms)]:
            return FeedToken(epoch, position, deletions_after, made_ms)
        case _:
            raise bad


def list_changes(call: Call) -> Answer:
    """What changed since a token, in commit order; without one, all that exist."""
    query = call.read_query({"since", "limit"})
    limit = read_limit(query)
    epoch = str(facts.read(call.tx, facts.EPOCH))
    newest = counters.current_value(call.tx, counters.FEED)
    text = single(query, "since")
    if text is None:
        start = FeedToken(epoch, 0, newest, call.now_ms)
    else:
        start = read_token(text)
        is_old = start.made_ms + LIFETIME_MS <= call.now_ms
        if start.epoch != epoch or is_old or start.position > newest:
            raise ApiProblem(
                410,
                "token_expired",
                "The token is too old, or the platform was restored. Read without since.",
                members={"epoch": epoch},
            )
    page = changes.read_page(
        call.tx,
        position=start.position,
        deletions_after=start.deletions_after,
        limit=limit,
    )
    following = FeedToken(epoch, page.position, start.deletions_after, call.now_ms)
    answer: dict[str, Any] = {
        "epoch": epoch,
        "changed": listeners_json(call, page.changed),
        "deleted": list(page.deleted),
        "next": following.text(),
        "more": page.has_more,
    }
    return json_answer(answer)


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("listeners")
    found.add("GET", "/listeners/changes", list_changes, permission="listeners:read")
    return found
