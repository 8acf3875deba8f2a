"""The session's signals and its open workspace, for what listens to nothing else of it."""

from PySide6.QtCore import QObject, Signal


class OneSession(QObject):
    """Holds what a test puts there."""

    loaded = Signal()
    nothing_to_open = Signal()
    opening = Signal(str)
    opened = Signal(object)
    closed = Signal()
    failed = Signal(object)
    connections_changed = Signal()
    side_changed = Signal(str)
    secret_renewed = Signal(str)
    workspace = None
    is_loaded = False
    removing_id = ""
    connections = ()

    def __init__(self):
        super().__init__()
        self.side_states = {}
