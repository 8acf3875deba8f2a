"""The filters above the list of changes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.audit import SYSTEM
from app.ui.pages.changes.wanted import About, Wanted, Window
from app.ui.theme import size_in_em
from app.ui.widgets import Button, ComboBox, ComboItem, SearchField, Segmented, ToolButton

translate = QCoreApplication.translate


class FilterBar(QWidget):
    """Search, person, time and kind; says what a person chose, decides nothing."""

    search_changed = Signal(str)
    actor_chosen = Signal(object)  # actor id | None
    window_chosen = Signal(object)  # Window
    about_chosen = Signal(object)  # About
    refresh_wanted = Signal()
    resource_dropped = Signal()

    def __init__(self, my_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._my_id = my_id
        self.search = SearchField(self.tr("Search changes"))
        self.search.setObjectName("search")
        size_in_em(self.search, min_width=120, max_width=200)
        self._actor = ComboBox(name=self.tr("By"))
        self._actor.setObjectName("actor_filter")
        self._window = ComboBox(
            [
                ComboItem(self.tr("Last 24 hours"), Window.DAY),
                ComboItem(self.tr("Last 7 days"), Window.WEEK),
                ComboItem(self.tr("Last 30 days"), Window.MONTH),
                ComboItem(self.tr("Any time"), Window.KEPT),
            ],
            name=self.tr("Time"),
        )
        self._window.setObjectName("window_filter")
        self._about = Segmented(self.tr("Kind"))
        self._about.setObjectName("about")
        for about, text in about_words():
            self._about.add(about, text).setObjectName(f"about_{about.name.lower()}")
        self._only = Button("", icon_name="x")
        self._only.setObjectName("only_resource")
        self._only.setAccessibleDescription(self.tr("Show the changes of everything again"))
        self._only.hide()
        refresh = ToolButton("refresh", self.tr("Refresh"))
        refresh.setObjectName("refresh")

        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 2)
        top.addWidget(self._actor)
        top.addWidget(self._window)
        top.addWidget(self._only)
        top.addStretch(1)
        top.addWidget(refresh)
        below = QHBoxLayout()
        below.addWidget(self._about)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 12, 8)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(below)

        self.search.search_changed.connect(self.search_changed)
        self._actor.chosen.connect(self.actor_chosen)
        self._window.chosen.connect(self.window_chosen)
        self._about.chosen.connect(self.about_chosen)
        self._only.clicked.connect(self.resource_dropped)
        refresh.clicked.connect(self.refresh_wanted)
        self.show_people(())

    def show_wanted(self, wanted: Wanted, resource: str = "") -> None:
        """Show filters that were set elsewhere; `resource` names the one that is shown."""
        if self.search.text().strip() != wanted.text:
            self.search.setText(wanted.text)
        self._actor.set_value(wanted.actor_id)
        self._window.set_value(wanted.window)
        self._about.set_value(wanted.about)
        self._only.setVisible(wanted.resource_id is not None)
        self._only.set_words(resource or wanted.resource_id or "")

    def show_people(self, people: tuple[tuple[str, str], ...]) -> None:
        """Offer everyone who was met in the log; the choice stays."""
        chosen = self._actor.value
        items = [ComboItem(self.tr("Anyone"), None)]
        if self._my_id:
            items.append(ComboItem(self.tr("Me"), self._my_id))
        items += [
            ComboItem(name or actor_id, actor_id)
            for actor_id, name in people
            if actor_id != self._my_id
        ]
        items.append(ComboItem(self.tr("Platform"), SYSTEM))
        if items != list(self._actor.items):
            self._actor.set_items(items)
            self._actor.set_value(chosen)


def about_words() -> tuple[tuple[About, str], ...]:
    """The choices of kind, in order."""
    return (
        (About.ALL, translate("changes", "All")),
        (About.LISTENERS, translate("changes", "Listeners")),
        (About.CREDENTIALS, translate("changes", "Credentials")),
        (About.SECRETS, translate("changes", "Secrets")),
        (About.RECORDS, translate("changes", "Records")),
        (About.OTHER, translate("changes", "Other")),
    )
