"""Words for a machine-wide preset: what it locks, and why it cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.text.error_text import ErrorText

if TYPE_CHECKING:
    from app.domain.errors import StoreError

translate = QCoreApplication.translate


def locked() -> str:
    """What stands beside a choice that is not a person's to make."""
    return translate("presets", "Locked by the administrator of this computer")


def locked_tooltip() -> str:
    """Why, and whom to ask."""
    return translate(
        "presets",
        "The administrator of this computer has set this for everyone on it. Only they can "
        "change it.",
    )


def of(error: StoreError) -> ErrorText:
    """What is wrong with it, where it is, and who can mend it."""
    if error.reason == "foreign":
        why = translate("presets", "Others than the administrator could change it.")
    elif error.reason == "read_only":
        why = translate("presets", "It may not be read.")
    else:
        why = str(error).rstrip(".") + "."
    text = translate(
        "presets",
        "{path}\n{why}\nThe app goes on without it. Whoever looks after this computer can mend it.",
    )
    title = translate("presets", "The preset of this computer is not in force")
    return ErrorText(title, text.format(path=error.path, why=why), "preset")
