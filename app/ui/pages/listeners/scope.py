"""The second line of the head: how many, as of when, of which Distribution Channel."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.pages.listeners.filters import WHOLE_INSTANCE
from app.ui.pages.listeners.list_status import Body
from app.ui.tab_order import stop_here
from app.ui.text import times
from app.ui.widgets import Button, SecondLine, escape_ampersands

if TYPE_CHECKING:
    from app.domain.workspace import Me
    from app.ui.pages.listeners.list_status import ListStatus

translate = QCoreApplication.translate


def count_words(status: ListStatus) -> str:
    """`14 listeners`, `3 of 14 listeners, as of 10:42`."""
    if status.body in {Body.NO_PERMISSION, Body.LOADING, Body.FAILED}:
        return ""
    count = translate("listeners", "%Ln listener(s)", None, status.count)
    if status.shown != status.count:
        text = translate("listeners", "{shown} of {count}")
        count = text.format(shown=times.number(status.shown), count=count)
    overview = status.overview
    if overview.offline_since is not None and overview.synced_at is not None:
        when = times.clock(overview.synced_at)[:5]
        return translate("listeners", "{count}, as of {time}").format(count=count, time=when)
    return count


class ScopeLink(QWidget):
    """The Distribution Channel filter as a link; only there with Plan Pro.

    Signals:
        chosen: A channel's id, `WHOLE_INSTANCE`, or None for all.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._shown: object = None

    @cached_property
    def _link(self) -> Button:
        """Made where there is a channel to choose."""
        link = Button("", kind="link")
        link.setObjectName("channel_scope")
        link.clicked.connect(self._open)
        self._row.addWidget(SecondLine("·"))
        self._row.addWidget(SecondLine(self.tr("Distribution Channel")))
        self._row.addWidget(link)
        stop_here(self, link)
        return link

    def show_status(self, status: ListStatus, me: Me | None) -> None:
        """Show the channel that the list is narrowed down to."""
        has_list = bool(count_words(status))  # behind the count, which it is a part of
        has_channels = me is not None and me.plan == "plan_pro"
        self.setVisible(has_channels and has_list)
        shown = (me.channels if me is not None else (), status.filters.channel_id)
        if me is None or not has_channels or shown == self._shown:
            return
        self._shown = shown
        names: dict[str | None, str] = {None: self.tr("All"), WHOLE_INSTANCE: self.tr("None")}
        names |= {one.id: one.name for one in me.channels}
        text = names.get(status.filters.channel_id, status.filters.channel_id or "")
        self._link.set_words(text)
        self._link.setAccessibleName(self.tr("Distribution Channel: {name}").format(name=text))
        self._menu.clear()
        for channel_id, name in names.items():
            action = self._menu.addAction(escape_ampersands(name))
            action.setCheckable(True)
            action.setChecked(channel_id == status.filters.channel_id)
            action.triggered.connect(lambda _on=False, one=channel_id: self.chosen.emit(one))

    def _open(self) -> None:
        self._menu.popup(self._link.mapToGlobal(self._link.rect().bottomLeft()))
