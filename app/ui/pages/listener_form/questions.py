"""The questions of the form: before it writes to Production, and before work is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.domain.listener import Kind, ListenerSettings, Mode
from app.domain.workspace import Environment
from app.ui.pages.listener_form.rights import Rights
from app.ui.question import Answer, Question, UnsavedQuestion

translate = QCoreApplication.translate


def before_saving(
    settings: ListenerSettings, rights: Rights, proceed: Callable[[], None]
) -> Question | None:
    """In Production, names the environment and the instance once more."""
    if rights.environment is not Environment.PRODUCTION:
        return None
    to = settings.destination
    where = to.address if to.kind is Kind.EMAIL else to.url
    if settings.mode is Mode.ENABLED:
        text = translate("form", "{connection} sends {entity} to {where} from now on.")
    else:
        text = translate("form", "{connection} keeps it turned off. It is for {entity} to {where}.")
    return Question(
        translate("form", "Save “{name}” to Production?").format(
            name=settings.name or settings.entity
        ),
        text.format(connection=rights.connection.name, entity=settings.entity, where=where),
        Answer(translate("form", "Save to Production"), proceed, "prod"),
    )


def before_leaving(
    save: Callable[[], None], discard: Callable[[], None], why_not_saved: str
) -> Question | UnsavedQuestion:
    """Unsaved changes: save, discard, or stay; what cannot be saved is not offered to be."""
    lost = translate("form", "They are lost when you leave without saving.")
    if why_not_saved:
        return Question(
            translate("form", "Discard your changes?"),
            f"{why_not_saved} {lost}",
            Answer(translate("form", "Discard"), discard, "danger"),
        )
    return UnsavedQuestion(translate("form", "Save your changes?"), lost, save, discard)
