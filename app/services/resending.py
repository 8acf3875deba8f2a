"""Sending a received event again: by the platform that it came from, or from this computer.

The platform sends a delivery again as it always does, to where its listener sends now, with a
new time and signature.  From here the same bytes go wherever a person wants, which no platform
needs to know of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.delivery import DeliveryFilter, DeliveryStatus, Trigger
from app.domain.resend import again
from app.domain.times import utc_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.delivery import Attempt, Delivery
    from app.domain.ports import DirectSender, PlatformApi
    from app.domain.received import ReceivedRequest
    from app.domain.times import Clock

_TIMEOUT_S: Final = 15.0  # the contract's, as for every try
_LOOK_S: Final = 0.5
_LOOKS: Final = 60
_WAITING: Final = (DeliveryStatus.PENDING, DeliveryStatus.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a delivery that was sent again.

    Attributes:
        attempt: The try that was made of it; None where there has been none so far.
    """

    delivery: Delivery
    attempt: Attempt | None = None


class ResendService:
    """Sends again what the receiver on this computer got."""

    def __init__(
        self,
        api: PlatformApi,
        sender: DirectSender,
        *,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
        look_s: float = _LOOK_S,
    ) -> None:
        self._api = api
        self._sender = sender
        self._announce = announce
        self._clock = clock
        self._look_s = look_s

    def deliveries_of(self, control: JobControl, event_id: str) -> tuple[Delivery, ...]:
        """The deliveries of an event, as this platform knows them; none where it does not.

        Raises:
            AppError: The platform could not be asked.
        """
        page = self._api.deliveries(control, DeliveryFilter(text=event_id), counts=False)
        return tuple(one for one in page.items if one.event_id == event_id)

    def by_platform(self, control: JobControl, delivery_id: str) -> Replayed:
        """Have the platform send a delivery again, and wait for its next try.

        Who does not wait to the end takes nothing back.

        Raises:
            Conflict: Its listener, or what is no longer kept, stands in the way.
            AppError: The platform could not be asked, or not be asked what came of it.
        """
        before = {one.id for one in self._api.delivery(control, delivery_id).attempt_log}
        delivery = self._api.replay(control, delivery_id)
        self._announce(Changed.DELIVERIES)
        for _look in range(_LOOKS):
            delivery = self._api.delivery(control, delivery_id)
            tried = [one for one in delivery.attempt_log if one.id not in before]
            # Not one that was under way when the replay was asked for, unless it was the last.
            is_over = delivery.status not in _WAITING
            asked_for = [one for one in tried if one.trigger is Trigger.MANUAL]
            counts = asked_for or (tried if is_over else [])
            if counts:
                self._announce(Changed.DELIVERIES)
                return Replayed(delivery, max(counts, key=_number))
            if is_over:
                break
            control.sleep(self._look_s)
        return Replayed(delivery)

    def from_here(
        self,
        control: JobControl,
        request: ReceivedRequest,
        url: str,
        *,
        signing_secrets: Sequence[str] = (),
    ) -> Attempt:
        """One try from this computer; whatever the endpoint does is an attempt.

        Raises:
            Refused: The address may not be sent to (`url`).
            ValueError: A secret is malformed, or the event cannot be signed.
        """
        now_s = int(self._clock().timestamp())
        made = again(request, url, now_s=now_s, signing_secrets=signing_secrets)
        return self._sender.send(control, made, timeout_s=_TIMEOUT_S)


def _number(attempt: Attempt) -> int:
    return attempt.number
