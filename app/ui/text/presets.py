"""Words for a machine-wide preset that cannot be used."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.errors import StoreError
from app.ui.text.errors import ErrorText

translate = QCoreApplication.translate


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
