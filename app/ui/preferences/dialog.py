"""The Preferences window (mockup 15): every choice applies at once, so there is no OK button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.ui.preferences import sections
from app.ui.preferences.preferring import Preferring
from app.ui.preferences.rows import Section
from app.ui.text import errors
from app.ui.theme import Tone, em, follow_text_size, size_in_em
from app.ui.widgets import Hint, SideNav, surface, two_sides

SectionFactory = Callable[[Preferring], Section]
APPEARANCE: Final = "appearance"
_SIZE_PX: Final = QSize(760, 540)
_NAV_PX: Final = 182


class PreferencesDialog(QDialog):
    """Sections on the left, what the chosen one sets on the right."""

    def __init__(
        self,
        preferring: Preferring,
        *,
        refused: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Build it.

        Args:
            preferring: Holds what is set.
            refused: Whether kept preferences could not be read.
            parent: The window it stands before.
        """
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self._stack = QStackedWidget()
        self._nav = SideNav(self.tr("Sections"))
        self._nav.setObjectName("preference_sections")
        self._names: list[str] = []
        self._said = Hint(self.tr("Changes apply at once."))
        self._said.setObjectName("preferences_said")
        known: dict[str, tuple[str, str, SectionFactory]] = {
            APPEARANCE: (self.tr("Appearance"), "brush", sections.appearance),
            "sync": (self.tr("Sync"), "refresh", sections.sync),
            "notifications": (self.tr("Notifications"), "bell", sections.notifications),
            "keyboard": (self.tr("Keyboard"), "keyboard", sections.keyboard),
        }
        for name, (title, icon_name, make) in known.items():
            self._names.append(name)
            self._nav.add(name, title, icon_name).setObjectName(f"section_{name}")
            self._stack.addWidget(make(preferring))
        self._build()
        self._nav.chosen.connect(self.show_section)
        close = QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self)
        close.activated.connect(self.close)
        if refused:
            self._said.set_message(
                self.tr(
                    "Some kept preferences could not be read: the usual ones are in their place."
                    " What was kept lies beside the settings file."
                ),
                Tone.WARN,
            )
        self.show_section(APPEARANCE)
        follow_text_size(self, lambda: self.resize(em(_SIZE_PX.width()), em(_SIZE_PX.height())))

    @Slot(str)
    def show_section(self, name: str) -> None:
        """Go to a section."""
        self._nav.set_current(name)
        self._stack.setCurrentIndex(self._names.index(name))

    @Slot(object)
    def say_not_kept(self, error: AppError) -> None:
        """What was chosen is in force, but cannot be kept."""
        words = errors.of(error)
        text = self.tr("In force until the app is closed, but not kept: {why}")
        self._said.set_message(text.format(why=words.text or words.title), Tone.BAD)

    def _build(self) -> None:
        left = surface("sidebar")
        size_in_em(left, width=_NAV_PX)
        names = QVBoxLayout(left)
        names.setContentsMargins(8, 12, 8, 12)
        names.addWidget(self._nav)
        names.addStretch(1)
        two_sides(self, left, self._stack, self._said)
