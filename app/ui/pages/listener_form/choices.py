"""The form's lists and hints, from the catalog: nothing about a platform is known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import Catalog, Entity
from app.domain.credential import Credential
from app.domain.endpoint_check import are_twins
from app.domain.listener import Kind
from app.domain.listener_draft import ListenerDraft
from app.domain.sync_state import LocalListener
from app.domain.validation import Refused
from app.domain.workspace import Me
from app.ui.pages.listener_form.state import Choice, Choices, Hints, Volume
from app.ui.pages.listener_form.volume import Expected
from app.ui.text.names import function_label

translate = QCoreApplication.translate


def of(
    draft: ListenerDraft, catalog: Catalog, credentials: Sequence[Credential], me: Me | None
) -> Choices:
    """Every list of the form for the draft as it is."""
    chosen = catalog.entity(draft.entity)
    listenable = [one for one in catalog.entities if one.listenable]
    others = [one for one in catalog.entities if not one.listenable]
    return Choices(
        entities=tuple(Choice(one.name, one.name, _why_not(one)) for one in listenable + others),
        functions=tuple(
            Choice(one.name, one.label, _why_no_function(one.name, one.supported, chosen))
            for one in catalog.functions
        ),
        auth_types=tuple(Choice(one.name, one.label) for one in catalog.auth_types),
        credentials=tuple(
            Choice(one.id, one.name) for one in credentials if one.auth_type == draft.auth_type
        ),
        channels=_channels(me),
    )


def entity_named(text: str, catalog: Catalog | None) -> str:
    """The name of the entity that was typed, by name or label; else what was typed."""
    wanted = text.strip()
    if catalog is not None:
        for one in catalog.entities:
            if wanted.casefold() in {one.name.casefold(), one.label.casefold()}:
                return one.name
    return wanted


def _why_not(entity: Entity) -> str:
    if entity.listenable:
        return ""
    return entity.reason or translate("form", "The platform does not send this entity.")


def _why_no_function(name: str, supported: bool, entity: Entity | None) -> str:
    if not supported:
        return translate("form", "The platform does not support this function yet.")
    if entity is not None and entity.listenable and name not in entity.functions:
        text = translate("form", "{entity} does not send this function.")
        return text.format(entity=entity.name)
    return ""


def _channels(me: Me | None) -> tuple[Choice, ...]:
    if me is None or me.plan != "plan_pro":
        return ()
    whole = Choice(None, translate("form", "Whole instance"))
    return (whole, *(Choice(one.id, one.name) for one in me.channels))


def hints(
    draft: ListenerDraft,
    catalog: Catalog,
    others: Sequence[LocalListener],
    listener_id: str | None,
) -> Hints:
    """The small sentences for the draft as it is."""
    entity = catalog.entity(draft.entity)
    is_fine = entity is not None and entity.listenable
    text = translate("form", "{entity} can be listened to")
    return Hints(
        entity=text.format(entity=draft.entity) if is_fine else "",
        function=_function_hint(catalog),
        destination=_destination_hint(draft, others, listener_id),
    )


def volume(found: Expected | None, draft: ListenerDraft, before: Volume) -> Volume:
    """What to expect of the draft's events; what was confirmed before stands for the same."""
    if found is None:
        return Volume()
    what = f"{draft.entity}, {function_label(draft.function)}"
    now = Volume(found.per_day, days=found.days, what=what)
    return before if replace(before, is_confirmed=False) == now else now


def _function_hint(catalog: Catalog) -> str:
    supported = [one.label for one in catalog.functions if one.supported]
    if len(supported) == len(catalog.functions) or not supported:
        return ""
    if len(supported) == 1:
        text = translate("form", "{last} is supported now. Other functions do not activate.")
        return text.format(last=supported[0])
    text = translate(
        "form", "{others} and {last} are supported now. Other functions do not activate."
    )
    return text.format(others=", ".join(supported[:-1]), last=supported[-1])


def _destination_hint(
    draft: ListenerDraft, others: Sequence[LocalListener], listener_id: str | None
) -> str:
    """What would be sent twice, else how what was typed is written down."""
    try:
        settings = replace(draft, name="").settings()
    except Refused:
        return ""
    twins = (one for one in others if one.id != listener_id and are_twins(one.settings, settings))
    same = next(twins, None)
    if same is not None:
        name = same.settings.name or same.settings.entity
        text = translate("form", "“{name}” sends to this address too. One event may arrive twice.")
        return text.format(name=name)
    to = settings.destination
    typed, saved = (draft.url, to.url) if to.kind is Kind.ENDPOINT else (draft.address, to.address)
    return "" if saved == typed else translate("form", "Saved as {url}").format(url=saved)
