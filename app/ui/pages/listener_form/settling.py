"""What follows from a draft: what can be chosen, what is wrong, what is said beside the fields."""

from __future__ import annotations

from dataclasses import replace

from app.domain.listener_draft import ListenerDraft
from app.domain.workspace import Me
from app.ui.pages.listener_form import choices
from app.ui.pages.listener_form.checking import Checking
from app.ui.pages.listener_form.loading import Loaded
from app.ui.pages.listener_form.state import FormState


def settled(
    state: FormState, loaded: Loaded, checking: Checking, *, began: ListenerDraft, me: Me | None
) -> FormState:
    """The state with everything that follows from its draft.

    Args:
        state: With the draft as it is now.
        loaded: What the form started from.
        checking: What of the problems may be said.
        began: The draft that nobody would miss.
        me: Who fills it in.
    """
    draft = state.draft
    found = checking.found(draft, loaded.catalog, loaded.credentials, state.volume)
    return replace(
        state,
        choices=choices.of(draft, loaded.catalog, loaded.credentials, me),
        problems=checking.sayable(found),
        summary=tuple(found) if checking.was_tried else (),
        hints=choices.hints(draft, loaded.catalog, loaded.listeners, state.listener_id),
        is_dirty=draft != began,
    )
