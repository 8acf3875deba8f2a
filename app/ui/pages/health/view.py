"""The Health page (mockup 05): four figures, three charts, and what needs attention."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.stats import HealthReport
from app.domain.times import Clock, utc_now
from app.domain.workspace import Me
from app.ui.charts.lines import LineChart
from app.ui.charts.ranked import RankedBars
from app.ui.pages.failing import FailureBanner
from app.ui.pages.frame import PageHead, ScrollColumn
from app.ui.pages.health import plots, words
from app.ui.pages.health.chart_card import ChartCard
from app.ui.pages.health.parts import Attention, FigureCard, arrange
from app.ui.pages.health.presenter import Body, HealthPresenter, Status, Window, recalled, to_keep
from app.ui.pages.kept_list import KeptChoices
from app.ui.pages.list_page import inset
from app.ui.pages.no_deliveries import NoDeliveries
from app.ui.shell import Page, Shell
from app.ui.text.names import former_name
from app.ui.theme import Tone, em, follow_text_size
from app.ui.widgets import (
    ComboBox,
    ComboItem,
    LoadingBar,
    Segmented,
    Skeleton,
)

_NARROW_PX = 860


class HealthPage(Page):
    """Shows what the presenter holds."""

    def __init__(
        self,
        health: HealthPresenter,
        shell: Shell,
        *,
        me: Me | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("health")
        self._health, self._shell, self._clock = health, shell, clock
        self._head = PageHead(
            self.tr("Health"), self.tr("How well deliveries arrive, per listener and over time")
        )
        self._listener = ComboBox(name=self.tr("Listener"), elides=True)
        self._listener.setObjectName("listener_filter")
        self._window = Segmented(self.tr("Time"))
        self._window.setObjectName("window")
        for window, text in (
            (Window.DAY, self.tr("24 hours")),
            (Window.WEEK, self.tr("7 days")),
            (Window.MONTH, self.tr("30 days")),
        ):
            self._window.add(window, text).setObjectName(f"window_{window.name.lower()}")
        self._head.add_action(self._listener)
        self._head.add_action(self._window)
        self._loading = LoadingBar()
        self._banner = FailureBanner("health_error")
        self._banner.again_wanted.connect(health.refresh)
        self._figures = tuple(FigureCard(f"figure_{at}") for at in range(4))
        self._success = ChartCard(
            "success",
            self.tr("Success rate"),
            self.tr("Tries that succeeded"),
            LineChart(self.tr("Success rate over time"), plots.percent_mark),
            (self.tr("Time"), self.tr("Success"), self.tr("Delivered"), self.tr("Failed")),
        )
        self._times = ChartCard(
            "answer_time",
            self.tr("Answer time"),
            self.tr("Percentiles of all answers"),
            LineChart(self.tr("Answer time over time"), plots.seconds_mark),
            (self.tr("Time"), self.tr("50th"), self.tr("95th"), self.tr("99th")),
        )
        self._volume = ChartCard(
            "volume",
            self.tr("Tries per listener"),
            self.tr("Failed in red"),
            RankedBars(self.tr("Tries per listener")),
            (self.tr("Listener"), self.tr("Tries"), self.tr("Failed"), self.tr("Success")),
        )
        self._attention = Attention()
        self._nothing = NoDeliveries("health")
        self._nothing.me = me
        self._nothing.setObjectName("health_placeholder")
        self._skeleton = Skeleton(8)
        self._stack = QStackedWidget()
        self._grid = QGridLayout()
        self._is_narrow: bool | None = None
        self._is_entering = False
        self._build()
        self._kept = KeptChoices("health", shell, lambda: to_keep(health.status))
        health.recall(*recalled(self._kept.memory.filters))
        self._connect()
        self._show_status(health.status)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, narrowed down to the listener one came from."""
        listener_id = context.get("listener_id")
        if isinstance(listener_id, str):
            self._health.choose_listener(listener_id)

    @property
    def has_failed(self) -> bool:
        """Whether the figures could not be read."""
        return self._health.status.error is not None

    @Slot()
    def refresh(self) -> None:
        """Ask again now."""
        self._health.refresh()

    def take_focus(self) -> None:
        self._is_entering = True
        self.setFocus()
        self._give_focus()

    def focus_search(self) -> None:
        """There is nothing to search; the choice of the listener comes nearest."""
        self._listener.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._health.set_active(is_active=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._health.set_active(is_active=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _give_focus(self) -> None:
        """To the charts once they are there: T would choose a listener that begins with it."""
        if not self._is_entering or self._stack.currentWidget() is self._skeleton:
            return
        self._is_entering = False
        if not self.hasFocus():  # one went elsewhere meanwhile
            return
        if self._stack.currentWidget() is self._area:
            self._success.take_focus()
        else:
            self.focus_search()

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def _show_status(self, status: Status) -> None:
        self._loading.set_active(status.is_loading and status.report is not None)
        self._window.set_value(status.window)
        self._kept.note_filters()
        self._offer_listeners(status)
        self._attention.show_concerns(words.concerns(status.listeners, self._clock()))
        if status.report is not None:
            self._show_report(status.report, status)
        is_said = status.body in {Body.FAILED, Body.NO_PERMISSION}
        self._banner.show_failure(None if is_said else status.error, status.as_of)
        match status.body:
            case Body.REPORT:
                self._stack.setCurrentWidget(self._area)
            case Body.LOADING:
                self._stack.setCurrentWidget(self._skeleton)
            case _:
                self._say_nothing(status)
                self._stack.setCurrentWidget(self._nothing)
        self._give_focus()

    def _show_report(self, report: HealthReport, status: Status) -> None:
        now = self._clock()
        for card, figure in zip(
            self._figures, words.figures(report, status.listeners), strict=True
        ):
            card.show_figure(figure)
        success, answer_time = self._success.chart, self._times.chart
        if isinstance(success, LineChart) and isinstance(answer_time, LineChart):
            success.set_plot(plots.success_plot(report, now), plots.success_summary(report, now))
            answer_time.set_plot(plots.time_plot(report, now), plots.time_summary(report, now))
        self._success.set_rows(plots.success_rows(report, now))
        self._times.set_rows(plots.time_rows(report, now))
        self._show_volume(report, status)

    def _show_volume(self, report: HealthReport, status: Status) -> None:
        ranks = words.ranks(report, status.listeners)
        if isinstance(self._volume.chart, RankedBars):
            text = self.tr("%Ln listener(s); {first}", "", len(ranks))
            summary = text.format(first=ranks[0].sentence) if ranks else ""
            self._volume.chart.set_ranks(ranks, summary)
        self._volume.set_rows(plots.volume_rows(ranks))

    def _offer_listeners(self, status: Status) -> None:
        items = [ComboItem(self.tr("All listeners"), None)]
        items += [ComboItem(name, one) for one, name in status.offered]
        chosen = status.listener_id
        if chosen is not None and all(item.value != chosen for item in items):
            seen = status.report.former.get(chosen) if status.report is not None else None
            items.append(ComboItem(former_name(seen) if seen else chosen, chosen))
        if items != list(self._listener.items):
            self._listener.set_items(items)
        self._listener.set_value(chosen)

    def _say_nothing(self, status: Status) -> None:
        if not self._nothing.begins((status.body, status.error)):
            return
        if status.body is Body.NOT_KEPT:
            title = self.tr("This platform tells no statistics")
            text = self.tr("It does not offer them to apps.")
            self._nothing.set_message("health", title, text, tone=Tone.MUTE)
            return
        if status.body is Body.NO_PERMISSION:
            self._nothing.say_not_allowed()
        else:
            self._nothing.say_why_not(status.error)

    # What a person does ---------------------------------------------------------

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._shell.announce(self.tr("Copied"))

    @Slot(str)
    def _show_listener(self, listener_id: str) -> None:
        """Show a listener; of one that is gone, its deliveries are what is left to see."""
        is_there = any(one.id == listener_id for one in self._health.status.listeners)
        page = "listeners" if is_there else "deliveries"
        self._shell.open_page(page, listener_id=listener_id)

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        self._area = ScrollColumn()
        self._area.body.setContentsMargins(24, 4, 24, 20)
        self._grid.setSpacing(16)
        self._area.body.addLayout(self._grid, 1)
        for widget in (self._area, self._nothing, self._skeleton):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._loading)
        column.addLayout(inset(self._banner, QMargins(24, 0, 24, 8)))
        column.addWidget(self._stack, 1)
        follow_text_size(self, self._arrange)

    def _arrange(self) -> None:
        is_narrow = self.width() < em(_NARROW_PX)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        parts = (self._success, self._times, self._volume, self._attention)
        arrange(self._grid, self._figures, parts, is_narrow=is_narrow)

    def _connect(self) -> None:
        self._health.status_changed.connect(self._show_status)
        self._nothing.again_wanted.connect(self._health.refresh)
        self._nothing.copy_wanted.connect(self._copy)
        self._window.chosen.connect(self._health.choose_window)
        self._listener.chosen.connect(self._health.choose_listener)
        self._attention.wanted.connect(self._show_listener)
        if isinstance(self._volume.chart, RankedBars):
            self._volume.chart.opened.connect(self._show_listener)
