"""A received webhook as it is sent once more from this computer: the same bytes, elsewhere.

Only headers that a webhook has of its own go along.  Any other may be somebody's credential,
whatever its name is, and the address may be anybody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.domain.header import check_header_value
from app.domain.outbound import METHOD, OutboundRequest
from app.domain.signature import sign
from app.domain.url import parse_url
from app.domain.validation import Refused

if TYPE_CHECKING:
    from app.domain.received import ReceivedRequest

TIMESTAMP: Final = "webhook-timestamp"
SIGNATURE: Final = "webhook-signature"
# In the order in which they are sent (contract section 8).
_OWN: Final = (
    *("content-type", "content-encoding", "webhook-id", TIMESTAMP, SIGNATURE),
    *("picksmart-entity", "picksmart-function", "picksmart-record-version", "picksmart-attempt"),
    *("user-agent", "webhook-test"),
)


class NotAgain(StrEnum):
    """Why a request cannot be sent again from this computer."""

    NO_POST = "no_post"
    INCOMPLETE = "incomplete"


def why_not_again(request: ReceivedRequest) -> NotAgain | None:
    """Why these bytes cannot be sent again; None where they can."""
    if request.method != METHOD:
        return NotAgain.NO_POST
    return None if request.is_complete else NotAgain.INCOMPLETE


def may_be_signed(request: ReceivedRequest) -> bool:
    """Whether a new signature can be made for it: it names an event."""
    event_id = request.header("webhook-id")
    return bool(event_id) and "." not in event_id


def again(
    request: ReceivedRequest, url: str, *, now_s: int, signing_secrets: Sequence[str] = ()
) -> OutboundRequest:
    """The request, ready to be sent to another address.

    Args:
        request: What was received; all of it.
        url: Where to, as it was typed.
        now_s: Unix seconds, for a new signature.
        signing_secrets: Sign with these, at this time; without any, time and signature stay
            as they came.

    Raises:
        Refused: The address may not be sent to (`url`).
        ValueError: A secret is malformed, or the event cannot be signed.
    """
    target = parse_url(url)
    given = {name: value for name in _OWN if (value := request.header(name)) and _is_good(value)}
    if signing_secrets:
        event_id = request.header("webhook-id")
        made = [
            sign(secret, message_id=event_id, timestamp_s=now_s, body=request.body)
            for secret in signing_secrets
        ]
        given |= {TIMESTAMP: str(now_s), SIGNATURE: " ".join(made)}
    headers = tuple((name, given[name]) for name in _OWN if name in given)
    return OutboundRequest(target.text, headers, request.body, frozenset())


def _is_good(value: str) -> bool:
    try:
        check_header_value(value)
    except Refused:
        return False
    return True
