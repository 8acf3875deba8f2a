"""Where the parts of the form stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.ui.pages.frame import WithPanel, scrolling
from app.ui.pages.listener_form.state import SAVE_AS_NEW
from app.ui.theme import TextRole, em, follow_text_size, size_in_em
from app.ui.widgets import Button, PlainLabel, line, surface
from app.ui.widgets.focus import TwoParts
from app.ui.widgets.layouts import flush

if TYPE_CHECKING:
    from app.ui.pages.listener_form.view import ListenerFormPage

TITLE: Final = TextRole.TITLE
_COLUMN: Final = 616  # the form's width in the mockup
_SIDE: Final = 452
_LEAST: Final = 512
_SIDE_LEAST: Final = 320

translate = QCoreApplication.translate


class FormAndSide(WithPanel):
    """The form and what stands beside it; where that is too narrow, one of the two.

    Attributes:
        switch: Shows the other one; to be seen where only one of them is.
    """

    def __init__(self, form: QScrollArea, side: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._side = form, surface("panel")
        self._edge = line(vertical=True, strong=True)
        self._parts = TwoParts(form, self._side)
        self._shows_side = False  # where there is room for one
        self._is_side_wanted = True  # where there is room for both
        self.switch = Button(icon_name="panel-right")
        self.switch.setObjectName("form_or_side")
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(form, _COLUMN)
        row.addWidget(self._edge)
        row.addWidget(self._side, _SIDE)
        self.switch.clicked.connect(self.toggle)
        follow_text_size(self, self._arrange)

    @property
    def panel(self) -> QWidget:
        """What stands beside the form."""
        return self._side

    @Slot()
    def toggle(self) -> None:
        """Show the other one; where there is room for both, show or hide what is beside."""
        if self._is_narrow:
            self.bring_forward(side=not self._shows_side)
        else:
            self._is_side_wanted = not self._is_side_wanted
            self._arrange()

    def bring_forward(self, *, side: bool) -> None:
        """Make sure that one of the two can be seen."""
        self._shows_side = side
        self._is_side_wanted |= side
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(em(_SIDE_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _least(self) -> tuple[int, int]:
        """How wide the form and the side must be for all of their words."""
        content = self._form.widget()
        needs = content.minimumSizeHint().width() if content is not None else 0
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        form_px = max(em(_LEAST), needs + bar)
        return form_px, max(em(_SIDE_LEAST), self._side.minimumSizeHint().width())

    @property
    def _is_narrow(self) -> bool:
        form_px, side_px = self._least()
        return self.width() < form_px + 1 + side_px

    def _arrange(self) -> None:
        is_narrow, (form_px, side_px) = self._is_narrow, self._least()
        shows_form = not is_narrow or not self._shows_side
        shows_side = self._shows_side if is_narrow else self._is_side_wanted
        self._form.setMinimumWidth(em(_SIDE_LEAST) if is_narrow else form_px)
        self._side.setMinimumWidth(em(_SIDE_LEAST) if is_narrow else side_px)
        self._parts.show(first=shows_form, second=shows_side)
        self._edge.setVisible(shows_form and shows_side)
        self.switch.setVisible(not shows_form or not shows_side)
        self.switch.set_words(
            self.tr("Preview and test") if shows_form else self.tr("Back to the form")
        )


def arrange(page: ListenerFormPage) -> FormAndSide:
    """Lay the parts of the page out; returns the widget with form and side."""
    main = FormAndSide(_form(page), page.beside.side)
    page.stack.addWidget(main)
    page.stack.addWidget(page.nothing)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_head(page, main.switch))
    column.addWidget(line(strong=True))
    column.addWidget(page.stack, 1)
    column.addWidget(line(strong=True))
    column.addWidget(_foot(page))
    return main


def order_tab_stops(page: ListenerFormPage) -> None:
    """Tab goes as one reads: the head, what is to fix, the form, the tabs, the foot.

    Parts of the page come and go, so this is asked again after every change.
    """
    parts = (page.offer, page.summary, page.source, page.destination, page.more)
    stops: list[QWidget] = [page.back, page.main.switch]
    for part in parts:
        stops += part.tab_stops
    stops += page.beside.side.tab_stops
    stops += [page.cancel, page.save_button]
    if stops != page.tab_stops:
        page.tab_stops = stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def editors(page: ListenerFormPage) -> dict[str, QWidget]:
    """Where each field of a draft is filled in."""
    return {
        "entity": page.source.entity,
        "function": page.source.function,
        "url": page.destination.url,
        "auth_type": page.destination.auth_type,
        "credential_id": page.destination.credential,
        "address": page.destination.address,
        "volume": page.destination.confirm,
        "name": page.more.name,
        "channel_id": page.more.channel,
        SAVE_AS_NEW: page.summary,  # its button
    }


def scroll_to(page: ListenerFormPage, editor: QWidget) -> None:
    """Bring an editor into sight, with the message under it."""
    area = page.findChild(QScrollArea, "form_area")
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(editor, 40, em(60))


def _form(page: ListenerFormPage) -> QScrollArea:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(24, 14, 24, 16)
    column.setSpacing(4)
    for part in (page.offer, page.summary, page.source, page.destination, page.more):
        size_in_em(part, max_width=_COLUMN - 48)
        part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(part)
    column.addStretch(1)
    area = scrolling(inner)
    area.setObjectName("form_area")
    return area


def _head(page: ListenerFormPage, switch: QWidget) -> QWidget:
    top = _fixed()
    head = QVBoxLayout(top)
    head.setContentsMargins(24, 10, 24, 10)
    head.setSpacing(2)
    head.addLayout(flush(page.back))
    row = QHBoxLayout()
    row.addWidget(page.title, 1)
    row.addWidget(switch)
    head.addLayout(row)
    return top


def _foot(page: ListenerFormPage) -> QWidget:
    bottom = _fixed()
    foot = QHBoxLayout(bottom)
    foot.setContentsMargins(24, 10, 24, 10)
    foot.setSpacing(8)
    foot.addWidget(PlainLabel(translate("listener_form", "Saves to"), ink="text2"))
    foot.addWidget(page.tag)
    foot.addWidget(page.where, 1)
    foot.addWidget(page.cancel)
    foot.addWidget(page.save_button)
    size_in_em(page.save_button, min_width=88)
    return bottom


def _fixed() -> QWidget:
    """A strip that never gives height away."""
    strip = QWidget()
    strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return strip
