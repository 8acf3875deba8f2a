"""A computer whose administrator has locked the platform's address and a preference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.preferences import Preferences
from app.domain.preset import preset_from
from app.ui.pages.connect.view import ConnectPage
from app.ui.preferences.dialog import PreferencesDialog
from app.ui.preferences.preferring import Preferring

if TYPE_CHECKING:
    from tests.e2e.screenshots import Camera

PRESET = preset_from(
    {
        "format": 1,
        "connection": {
            "name": "Northwind Wealth",
            "base_url": "https://picksmart.northwind.example",
        },
        "preferences": {"text_size": "usual", "high_contrast": False},
        "locked": ["base_url", "text_size", "high_contrast"],
    }
)


def take_locked(camera: Camera) -> None:
    """Connect and Preferences, with what is not a person's to change."""
    do = camera.driver
    page = do.window.findChild(ConnectPage)
    page.follow(PRESET)
    do.window.actions_.add_connection.trigger()
    do.settle()
    camera.shoot("06-connect-locked")
    do.click("cancel")
    preferring = Preferring(
        Preferences(), camera.app.theme, lambda _chosen: None, is_locked=PRESET.is_locked
    )
    camera.shoot_new_dialog(
        "15-preferences-locked", lambda: PreferencesDialog(preferring, parent=do.window)
    )
