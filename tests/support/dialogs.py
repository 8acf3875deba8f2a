"""`Dialogs` that answer from a script and remember what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.ui.dialogs import Unsaved, open_web_page


@dataclass
class ScriptedDialogs:
    """Gives the scripted answers in order; asking more than was expected is a failure.

    `asked` holds one tuple for each call: its name and the words that a person would see.
    """

    answers: list[Any] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    known_hosts: tuple[str, ...] = ()
    opened: list[str] = field(default_factory=list)

    def _next(self, *words: str) -> Any:
        self.asked.append(words)
        assert self.answers, f"nobody expected to be asked {words}"
        return self.answers.pop(0)

    def confirm(self, title: str, text: str, button: str, *, kind: str = "default") -> bool:
        answer: bool = self._next("confirm", title, text, button, kind)
        return answer

    def save_discard_keep(self, title: str, text: str) -> Unsaved:
        return Unsaved(self._next("save_discard_keep", title, text))

    def show_error(self, title: str, text: str, details: str = "") -> None:
        self.asked.append(("show_error", title, text, details))

    def withdraw(self) -> None:
        self.asked.append(("withdraw",))

    def open_file(self, title: str, name_filter: str) -> Path | None:
        answer: Path | None = self._next("open_file", title, name_filter)
        return answer

    def save_file(self, title: str, suggestion: str, name_filter: str) -> Path | None:
        answer: Path | None = self._next("save_file", title, suggestion, name_filter)
        return answer

    def open_web_page(self, url: str) -> bool:
        return open_web_page(url, self._remember, known_hosts=self.known_hosts)

    def _remember(self, url: str) -> bool:
        self.opened.append(url)
        return True
