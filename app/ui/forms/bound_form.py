"""A declarative form bound to an immutable draft, with the errors beside the fields.

A form is a tuple of `FieldSpec` plus a draft.  Editing a widget replaces the draft;
the draft is judged by `validate`; the form shows those problems next to the fields a
person has already visited.  It never decides what is valid and never talks to a
service.  A draft may be a dataclass, a mapping, or anything a `Binding` can reach into.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.validation import Problem, Problems
from app.ui.forms.editors import Editor
from app.ui.theme import em
from app.ui.widgets.fields import Field
from app.ui.widgets.focus import is_left

D = TypeVar("D")
_COLUMN: Final = 150  # em: narrower than this, columns go under each other


class Binding(Protocol[D]):
    """How a form reaches into its draft."""

    def get(self, draft: D, name: str) -> Any: ...
    def put(self, draft: D, name: str, value: Any) -> D: ...


class ByAttribute:
    """A frozen dataclass whose attributes are the fields."""

    def get(self, draft: Any, name: str) -> Any:
        return getattr(draft, name)

    def put(self, draft: Any, name: str, value: Any) -> Any:
        return replace(draft, **{name: value})


class ByKey:
    """A mapping whose keys are the fields."""

    def get(self, draft: Mapping[str, Any], name: str) -> Any:
        return draft.get(name)

    def put(self, draft: Mapping[str, Any], name: str, value: Any) -> Mapping[str, Any]:
        return {**draft, name: value}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        name: Where the draft holds the value; also the editor's object name.
        label: What it is called; "" when the editor carries its own words.
        make_editor: Builds the editor.
        hint: Something helpful, shown while nothing is wrong.
        is_wide: It takes the whole width of a form with columns.
    """

    name: str
    label: str
    make_editor: Callable[[], Editor]
    hint: str = ""
    is_wide: bool = False


class _Line:
    """A field's live widgets and what the form knows about it."""

    def __init__(self, spec: FieldSpec) -> None:
        self.spec = spec
        self.editor = spec.make_editor()
        self.editor.widget.setObjectName(spec.name)
        self.field = Field(spec.label, self.editor.widget, hint=spec.hint, keeps_room=True)
        self.field.message.setObjectName(f"{spec.name}_message")
        self.field.label.setVisible(bool(spec.label))
        self.is_visited = False


class BoundForm(QWidget, Generic[D]):
    """Edits a draft of type `D` through a list of field specs.

    Signals:
        draft_changed: The new draft, after a person edited a field.
    """

    draft_changed = Signal(object)

    def __init__(
        self,
        specs: tuple[FieldSpec, ...],
        draft: D,
        *,
        binding: Binding[D],
        validate: Callable[[D], Problems],
        describe: Callable[[Problem], str],
        columns: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._binding = binding
        self._validate = validate
        self._describe = describe
        self._columns = columns
        self._laid_out = 0
        self._original = self._draft = draft
        self._refused: dict[str, str] = {}
        self._lines = {spec.name: _Line(spec) for spec in specs}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)  # the lines that wait for a message keep them apart
        self._lay_out(columns)
        for line in self._lines.values():
            line.editor.on_edit(partial(self._edited, line))
            line.editor.widget.installEventFilter(self)
        self.load(draft)

    @property
    def draft(self) -> D:
        """The draft as it stands."""
        return self._draft

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from what was loaded."""
        return self._draft != self._original

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with the draft, shown or not."""
        return not self._validate(self._draft) and not self._refused

    def editor(self, name: str) -> Editor:
        """The editor of a field, for what only its owner knows about it."""
        return self._lines[name].editor

    def set_hint(self, name: str, text: str) -> None:
        """Say something helpful under a field."""
        self._lines[name].field.set_hint(text)

    def load(self, draft: D) -> None:
        """Start over from `draft`, with a clean slate."""
        self._original = draft
        self._refused.clear()
        for line in self._lines.values():
            line.is_visited = False
        self.show_draft(draft)

    def show_draft(self, draft: D) -> None:
        """Show a draft that was changed elsewhere; what was visited stays visited."""
        self._draft = draft
        for name, line in self._lines.items():
            with QSignalBlocker(line.editor.widget):
                line.editor.set(self._binding.get(draft, name))
        self._refresh()

    def set_read_only(self, is_read_only: bool) -> None:
        """Let the fields be read but not changed."""
        for line in self._lines.values():
            line.editor.widget.setEnabled(not is_read_only)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for name in list(self._lines)[:1]:
            self._focus(name)

    def submit(self) -> D | None:
        """The draft if it is fit to send; otherwise show every problem."""
        for line in self._lines.values():
            line.is_visited = True
        self._refresh()
        problems = self._validate(self._draft)
        wrong = [problem.field for problem in problems] + list(self._refused)
        if not wrong:
            return self._draft
        self._focus(wrong[0])
        return None

    def show_refusals(self, texts: Mapping[str, str]) -> None:
        """Show the platform's objections; each lasts until its field is edited."""
        self._refused = {name: text for name, text in texts.items() if name in self._lines}
        self._refresh()
        if self._refused:
            self._focus(next(iter(self._refused)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field counts as visited once the focus has left it for another widget."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            line = self._lines.get(watched.objectName())
            if line is not None and is_left(event) and not line.is_visited:
                line.is_visited = True
                self._refresh()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = max(1, (event.size().width() + 12) // (em(_COLUMN) + 12))
        self._lay_out(min(self._columns, fitting))

    def minimumSizeHint(self) -> QSize:
        # Without this, two columns side by side would keep it too wide to become one.
        return QSize(em(_COLUMN), super().minimumSizeHint().height())

    def _lay_out(self, columns: int) -> None:
        if columns == self._laid_out:
            return
        self._laid_out = columns
        row = column = 0
        for line in self._lines.values():
            self._grid.removeWidget(line.field)
            if line.spec.is_wide and column:
                row, column = row + 1, 0
            span = columns if line.spec.is_wide else 1
            self._grid.addWidget(line.field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
            if column >= columns:
                row, column = row + 1, 0
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._grid.setRowStretch(row + 1, 1)

    def _edited(self, line: _Line) -> None:
        name = line.spec.name
        self._refused.pop(name, None)
        self._draft = self._binding.put(self._draft, name, line.editor.get())
        self._refresh()
        self.draft_changed.emit(self._draft)

    def _refresh(self) -> None:
        first = {problem.field: problem for problem in reversed(self._validate(self._draft))}
        for name, line in self._lines.items():
            text = self._refused.get(name, "")
            if not text and line.is_visited and name in first:
                text = self._describe(first[name])
            line.field.set_error(text)

    def _focus(self, name: str) -> None:
        if name in self._lines:
            self._lines[name].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
