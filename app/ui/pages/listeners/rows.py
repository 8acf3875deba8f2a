"""A listener as one row of the list.

Built on a worker thread, so that a long list costs the window nothing; a row of which
nothing changed stays the same object, so that the next reading costs hardly anything.
A row keeps what thousands are searched and filtered by, and has the rest worked out when it
is on the screen: it takes half the room.  What it keeps is worked out when it is first asked
for: the first list is painted before all of its rows are put into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import Catalog
from app.domain.listener import Kind, Mode, Status
from app.domain.sync_state import LocalListener, SyncState
from app.ui.pages.listeners.day import Day, day_of, day_told
from app.ui.text import states, times
from app.ui.text.names import catalog_label
from app.ui.text.places import Place, place_of
from app.ui.text.states import StatusText

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.stats import StatsBucket

translate = QCoreApplication.translate

_CHECKED_EVERY = 100  # rows: what is cancelled must not keep the GUI thread waiting


class StatusGroup(StrEnum):
    """What the status filter offers."""

    ACTIVE = "active"
    FAILING = "failing"
    PAUSED = "paused"
    OFF = "off"
    STOPPED = "stopped"
    NOT_ACTIVE = "not_active"
    WAITING = "waiting"  # to sync, in conflict or refused


@dataclass(frozen=True, slots=True)
class Today:
    """The time as rows tell it: theirs are the same all day."""

    day: date
    now: datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class ListenerRow:
    """One row, to be painted, read out, searched and sorted.

    Attributes:
        function: The function's label.
        told: The newest news of its day; None as of the last sync.
    """

    local: LocalListener
    catalog: Catalog | None
    function: str
    today: Today
    told: Day | None
    _status: StatusText = field(init=False, compare=False, repr=False)
    _groups: frozenset[StatusGroup] = field(init=False, compare=False, repr=False)
    _haystack: str = field(init=False, compare=False, repr=False)

    @property
    def status(self) -> StatusText:
        """How it stands, in words."""
        try:
            return self._status
        except AttributeError:  # nobody asked yet; two threads that do find the same
            tries = None if self.told is None else (self.told.delivered, self.told.failed)
            status = _same(states.of(self.local, now=self.today.now, tries=tries))
            object.__setattr__(self, "_status", status)
            return status

    @property
    def groups(self) -> frozenset[StatusGroup]:
        """What of the status filter it belongs to."""
        try:
            return self._groups
        except AttributeError:
            groups = _groups(self.local)
            object.__setattr__(self, "_groups", groups)
            return groups

    @property
    def haystack(self) -> str:
        """All words that are searched, case-folded."""
        try:
            return self._haystack
        except AttributeError:
            place = self.place
            searched = (self.entity, self.function, self.label, place.host, place.path)
            haystack = "\n".join(searched).casefold()
            object.__setattr__(self, "_haystack", haystack)
            return haystack

    def prepare(self) -> None:
        """Work out what thousands are searched and filtered by, before anybody waits for it."""
        _ = self.status, self.groups, self.haystack

    def on(self, day: Day | None) -> ListenerRow:
        """The same with other news of its day."""
        other = replace(self, told=day)
        tells_of_day = self.local.base is not None and self.local.base.is_failing
        for name in (
            ("_groups", "_haystack") if tells_of_day else ("_status", "_groups", "_haystack")
        ):
            if hasattr(self, name):
                object.__setattr__(other, name, getattr(self, name))
        return other

    @property
    def id(self) -> str:
        """The listener's."""
        return self.local.id

    @property
    def entity(self) -> str:
        """What it listens to."""
        return self.local.settings.entity

    @property
    def label(self) -> str:
        """What people call it; often nothing."""
        return self.local.settings.name

    @property
    def kind(self) -> Kind:
        """Where it sends to."""
        return self.local.settings.destination.kind

    @property
    def place(self) -> Place:
        """The same, in words."""
        return place_of(self.local.settings.destination, self.catalog)

    @property
    def day(self) -> Day:
        """Its last 24 hours."""
        return day_of(self.local) if self.told is None else self.told

    @property
    def name(self) -> str:
        """How a question or an announcement calls this listener."""
        return self.label or f"{self.entity}, {self.function}"

    @property
    def is_on(self) -> bool:
        """Whether its switch stands on: wanted, and not kept from it by the platform."""
        base = self.local.base
        stuck = base is not None and (
            base.status is Status.UNSUPPORTED
            or (base.status is Status.SUSPENDED and not self.local.resume_wanted)
        )
        return self.local.settings.mode is Mode.ENABLED and not stuck

    @property
    def second_status(self) -> str:
        """The status cell's second line: what waits to be synced goes first."""
        return self.status.sync_text or self.status.detail

    @property
    def sentence(self) -> str:
        """The whole row for a screen reader."""
        parts = [self.entity, self.function, self.label, self.place.host, self.status.word]
        parts += [self.status.detail, self.status.sync_text]
        if self.day.tries:
            words = translate("listeners", "%Ln delivery(s), {share} arrived", None, self.day.tries)
            parts.append(words.format(share=self.day.success))
        else:
            parts.append(translate("listeners", "no deliveries in 24 hours"))
        return ", ".join(part for part in parts if part)


