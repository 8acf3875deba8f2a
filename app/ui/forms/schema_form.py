"""The form of a record: one fitting editor per field of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.forms import words
from app.ui.forms.bound_form import BoundForm, ByKey, FieldSpec
from app.ui.forms.editors import ChoiceEditor, Editor, LinesEditor, SwitchEditor, TextEditor
from app.ui.forms.schema import FieldKind, SchemaField
from app.ui.forms.schema_values import parsed, problems, shown
from app.ui.widgets.combo import ComboItem

translate = QCoreApplication.translate
_TALL = frozenset({FieldKind.LONG_TEXT, FieldKind.JSON})


class SchemaForm(BoundForm[Mapping[str, Any]]):
    """Edits the values of a record, two fields beside each other where there is room."""

    def __init__(
        self,
        fields: tuple[SchemaField, ...],
        values: Mapping[str, Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tuple(_spec(one) for one in fields),
            values,
            binding=ByKey(),
            validate=partial(problems, fields),
            describe=words.describe,
            columns=2,
            parent=parent,
        )


def choice_text(value: Any) -> str:
    """A choice of a schema as words: `former_client` is `Former client`."""
    if isinstance(value, bool):
        return translate("forms", "Yes") if value else translate("forms", "No")
    text = str(value)
    words_of = text.replace("_", " ").strip()
    return words_of[:1].upper() + words_of[1:] if words_of else text


def _spec(one: SchemaField) -> FieldSpec:
    is_switch = one.kind is FieldKind.BOOLEAN and not one.nullable
    return FieldSpec(
        one.name,
        "" if is_switch else one.title,
        partial(_editor, one),
        hint=one.description,
        is_wide=one.kind in _TALL,
    )


def _editor(one: SchemaField) -> Editor:
    read, show = partial(parsed, one), partial(shown, one)
    match one.kind:
        case FieldKind.BOOLEAN if not one.nullable:
            return SwitchEditor(one.title)
        case FieldKind.BOOLEAN:
            return _choice(one, (True, False))
        case FieldKind.CHOICE:
            return _choice(one, one.choices, one.choice_labels)
        case FieldKind.LONG_TEXT | FieldKind.JSON:
            return LinesEditor(read=read, show=show)
        case FieldKind.DATE:
            return TextEditor(placeholder=translate("forms", "YYYY-MM-DD"), read=read, show=show)
        case _:
            return TextEditor(read=read, show=show)


def _choice(
    one: SchemaField, choices: tuple[Any, ...], labels: tuple[str, ...] = ()
) -> ChoiceEditor:
    words_of = labels or tuple(choice_text(choice) for choice in choices)
    items = [ComboItem(text, choice) for text, choice in zip(words_of, choices, strict=True)]
    if one.may_be_empty:
        items.insert(0, ComboItem(translate("forms", "Not set"), None))
    return ChoiceEditor(items)
