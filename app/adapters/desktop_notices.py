"""Notifications of a freedesktop.org desktop, which can be clicked.

Qt shows them through the tray only: not where a desktop has none, and without the action
that makes a click on one be heard.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import Queue
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from jeepney import Message
    from jeepney.io.threading import DBusConnection

_PATH: Final = "/org/freedesktop/Notifications"
_NAME: Final = "org.freedesktop.Notifications"
_CLICK: Final = "default"
_ANSWER_S: Final = 3.0
_NORMAL: Final = 1
_USUAL_TIME: Final = -1
_GONE: Final = None  # in the place of an answer

log = logging.getLogger(__name__)

Hear = Callable[[str, tuple[Any, ...]], None]


class DesktopNotices:
    """At most one notification at a time: a newer one takes the place of the one before.

    `say` and `withdraw` wait for the desktop, and are for a worker.
    """

    def __init__(self, app_name: str, desktop_file: str, icon: Path) -> None:
        self._app_name = app_name
        self._desktop_file = desktop_file
        self._icon = icon
        self._clicked: Callable[[str], None] = lambda _activation: None
        self._turn = threading.Lock()
        self._bus: _Bus | None = None
        self._shown_id = 0
        self._activation = ""

    def hear(self, clicked: Callable[[str], None]) -> None:
        """Call `clicked` on another thread when one is clicked, with what lets a window come up."""
        self._clicked = clicked

    def say(self, title: str, text: str, show: str) -> bool:
        """Show a notification; False where nobody does.

        Args:
            title: Its first line.
            text: What is below; harmless where it is read as markup.
            show: What a click does, in words.
        """
        hints = {"desktop-entry": ("s", self._desktop_file), "urgency": ("y", _NORMAL)}
        about = (self._app_name, self._shown_id, self._icon.as_uri(), title, text)
        with self._turn:
            body = (*about, [_CLICK, show], hints, _USUAL_TIME)
            answer = self._call("Notify", "susssasa{sv}i", body)
            self._shown_id = int(answer[0]) if answer else 0
            return answer is not None

    def withdraw(self) -> None:
        """Take back what is shown: somebody has seen it."""
        with self._turn:
            shown_id, self._shown_id = self._shown_id, 0
            if shown_id:
                self._call("CloseNotification", "u", (shown_id,))

    def close(self) -> None:
        """Hear of no click any more; what is shown stays."""
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.close()

    def _call(self, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...] | None:
        try:
            if self._bus is None or not self._bus.is_open:
                self._bus = _Bus(self._take)
            return self._bus.call(method, signature, body)
        except ImportError:  # the library belongs to Linux
            return None
        except Exception as exc:  # noqa: BLE001 - no bus, nobody there, no answer: all the same
            log.info("the desktop shows no notification: %s", getattr(exc, "name", type(exc)))
            return None

    def _take(self, member: str, body: tuple[Any, ...]) -> None:
        """On the bus's thread: something happened to a notification, ours or another's."""
        if not body or not self._shown_id or body[0] != self._shown_id:
            return
        if member == "ActivationToken":  # comes before the click that it belongs to
            self._activation = str(body[1])
        elif member == "ActionInvoked":
            activation, self._activation = self._activation, ""
            self._clicked(activation)


class _Bus:
    """One connection to the session's bus, read by a thread of its own until it ends."""

    def __init__(self, hear: Hear) -> None:
        from jeepney import MatchRule, message_bus
        from jeepney.io.threading import open_dbus_connection

        self._hear = hear
        self._answers: dict[int, Queue[Message | None]] = {}
        self.is_open = True
        self._connection: DBusConnection = open_dbus_connection("SESSION")
        threading.Thread(target=self._read, name="notices", daemon=True).start()
        self._send(message_bus.AddMatch(MatchRule(type="signal", interface=_NAME, path=_PATH)))

    def call(self, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        """Ask whoever shows notifications.

        Raises:
            Exception: Of any kind: nobody does, or nobody answers.
        """
        from jeepney import DBusAddress, new_method_call

        where = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        return self._send(new_method_call(where, method, signature, body))

    def close(self) -> None:
        """End it; the thread ends by itself."""
        self._connection.interrupt()

    def _send(self, message: Message) -> tuple[Any, ...]:
        from jeepney.wrappers import unwrap_msg

        serial = next(self._connection.outgoing_serial)
        answer: Queue[Message | None] = Queue()
        self._answers[serial] = answer
        try:
            self._connection.send(message, serial=serial)
            reply = answer.get(timeout=_ANSWER_S)
        finally:
            self._answers.pop(serial, None)
        if reply is _GONE:
            raise ConnectionError("the bus is gone")
        body: tuple[Any, ...] = unwrap_msg(reply)
        return body

    def _read(self) -> None:
        from jeepney.io.threading import ReceiveStopped

        try:
            while True:
                self._dispatch(self._connection.receive())
        except ReceiveStopped:
            pass
        except Exception as exc:  # noqa: BLE001 - it ended, however: the next call opens another
            log.info("the session's bus is gone: %s", type(exc).__name__)
        self.is_open = False
        self._connection.close()
        for answer in list(self._answers.values()):
            answer.put(_GONE)

    def _dispatch(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        answer = self._answers.get(fields.get(HeaderFields.reply_serial, 0))
        if answer is not None:
            answer.put(message)
        elif message.header.message_type is MessageType.signal:
            self._hear(str(fields.get(HeaderFields.member, "")), message.body)
