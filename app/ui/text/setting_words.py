"""The settings of a listener in words: what waits, and what two sides want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import Catalog
from app.domain.credential import Credential
from app.domain.listener import Mode, changed_fields
from app.domain.workspace import Me
from app.ui.access import Access
from app.ui.text import problems
from app.ui.text.names import catalog_label
from app.ui.text.places import SEPARATOR, place_of

if TYPE_CHECKING:
    from app.domain.listener import ListenerSettings
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Channel

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that waits to be sent."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a detail needs beside its row."""

    access: Access
    catalog: Catalog | None = None
    credentials: tuple[Credential, ...] = ()
    me: Me | None = None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The Distribution Channels, where there are any."""
        return self.me.channels if self.me is not None else ()


def waiting(local: LocalListener, around: Surroundings) -> tuple[Change, ...]:
    """What of a listener waits to be sent, setting by setting."""
    if not local.is_waiting or local.base is None or local.mine is None:
        return ()
    before, after = local.base.settings, local.mine
    changes: list[Change] = []
    for name in changed_fields(before, after):
        if name == "destination":
            changes += _destination_changes(before, after, around)
        else:
            old, new = word_of(name, before, around), word_of(name, after, around)
            changes.append(Change(field_name(name), old, new))
    return tuple(changes)


def field_name(name: str) -> str:
    """A setting as people call it."""
    match name:
        case "mode":
            return translate("listeners", "Status")
        case "destination":
            return translate("listeners", "Sends to")
        case "signing":
            return translate("listeners", "Signing")
        case _:
            return problems.field_name(name)


def word_of(name: str, settings: ListenerSettings, around: Surroundings) -> str:
    """The value of a setting; of a destination, where it sends to."""
    match name:
        case "mode":
            return mode_word(settings.mode)
        case "signing":
            on, off = translate("listeners", "On"), translate("listeners", "Off")
            return on if settings.signing else off
        case "function":
            return catalog_label(settings.function, around.catalog)
        case "channel_id":
            known = {one.id: one.name for one in around.channels}
            whole = translate("listeners", "Whole instance")
            return known.get(settings.channel_id or "", settings.channel_id or whole)
        case "entity":
            return settings.entity
        case "destination":
            place = place_of(settings.destination, around.catalog)
            return place.host + place.path
        case _:
            return settings.name or translate("listeners", "None")


def second_word_of(name: str, settings: ListenerSettings, around: Surroundings) -> str:
    """What else there is to say of a value: how a destination is signed in to."""
    to = settings.destination
    if name != "destination" or to.auth_type == "none" or to.address:
        return ""
    names = {credential.id: credential.name for credential in around.credentials}
    parts = (place_of(to, around.catalog).auth, names.get(to.credential_id or "", ""))
    return SEPARATOR.join(part for part in parts if part)


def mode_word(mode: Mode) -> str:
    """What people set, in a word."""
    match mode:
        case Mode.ENABLED:
            return translate("listeners", "On")
        case Mode.PAUSED:
            return translate("listeners", "Paused")
        case Mode.DISABLED:
            return translate("listeners", "Off")


def _destination_changes(
    before: ListenerSettings, after: ListenerSettings, around: Surroundings
) -> list[Change]:
    old, new = before.destination, after.destination
    one, two = place_of(old, around.catalog), place_of(new, around.catalog)
    names = {credential.id: credential.name for credential in around.credentials}
    none = translate("listeners", "None")
    pairs = (
        (translate("listeners", "Sends to"), one.host + one.path, two.host + two.path),
        (translate("listeners", "Authentication"), one.auth or none, two.auth or none),
        (
            translate("listeners", "Credential"),
            names.get(old.credential_id or "", none),
            names.get(new.credential_id or "", none),
        ),
    )
    return [Change(name, was, now) for name, was, now in pairs if was != now]
