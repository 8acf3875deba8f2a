"""The list of listeners: with its panel, several at once, unfinished work, a conflict."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from app.domain.control import JobControl
from app.domain.listener_draft import ListenerDraft
from app.services.workspace import Workspace
from app.ui.pages.listeners.rows import StatusGroup
from app.ui.tables import TableView
from tests.e2e.screenshots.camera import Camera


def listeners(camera: Camera) -> None:
    """The list with its panel, and a search without a match."""
    do = camera.driver
    do.window.actions_.refresh.trigger()
    do.click_row("listener_table", 0)
    do.appear("panel")
    camera.pause()
    camera.shoot("01-listeners")
    do.type_into("search", "no such listener")
    camera.shoot("01-no-match")
    do.type_into("search", "")
    do.choose_value("status_filter", StatusGroup.FAILING)
    do.click_row("listener_table", 0)
    camera.pause()
    camera.shoot("01-filters")
    camera.shoot_menu("01-filter-menu", "more_filters")
    do.click("clear_all_filters")
    stopped(camera)
    bulk(camera)


def stopped(camera: Camera) -> None:
    """A listener that the platform has stopped, and what is offered about it."""
    do = camera.driver
    do.choose_value("status_filter", StatusGroup.STOPPED)
    do.click_row("listener_table", 0)
    do.appear("notice")
    camera.pause()
    camera.shoot("01-stopped")
    do.click("clear_all_filters")


def bulk(camera: Camera) -> None:
    """Several listeners at once: the bar, their sum, and what came of tests of them."""
    do = camera.driver
    table = do.find("listener_table", TableView)
    do.click_row("listener_table", 0)
    names = {row.label: row.id for row in map(table.model().row, range(table.model().rowCount()))}
    chosen = ("Data warehouse feed", "Old CRM", "Insurer bridge", "Commission sync")
    table.select_keys([names[one] for one in chosen])
    do.appear("bulk_bar")
    camera.pause()
    camera.shoot("01-bulk")
    _choose(camera, "test")
    do.appear("bulk_result", timeout_s=60)
    camera.shoot("01-bulk-result")
    camera.shoot_dialog("01-bulk-report", "bulk_show", "bulk_report", "close_report")
    do.click("bulk_dismiss")
    _choose(camera, "replay")
    do.appear("replay_dialog")
    camera.pause()
    camera.shoot_open_dialog("01-bulk-replay", "replay_dialog")
    do.click("close_replay")
    do.click("page_listeners")
    do.click("bulk_clear")


def _choose(camera: Camera, action: str) -> None:
    """In the bar or in its menu: where there is no room for the button, it is not seen."""
    camera.driver.window.findChild(QAction, f"bulk_menu_{action}").trigger()


def unfinished(camera: Camera) -> None:
    """The offer to go on with a form that was never saved."""
    do = camera.driver
    workspace = camera.app.session.workspace
    assert workspace is not None
    draft = ListenerDraft(entity="clients", url="https://hooks.northwind.example/crm", name="CRM")
    workspace.drafts.keep(JobControl(), draft, None)
    do.click("page_credentials")
    do.click("page_listeners")
    do.appear("draft_offer")
    camera.shoot("01-unfinished")
    do.click("discard_draft")
    do.wait("it to go", lambda: not do.look_for("draft_offer"))


def conflict(camera: Camera) -> None:
    """Two people changed the same settings, one while the other had the form open; mockup 07."""
    do = camera.driver
    workspace = camera.app.session.workspace
    assert workspace is not None
    row = next(one for one in workspace.listeners.cached() if one.settings.name == "Old CRM")
    do.click("page_listeners")
    do.type_into("search", "Old CRM")
    do.click_row("listener_table", 0)
    do.click("edit")
    do.appear("url", timeout_s=20)
    do.type_into("name", "Old CRM, read only")
    do.type_into("url", f"{camera.http.url}crm/mine")
    there = {
        "name": "Old CRM (until June)",
        "destination": {"url": f"{camera.http.url}crm/theirs"},
    }
    camera.witness.patch(f"/listeners/{row.id}", there)
    do.window.actions_.sync_now.trigger()
    do.wait("the other's change", lambda: _name_there(workspace, row.id) == there["name"])
    do.click("save")
    do.appear("notice_resolve", timeout_s=20)
    said = do.find("status_message", QLabel).text()
    for look in camera.each_look():
        do.window.announce(said)  # it goes by itself, and the walk may take longer
        camera.take("07-conflict-saved", look, do.window)
    camera.pause()
    camera.shoot("07-conflict-notice")
    usual = do.window.size()
    do.window.resize(2 * usual.width(), usual.height())  # the panel at 150 %, too
    camera.shoot_dialog("07-conflict", "notice_resolve", "conflict_dialog", "decide_later")
    do.window.resize(usual)
    do.type_into("search", "")


def _name_there(workspace: Workspace, listener_id: str) -> str:
    """What the platform calls a listener, as far as it is known here."""
    base = workspace.listeners.get(listener_id).base
    return base.settings.name if base is not None else ""
