"""The listeners of the fake platform: versions, tags, exactly-once creation, the feed."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.errors import ApiError, Conflict, NotFound, Rejected
from app.domain.listener import Listener, ListenerSettings, Mode, Status
from app.domain.ports import ChangesPage, ListenerChange
from tests.support import builders


@dataclass
class FakeListeners:
    """What the contract promises of listeners, in memory."""

    there: dict[str, Listener] = field(default_factory=dict)
    page_size: int = 100
    epoch: str = "epoch-1"
    takes_old_tokens: bool = False  # it does not look of which epoch a token is
    refuses: dict[str, ApiError] = field(default_factory=dict)  # by id, when many are sent

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self._feed: list[str] = []  # ids in the order of their last change
        self._bodies: dict[str, ListenerSettings] = {}
        self._gone: set[str] = set()
        self._kept: dict[str, tuple[list[ListenerChange], list[Listener | ApiError | None]]] = {}
        for listener in list(self.there.values()):
            self.put(listener)

    def put(self, listener: Listener) -> Listener:
        """Have a listener there, as if someone else had made or changed it."""
        with self._lock:
            self.there[listener.id] = listener
            self._bodies.setdefault(listener.id, listener.settings)
            self._touch(listener.id)
            return listener

    def change(self, listener_id: str, **changes: Any) -> Listener:
        """Someone else changes settings."""
        old = self.there[listener_id]
        return self.put(self._next(old, replace(old.settings, **changes)))

    def remove(self, listener_id: str) -> None:
        """Someone else deletes a listener."""
        with self._lock:
            del self.there[listener_id]
            self._gone.add(listener_id)
            self._touch(listener_id)

    def _changes(self, since: str | None) -> ChangesPage:
        is_known = since is None or since.startswith(f"{self.epoch}:") or self.takes_old_tokens
        if not is_known:
            raise ApiError("token expired", status=410, code="token_expired")
        position = 0 if since is None else int(since.rpartition(":")[2])
        page = self._feed[position : position + self.page_size]
        end = position + len(page)
        newest = {one: n for n, one in enumerate(self._feed)}
        current = [one for n, one in enumerate(page, position) if newest[one] == n]
        return ChangesPage(
            epoch=self.epoch,
            changed=tuple(self.there[one] for one in current if one in self.there),
            deleted=tuple(one for one in current if one not in self.there),
            next=f"{self.epoch}:{end}",
            more=end < len(self._feed),
        )

    def _create(self, listener_id: str, settings: ListenerSettings) -> Listener:
        if listener_id in self._gone:
            raise Conflict("deleted", status=412, code="id_deleted")
        if listener_id in self.there:
            if self._bodies[listener_id] == settings:
                return self.there[listener_id]
            raise stale(self.there[listener_id])
        return self.put(
            builders.a_listener(id=listener_id, settings=settings, etag=f'"{listener_id}-1"')
        )

    def _update(self, listener_id: str, changes: Mapping[str, Any], etag: str) -> Listener:
        old = self._find(listener_id)
        wanted = replace(old.settings, **changes)
        lifts = old.status is Status.SUSPENDED and changes.get("mode") is Mode.ENABLED
        if old.etag != etag:
            if wanted == old.settings and not lifts:
                return old
            raise stale(old)
        if wanted == old.settings and not lifts:
            return old
        new = self._next(old, wanted)
        if lifts:
            new = replace(new, status=Status.ACTIVE, status_reason=None)
        return self.put(new)

    def _delete(self, listener_id: str, etag: str) -> None:
        listener = self._find(listener_id)
        if listener.etag != etag:
            raise stale(listener)
        self.remove(listener_id)

    def forget_batches(self) -> None:
        """A day has passed: no Idempotency-Key of theirs is known any more."""
        self._kept.clear()

    def _do_all(
        self, changes: Sequence[ListenerChange], key: str
    ) -> list[Listener | ApiError | None]:
        """Many changes; the same under the same key is answered as before, and done once."""
        if key in self._kept:
            body, answers = self._kept[key]
            if body == list(changes):
                return answers
            raise Rejected("used with another body", status=422, code="idempotency_key_reused")
        answers = [self._do(one) for one in changes]
        if key:
            self._kept[key] = (list(changes), answers)
        return answers

    def _do(self, change: ListenerChange) -> Listener | ApiError | None:
        """One of many changes: a refusal stops nothing."""
        error = self.refuses.get(change.id)
        if error is not None:
            return error
        try:
            if change.settings is not None:
                return self._create(change.id, change.settings)
            if change.changes is not None:
                return self._update(change.id, change.changes, change.etag or "")
            self._delete(change.id, change.etag or "")
        except ApiError as exc:
            return exc
        return None

    def _next(self, old: Listener, wanted: ListenerSettings) -> Listener:
        version = old.version + 1
        return replace(old, settings=wanted, version=version, etag=f'"{old.id}-{version}"')

    def _find(self, listener_id: str) -> Listener:
        if listener_id not in self.there:
            raise NotFound("no such listener", status=404, code="not_found")
        return self.there[listener_id]

    def _touch(self, listener_id: str) -> None:
        self._feed.append(listener_id)


def stale(listener: Listener) -> Conflict:
    """The answer to a change of a version that is no more."""
    error = Conflict("stale", status=412, code="stale", current={})
    error.resource = listener
    return error
