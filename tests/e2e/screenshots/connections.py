"""Several connections: how they stand in the switcher's menu, and the window that manages them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.errors import NetworkError, NotAuthorised
from app.domain.workspace import (
    Connection,
    Environment,
    Hue,
    Leaving,
    SideState,
    SignInKind,
    SyncOverview,
)
from app.ui.dialogs import MessageDialog
from app.ui.manage.dialog import ManageDialog
from app.ui.manage.presenter import lost_words
from app.ui.sign_in_dialog import SignInDialog
from app.ui.widgets import TextField
from tests.e2e.screenshots.camera import Camera

OTHERS = (
    Connection(
        "con_production",
        "Northwind Wealth",
        "https://northwind.picksmart.example",
        Environment.PRODUCTION,
        open_at_start=False,
    ),
    Connection(
        "con_slate",
        "Northwind Wealth, Western Cape brokers and their back office",
        "https://western-cape.northwind.picksmart.example",
        Environment.PRODUCTION,
        sign_in=SignInKind.OAUTH2,
        client_id="crm",
        hue=Hue.SLATE,
        open_at_start=False,
    ),
    Connection(
        "con_staging",
        "Northwind staging",
        "https://staging.northwind.example",
        Environment.STAGING,
        hue=Hue.OLIVE,
        open_at_start=False,
    ),
)
STATES = (
    SideState("con_production", SyncOverview(waiting=3), NetworkError("away")),
    SideState("con_slate", SyncOverview(waiting=2), NotAuthorised("no", status=401)),
    SideState("con_staging", SyncOverview(synced_at=datetime(2026, 11, 23, 8, 42, tzinfo=UTC))),
)


def managed(camera: Camera) -> None:
    """With connections that nobody syncs: only what is known of them is shown."""
    session, do = camera.app.session, camera.driver
    before, session.connections = session.connections, (*session.connections, *OTHERS)
    session.side_states.update({one.connection_id: one for one in STATES})
    do.click("page_listeners")
    if do.window.bench is not None:
        do.window.bench.sidebar.mark(session.workspace.connection, session.connections)
    _each(camera, "18-switcher", _open_menu)
    _each(camera, "18-connections", _shown("con_slate"))
    _each(camera, "18-connections-error", _with_error)
    camera.shoot_new_dialog(
        "18-connection-secret", lambda: SignInDialog(session, OTHERS[0], do.window, is_wish=True)
    )
    camera.shoot_new_dialog("18-connection-remove", lambda: _question(do.window))
    session.connections = before
    session.side_states.clear()
    do.window.bench.sidebar.mark(session.workspace.connection, before)


def _each(camera: Camera, name: str, make: Callable[[Camera], QWidget]) -> None:
    for look in camera.each_look(is_dialog=True):
        shown = make(camera)
        camera.driver.settle()
        camera.take(name, look, shown)
        shown.close()
        camera.driver.settle()


def _open_menu(camera: Camera) -> QWidget:
    camera.driver.click("connection_switcher")
    menu = camera.driver.window.bench.sidebar.findChild(QMenu)
    assert menu is not None
    return menu


def _shown(connection_id: str) -> Callable[[Camera], QWidget]:
    def show(camera: Camera) -> QWidget:
        camera.driver.window.actions_.manage_connections.trigger()
        camera.driver.appear("manage_connections")
        camera.driver.click(f"managed_{connection_id}")
        camera.driver.settle()
        dialog = camera.driver.window.findChild(ManageDialog)
        assert dialog is not None
        return dialog

    return show


def _with_error(camera: Camera) -> QWidget:
    dialog = _shown("con_staging")(camera)
    field = dialog.findChild(TextField, "connection_name")
    assert field is not None
    field.setText("Northwind Wealth")
    field.editingFinished.emit()
    return dialog


def _question(parent: QWidget) -> MessageDialog:
    title = f"Remove “{OTHERS[0].name}” from this computer?"
    text = lost_words(OTHERS[0], Leaving(changes=3, has_draft=True))
    dialog = MessageDialog(title, text, parent=parent)
    dialog.add_button("yes", "Remove connection", "danger")
    dialog.add_button("no", "Cancel", default=True)
    return dialog
