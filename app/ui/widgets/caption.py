"""The name of a control where no label is seen beside it, so that a screen reader says it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.widgets.plain_text import TextLabel, escape_ampersands


class Caption(TextLabel):
    """A label that is never shown.

    On Linux Qt passes over the name that a combo box was given, and tells what is chosen in its
    place; it does tell of a label that stands beside it, also of a hidden one.
    """

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.hide()
        self.setBuddy(control)
        control.destroyed.connect(self.deleteLater)

    def call(self, name: str) -> None:
        """Give the control another name; a letter of it is no shortcut."""
        self.setText(escape_ampersands(name))

    def follow(self, control: QWidget) -> None:
        """Stand beside the control, where Qt looks for labels."""
        if self.parentWidget() is not control.parentWidget():
            self.setParent(control.parentWidget())
