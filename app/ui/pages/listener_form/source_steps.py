"""Steps 1 and 2: which records, and what has to happen to them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.pages.listener_form.state import Choice, FormState
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import (
    ComboBox,
    ComboItem,
    Field,
    Hint,
    Segmented,
    Step,
    StepHeader,
    StepState,
)


class SourceSteps(QWidget):
    """Entity and function, as the catalog has them.

    Signals:
        entity_typed: The text in the entity field, at every change.
        edited: The name of a draft field and its value.
    """

    entity_typed = Signal(str)
    edited = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._functions: tuple[Choice, ...] = ()
        self._is_typing = False  # what is typed is not overwritten
        self.entity = ComboBox(
            placeholder=self.tr("Choose or type an entity"), searchable=True, keeps_typed=True
        )
        self.entity.setObjectName("entity")
        size_in_em(self.entity, max_width=320)
        self._entity_field = Field(self.tr("Entity"), self.entity, keeps_room=True)
        self._entity_field.label.hide()  # the step says it
        policy = self._entity_field.message.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is below does not jump at every key
        self._entity_field.message.setSizePolicy(policy)
        self.function = Segmented(self.tr("Function"))
        self.function.setObjectName("function")
        self._function_note = Hint("", Tone.MUTE)
        self._steps = (
            Step(1, StepHeader(self.tr("Entity"), self.tr("Which records to listen for"))),
            Step(2, StepHeader(self.tr("Function"), self.tr("What has to happen to a record"))),
        )
        self._steps[0].body.addWidget(self._entity_field)
        self._steps[1].body.addWidget(self.function)
        self._steps[1].body.addWidget(self._function_note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for step in self._steps:
            column.addWidget(step)
        editor = self.entity.lineEdit()
        if editor is not None:
            editor.textEdited.connect(self._on_typing)
            editor.editingFinished.connect(self._on_typed)
        self.entity.typed.connect(self.entity_typed)
        self.entity.chosen.connect(self._on_chosen)
        self.function.chosen.connect(self._on_function)

    def show_state(self, state: FormState) -> None:
        """Show the draft and what is said about it."""
        entities = tuple(
            ComboItem(one.text, one.value, one.reason) for one in state.choices.entities
        )
        if entities != self.entity.items:
            self.entity.set_items(entities)
        self._show_entity(state.draft.entity)
        problem = state.problems.get("entity", "")
        self._entity_field.set_hint(state.hints.entity, Tone.OK)
        self._entity_field.set_error(problem)
        is_chosen = bool(state.hints.entity)
        self._steps[0].set_state(_step_state(problem, is_done=is_chosen))
        self._show_function(state)

    def _show_entity(self, entity: str) -> None:
        if self._is_typing:
            return
        known = any(one.value == entity and not one.reason for one in self.entity.items)
        if known and self.entity.value != entity:
            self.entity.set_value(entity)
        elif not known and self.entity.currentText() != entity:
            self.entity.setCurrentIndex(-1)
            self.entity.setEditText(entity)

    def _show_function(self, state: FormState) -> None:
        if state.choices.functions != self._functions:
            self._functions = state.choices.functions
            self.function.clear()
            for one in self._functions:
                segment = self.function.add(one.value, one.text, reason=one.reason)
                segment.setObjectName(f"function_{one.value}")
        self.function.set_value(state.draft.function)
        problem = state.problems.get("function", "")
        text = problem or state.hints.function
        self._function_note.set_message(text, Tone.BAD if problem else Tone.MUTE)
        self._function_note.setVisible(bool(text))
        self._steps[1].set_state(_step_state(problem, is_done=bool(state.draft.function)))

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [self.entity, *self.function.buttons]

    def checked_function(self) -> QWidget:
        """The segment that takes the focus."""
        found = self.function.findChild(QWidget, f"function_{self.function.value}")
        return found if isinstance(found, QWidget) else self.function

    @Slot(str)
    def _on_typing(self, text: str) -> None:
        self._is_typing = True
        self.entity_typed.emit(text)

    @Slot()
    def _on_typed(self) -> None:
        self._is_typing = False
        completer = self.entity.completer()
        offer = completer.popup() if completer is not None else None
        if offer is not None:
            offer.hide()  # what was typed stands; a list would cover the form

    @Slot(object)
    def _on_chosen(self, entity: str) -> None:
        self._is_typing = False
        self.entity_typed.emit(entity)

    @Slot(object)
    def _on_function(self, function: str) -> None:
        self.edited.emit("function", function)


def _step_state(problem: str, *, is_done: bool) -> StepState:
    if problem:
        return StepState.ERROR
    return StepState.DONE if is_done else StepState.TO_DO
