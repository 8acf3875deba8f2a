"""Names of the platform as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.domain.audit import LastSeen
    from app.domain.catalog import Catalog
    from app.domain.listener import ListenerSettings
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Me

translate = QCoreApplication.translate

_LOOKING: Final = frozenset({"listeners:read", "deliveries:read", "audit:read"})
_ALL: Final = _LOOKING | {
    *("listeners:write", "credentials:write", "deliveries:replay", "records:write"),
}


def function_label(name: str) -> str:
    """Where no catalog is at hand: `update` as `Update`."""
    return name.replace("_", " ").capitalize()


def catalog_label(name: str, catalog: Catalog | None) -> str:
    """The catalog's label of a function, else its name as it is."""
    found = catalog.function(name) if catalog is not None else None
    return found.label if found is not None else name


def role_name(me: Me) -> str:
    """What the platform's roles are called (contract section 1); "" for a choice of one's own."""
    if me.permissions >= _ALL:
        return translate("names", "Administrator")
    if me.permissions == _LOOKING:
        return translate("names", "Read only")
    return translate("names", "Member") if not me.permissions else ""


def listener_words(listener: LocalListener) -> str:
    """`Data warehouse feed, clients Create`: where only one line tells it from the others."""
    settings = listener.settings
    what = f"{settings.entity} {function_label(settings.function)}"
    return f"{settings.name}, {what}" if settings.name else what


def former_name(seen: LastSeen) -> str:
    """`Old CRM (deleted)`; one that this computer only has not read yet without that."""
    name = listener_name(seen.settings)
    if not seen.is_deleted:
        return name
    return translate("names", "{name} (deleted)").format(name=name)


def listener_name(settings: ListenerSettings) -> str:
    """What a listener is called where there is one line for it."""
    return settings.name or f"{settings.entity}, {function_label(settings.function)}"
