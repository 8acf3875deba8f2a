"""What a person does with listeners: into the local copy first, never waiting for a network.

Every method returns only after the local commit, so that a power cut after Save loses
nothing.  Sending is `SyncService`'s business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import local_changes
from app.domain.announce import nobody_listens
from app.domain.errors import Conflict
from app.domain.ids import new_id
from app.domain.listener import Mode
from app.domain.sync_state import LocalListener
from app.domain.times import utc_now
from app.services.listener_rows import ListenerRows, chunks, gone

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.conflict import Side
    from app.domain.control import JobControl
    from app.domain.listener import ListenerSettings
    from app.domain.ports import LocalStore
    from app.domain.times import Clock
    from app.services.history import Past, Step, Undone


class ListenerService:
    """The listeners of one connection, as this computer knows them."""

    def __init__(
        self,
        store: LocalStore,
        *,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
        past: Past | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._rows = ListenerRows(store, announce, clock, past)

    def cached(self) -> list[LocalListener]:
        """Every listener to show: not those whose deletion only waits to be sent."""
        return [
            row for row in self._store.listeners() if not (row.delete_wanted and row.is_waiting)
        ]

    def get(self, listener_id: str) -> LocalListener | None:
        """One listener, or None when it is not here."""
        return self._store.listener(listener_id)

    def create(self, control: JobControl, settings: ListenerSettings) -> LocalListener:
        """Keep a new listener; the platform takes it over under the id chosen here."""
        (row,) = self.create_all(control, [settings])
        return row

    def create_all(
        self, control: JobControl, many: Iterable[ListenerSettings]
    ) -> list[LocalListener]:
        """Keep new listeners, all or none: in one transaction, and undone in one go (F64)."""
        rows = [
            local_changes.created(new_id("lst"), one, self._clock())
            for one in control.through(many)
        ]
        control.check()
        self._rows.put(rows)
        return rows

    def edit(
        self,
        control: JobControl,
        listener_id: str,
        settings: ListenerSettings,
        *,
        began: LocalListener | None = None,
    ) -> LocalListener:
        """Keep new settings; with `began`, only what a person changed since it was so.

        Raises:
            NotFound: It was deleted meanwhile.
        """

        def change(row: LocalListener) -> LocalListener:
            if began is None:
                return local_changes.edited(row, settings, self._clock())
            if row.is_deleted:  # an edit that began before brings nothing back (F22)
                raise gone(listener_id)
            return local_changes.edited_since(row, settings, began, self._clock())

        return self._kept(control, listener_id, change)

    def create_anew(
        self, control: JobControl, listener_id: str, settings: ListenerSettings
    ) -> LocalListener:
        """Keep what a person made of a listener that was deleted meanwhile as a new one (F22).

        Ids are never used twice.  A change of the old one that could not be sent any more goes
        with this: it is what a person wants in its place.
        """
        control.check()
        while True:
            row = self._store.listener(listener_id)
            is_lost = row is not None and row.is_deleted and not row.delete_wanted
            new = local_changes.created(new_id("lst"), settings, self._clock())
            if self._rows.put([new], in_place_of=row if is_lost else None):
                return new

    def edit_by(
        self,
        control: JobControl,
        listener_id: str,
        change: Callable[[LocalListener], ListenerSettings],
    ) -> LocalListener:
        """Keep what `change` makes of a listener as it is at that very moment.

        Raises:
            NotFound: It was deleted meanwhile.
        """
        return self._kept(
            control,
            listener_id,
            lambda row: local_changes.edited(row, change(row), self._clock()),
        )

    def _kept(
        self,
        control: JobControl,
        listener_id: str,
        change: Callable[[LocalListener], LocalListener],
    ) -> LocalListener:
        control.check()
        row = self._rows.change(listener_id, change)
        if row is None:
            raise gone(listener_id)
        return row

    def set_mode(
        self, control: JobControl, listener_ids: Sequence[str], mode: Mode
    ) -> list[LocalListener]:
        """Enable, pause or disable; those deleted meanwhile are left out of the answer."""
        rows = self._rows.change_many(
            control, listener_ids, lambda row: local_changes.mode_set(row, mode, self._clock())
        )
        return [row for row in rows if row is not None]

    def delete(self, control: JobControl, listener_ids: Sequence[str]) -> None:
        """Delete; those that are gone already are done."""
        self._rows.change_many(
            control, listener_ids, lambda row: local_changes.deleted(row, self._clock())
        )

    def duplicate(
        self,
        control: JobControl,
        copies: Mapping[str, str],
        name_of: Callable[[LocalListener], str],
    ) -> None:
        """Keep copies, turned off: two that are on would send everything twice.

        Args:
            control: Of the job.
            copies: The id of each copy, by the id of what it is made of; those that are gone
                are left out.
            name_of: What the copy of one is called.
        """
        made: list[LocalListener] = []
        try:
            for chunk in chunks(list(copies)):
                control.check()
                rows = [row for one in chunk if (row := self._store.listener(one))]
                new = [self._copy(row, copies[row.id], name_of(row)) for row in rows]
                self._store.apply_rows(new, [], expected={})
                made += new
                control.progress(len(made), len(copies))
        finally:
            self._rows.note([(None, row) for row in made])

    def _copy(self, row: LocalListener, copy_id: str, name: str) -> LocalListener:
        settings = replace(row.settings, name=name, mode=Mode.DISABLED)
        return local_changes.created(copy_id, settings, self._clock())

    def take_back(self, control: JobControl, listener_id: str) -> None:
        """Give up a waiting, refused or conflicting change; the platform's version stands."""
        control.check()
        self._rows.change(listener_id, lambda row: local_changes.taken_back(row, self._clock()))

    @property
    def last_change(self) -> tuple[Step, ...]:
        """What `undo` would undo; empty when there is nothing."""
        return self._rows.history.newest

    def undo(self, control: JobControl, only: Sequence[Step] = ()) -> Undone | None:
        """Undo what was done here last, sent or not; None when there is nothing to undo.

        With `only`, the `last_change` that is meant, nothing is done once there is a newer one.
        """
        undone = self._rows.history.undo(control, only)
        if undone is not None:
            self._rows.tell()
        return undone

    def keep_mine(self, control: JobControl, listener_id: str) -> LocalListener:
        """Overrule the platform's version in a conflict.

        A listener that was deleted there is created anew: ids are never used twice.
        """
        control.check()
        row = self._store.listener(listener_id)
        if row is None:
            raise gone(listener_id)
        if row.theirs is None:
            new = local_changes.created(new_id("lst"), row.settings, self._clock())
            if not self._rows.put([new], in_place_of=row):
                raise Conflict(f"{row.id} changed again", status=412, code="changed_meanwhile")
            return new
        kept = self._rows.change(
            listener_id, lambda row: local_changes.kept_mine(row, self._clock())
        )
        if kept is None:
            raise gone(listener_id)
        return kept

    def resolve(
        self, control: JobControl, seen: LocalListener, choices: Mapping[str, Side]
    ) -> LocalListener:
        """Decide a conflict setting by setting, as it was seen.

        Raises:
            Conflict: One of the two sides has changed since; nothing was decided.
            ValueError: A setting that both sides changed has no choice.
        """
        control.check()

        def decide(row: LocalListener) -> LocalListener:
            if _sides(row) != _sides(seen):
                raise Conflict(f"{row.id} changed again", status=412, code="changed_meanwhile")
            return local_changes.resolved(row, choices, self._clock())

        row = self._rows.change(seen.id, decide)
        if row is None:
            raise gone(seen.id)
        return row


def _sides(row: LocalListener) -> tuple[object, ...]:
    """What a person decides between; numbers of health may change meanwhile."""
    theirs = row.theirs
    return row.state, row.settings, row.delete_wanted, theirs.etag if theirs is not None else None
