"""What is no page of a list: Welcome, Connect, and what opens over any page."""

from __future__ import annotations

from app.domain.preferences import Preferences
from app.domain.preset import preset_from
from app.ui.pages.connect.view import ConnectPage
from app.ui.preferences.dialog import PreferencesDialog
from app.ui.preferences.preferring import Preferring
from app.ui.theme import Tone
from tests.e2e.scene import Scene
from tests.e2e.screenshots.camera import Camera
from tests.e2e.witness import Witness

_PRESET = preset_from(
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


def start(camera: Camera) -> None:
    """Welcome, Connect, the empty list, then the scene."""
    do = camera.driver
    do.appear("start_sandbox")
    camera.shoot("06-welcome")
    do.click("start_sandbox")
    do.appear("first_listener", timeout_s=20)
    camera.shoot("10-empty")
    _nothing_yet(camera)
    do.window.actions_.add_connection.trigger()
    do.type_into("connection_name", "Northwind Wealth")
    do.type_into("base_url", camera.witness.base_url)
    do.type_into("secret", camera.witness.token)
    do.click("check_connection")
    do.appear("check_listeners", timeout_s=20)
    camera.shoot("06-connect")
    do.type_into("base_url", "http:/hooks.northwind")
    do.click("add_connection")
    camera.shoot("06-connect-errors")
    do.type_into("base_url", camera.witness.base_url)
    do.type_into("secret", "token-of-another-platform")
    do.click("check_connection")
    do.appear("fix_token", timeout_s=20)
    camera.shoot("06-connect-failing")
    do.click("cancel")
    Scene(camera.witness, camera.http).build()
    do.wait("every delivery to be tried", lambda: _all_tried(camera.witness), timeout_s=30)
    do.window.actions_.sync_now.trigger()
    count = len(camera.witness.listeners())
    do.wait("the list to be there", lambda: camera.rows("listener_table") == count)
    do.click("notice_dismiss")  # one was stopped, which is told once


def _nothing_yet(camera: Camera) -> None:
    """Every page of a platform on which nobody has done anything."""
    do = camera.driver
    for page, number in (("credentials", "12"), ("changes", "13"), ("mailbox", "18")):
        do.click(f"page_{page}")
        do.appear(f"{page}_placeholder", timeout_s=20)
        camera.shoot(f"{number}-empty")
    do.window.actions_.pending.trigger()
    do.appear("pending_placeholder", timeout_s=20)
    camera.shoot("10-pending-none")
    do.click("page_listeners")
    do.appear("first_listener", timeout_s=20)


def preferences(camera: Camera) -> None:
    """Every section of the Preferences window."""
    do = camera.driver
    for section in ("appearance", "sync", "notifications", "keyboard"):
        for look in camera.each_look(is_dialog=True):
            do.window.actions_.preferences.trigger()
            dialog = do.appear("preferences")
            do.click(f"section_{section}")
            do.settle()
            camera.take(f"15-preferences-{section}", look, dialog)
            dialog.close()
            do.wait("it to close", lambda: not do.look_for("preferences"))


def help_dialog(camera: Camera) -> None:
    """F1 on a page."""
    do = camera.driver
    for look in camera.each_look(is_dialog=True):
        do.window.actions_.help.trigger()
        dialog = do.appear("help")
        do.settle()
        camera.take("16-help", look, dialog)
        do.click("close_help")
        do.wait("it to close", lambda: not do.look_for("help"))


def notice(camera: Camera) -> None:
    """Listeners that came into trouble, told across the window."""
    do = camera.driver
    bar = do.window.notices
    do.click("page_listeners")
    text = "Insurer bridge\n2 listeners failing: Old CRM, Quote desk"
    bar.say(Tone.WARN, "1 listener stopped by the platform", text, "Show")
    camera.shoot("17-notice")
    do.click("notice_dismiss")


def palette(camera: Camera) -> None:
    """Before anything is typed, with something that is found, and with nothing."""
    do = camera.driver
    do.click("page_listeners")
    do.click_row("listener_table", 0)
    do.appear("panel")
    do.window.actions_.palette.trigger()
    do.appear("palette")
    camera.pause()
    camera.shoot("11-palette-all")
    do.type_into("palette_field", "wa")
    camera.shoot("11-palette")
    do.type_into("palette_field", "no such thing")
    camera.shoot("11-palette-nothing")
    do.window.actions_.palette.trigger()


def about(camera: Camera) -> None:
    """Help > About, with the licence of the first library."""
    do = camera.driver
    for look in camera.each_look(is_dialog=True):
        do.window.actions_.about.trigger()
        dialog = do.appear("about_dialog")
        do.appear("about_libraries")
        camera.pause()
        camera.take("11-about", look, dialog)
        do.click("about_close")
        do.wait("it to close", lambda: not do.look_for("about_dialog"))


def locked(camera: Camera) -> None:
    """Connect and Preferences, with what the computer's administrator has locked."""
    do = camera.driver
    page = do.window.findChild(ConnectPage)
    page.follow(_PRESET)
    do.window.actions_.add_connection.trigger()
    do.settle()
    camera.shoot("06-connect-locked")
    do.click("cancel")
    preferring = Preferring(
        Preferences(), camera.app.theme, lambda _chosen: None, is_locked=_PRESET.is_locked
    )
    camera.shoot_new_dialog(
        "15-preferences-locked", lambda: PreferencesDialog(preferring, parent=do.window)
    )


def _all_tried(witness: Witness) -> bool:
    counts = witness.json("/deliveries?counts=true&limit=500")
    return all(one["attempts"] or one["status"] == "held" for one in counts["items"])
