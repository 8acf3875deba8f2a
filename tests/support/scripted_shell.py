"""The window as pages see it, remembering what they asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.window_memory import AS_MADE, ListMemory


@dataclass
class ScriptedShell:
    """Satisfies `Shell`."""

    opened: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    went_back: int = 0
    asked_to_sign_in: int = 0
    asked_for_help: int = 0
    lists: dict[str, ListMemory] = field(default_factory=dict)

    def open_page(self, name: str, /, **context: object) -> None:
        self.opened.append((name, context))

    def go_back(self) -> None:
        self.went_back += 1

    def sign_in(self) -> None:
        self.asked_to_sign_in += 1

    def show_help(self) -> None:
        self.asked_for_help += 1

    def announce(self, text: str, *, assertive: bool = False) -> None:
        self.announced.append(text)

    def recall(self, page: str) -> ListMemory:
        return self.lists.get(page, AS_MADE)

    def remember(self, page: str, memory: ListMemory) -> None:
        self.lists[page] = memory
