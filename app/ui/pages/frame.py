"""What pages with a list have in common: the head, and a panel beside the list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.panel_width import AsWideAsNeeded
from app.ui.theme import TextRole, em, follow_text_size, link_height, metrics
from app.ui.widgets import ElidingLabel, line, surface
from app.ui.widgets.focus import TwoParts

_NARROW: Final = 968  # the window is 1180 wide then; under it the panel takes the list's place
PANEL: Final = 344


class PageHead(QWidget):
    """Title, a second line, and the page's main actions on the right."""

    def __init__(self, title: str, second: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second = ElidingLabel(second, TextRole.SECOND, ink="text2")
        preferred = QSizePolicy.Policy.Preferred
        self._second.setSizePolicy(preferred, preferred)  # level with what stands behind it
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidingLabel(title, TextRole.TITLE))
        self._second_row = QHBoxLayout()
        self._second_row.setSpacing(6)
        self._second_row.addWidget(self._second)
        self._second_row.addStretch(1)
        self._room = QSpacerItem(0, 0)  # for a link: what is below stands alike on every page
        self._second_row.addSpacerItem(self._room)
        words.addLayout(self._second_row)
        follow_text_size(self, self._keep_room)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self._actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_to_second(self, widget: QWidget) -> None:
        """Put something behind the second line, such as a link."""
        self._second_row.insertWidget(self._second_row.count() - 2, widget)

    def _keep_room(self) -> None:
        self._room.changeSize(0, link_height(round(metrics().height())))
        self._second_row.invalidate()

    def set_second(self, text: str) -> None:
        """Change the second line."""
        self._second.setText(text)


class _Content(QWidget):
    """Never squeezed below the height it would like: then the area scrolls instead."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down; what belongs in it is added to `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = _Content()
        self.body = QVBoxLayout(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)


class FittingColumn(ScrollColumn):
    """A column as high as what is in it, which scrolls where there is less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content = self.widget()
        if content is not None:
            content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        height = self.body.sizeHint().height() + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)


def scrolling(content: QWidget, *, see_through: bool = False) -> QScrollArea:
    """Content that a small window scrolls instead of squeezing; Tab goes past the frame.

    With `see_through` the colour of what it lies on shows.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    if see_through:
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
    return area


class WithPanel(QWidget):
    """Something with a panel beside it, which F6 goes to and F4 shows or hides."""

    @property
    def panel(self) -> QWidget:
        """What stands beside it."""
        raise NotImplementedError

    @property
    def is_panel_shown(self) -> bool:
        """Whether the panel can be seen."""
        return not self.panel.isHidden()


class ListAndPanel(WithPanel):
    """A list with a detail panel beside it; in its place where the window is narrow.

    Signals:
        panel_closed: A person closed the panel where it stood in the list's place.
        panel_set_beside: Whether the panel stands beside the list, after that has changed.
        panel_wanted: A person wants it to be seen, or not to be, beside the list.
    """

    panel_closed = Signal()
    panel_wanted = Signal(bool)
    panel_set_beside = Signal(bool)

    def __init__(
        self, main: QWidget, panel: QWidget, *, width: int = PANEL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._main = main
        self._is_wanted = self._is_wanted_beside = True
        self._has_content = False
        self._was_narrow = False
        self._is_beside = False
        self._panel = surface("panel")
        place = QVBoxLayout(self._panel)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(AsWideAsNeeded(panel, width))
        self._edge = line(vertical=True, strong=True)
        self._parts = TwoParts(main, self._panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 1)
        row.addWidget(self._edge)
        row.addWidget(self._panel)
        self._arrange()

    @property
    def panel(self) -> QWidget:
        """What stands beside the list."""
        return self._panel

    @property
    def is_panel_beside(self) -> bool:
        """Whether the panel stands beside the list, and not in its place."""
        return self._is_beside

    def set_has_content(self, has_content: bool) -> None:
        """Whether there is something to show beside the list."""
        self._has_content = has_content
        self._arrange()

    @property
    def is_panel_wanted(self) -> bool:
        """Whether the panel is to be seen wherever there is room for it."""
        return self._is_wanted_beside

    def want_panel(self, is_wanted: bool) -> None:
        """As it was the last time."""
        self._is_wanted_beside = is_wanted
        if not self._was_narrow:
            self._is_wanted = is_wanted
            self._arrange()

    @Slot()
    def toggle(self) -> None:
        """Show the panel, or hide it."""
        self._want(not self._is_wanted)

    @Slot()
    def open_panel(self) -> None:
        """Show the panel, also in the list's place."""
        self._want(True)

    @Slot()
    def close_panel(self) -> None:
        """Give the room to the list."""
        self._want(False)
        self.panel_closed.emit()

    def _want(self, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._arrange()
        if not self._was_narrow and is_wanted != self._is_wanted_beside:
            self._is_wanted_beside = is_wanted
            self.panel_wanted.emit(is_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge_room()

    def _judge_room(self) -> None:
        """Close the panel as the room gets narrow, open it as it gets wide again."""
        if self._is_narrow != self._was_narrow:
            self._is_wanted = self._is_wanted_beside and not self._is_narrow
            self._was_narrow = self._is_narrow
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Another text size changes what is narrow; Qt tells it as a change of style.
        if event.type() == QEvent.Type.StyleChange:
            self._judge_room()

    @property
    def _is_narrow(self) -> bool:
        return self.width() < em(_NARROW)

    def _arrange(self) -> None:
        shows_panel = self._is_wanted and self._has_content
        takes_place = shows_panel and self._is_narrow
        across = QSizePolicy.Policy.Preferred if takes_place else QSizePolicy.Policy.Fixed
        self._panel.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        is_beside = shows_panel and not takes_place
        if is_beside != self._is_beside:  # told first, so that all is laid out but once
            self._is_beside = is_beside
            self.panel_set_beside.emit(is_beside)
        self._edge.setVisible(is_beside)
        self._parts.show(first=not takes_place, second=shows_panel)
