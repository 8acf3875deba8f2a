"""The keys of every command of the window, once: for its actions and for the keyboard map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QKeySequence

_STANDARD = QKeySequence.StandardKey

# In the order of the sidebar: Alt+1 …
PAGE_NAMES: Final = (
    *("listeners", "deliveries", "health"),
    *("credentials", "changes"),
    *("sandbox_records", "receiver", "mailbox"),
)
CONNECTION_KEYS: Final = 9  # Ctrl+1 …
_KEYS: Final[Mapping[str, tuple[str | QKeySequence.StandardKey, ...]]] = {
    "palette": ("Ctrl+K",),
    "new_listener": (_STANDARD.New,),
    "find": (_STANDARD.Find,),
    "save": (_STANDARD.Save,),
    "send_test": ("Ctrl+T",),
    "refresh": ("F5", "Ctrl+R"),
    "details": ("F4",),
    "next_pane": ("F6",),
    "previous_pane": ("Shift+F6",),
    "back": (_STANDARD.Back,),
    "undo": (_STANDARD.Undo,),
    "preferences": ("Ctrl+,",),
    "help": ("F1",),
    "quit": ("Ctrl+Q",),
    **{f"page_{name}": (f"Alt+{at}",) for at, name in enumerate(PAGE_NAMES, start=1)},
    **{f"connection_{at}": (f"Ctrl+{at}",) for at in range(1, CONNECTION_KEYS + 1)},
}


def keys_of_command(name: str) -> tuple[QKeySequence, ...]:
    """The keys that run a command on this system, the usual one first; none where it has none."""
    return tuple(QKeySequence(one) for one in _KEYS.get(name, ()))
