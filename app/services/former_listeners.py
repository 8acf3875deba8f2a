"""What listeners that are not there any more were, as the audit log has seen them last.

Statistics, deliveries and older entries of the log go on naming them by their ids.  The
platform is asked once for each; where it keeps no log, or one may not read it, the ids
are all there is, and nothing fails for that.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

from app.domain.audit import AuditFilter, LastSeen, last_seen
from app.domain.errors import AppError, NotFound, PermissionMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.audit import AuditEntry
    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi
    from app.services.listeners import ListenerService

_AT_ONCE: Final = 20  # calls in one look


class FormerListeners:
    """Those of one connection; used by several jobs at once."""

    def __init__(self, api: PlatformApi, listeners: ListenerService) -> None:
        self._api = api
        self._listeners = listeners
        self._lock = Lock()
        self._seen: dict[str, LastSeen] = {}
        self._unknown: set[str] = set()  # the log says nothing of them
        self._may_ask = True

    def learn(self, entries: Iterable[AuditEntry]) -> None:
        """Take over what entries tell that were read for something else."""
        with self._lock:
            for entry in entries:
                found, known = last_seen(entry), self._seen.get(entry.resource_id)
                if found is not None and (known is None or known.at <= found.at):
                    self._seen[entry.resource_id] = found

    def seen(self) -> Mapping[str, LastSeen]:
        """All that were met so far, by id, those among them that are still there, too."""
        with self._lock:
            return dict(self._seen)

    def of(
        self, control: JobControl, listener_ids: Iterable[str], *, at_most: int = _AT_ONCE
    ) -> Mapping[str, LastSeen]:
        """Those of these that this computer does not know, as far as the log tells.

        At most so many are asked about now, the first ones; the rest comes with the next look.
        """
        there = {one.id for one in self._listeners.cached()}
        gone = [one for one in dict.fromkeys(listener_ids) if one not in there]
        self._ask(control, gone, at_most)
        seen = self.seen()
        return {one: seen[one] for one in gone if one in seen}

    def _ask(self, control: JobControl, gone: Sequence[str], at_most: int) -> None:
        with self._lock:
            final = self._unknown | {one for one, seen in self._seen.items() if seen.is_deleted}
        for listener_id in [one for one in gone if one not in final][:at_most]:
            if not self._may_ask:
                return
            try:
                entries = self._api.audit(control, AuditFilter(resource_id=listener_id)).items
            except (NotFound, PermissionMissing):  # no log there, or none for us
                self._may_ask = False
                return
            except AppError:  # not now
                return
            self.learn(entries)
            with self._lock:
                if listener_id not in self._seen:
                    self._unknown.add(listener_id)
