"""Listeners, the form, Deliveries and Health when their platform is not as it should be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.ui.widgets import Skeleton
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.form_moves import leave, show_beside
from tests.e2e.screenshots.meanwhile import (
    acting_as,
    away,
    failing,
    held,
    open_anew,
    opened,
    wait_for_platform,
)
from tests.support.platform import running_platform

_READ: Final = ("/deliveries", "/stats", "/events/")
_SAMPLES: Final = ("/records/", "/catalog/entities/")


def new_platform(camera: Camera) -> None:
    """A platform that nothing was heard of yet: it takes its time, fails, and has nothing."""
    do, first = camera.driver, ("/listeners/changes", "/catalog")
    with _another_platform(camera):
        with failing(*first, after=1):  # which is asked to see whether it is one
            with held(*first, after=1):
                do.click("add_connection")
                do.appear("new_listener")
                do.wait("patience to end", lambda: do.window.findChild(Skeleton) is not None)
                camera.shoot("01-first-load")
                do.click("new_listener")
                do.appear("form_placeholder")
                camera.shoot("02-loading")
            do.appear("try_again")
            camera.pause()
            camera.shoot("02-failed")
            do.click("page_listeners")
            do.appear("copy_details")
            camera.shoot("01-failed")
        do.click("try_again")
        do.appear("first_listener")
        do.click("page_deliveries")
        do.appear("deliveries_placeholder")
        camera.pause()
        camera.shoot("04-empty")
        do.click("ask_why")
        do.appear("why_placeholder")
        camera.shoot("04-why-asked")
        do.click("leave_why")
        do.click("page_health")
        do.appear("figure_0")
        camera.pause()
        camera.shoot("05-empty")


def read_slowly_then_not(camera: Camera) -> None:
    """Nothing was read yet; the platform takes its time, and fails in the end."""
    do = camera.driver
    with failing(*_READ):
        with held(*_READ):
            open_anew(camera, opened(camera).connection.id)
            wait_for_platform(camera)
            for page, number in (("deliveries", "04"), ("health", "05")):
                do.click(f"page_{page}")
                do.settle()
                camera.shoot(f"{number}-loading")
            do.click("page_deliveries")
            _ask_why(camera, "evt_1")
            do.settle()
            camera.shoot("04-why-loading")
        do.appear("try_again")
        camera.shoot("04-why-failed")
        do.click("leave_why")
        do.appear("try_again")
        camera.shoot("04-failed")
        do.click("page_health")
        do.appear("try_again")
        camera.shoot("05-failed")


def part_failed(camera: Camera) -> None:
    """Something is shown, and what belongs to it or comes after it cannot be read."""
    do = camera.driver
    do.click("page_listeners")
    do.wait("the listeners", lambda: camera.rows("listener_table") > 5)
    with failing("/deliveries", "/listeners/changes"):
        with held("/deliveries", "/listeners/changes"):
            do.window.actions_.sync_now.trigger()
            do.click_row("listener_table", 1)
            do.settle()
            camera.shoot("01-part-loading")
        do.appear("state_banner")
        camera.pause()
        camera.shoot("01-part-failed")
    do.click("banner_again")
    do.wait("the banner to go", lambda: not do.look_for("state_banner"))
    do.click("page_health")
    do.appear("figure_0")
    do.click("page_deliveries")
    do.wait("deliveries", lambda: camera.rows("delivery_table") > 3)
    with failing("/deliveries", "/deliveries/", "/stats"):
        with held("/deliveries", "/deliveries/"):
            do.click_row("delivery_table", 1)
            do.click("refresh")
            do.settle()
            camera.shoot("04-part-loading")
        do.appear("deliveries_error")
        camera.pause()
        camera.shoot("04-part-failed")
        do.click("page_health")
        do.appear("health_error")
        camera.pause()
        camera.shoot("05-part-failed")


def form_in_trouble(camera: Camera) -> None:
    """The preview, the test and the checks: on their way, and failed."""
    do = camera.driver
    do.click("page_listeners")
    do.click("new_listener")
    do.appear("entity")
    show_beside(camera, 0)
    camera.shoot("02-preview-missing")
    with failing(*_SAMPLES, "/listeners/test"):
        with held(*_SAMPLES, "/listeners/test"):
            do.choose("entity", "quotes")
            do.type_into("url", f"{camera.http.url}crm/quotes")
            do.choose_value("auth_type", "none")
            do.settle()
            show_beside(camera, 0)
            camera.shoot("02-preview-loading")
            show_beside(camera, 1)
            camera.shoot("02-test")
            show_beside(camera, 1)
            do.click("send_test")
            do.settle()
            camera.shoot("02-test-sending")
        show_beside(camera, 1)
        do.appear("test_error")
        camera.pause()
        camera.shoot("02-test-failed")
        show_beside(camera, 0)
        do.appear("preview_again")
        camera.shoot("02-preview-failed")
    show_beside(camera, 1)
    do.click("send_test")
    do.appear("full_result")
    camera.pause()
    camera.shoot("02-test-sent")
    leave(camera)


def test_in_trouble(camera: Camera) -> None:
    """A test on its way, one that the platform did not send, and two without an HTTP answer."""
    do = camera.driver
    do.click("page_listeners")
    do.type_into("search", "Quote desk")
    camera.pause()
    do.click_row("listener_table", 0)
    with failing("/listeners/test"):
        with held("/listeners/test"):
            do.click("send_test")
            do.appear("cancel_test")
            camera.shoot("03-test-sending")
        do.appear("try_again")
        camera.shoot("03-test-failed")
    do.click("try_again")
    do.appear("result_title")
    camera.pause()
    camera.shoot("03-test-no-answer")
    do.click("page_listeners")
    do.type_into("search", "")


def read_only(camera: Camera) -> None:
    """Signed in as one who may look at everything, and as one who may look at nothing."""
    do = camera.driver
    with acting_as(camera, "read_only"):
        do.click("page_listeners")
        do.wait("the listeners", lambda: camera.rows("listener_table") > 5)
        do.click_row("listener_table", 1)
        camera.pause()
        camera.shoot("01-read-only")
        do.click("page_deliveries")
        do.wait("deliveries", lambda: camera.rows("delivery_table") > 3)
        do.click_row("delivery_table", 1)
        camera.pause()
        camera.shoot("04-read-only")
    with acting_as(camera, "member"):
        do.click("page_deliveries")
        camera.pause()
        camera.shoot("04-no-permission")
        _ask_why(camera, "evt_1")
        camera.pause()
        camera.shoot("04-why-no-permission")
        do.click("leave_why")
        do.click("page_health")
        camera.pause()
        camera.shoot("05-no-permission")


def platform_gone(camera: Camera) -> None:
    """What was read is there, and the platform is not."""
    do = camera.driver
    do.click("page_health")
    do.appear("figure_0")
    do.click("page_deliveries")
    do.wait("deliveries", lambda: camera.rows("delivery_table") > 3)
    do.click_row("delivery_table", 1)
    camera.pause()
    do.click("page_listeners")
    with away(camera):
        do.click("page_deliveries")
        camera.pause()
        camera.shoot("04-offline")
        _ask_why(camera, "evt_1")
        camera.pause()
        camera.shoot("04-why-offline")
        do.click("leave_why")
        do.click("page_health")
        camera.pause()
        camera.shoot("05-offline")
        do.click("page_listeners")
        do.click("new_listener")
        do.appear("entity")
        do.choose("entity", "clients")
        do.type_into("url", f"{camera.http.url}crm/clients")
        show_beside(camera, 1)
        camera.pause()
        camera.shoot("02-offline")
        leave(camera)
    do.window.actions_.sync_now.trigger()
    wait_for_platform(camera)


def _ask_why(camera: Camera, subject: str) -> None:
    camera.driver.click("ask_why")
    camera.driver.type_into("why_subject", subject)
    camera.driver.click("why_ask")


@contextmanager
def _another_platform(camera: Camera) -> Iterator[None]:
    """The form that connects to it is filled in; in the end the first connection is back."""
    do, session = camera.driver, camera.app.session
    before = opened(camera).connection.id
    with (
        tempfile.TemporaryDirectory(prefix="picksmart-new-platform-") as folder,
        running_platform(Path(folder)) as platform,
    ):
        do.window.actions_.close_connection.trigger()  # so that it asks nothing meanwhile
        do.appear("start_sandbox")
        camera.pause()
        do.window.actions_.add_connection.trigger()
        do.type_into("connection_name", "Northwind Wealth")
        do.type_into("base_url", platform.base_url)
        do.type_into("secret", platform.token.reveal())
        try:
            yield
        finally:
            new = opened(camera).connection.id
            session.open(before)
            do.wait("the first connection", lambda: session.has_open(before))
            camera.pause()  # the other one is closed by then
            session.remove(new)
            do.wait("it to be gone", lambda: all(one.id != new for one in session.connections))
    wait_for_platform(camera)
