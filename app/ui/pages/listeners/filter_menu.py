"""The filters that are needed less often, and the columns, behind one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.listener import Kind
from app.ui.pages.listeners.filters import WHOLE_INSTANCE, Filters
from app.ui.widgets import ToolButton, escape_ampersands

if TYPE_CHECKING:
    from app.domain.workspace import Channel

translate = QCoreApplication.translate


class FilterMenu(ToolButton):
    """A button that says how many of its filters are set, with a menu made when it opens.

    Signals:
        filters_changed: The filters as they are now.
    """

    filters_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sliders", translate("listeners", "More filters"), parent=parent)
        self.setObjectName("more_filters")
        self.fill_columns: Callable[[QMenu], None] | None = None
        self._filters = Filters()
        self._functions: Sequence[tuple[str, str]] = ()
        self._channels: Sequence[Channel] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def show_filters(
        self,
        filters: Filters,
        functions: Sequence[tuple[str, str]],
        channels: Sequence[Channel],
    ) -> None:
        """Show filters that were set elsewhere.

        Args:
            filters: As they are.
            functions: Name and label of those that occur.
            channels: Those that there are; none without Plan Pro.
        """
        self._filters, self._functions, self._channels = filters, functions, channels
        name = translate("listeners", "More filters")
        if filters.in_menu:
            name = translate("listeners", "More filters, %Ln set", None, filters.in_menu)
        if name != self.accessibleName():
            self.set_face("sliders", name, ink="accent_text" if filters.in_menu else "text2")

    @Slot()
    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        self._add_choice(
            translate("listeners", "Function"),
            "function",
            [(translate("listeners", "Any"), None), *((label, n) for n, label in self._functions)],
        )
        self._add_choice(
            translate("listeners", "Sent to"),
            "kind",
            [
                (translate("listeners", "Any"), None),
                (translate("listeners", "Endpoint"), Kind.ENDPOINT),
                (translate("listeners", "Email"), Kind.EMAIL),
            ],
        )
        if self._channels:
            self._add_choice(
                translate("listeners", "Distribution Channel"),
                "channel_id",
                [
                    (translate("listeners", "All"), None),
                    (translate("listeners", "None"), WHOLE_INSTANCE),
                    *((one.name, one.id) for one in self._channels),
                ],
            )
        if self.fill_columns is not None:
            self.fill_columns(menu)

    def _add_choice(self, title: str, member: str, choices: Sequence[tuple[str, Any]]) -> None:
        self._menu.addSection(title)
        group = QActionGroup(self._menu)
        for number, (text, value) in enumerate(choices):
            action = self._menu.addAction(escape_ampersands(text))
            action.setObjectName(f"filter_{member}_{number}")
            action.setCheckable(True)
            action.setChecked(getattr(self._filters, member) == value)
            action.triggered.connect(partial(self._choose, member, value))
            group.addAction(action)

    def _choose(self, member: str, value: object) -> None:
        changed: dict[str, Any] = {member: value}
        self.filters_changed.emit(replace(self._filters, **changed))
