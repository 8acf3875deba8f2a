"""What Ctrl+Z undoes, in words: before it is done where it matters, and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.listener import changed_fields
from app.domain.workspace import Environment
from app.ui.question import Answer, Question
from app.ui.text.names import function_label
from app.ui.text.setting_words import field_name

if TYPE_CHECKING:
    from app.services.history import Step, Undone

translate = QCoreApplication.translate


def before(
    steps: Sequence[Step], environment: Environment, proceed: Callable[[], None]
) -> Question | None:
    """What deletes is asked about as every deletion is, and Production about everything."""
    in_production = environment is Environment.PRODUCTION
    made = [one for one in steps if one.before is None]
    if made:
        title = translate("undoing", "Undo the creation of %Ln listener(s)?", None, len(made))
        if len(made) == 1:
            title = translate("undoing", "Undo the creation of “{name}”?")
            title = title.format(name=_name(made[0]))
        text = translate("undoing", "It is deleted then. Its past deliveries stay readable.")
        if len(made) > 1:
            text = translate("undoing", "They are deleted then. Past deliveries stay readable.")
        button = translate("undoing", "Delete")
        if in_production:
            button = translate("undoing", "Delete in Production")
        return Question(title, text, Answer(button, proceed, "danger"))
    if not in_production:
        return None
    title = translate(
        "undoing", "Undo the last change of %Ln listener(s) in Production?", None, len(steps)
    )
    if len(steps) == 1:
        title = translate("undoing", "Undo the last change of “{name}” in Production?").format(
            name=_name(steps[0])
        )
    button = translate("undoing", "Undo in Production")
    return Question(title, _what_changes(steps), Answer(button, proceed, "prod"))


def after(steps: Sequence[Step], undone: Undone) -> str:
    """What came of it."""
    if undone.skipped:
        return translate(
            "undoing", "%Ln change(s) could not be undone: changed since", None, undone.skipped
        )
    if len(steps) != 1:
        return translate("undoing", "%Ln change(s) undone", None, undone.done)
    (step,) = steps
    if step.before is None:
        text = translate("undoing", "“{name}” is deleted")
    elif step.after is None:
        text = translate("undoing", "“{name}” is there again")
    else:
        text = translate("undoing", "“{name}” is as before: {settings}")
    return text.format(name=_name(step), settings=_settings(step))


def _what_changes(steps: Sequence[Step]) -> str:
    if any(one.after is None for one in steps):
        return translate("undoing", "What was deleted is created again.")
    named = dict.fromkeys(name for one in steps for name in _settings(one).split(", "))
    return translate("undoing", "This is as before then: {settings}").format(
        settings=", ".join(named)
    )


def _settings(step: Step) -> str:
    if step.before is None or step.after is None:
        return ""
    return ", ".join(map(field_name, changed_fields(step.before, step.after)))


def _name(step: Step) -> str:
    settings = step.before or step.after
    assert settings is not None  # noqa: S101 - a step without both is not kept
    return settings.name or f"{settings.entity}, {function_label(settings.function)}"
