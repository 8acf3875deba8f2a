"""A listener as one row of the list: every word it shows, decided once per reload.

Pure: built on a worker thread together with the read of the local copy, so that a
long list costs the window nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import Catalog
from app.domain.listener import Destination, Health, HealthState, Kind, Mode, Status
from app.domain.sync_state import LocalListener, SyncState
from app.domain.url import parse_url
from app.domain.validation import Refused
from app.ui.text import states, times
from app.ui.text.states import StatusText

translate = QCoreApplication.translate

SEPARATOR = "  ·  "


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
class Place:
    """Where a listener sends to, in words."""

    host: str  # "hooks.example.com:8443", or the e-mail address
    path: str  # "/clients"; empty for e-mail
    auth: str  # label of the authentication type; empty for e-mail

    @property
    def second_line(self) -> str:
        """`Basic · /clients`, or `Email`."""
        if not self.path:
            return translate("listeners", "Email")
        return SEPARATOR.join(part for part in (self.auth, self.path) if part)


@dataclass(frozen=True, slots=True)
class ListenerRow:
    """One row, ready to be painted, read out, searched and sorted."""

    id: str
    local: LocalListener
    entity: str
    function: str  # the function's label
    label: str
    kind: Kind
    place: Place
    status: StatusText
    groups: frozenset[StatusGroup]
    hours: tuple[tuple[int, int], ...]
    tries: int
    success: str  # "99.8%"; empty without deliveries
    is_success_low: bool
    haystack: str

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
        if self.tries:
            parts.append(
                translate("listeners", "{count} deliveries, {share} arrived").format(
                    count=times.number(self.tries), share=self.success
                )
            )
        else:
            parts.append(translate("listeners", "no deliveries in 24 hours"))
        return ", ".join(part for part in parts if part)


def build(
    listeners: Iterable[LocalListener], catalog: Catalog | None, *, now: datetime
) -> list[ListenerRow]:
    """The rows of a snapshot, in its order."""
    return [of(one, catalog, now=now) for one in listeners]


def of(local: LocalListener, catalog: Catalog | None, *, now: datetime) -> ListenerRow:
    """One row."""
    settings = local.settings
    place = place_of(settings.destination, catalog)
    health = local.base.health if local.base is not None else Health()
    tries = health.delivered_24h + health.failed_24h
    function = function_label(settings.function, catalog)
    searched = (settings.entity, function, settings.name, place.host, place.path)
    return ListenerRow(
        id=local.id,
        local=local,
        entity=settings.entity,
        function=function,
        label=settings.name,
        kind=settings.destination.kind,
        place=place,
        status=states.of(local, now=now),
        groups=_groups(local, health),
        hours=health.hours,
        tries=tries,
        success=times.percent(health.delivered_24h, tries),
        is_success_low=bool(health.failed_24h * 20 > tries),
        haystack="\n".join(searched).casefold(),
    )


def place_of(to: Destination, catalog: Catalog | None) -> Place:
    """Host, path and authentication of a destination, for a person."""
    if to.kind is Kind.EMAIL:
        return Place(to.address, "", "")
    kind = catalog.auth_type(to.auth_type) if catalog is not None else None
    auth = kind.label if kind is not None else to.auth_type
    if to.auth_type == "none":
        auth = translate("listeners", "None")
    try:
        url = parse_url(to.url)
    except Refused:  # the platform may allow what this computer would not
        host, _, rest = to.url.partition("://")[2].partition("/")
        return Place(host or to.url, f"/{rest}", auth)
    usual = {"https": 443, "http": 80}.get(url.scheme)
    host = f"[{url.display_host}]" if ":" in url.display_host else url.display_host
    return Place(host if url.port == usual else f"{host}:{url.port}", url.path_query, auth)


def function_label(name: str, catalog: Catalog | None) -> str:
    """The catalog's label of a function, else its name."""
    found = catalog.function(name) if catalog is not None else None
    return found.label if found is not None else name


def _groups(local: LocalListener, health: Health) -> frozenset[StatusGroup]:
    found = set()
    if local.state is not SyncState.CLEAN:
        found.add(StatusGroup.WAITING)
    if local.base is not None:
        match local.base.status:
            case Status.ACTIVE:
                found.add(StatusGroup.ACTIVE)
                if health.state in {HealthState.DEGRADED, HealthState.FAILING}:
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
    return frozenset(found)
