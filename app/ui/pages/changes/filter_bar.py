"""The filters above the list of changes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.domain.audit import SYSTEM
from app.ui.pages.changes.wanted import About, Wanted, Window
from app.ui.pages.filter_rows import FilterRows
from app.ui.widgets import Button, ComboBox, ComboItem

translate = QCoreApplication.translate


class FilterBar(FilterRows):
    """Search, person, time, and what a change is about."""

    actor_chosen = Signal(object)  # actor id | None
    resource_dropped = Signal()

    def __init__(self, my_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("changes", "Search changes"),
            [
                ComboItem(translate("changes", "Last 24 hours"), Window.DAY),
                ComboItem(translate("changes", "Last 7 days"), Window.WEEK),
                ComboItem(translate("changes", "Last 30 days"), Window.MONTH),
                ComboItem(translate("changes", "Any time"), Window.KEPT),
            ],
            (translate("changes", "Kind"), "about", about_words()),
            parent,
        )
        self._my_id = my_id
        self._actor = ComboBox(name=self.tr("By"), elides=True)
        self._actor.setObjectName("actor_filter")
        self._only = Button("", icon_name="x")
        self._only.setObjectName("only_resource")
        self._only.setAccessibleDescription(self.tr("Show the changes of everything again"))
        self._only.hide()
        self._lay_out((self._actor, self._window, self._only))
        self._actor.chosen.connect(self.actor_chosen)
        self._only.clicked.connect(self.resource_dropped)
        self.show_people(())

    def show_wanted(self, wanted: Wanted, resource: str = "") -> None:
        """Show filters that were set elsewhere; `resource` names the one that is shown."""
        self.show_text(wanted.text)
        self._actor.set_value(wanted.actor_id)
        self._window.set_value(wanted.window)
        self._kind.set_value(wanted.about)
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
