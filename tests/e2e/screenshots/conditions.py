"""The pages under Manage and Try it out, as they are when their platform is not as it should be.

One of them is as the next here: each condition is made once, and all pages are gone to under it.
"""

from __future__ import annotations

from typing import Final

from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.meanwhile import (
    acting_as,
    failing,
    held,
    open_anew,
    opened,
    wait_for_platform,
)

# What a page is called, its number among the pictures, and what it reads of the platform.
_PAGES: Final = (
    ("credentials", "12", ("/credentials", "/catalog")),
    ("changes", "13", ("/audit",)),
    ("sandbox_records", "14", ("/records/",)),
)
_ALL: Final = (*_PAGES, ("receiver", "09", ()), ("mailbox", "18", ()))


def read_slowly(camera: Camera) -> None:
    """Nothing was read yet, and the platform takes its time."""
    paths = [path for _page, _number, read in _PAGES for path in read]
    with held(*paths):
        _open_anew(camera)
        for page, number, _paths in _PAGES:
            camera.driver.click(f"page_{page}")
            camera.driver.settle()
            camera.shoot(f"{number}-loading")


def failed(camera: Camera) -> None:
    """Nothing was read yet, and the platform fails."""
    paths = [path for _page, _number, read in _PAGES for path in read]
    with failing(*paths):
        _open_anew(camera)
        for page, number, _paths in _PAGES:
            camera.driver.click(f"page_{page}")
            camera.pause()
            camera.shoot(f"{number}-error")


def unreachable(camera: Camera) -> None:
    """What was read is there, and the platform is not; it must be away already."""
    for page, number, _paths in _ALL:
        camera.driver.click(f"page_{page}")
        camera.pause()
        camera.shoot(f"{number}-offline")


def looking_only(camera: Camera) -> None:
    """Signed in as one who may look at everything, and as one who may look at nothing."""
    for role, name in (("read_only", "read-only"), ("member", "no-permission")):
        with acting_as(camera, role):
            for page, number, _paths in _ALL:
                camera.driver.click(f"page_{page}")
                camera.pause()
                camera.shoot(f"{number}-{name}")


def _open_anew(camera: Camera) -> None:
    open_anew(camera, opened(camera).connection.id)
    wait_for_platform(camera)
