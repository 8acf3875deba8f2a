"""Notifications of the desktop, on a real bus with somebody who shows them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from app.adapters.desktop_notices import DesktopNotices

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="D-Bus"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"),
]
PATH = "/org/freedesktop/Notifications"
NAME = "org.freedesktop.Notifications"
WAIT_S = 20
ICON = Path(__file__).resolve()


@pytest.fixture
def bus(monkeypatch):
    """A session bus of its own, which can be ended."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
    ) as daemon:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield daemon
        daemon.kill()


class Desktop:
    """Shows notifications: answers every call, and tells what a person does."""

    def __init__(self):
        from jeepney import message_bus
        from jeepney.io.threading import open_dbus_connection

        self._connection = open_dbus_connection("SESSION")
        self.calls, self.refuses = Queue(), False
        self._given = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._connection.send(message_bus.RequestName(NAME))
        self._connection.receive(timeout=WAIT_S)
        self._thread.start()

    def _serve(self):
        from jeepney import HeaderFields, MessageType, new_error, new_method_return
        from jeepney.io.threading import ReceiveStopped

        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is not MessageType.method_call:
                    continue
                member = message.header.fields[HeaderFields.member]
                self.calls.put((member, message.body))
                if self.refuses:
                    self._connection.send(new_error(message, f"{NAME}.Error"))
                elif member == "Notify":
                    self._given = message.body[1] or self._given + 1
                    self._connection.send(new_method_return(message, "u", (self._given,)))
                else:
                    self._connection.send(new_method_return(message))
        except (ReceiveStopped, OSError):
            pass

    def say(self, member, signature, *body):
        from jeepney import DBusAddress, new_signal

        where = DBusAddress(PATH, interface=NAME)
        self._connection.send(new_signal(where, member, signature, body))

    def close(self):
        self._connection.interrupt()
        self._thread.join(WAIT_S)
        self._connection.close()


@pytest.fixture
def desktop(bus):
    made = Desktop()
    yield made
    made.close()


@pytest.fixture
def notices():
    made = DesktopNotices("Webhook Listeners", "picksmart-webhooks", ICON)
    yield made
    made.close()


@pytest.fixture
def clicks(notices):
    heard = Queue()
    notices.hear(heard.put)
    return heard


def test_one_is_shown_with_a_click_that_is_heard(desktop, notices, clicks):
    assert notices.say("1 listener failing", "Feed", "Show")
    member, body = desktop.calls.get(timeout=WAIT_S)
    name, replaces, icon, title, text, actions, hints, _time = body
    assert (member, name, replaces) == ("Notify", "Webhook Listeners", 0)
    assert (icon, title, text) == (ICON.as_uri(), "1 listener failing", "Feed")
    assert actions == ["default", "Show"]
    assert hints["desktop-entry"] == ("s", "picksmart-webhooks")
    desktop.say("ActivationToken", "us", 1, "a-token")
    desktop.say("ActionInvoked", "us", 1, "default")
    assert clicks.get(timeout=WAIT_S) == "a-token"
    desktop.say("ActionInvoked", "us", 1, "default")
    assert clicks.get(timeout=WAIT_S) == ""  # a token is good for one click


def test_a_newer_one_takes_the_place_and_what_was_seen_is_withdrawn(desktop, notices):
    notices.withdraw()  # nothing is shown: nobody is asked
    assert notices.say("one", "", "Show")
    assert notices.say("two", "", "Show")
    notices.withdraw()
    notices.withdraw()
    seen = [desktop.calls.get(timeout=WAIT_S) for _ in range(3)]
    assert [member for member, _body in seen] == ["Notify", "Notify", "CloseNotification"]
    assert seen[1][1][1] == 1
    assert seen[2][1] == (1,)
    assert desktop.calls.empty()


def test_other_peoples_notifications_are_none_of_ours(desktop, notices, clicks):
    assert notices.say("one", "", "Show")
    desktop.say("ActionInvoked", "us", 99, "default")
    desktop.say("ActionInvoked", "s", "nonsense")
    desktop.say("NotificationClosed", "uu", 1, 2)
    desktop.say("ActionInvoked", "us", 1, "default")
    assert clicks.get(timeout=WAIT_S) == ""
    assert clicks.empty()


def test_nobody_shows_them(bus, notices):
    assert not notices.say("one", "", "Show")


def test_there_is_no_bus(notices, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert not notices.say("one", "", "Show")
    notices.withdraw()


def test_one_that_refuses_is_told_apart_from_one_that_shows(desktop, notices):
    desktop.refuses = True
    assert not notices.say("one", "", "Show")
    desktop.refuses = False
    assert notices.say("one", "", "Show")


def test_a_bus_that_ends_takes_nothing_with_it(bus, desktop, notices, monkeypatch):
    crashed = []
    monkeypatch.setattr(threading, "excepthook", crashed.append)
    assert notices.say("one", "", "Show")
    reading = [one for one in threading.enumerate() if one.name == "notices"]
    bus.kill()
    bus.wait(WAIT_S)
    for one in reading:
        one.join(WAIT_S)
    assert not any(one.is_alive() for one in reading)
    assert not notices.say("two", "", "Show")
    assert crashed == []


def test_closed_it_hears_nothing_more_and_its_thread_ends(desktop, notices, clicks):
    assert notices.say("one", "", "Show")
    reading = [one for one in threading.enumerate() if one.name == "notices"]
    notices.close()
    for one in reading:
        one.join(WAIT_S)
    assert not any(one.is_alive() for one in reading)
    desktop.say("ActionInvoked", "us", 1, "default")
    assert clicks.empty()
