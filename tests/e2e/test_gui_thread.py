"""The GUI thread waits for nothing: no file, database, socket or keyring, in the whole story.

The real window on its embedded platform, by clicks and keys, with `GuiGuard` looking on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.bootstrap import App, build_app
from app.ui.translations import install_translations
from tests.e2e.story import Story
from tests.e2e.witness import Witness
from tests.support.driver import Driver
from tests.support.gui_guard import GuiGuard
from tests.support.receivers import HttpReceiver
from tests.support.smtp_receiver import SmtpReceiver

LIMIT_S = 30.0


@pytest.fixture
def guard() -> Iterator[GuiGuard]:
    guard = GuiGuard()
    yield guard
    guard.close()


@pytest.fixture
def app(qapp, tmp_path) -> Iterator[App]:
    install_translations(qapp)
    app = build_app(qapp, profile=tmp_path / "profile")
    yield app
    app.window.hide()
    app.close()


def visit_every_page(app: App, driver: Driver) -> None:
    """Each page with the keys that ask something of it."""
    names = ("deliveries", "health", "credentials", "changes", "sandbox_records", "receiver")
    for name in (*names, "mailbox", "listeners"):
        driver.click(f"page_{name}")
        driver.press(Qt.Key.Key_F5)
        driver.press(Qt.Key.Key_F4)
        driver.wait("every job to end", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
    app.window.actions_.theme_dark.trigger()
    app.window.actions_.theme_light.trigger()
    app.window.actions_.sync_now.trigger()
    driver.wait("every job to end", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)


def open_what_stands_beside(app: App, driver: Driver) -> None:
    """The windows of the menus, each opened and closed."""
    do = app.window.actions_
    for action in (do.preferences, do.manage_connections, do.help, do.about):
        before = set(QApplication.topLevelWidgets())
        action.trigger()
        driver.settle()
        opened = [
            one
            for one in QApplication.topLevelWidgets()
            if one not in before and one.isVisible() and isinstance(one, QDialog)
        ]
        assert opened, f"{action.text()} opened nothing"
        driver.wait("every job to end", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
        for one in opened:
            one.close()


def connect_as_to_any_other(app: App, driver: Driver, witness: Witness) -> None:
    """The same platform once more, by the Connect page: its token goes into the keyring."""
    app.window.actions_.add_connection.trigger()
    driver.type_into("connection_name", "Another")
    driver.type_into("base_url", witness.base_url)
    driver.type_into("secret", witness.token)
    driver.click("add_connection")
    driver.wait(
        "the other connection to be open",
        lambda: (
            app.session.workspace is not None and not app.session.workspace.connection.is_sandbox
        ),
        timeout_s=LIMIT_S,
    )
    driver.wait("every job to end", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)


def close_and_open_again(app: App, driver: Driver) -> None:
    """Back to Welcome, and into the sandbox again; a late one is let go of."""
    app.window.actions_.close_connection.trigger()
    driver.appear("start_sandbox")
    app.session.start_sandbox()
    app.session.start_sandbox()  # takes the place of the first, which may be open already
    driver.wait("the list", lambda: app.session.workspace is not None, timeout_s=LIMIT_S)
    driver.wait("every job to end", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)


def test_the_gui_thread_touches_nothing_that_may_wait(app, guard, tmp_path):
    with HttpReceiver() as http, SmtpReceiver() as smtp, guard.armed():
        app.window.show()
        driver = Driver(app.window)
        driver.settle()
        app.session.start()
        witness = Witness(tmp_path / "profile")
        story = Story(driver, witness, http, smtp, tmp_path, lambda _title, _text: None)
        story.connect()
        # Until a worker has read the modules of a page, whoever goes there reads them.
        driver.wait("every job to end", lambda: not app.runner.is_busy, timeout_s=LIMIT_S)
        story.fill_in_endpoint()
        story.test_before_saving()
        story.save()
        story.deliver("A client is created", path="/crm/clients", first="Lerato")
        story.edit()
        story.delete("endpoint")
        visit_every_page(app, driver)
        open_what_stands_beside(app, driver)
        connect_as_to_any_other(app, driver, witness)
        close_and_open_again(app, driver)
    assert guard.caught == []
    # And it did look: workers did all of this meanwhile.
    assert guard.seen_elsewhere >= {"sqlite", "open", "socket.connect", "keyring", "log"}
