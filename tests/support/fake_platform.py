"""A platform in memory that keeps the contract's promises, and fails when told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from app.domain.audit import AuditEntry, AuditFilter, AuditPage
from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential, CredentialDraft
from app.domain.delivery import Attempt
from app.domain.errors import ApiError
from app.domain.listener import Listener, ListenerSettings
from app.domain.ports import ChangesPage, ListenerChange, RotatedSecret, SignedIn
from app.domain.record import Record, RecordPage
from app.domain.secret import Secret
from app.domain.signature import new_secret
from app.domain.stats import Stats, StatsBucket, StatsQuery
from app.domain.stream import StreamEvent
from app.domain.strict_json import dumps
from app.domain.workspace import Me
from tests.support import builders
from tests.support.fake_credentials import FakeCredentials
from tests.support.fake_deliveries import FakeDeliveries
from tests.support.fake_listeners import FakeListeners


@dataclass
class _Fault:
    call: str
    error: Exception
    after_effect: bool


@dataclass
class FakePlatform(FakeListeners, FakeCredentials, FakeDeliveries):
    """Satisfies `PlatformApi`.

    `fail("update_listener", TimedOut("…"), after_effect=True)` does the work and loses
    the answer; without `after_effect` nothing is done.  `before["create_listener"] = f`
    runs `f` as the call arrives.  `calls` names every call in order.
    """

    me_: Me = field(default_factory=builders.a_me)
    catalog_: Catalog = field(default_factory=builders.a_catalog)
    records_: dict[str, Record] = field(default_factory=dict)
    audit_: list[AuditEntry] = field(default_factory=list)
    audit_page: int = 100
    stats_: Callable[[StatsQuery], Stats | tuple[StatsBucket, ...]] = lambda _query: ()
    rotations: list[str] = field(default_factory=list)  # by their keys
    rotation_keys: list[str] = field(default_factory=list)  # also of calls that failed
    signing_secret: Secret = field(default_factory=lambda: Secret("whsec_" + "A" * 43 + "="))
    attempt: Attempt = field(default_factory=builders.an_attempt)
    calls: list[str] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    streams: list[list[StreamEvent]] = field(default_factory=list)
    listened: list[str] = field(default_factory=list)  # after which event, each time
    watch: Callable[[str], None] = lambda _when: None  # called before and after every call
    closed: bool = False
    tested: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._faults: list[_Fault] = []

    # -- what a test does ---------------------------------------------------------

    def fail(self, call: str, error: Exception, *, after_effect: bool = False) -> None:
        """Make the next call of that name fail."""
        self._faults.append(_Fault(call, error, after_effect))

    def heal(self) -> None:
        """Nothing fails any more."""
        self._faults.clear()

    def forget_keys(self) -> None:
        """A day has passed: no Idempotency-Key is known any more."""
        super().forget_keys()
        self.forget_batches()

    # -- PlatformApi --------------------------------------------------------------

    def me(self, control: JobControl) -> Me:
        return self._call("me", control, lambda: self.me_)

    def catalog(self, control: JobControl) -> Catalog:
        return self._call("catalog", control, lambda: self.catalog_)

    def entity_schema(self, control: JobControl, entity: str) -> Mapping[str, Any]:
        schema = {"type": "object", "title": entity, "properties": {}}
        return self._call("entity_schema", control, lambda: schema)

    def entity_sample(self, control: JobControl, entity: str) -> bytes:
        return self._call(
            "entity_sample", control, lambda: dumps({"id": "rec_1", "version": 3, "of": entity})
        )

    def changes(self, control: JobControl, since: str | None) -> ChangesPage:
        return self._call("changes", control, lambda: self._changes(since))

    def change_pages(
        self, control: JobControl, since: str | None
    ) -> Generator[ChangesPage, None, None]:
        while True:
            page = self.changes(control, since)
            yield page
            if not page.more:
                return
            since = page.next

    def listeners(self, control: JobControl) -> Sequence[Listener]:
        return self._call("listeners", control, lambda: list(self.there.values()))

    def create_listener(
        self, control: JobControl, listener_id: str, settings: ListenerSettings
    ) -> Listener:
        return self._call("create_listener", control, lambda: self._create(listener_id, settings))

    def update_listener(
        self, control: JobControl, listener_id: str, changes: Mapping[str, Any], *, etag: str
    ) -> Listener:
        return self._call(
            "update_listener", control, lambda: self._update(listener_id, changes, etag)
        )

    def delete_listener(self, control: JobControl, listener_id: str, *, etag: str) -> None:
        self._call("delete_listener", control, lambda: self._delete(listener_id, etag))

    def change_listeners(
        self, control: JobControl, changes: Sequence[ListenerChange], *, key: str = ""
    ) -> Sequence[Listener | ApiError | None]:
        return self._call("change_listeners", control, lambda: self._do_all(changes, key))

    def stream(self, control: JobControl, after: str, hear: Callable[[StreamEvent], None]) -> None:
        """Tell the events of `streams`, one list a call; without any, wait until cancelled."""

        def work() -> None:
            self.listened.append(after)
            for event in self.streams.pop(0) if self.streams else ():
                hear(event)

        is_scripted = bool(self.streams)
        self._call("stream", control, work)
        if not is_scripted:
            control.sleep(threading.TIMEOUT_MAX)

    def test_listener(self, control: JobControl, settings: ListenerSettings, **how: Any) -> Attempt:
        self.tested.append({"settings": settings, **how})
        return self._call("test_listener", control, lambda: self.attempt)

    def reveal_signing_secret(self, control: JobControl, listener_id: str) -> Secret:
        return self._call("reveal_signing_secret", control, lambda: self.signing_secret)

    def rotate_signing_secret(
        self, control: JobControl, listener_id: str, *, key: str
    ) -> RotatedSecret:
        self.rotation_keys.append(key)

        def work() -> RotatedSecret:
            if key not in self.rotations:
                self.rotations.append(key)
                self.signing_secret = Secret(new_secret())
            return RotatedSecret(self.signing_secret, builders.NOW + timedelta(hours=24))

        return self._call("rotate_signing_secret", control, work)

    def credentials(self, control: JobControl) -> Sequence[Credential]:
        return self._call("credentials", control, lambda: list(self.credentials_.values()))

    def create_credential(
        self, control: JobControl, credential_id: str, draft: CredentialDraft
    ) -> Credential:
        return self._call(
            "create_credential", control, lambda: self._create_credential(credential_id, draft)
        )

    def update_credential(
        self,
        control: JobControl,
        credential_id: str,
        draft: CredentialDraft,
        *,
        etag: str,
        key: str = "",
    ) -> Credential:
        return self._call(
            "update_credential",
            control,
            lambda: self._update_credential(credential_id, draft, etag, key),
        )

    def delete_credential(
        self, control: JobControl, credential_id: str, *, etag: str, key: str = ""
    ) -> None:
        self._call(
            "delete_credential", control, lambda: self._delete_credential(credential_id, etag)
        )

    def records(self, control: JobControl, entity: str, cursor: str | None = None) -> RecordPage:
        items = tuple(one for one in reversed(self.records_.values()) if one.entity == entity)
        return self._call("records", control, lambda: RecordPage(items, None))

    def record(self, control: JobControl, entity: str, record_id: str) -> Record:
        return self._call("record", control, lambda: self.records_[record_id])

    def create_record(self, control: JobControl, entity: str, fields: Mapping[str, Any]) -> Record:
        def work() -> Record:
            record = builders.a_record(fields=dict(fields), entity=entity)
            return self.records_.setdefault(record.id, record)

        return self._call("create_record", control, work)

    def update_record(
        self, control: JobControl, record: Record, changes: Mapping[str, Any]
    ) -> Record:
        def work() -> Record:
            fields = {**record.fields, **changes, "version": record.version + 1}
            new = replace(record, version=record.version + 1, fields=fields, body=dumps(fields))
            self.records_[record.id] = new
            return new

        return self._call("update_record", control, work)

    def audit(
        self,
        control: JobControl,
        wanted: AuditFilter,
        cursor: str | None = None,
        *,
        limit: int | None = None,
    ) -> AuditPage:
        """Newest first, `audit_page` at a time; the last entry of the list is the newest."""
        found = [
            one
            for one in reversed(self.audit_)
            if wanted.actor_id in (None, one.actor_id)
            and wanted.resource_id in (None, one.resource_id)
            and (wanted.since is None or one.at >= wanted.since)
        ]
        at = int(cursor or 0)
        end = at + (limit or self.audit_page)
        page = tuple(found[at:end])
        more = str(end) if end < len(found) else None
        return self._call("audit", control, lambda: AuditPage(page, more))

    def stats(self, control: JobControl, query: StatsQuery) -> Stats:
        def work() -> Stats:
            found = self.stats_(query)
            return found if isinstance(found, Stats) else Stats(tuple(found))

        return self._call("stats", control, work)

    def close(self) -> None:
        self.closed = True

    # -- inside -------------------------------------------------------------------

    def _call(self, name: str, control: JobControl, work: Any) -> Any:
        control.check()
        self.calls.append(name)
        self.watch("before")
        hook = self.before.pop(name, None)
        if hook is not None:
            hook()
        fault = next((one for one in self._faults if one.call == name), None)
        if fault is not None:
            self._faults.remove(fault)
            if not fault.after_effect:
                raise fault.error
        with self._lock:
            result = work()
        self.watch("after")
        if fault is not None:
            raise fault.error
        return result


@dataclass
class FakePlatforms:
    """Satisfies `PlatformApiFactory`: always the same platform, and who asked for it."""

    platform: FakePlatform = field(default_factory=FakePlatform)
    opened: list[SignedIn] = field(default_factory=list)

    def __call__(self, signed_in: SignedIn) -> FakePlatform:
        self.opened.append(signed_in)
        return self.platform
