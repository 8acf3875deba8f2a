"""How a second start calls the window that is open: a bell on a private local socket.

The bell can do one thing: have the window come forward.  Whoever rings names the owner's
token first, which only who can read the profile knows; anything else is hung up on.
"""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from app.runtime.tasks import SignalOf

_ANSWER: Final = b"coming\n"
_LONGEST: Final = 1024
_CALLERS: Final = 8
_PATIENCE_MS: Final = 2000
_ACTIVATION: Final = re.compile(rb"[\x21-\x7e]{1,200}")


class WindowBell(QObject):
    """Listens at an address until it is closed."""

    rung: SignalOf[str] = cast("SignalOf[str]", Signal(str))  # the caller's activation token

    def __init__(self, token: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._token = token.encode()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_CALLERS)
        self._server.newConnection.connect(self._greet)

    def listen(self, address: str) -> bool:
        """Listen at an address that nobody has; False when that is not possible."""
        return self._server.listen(address)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            _Caller(caller, self._token, self.rung, self)


class _Caller(QObject):
    """One connection: a line from it, at most one answer, and it is over."""

    def __init__(
        self, socket: QLocalSocket, token: bytes, rung: SignalOf[str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._socket = socket
        self._token = token
        self._rung = rung
        socket.setParent(self)
        socket.setReadBufferSize(_LONGEST)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(socket.abort)
        patience.start(_PATIENCE_MS)
        self._read()  # what it may have said already

    @Slot()
    def _read(self) -> None:
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() >= _LONGEST:
                self._socket.abort()
            return
        line = bytes(self._socket.readLine(_LONGEST).data()).rstrip(b"\n")
        token, _, activation = line.partition(b" ")
        if not hmac.compare_digest(token, self._token):
            self._socket.abort()
            return
        self._socket.write(_ANSWER)
        self._socket.disconnectFromServer()
        is_sane = _ACTIVATION.fullmatch(activation) is not None
        self._rung.emit(activation.decode("ascii") if is_sane else "")


def ring(address: str, token: str, activation: str = "", *, wait_ms: int = _PATIENCE_MS) -> bool:
    """Call the window that is open; whether it answered.  Waits: for a start without a window."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(wait_ms):
        return False
    socket.write(f"{token} {activation}\n".encode())
    while not socket.canReadLine():
        if not socket.waitForReadyRead(wait_ms):
            return False
    return bytes(socket.readLine(_LONGEST).data()) == _ANSWER