class RowBuilder:
    """Builds the rows of one list, again and again."""

    def __init__(self) -> None:
        self._built = _Built()

    def build(
        self,
        listeners: Iterable[LocalListener],
        catalog: Catalog | None,
        *,
        now: datetime,
        told: Mapping[str, StatsBucket] | None = None,
        control: JobControl | None = None,
        prepared: bool = True,
    ) -> Mapping[str, ListenerRow]:
        """The rows of a snapshot by id, in its order; callable from several threads.

        Args:
            listeners: The snapshot.
            catalog: Has the names.
            now: The time.
            told: The newest news of each one's day.
            control: Of the job.
            prepared: Work out now what they are searched and filtered by.

        Raises:
            Cancelled: Nobody wants these rows any more: a newer reading has begun.
        """
        today = Today(times.local(now).date(), now)  # the finest that a row says of the time
        known = self._built.by_id if self._built.is_for(catalog, today) else {}
        labels: dict[str, str] = {}
        rows = {}
        for at, one in enumerate(listeners):
            if control is not None and at % _CHECKED_EVERY == 0:
                control.check()
            news = told.get(one.id) if told else None
            day = None if news is None else day_told(one, news)
            row = known.get(one.id)
            if row is None or row.local is not one:
                name = one.settings.function
                if (label := labels.get(name)) is None:
                    label = labels[name] = catalog_label(name, catalog)
                row = ListenerRow(one, catalog, label, today, day)
            elif row.told != day:
                row = row.on(day)
            if prepared:
                row.prepare()
            rows[one.id] = row
        self._built = _Built(catalog, today, rows)
        return rows


@dataclass(frozen=True, slots=True)
class _Built:
    """What was built last, and what its words depend on beside the listener."""

    catalog: Catalog | None = None
    today: Today | None = None
    by_id: Mapping[str, ListenerRow] = field(default_factory=dict)

    def is_for(self, catalog: Catalog | None, today: Today) -> bool:
        return self.catalog is catalog and self.today == today


def of(
    local: LocalListener, catalog: Catalog | None, *, now: datetime, told: Day | None = None
) -> ListenerRow:
    """One row; without a day of its own, it has that of the last sync."""
    today = Today(times.local(now).date(), now)
    function = catalog_label(local.settings.function, catalog)
    return ListenerRow(local, catalog, function, today, told)


@lru_cache(maxsize=512)
def _same(status: StatusText) -> StatusText:
    """One object for all rows of which the same is said."""
    return status


_GROUPS: Final[dict[frozenset[StatusGroup], frozenset[StatusGroup]]] = {}


def _groups(local: LocalListener) -> frozenset[StatusGroup]:
    found = set()
    if local.state is not SyncState.CLEAN:
        found.add(StatusGroup.WAITING)
    if local.base is not None:
        match local.base.status:
            case Status.ACTIVE:
                found.add(StatusGroup.ACTIVE)
                if local.base.is_failing:
                    found.add(StatusGroup.FAILING)
            case Status.PAUSED:
                found.add(StatusGroup.PAUSED)
            case Status.DISABLED:
                found.add(StatusGroup.OFF)
            case Status.SUSPENDED:
                found.add(StatusGroup.STOPPED)
            case Status.UNSUPPORTED:
                found.add(StatusGroup.NOT_ACTIVE)
            case Status.UNKNOWN:
                pass
    groups = frozenset(found)
    return _GROUPS.setdefault(groups, groups)  # thousands of rows are in the same few
