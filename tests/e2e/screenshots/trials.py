"""A test and what came of it."""

from __future__ import annotations

from tests.e2e.scene import answer
from tests.e2e.screenshots.camera import Camera
from tests.support.receivers import Reply


def test_results(camera: Camera) -> None:
    """A test that is accepted and one that is not."""
    do = camera.driver
    for name, listener in (
        ("03-test-success", "Data warehouse feed"),
        ("03-test-401", "Old CRM"),
    ):
        do.click("page_listeners")
        do.type_into("search", listener)
        camera.pause()
        do.click_row("listener_table", 0)
        do.click("send_test")
        do.appear("result_title", timeout_s=20)
        camera.pause()
        camera.shoot(name)
    compared(camera)
    do.click("page_listeners")
    do.type_into("search", "")


def compared(camera: Camera) -> None:
    """The test that is shown beside one that went otherwise."""
    do = camera.driver
    camera.http.always(lambda _received: Reply(200, body=b'{"accepted":true}'))
    do.click("send_again")
    do.appear("compare_tests", timeout_s=20)
    do.click("compare_tests")
    do.appear("comparison_after")
    camera.pause()
    camera.shoot("03-test-compared")
    do.click("compare_tests")
    camera.http.always(answer)
