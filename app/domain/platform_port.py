"""The platform as the services need it; `app.domain.ports` has the rest of the outside world."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.listener import Listener, ListenerSettings
from app.domain.secret import Secret

if TYPE_CHECKING:
    from app.domain.audit import AuditFilter, AuditPage
    from app.domain.catalog import Catalog
    from app.domain.control import JobControl
    from app.domain.credential import Credential, CredentialDraft
    from app.domain.delivery import (
        Attempt,
        Delivery,
        DeliveryFilter,
        DeliveryPage,
        Event,
        EventFilter,
        EventPage,
    )
    from app.domain.errors import ApiError
    from app.domain.record import Record, RecordPage
    from app.domain.replay import ReplayWanted
    from app.domain.stats import Stats, StatsQuery
    from app.domain.stream import StreamEvent
    from app.domain.workspace import Me


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page of the changes feed (contract section 4)."""

    epoch: str
    changed: tuple[Listener, ...]
    deleted: tuple[str, ...]
    next: str
    more: bool


@dataclass(frozen=True, slots=True)
class ListenerChange:
    """One change of many that are sent together.

    Attributes:
        etag: The version to change; None creates.
        settings: Of a creation.
        changes: Of an update, by `ListenerSettings` field name; None deletes.
    """

    id: str
    etag: str | None = None
    settings: ListenerSettings | None = None
    changes: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RotatedSecret:
    """A new signing secret; until then receivers may verify with the previous one too."""

    secret: Secret
    previous_valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """How to speak to a platform: where, and with which bearer or client."""

    base_url: str
    token: Secret | None = None
    client_id: str = ""
    client_secret: Secret | None = None


class PlatformApi(Protocol):
    """The contract, seen from the app.  One instance speaks to one platform."""

    def me(self, control: JobControl) -> Me: ...
    def catalog(self, control: JobControl) -> Catalog: ...
    def entity_schema(self, control: JobControl, entity: str) -> Mapping[str, Any]: ...
    def entity_sample(self, control: JobControl, entity: str) -> bytes: ...

    def changes(self, control: JobControl, since: str | None) -> ChangesPage: ...
    def change_pages(
        self, control: JobControl, since: str | None
    ) -> Generator[ChangesPage, None, None]:
        """Page after page until there is no more; whoever wants no more of them closes it."""

    def listeners(self, control: JobControl) -> Sequence[Listener]: ...
    def create_listener(
        self, control: JobControl, listener_id: str, settings: ListenerSettings
    ) -> Listener:
        """PUT with `If-None-Match: *` and the client's own id: safe to repeat."""
        ...

    def update_listener(
        self, control: JobControl, listener_id: str, changes: Mapping[str, Any], *, etag: str
    ) -> Listener:
        """PATCH with `If-Match`.  `changes` maps `ListenerSettings` field names to values."""
        ...

    def delete_listener(self, control: JobControl, listener_id: str, *, etag: str) -> None: ...
    def change_listeners(
        self, control: JobControl, changes: Sequence[ListenerChange], *, key: str = ""
    ) -> Sequence[Listener | ApiError | None]:
        """At most 200 changes of as many listeners in one call (capability `batch`).

        `key` is its Idempotency-Key.
        Answers for each, in order: the listener, the refusal that the single call would
        have raised, or None for a deletion.
        """
        ...

    def stream(self, control: JobControl, after: str, hear: Callable[[StreamEvent], None]) -> None:
        """Tell what happens there as it happens, until the platform ends it (capability `stream`).

        Args:
            control: Of the job; cancelling it ends the wait at once.
            after: The id of the last event known; empty: from now on.
            hear: Told of each event.

        Raises:
            NetworkError: The connection broke, or nothing came for two heartbeats.
            ApiError: 410: what came after that event is not kept any more.
        """
        ...

    def test_listener(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,
        payload: bytes | None = None,
        record_id: str | None = None,
        credential: CredentialDraft | None = None,
    ) -> Attempt: ...
    def reveal_signing_secret(self, control: JobControl, listener_id: str) -> Secret: ...
    def rotate_signing_secret(
        self, control: JobControl, listener_id: str, *, key: str
    ) -> RotatedSecret:
        """A new secret; with the key of an earlier call, what that one made."""
        ...

    def credentials(self, control: JobControl) -> Sequence[Credential]: ...
    def create_credential(
        self, control: JobControl, credential_id: str, draft: CredentialDraft
    ) -> Credential: ...
    def update_credential(
        self,
        control: JobControl,
        credential_id: str,
        draft: CredentialDraft,
        *,
        etag: str,
        key: str = "",
    ) -> Credential:
        """PATCH with `If-Match`; the platform knows a repetition by its `key` for a day."""
        ...

    def delete_credential(
        self, control: JobControl, credential_id: str, *, etag: str, key: str = ""
    ) -> None: ...

    def records(
        self, control: JobControl, entity: str, cursor: str | None = None
    ) -> RecordPage: ...
    def record(self, control: JobControl, entity: str, record_id: str) -> Record: ...
    def create_record(
        self, control: JobControl, entity: str, fields: Mapping[str, Any]
    ) -> Record: ...
    def update_record(
        self, control: JobControl, record: Record, changes: Mapping[str, Any]
    ) -> Record: ...

    def deliveries(
        self,
        control: JobControl,
        wanted: DeliveryFilter,
        cursor: str | None = None,
        *,
        limit: int | None = None,
        counts: bool = True,
    ) -> DeliveryPage: ...
    def delivery(self, control: JobControl, delivery_id: str) -> Delivery: ...
    def replay(self, control: JobControl, delivery_id: str) -> Delivery:
        """Set one delivery on its way again, whatever its status.

        Raises:
            Conflict: 409; `code` says what stands in the way.
        """
        ...

    def cancel_delivery(self, control: JobControl, delivery_id: str) -> Delivery:
        """Give an unfinished delivery up.

        Raises:
            Conflict: 409 `delivery_finished`.
        """
        ...

    def replay_many(
        self, control: JobControl, listener_id: str, wanted: ReplayWanted, *, dry_run: bool
    ) -> int:
        """Send many of a listener's deliveries again, or only count them.

        Raises:
            Rejected: `too_many`: over 10,000 at once.
            Conflict: 409; `code` says what stands in the way.
        """
        ...

    def event(self, control: JobControl, event_id: str) -> Event:
        """One event with the outcome for every listener of its entity that existed then."""
        ...

    def events(
        self, control: JobControl, wanted: EventFilter, cursor: str | None = None
    ) -> EventPage:
        """The newest events, or those behind a cursor."""
        ...

    def events_of_record(
        self, control: JobControl, entity: str, record_id: str
    ) -> Sequence[Event]: ...
    def audit(
        self,
        control: JobControl,
        wanted: AuditFilter,
        cursor: str | None = None,
        *,
        limit: int | None = None,
    ) -> AuditPage: ...
    def stats(self, control: JobControl, query: StatsQuery) -> Stats: ...
    def close(self) -> None: ...


class PlatformApiFactory(Protocol):
    """Opens a platform; nothing is sent before the first call."""

    def __call__(self, signed_in: SignedIn) -> PlatformApi: ...
