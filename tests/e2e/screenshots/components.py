"""Every component in its states, to lay beside mockups 00."""

from __future__ import annotations

from tests.e2e.screenshots.camera import Camera
from tests.support.component_sheet import ComponentSheet, picture_of


def components(camera: Camera) -> None:
    """Default, hover, pressed, focus, disabled, busy, waiting; a row selected, dimmed."""
    for look in camera.each_look(is_dialog=True):
        if look.size is None:
            sheet = ComponentSheet(with_moving=True)
            sheet.resize(round(1280 * look.scale), round(800 * look.scale))
            sheet.move(camera.driver.window.geometry().right() + 100, 0)  # the pointer is over it
            sheet.show()
            camera.driver.settle()
            picture_of(sheet).save(str(camera.out / f"00-components-{look.name}.png"))
            sheet.close()
            sheet.deleteLater()
