"""One side of an exchange as text: message, headers, and for the request cURL."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.delivery import Attempt, AttemptRequest, AttemptResponse
from app.ui.text import curl, messages
from app.ui.theme import TextRole, Tone
from app.ui.widgets import Chip, CodeView, PlainLabel, SecondLine, TabRow, ToolButton, set_tooltip
from app.ui.widgets.folding import FoldingRow, as_narrow_as_can_be, in_row


class Part(Enum):
    """What the tabs show."""

    MESSAGE = auto()
    HEADERS = auto()
    CURL = auto()


class Exchange(QWidget):
    """Title, tabs and the text.

    Signals:
        copy_wanted: The text goes to the clipboard.
        secrets_wanted: The command goes there with its secrets: Shift was held.
    """

    copy_wanted = Signal(str)
    secrets_wanted = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[Part, Callable[[], str]] = {}
        self._marks: dict[int, Tone] = {}
        self._about = ""
        self._chip = Chip()
        self._tabs = TabRow(title, edge=False)
        self._tabs.setObjectName(f"{name}_parts")
        self._copy = ToolButton("copy", self.tr("Copy"))
        self._copy.setObjectName(f"copy_{name}")
        self._note = SecondLine(wrap=True)
        self._code = CodeView(title)
        self._code.setObjectName(f"{name}_text")
        head = FoldingRow(
            in_row(PlainLabel(title, TextRole.STRONG), self._chip),
            in_row(self._tabs, self._copy),
            needs=as_narrow_as_can_be,
            stretches=(1, 0),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self._note)
        column.addWidget(self._code, 1)
        self._names = {
            Part.MESSAGE: self.tr("Message"),
            Part.HEADERS: self.tr("Headers"),
            Part.CURL: self.tr("cURL"),
        }
        self._tabs.chosen.connect(self._show)
        self._copy.clicked.connect(self._on_copy)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [self._tabs, self._copy, self._code]

    def focus_text(self) -> None:
        """Put the cursor into the text: who scrolls brings it into sight."""
        self._code.setFocus()

    @Slot()
    def copy_command(self) -> None:
        """Have the request copied as a command, secrets masked, where it is shown and is one."""
        if self.isVisible() and Part.CURL in self._texts:
            self.copy_wanted.emit(self._texts[Part.CURL]())

    def show_request(self, request: AttemptRequest, auth_type: str = "") -> None:
        """Show what was sent, and how it authenticated."""
        head = messages.head_of(request)
        parts: dict[Part, Callable[[], str]] = {
            Part.MESSAGE: lambda: messages.message(head, request.body),
            Part.HEADERS: lambda: head,
        }
        if curl.is_possible(request):
            parts[Part.CURL] = lambda: curl.command(request, auth_type)
        self._chip.set_chip(request.method, Tone.MUTE)
        self._fill(parts, "", {})

    def show_response(self, attempt: Attempt) -> None:
        """Show what came back, or that nothing did."""
        response, error = attempt.response, attempt.error
        if response is None:
            detail = error.detail if error is not None else ""
            self._chip.hide()
            self._fill({Part.MESSAGE: lambda: detail}, self.tr("There was no answer."), {})
            return
        head = messages.head_of_response(response, is_mail=attempt.request.method == "SMTP")
        self._chip.show()
        self._chip.set_chip(str(response.status), Tone.OK if error is None else Tone.BAD)
        parts: dict[Part, Callable[[], str]] = {
            Part.MESSAGE: lambda: messages.message(head, response.body),
            Part.HEADERS: lambda: head,
        }
        self._fill(parts, self._note_on(response), _telling_lines(head, attempt))

    def _note_on(self, response: AttemptResponse) -> str:
        if response.truncated:
            return self.tr("Only the first 64 KiB were kept.")
        if response.body_encoding:
            return self.tr("The body is no text; shown as base64.")
        return ""

    def _fill(
        self, parts: dict[Part, Callable[[], str]], note: str, marks: dict[int, Tone]
    ) -> None:
        chosen = self._tabs.value
        self._texts, self._marks = parts, marks
        if [self._tabs.tabData(at)[0] for at in range(self._tabs.count())] != list(parts):
            while self._tabs.count():
                self._tabs.removeTab(0)
            for part in parts:
                self._tabs.add(part, self._names[part])
        if chosen in parts:
            self._tabs.set_value(chosen)
        self._tabs.setVisible(len(parts) > 1)
        self._about = note
        self._show()

    @Slot()
    def _show(self) -> None:
        part = self._tabs.value
        if part not in self._texts:
            return
        text = self._texts[part]()
        is_command = part is Part.CURL
        note = self._about
        if is_command:
            note = self.tr("For bash and zsh. On Windows: Git Bash or WSL, not cmd or PowerShell.")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_tooltip(
            self._copy,
            self.tr("Copy without secrets; with Shift: with them, for ten seconds")
            if is_command
            else self.tr("Copy"),
        )
        if is_command or len(self._texts) == 1:  # a command, or only what went wrong
            self._code.set_code(text)
        else:
            self._code.set_code(text, "http", self._marks)

    @Slot()
    def _on_copy(self) -> None:
        is_shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_shift and self._tabs.value is Part.CURL:
            self.secrets_wanted.emit()
        else:
            self.copy_wanted.emit(self._code.full_text)


def _telling_lines(head: str, attempt: Attempt) -> dict[int, Tone]:
    """The header lines that say why it failed."""
    if attempt.error is None:
        return {}
    telling = ("www-authenticate:", "location:", "allow:", "retry-after:")
    return {
        number: Tone.BAD
        for number, line in enumerate(head.split("\n"), 1)
        if line.lower().startswith(telling)
    }
