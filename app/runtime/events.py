"""What changed, told to every page: state flows from the store outwards, one way.

Services announce from worker threads; the one private queued signal brings the
fact to the GUI thread, where every public signal is emitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.announce import Changed
from app.domain.workspace import SyncOverview

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.workspace import ConnectionNews, SideState
    from app.runtime.tasks import SignalOf


class AppEvents(QObject):
    """The facts that more than one page wants to know."""

    listeners_changed: SignalOf[()] = cast("SignalOf[()]", Signal())
    listener_waiting: SignalOf[()] = cast("SignalOf[()]", Signal())  # something is to be sent
    credentials_changed: SignalOf[()] = cast("SignalOf[()]", Signal())
    catalog_changed: SignalOf[()] = cast("SignalOf[()]", Signal())
    standing_changed: SignalOf[()] = cast("SignalOf[()]", Signal())  # of one's account there
    draft_forgotten: SignalOf[()] = cast("SignalOf[()]", Signal())
    sync_changed: SignalOf[SyncOverview] = cast("SignalOf[SyncOverview]", Signal(object))
    connections_written: SignalOf[ConnectionNews] = cast("SignalOf[ConnectionNews]", Signal(object))
    side_changed: SignalOf[SideState] = cast("SignalOf[SideState]", Signal(object))
    side_waiting: SignalOf[str] = cast("SignalOf[str]", Signal(str))  # a connection's id
    sync_progressed: SignalOf[Progress | None] = cast(
        "SignalOf[Progress | None]", Signal(object)
    )  # None: no sync is under way
    deliveries_changed: SignalOf[()] = cast("SignalOf[()]", Signal())
    platform_moved: SignalOf[()] = cast("SignalOf[()]", Signal())  # worth asking now
    stream_changed: SignalOf[bool] = cast("SignalOf[bool]", Signal(bool))
    samples_changed: SignalOf[()] = cast("SignalOf[()]", Signal())
    received_changed: SignalOf[()] = cast("SignalOf[()]", Signal())
    notice: SignalOf[object] = cast("SignalOf[object]", Signal(object))
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.overview = SyncOverview()  # of the open connection, for whoever comes later
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def announce(self, what: Changed, value: object = None) -> None:
        """Take a fact from any thread; satisfies `app.domain.announce.Announce`."""
        self._arrived.emit(what, value)

    @Slot(object, object)
    def _tell(self, what: Changed, value: object) -> None:
        match what:
            case Changed.LISTENERS:
                self.listeners_changed.emit()
            case Changed.LISTENER_WAITING:
                self.listener_waiting.emit()
            case Changed.CREDENTIALS:
                self.credentials_changed.emit()
            case Changed.CATALOG:
                self.catalog_changed.emit()
            case Changed.STANDING:
                self.standing_changed.emit()
            case Changed.DELIVERIES:
                self.deliveries_changed.emit()
            case Changed.PLATFORM:
                self.platform_moved.emit()
            case Changed.STREAM:
                self.stream_changed.emit(bool(value))
            case Changed.DRAFT:
                self.draft_forgotten.emit()
            case Changed.SYNC:
                self.overview = cast("SyncOverview", value)
                self.sync_changed.emit(self.overview)
            case Changed.CONNECTIONS:
                self.connections_written.emit(cast("ConnectionNews", value))
            case Changed.SIDE:
                self.side_changed.emit(cast("SideState", value))
            case Changed.SIDE_WAITING:
                self.side_waiting.emit(str(value))
            case Changed.SAMPLES:
                self.samples_changed.emit()
            case Changed.RECEIVED:
                self.received_changed.emit()
            case Changed.NOTICE:
                self.notice.emit(value)
