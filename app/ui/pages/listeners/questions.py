"""The questions of the list: before something stops, and before something is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.listener import Mode
from app.domain.workspace import Environment
from app.ui.question import Answer, Question

if TYPE_CHECKING:
    from app.ui.pages.listeners.rows import ListenerRow

translate = QCoreApplication.translate


def before_mode(
    rows: Sequence[ListenerRow], mode: Mode, environment: Environment, proceed: Callable[[], None]
) -> Question | None:
    """Production is asked about; elsewhere it is done at once."""
    if environment is not Environment.PRODUCTION:
        return None
    if mode is Mode.ENABLED:
        one = translate("listeners", "Turn on “{name}” in Production?")
        many = translate("listeners", "Turn on %Ln listener(s) in Production?", None, len(rows))
        text = translate("listeners", "Events are sent from now on.")
        button = translate("listeners", "Turn on in Production")
    elif mode is Mode.PAUSED:
        one = translate("listeners", "Pause “{name}” in Production?")
        many = translate("listeners", "Pause %Ln listener(s) in Production?", None, len(rows))
        text = translate("listeners", "Events are kept and sent when it is turned on again.")
        if len(rows) > 1:
            text = translate("listeners", "Events are kept and sent when they are on again.")
        button = translate("listeners", "Pause in Production")
    else:
        one = translate("listeners", "Turn off “{name}” in Production?")
        many = translate("listeners", "Turn off %Ln listener(s) in Production?", None, len(rows))
        text = translate("listeners", "Events are not sent or kept while it is off.")
        if len(rows) > 1:
            text = translate("listeners", "Events are not sent or kept while they are off.")
        button = translate("listeners", "Turn off in Production")
    title = one.format(name=rows[0].name) if len(rows) == 1 else many
    return Question(title, text, Answer(button, proceed, "prod"))


def before_delete(
    rows: Sequence[ListenerRow], environment: Environment, proceed: Callable[[], None]
) -> Question:
    """Deleting is always asked about, by name."""
    if len(rows) == 1:
        title = translate("listeners", "Delete “{name}”?").format(name=rows[0].name)
        text = translate(
            "listeners",
            "It sends {entity}, {function} to {host}. Events are no longer sent there. "
            "Its past deliveries stay readable.",
        ).format(entity=rows[0].entity, function=rows[0].function, host=rows[0].place.host)
    else:
        title = translate("listeners", "Delete %Ln listener(s)?", None, len(rows))
        text = translate("listeners", "Events are no longer sent. Past deliveries stay readable.")
    if environment is Environment.PRODUCTION:
        button = translate("listeners", "Delete in Production")
    else:
        button = translate("listeners", "Delete")
    return Question(title, text, Answer(button, proceed, "danger"))
