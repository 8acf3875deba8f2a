"""What is chosen before many are replayed: whose, since when, in which state, how fast."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.replay import ReplayStatus
from app.ui.pages.deliveries.replay_presenter import RATES, Around, Choice
from app.ui.pages.deliveries.window_names import window_items
from app.ui.theme import TextRole, Tone
from app.ui.widgets import CheckBox, ComboBox, ComboItem, Field, Hint, PlainLabel, set_tooltip


class ReplayForm(QWidget):
    """Says what a person chose, decides nothing."""

    listener_chosen = Signal(object)  # listener id | None
    window_chosen = Signal(object)  # Window
    rate_chosen = Signal(object)  # int | None
    newest_only_chosen = Signal(bool)
    status_chosen = Signal(object, bool)  # ReplayStatus, whether it is wanted

    def __init__(self, around: Around, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = dict(around.listeners)
        if choice.listener_id is not None:
            self._names.setdefault(choice.listener_id, choice.listener_id)
        self._is_selection = around.is_selection
        every = self.tr("All listeners")
        if around.is_selection:
            every = self.tr("%Ln selected listener(s)", "", len(around.listeners))
        listeners = [ComboItem(every, None)]
        listeners += [ComboItem(name, one) for one, name in self._names.items()]
        self._listener = ComboBox(listeners, elides=True)
        self._listener.setObjectName("replay_listener")
        self._window = ComboBox(window_items())
        self._window.setObjectName("replay_window")
        self._rate = ComboBox(ComboItem(self._rate_words(one), one) for one in RATES)
        self._rate.setObjectName("replay_rate")
        self._statuses = self._boxes()
        self._newest = CheckBox(self.tr("Only the newest version of each record"))
        self._newest.setObjectName("replay_newest_only")
        self._search = Hint(
            self.tr("The search “{text}” does not narrow this down.").format(text=around.search),
            Tone.MUTE,
        )
        self._search.setVisible(bool(around.search))
        self._build()
        self._listener.chosen.connect(self.listener_chosen)
        self._window.chosen.connect(self.window_chosen)
        self._rate.chosen.connect(self.rate_chosen)
        self._newest.clicked.connect(self.newest_only_chosen)
        self.show_choice(choice)

    def name_of(self, listener_id: str) -> str:
        """What a listener is called; its id where this computer does not know it."""
        return self._names.get(listener_id, listener_id)

    def show_choice(self, choice: Choice) -> None:
        """Show what is chosen."""
        self._listener.set_value(choice.listener_id)
        self._window.set_value(choice.window)
        self._rate.set_value(choice.per_second)
        self._newest.setChecked(choice.newest_only)
        for status, box in self._statuses.items():
            box.setChecked(status in choice.statuses)
        skipped = self._statuses[ReplayStatus.SKIPPED]
        is_named = choice.listener_id is not None or self._is_selection
        why = "" if is_named else self.tr("Choose one listener to send what was skipped for it")
        skipped.setEnabled(is_named)
        set_tooltip(skipped, why)
        skipped.setAccessibleDescription(why)

    def _boxes(self) -> dict[ReplayStatus, CheckBox]:
        words = {
            ReplayStatus.FAILED: self.tr("Failed"),
            ReplayStatus.CANCELLED: self.tr("Cancelled"),
            ReplayStatus.DELIVERED: self.tr("Delivered"),
            ReplayStatus.SKIPPED: self.tr("Skipped while off or stopped"),
        }
        boxes = {}
        for status, text in words.items():
            box = boxes[status] = CheckBox(text)
            box.setObjectName(f"replay_{status.value}")
            box.clicked.connect(lambda is_on, status=status: self.status_chosen.emit(status, is_on))
        return boxes

    def _rate_words(self, per_second: int | None) -> str:
        if per_second is None:
            return self.tr("As fast as they are taken")
        return self.tr("At most %Ln a second", "", per_second)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(Field(self.tr("Listener"), self._listener), 0, 0, 1, 2)
        grid.addWidget(Field(self.tr("Time"), self._window), 1, 0)
        grid.addWidget(Field(self.tr("Speed"), self._rate), 1, 1)
        states = QHBoxLayout()
        states.setSpacing(16)
        for box in self._statuses.values():
            states.addWidget(box)
        states.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(PlainLabel(self.tr("Which deliveries"), TextRole.LABEL))
        column.addLayout(states)
        column.addWidget(self._newest)
        column.addWidget(self._search)
