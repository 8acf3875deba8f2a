"""One click in the form makes the receiver of this computer the endpoint."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.adapters.local_receiver import LocalReceiver
from app.domain.errors import NetworkError
from app.services.receiver import ReceiverService
from app.ui.pages.listener_form.receiver_link import reaches_here
from tests.support.builders import a_connection
from tests.support.form_page import open_form
from tests.support.page_world import click, find


class AnyPort(LocalReceiver):
    """Whatever port is free: tests run side by side."""

    def open(self, port):
        return super().open(0)


class NoPort(LocalReceiver):
    def open(self, port):
        raise NetworkError("taken", code="port_taken", host="127.0.0.1")


@pytest.fixture
def make(qtbot, world):
    services = []

    def make(server=AnyPort, **context):
        world.open()
        receiver = ReceiverService(server, announce=world.events.announce)
        services.append(receiver)
        return open_form(world, context, receiver=receiver), receiver

    yield make
    for one in services:
        one.stop()


def test_one_click_starts_it_and_enters_its_address(qtbot, world, make):
    page, receiver = make()
    click(qtbot, page, "use_receiver")
    url = find(page, QLineEdit, "url")
    qtbot.waitUntil(lambda: url.text() != "")
    state = receiver.state()
    assert state.is_listening
    assert url.text() == f"{state.base_url}/in"
    assert world.shell.announced == ["The receiver listens, and its address is entered"]


def test_the_address_names_the_entity(qtbot, make):
    page, _receiver = make()
    page._form.edit(entity="policies")
    click(qtbot, page, "use_receiver")
    qtbot.waitUntil(lambda: find(page, QLineEdit, "url").text().endswith("/policies"))


def test_a_port_that_cannot_be_had_is_said(qtbot, world, make):
    page, _receiver = make(NoPort)
    click(qtbot, page, "use_receiver")
    qtbot.waitUntil(lambda: world.shell.announced != [])
    assert find(page, QLineEdit, "url").text() == ""


def test_the_page_can_begin_with_an_address(make):
    page, _receiver = make(url="http://127.0.0.1:8787/in")
    assert find(page, QLineEdit, "url").text() == "http://127.0.0.1:8787/in"
    assert page._form.state.is_dirty


def test_only_a_platform_on_this_computer_can_reach_it(make):
    page, _receiver = make()
    assert find(page, QAbstractButton, "use_receiver").isVisible()
    assert reaches_here(a_connection(base_url="http://[::1]:8111"))
    assert not reaches_here(a_connection(base_url="https://platform.example.com"))
