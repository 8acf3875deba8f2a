"""`dev.py screenshots`: every page and its main states, from the real app.

Each state is written in light and dark at 100 %, and in light at 150 % text.
`python -m tests.e2e.screenshots OUT_DIR [STEP [LANGUAGE]]`, a step being a method of `Camera`
("walk" is all of them), the language "en" or "af".
"""

from __future__ import annotations

import json
import os
import ssl
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import trustme
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.bootstrap import App, build_app, make_qt_application
from app.domain.control import JobControl
from app.domain.listener import ListenerDraft, Mode
from app.ui.charts.lines import LineChart
from app.ui.pages.deliveries.head import DeliveriesHead
from app.ui.pages.listener_form.view import ListenerFormPage
from app.ui.tables import TableView
from app.ui.theme import Tone
from tests.e2e.locked_pictures import take_locked
from tests.e2e.managed_pictures import take_managed
from tests.e2e.refused_pictures import take_refusals
from tests.e2e.scene import Scene, answer
from tests.e2e.witness import Witness
from tests.support.clipping import clipped
from tests.support.driver import Driver
from tests.support.http_servers import HttpServer
from tests.support.receivers import HttpReceiver, Reply

Scheme = Literal["light", "dark"]
VARIANTS: Final[tuple[tuple[str, Scheme, float], ...]] = (
    ("light", "light", 1.0),
    ("dark", "dark", 1.0),
    ("light-150", "light", 1.5),
)


class Camera:
    """Walks through the app and takes pictures of what it finds."""

    def __init__(self, app: App, witness: Witness, http: HttpReceiver, out: Path) -> None:
        self.app = app
        self.driver = Driver(app.window)
        self.witness = witness
        self.http = http
        self.out = out
        self.clipped: list[str] = []

    def shoot(self, name: str) -> None:
        """One state in every variant."""
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            self.driver.settle()
            self.driver.picture(self.out / f"{name}-{suffix}.png")
            self._judge(f"{name}-{suffix}", self.app.window)
        self.app.theme.apply("light")
        self.driver.settle()

    def shoot_dialog(self, name: str, opener: str, dialog_name: str, closer: str) -> None:
        """A window of its own in every variant, opened and closed by these buttons."""
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            self.driver.settle()
            self.driver.click(opener)
            dialog = self.driver.appear(dialog_name)
            self.pause()
            dialog.grab().save(str(self.out / f"{name}-{suffix}.png"))
            self._judge(f"{name}-{suffix}", dialog)
            self.driver.click(closer)
            self.driver.wait("it to close", lambda: not self.driver.look_for(dialog_name))
        self.app.theme.apply("light")
        self.driver.settle()

    def shoot_new_dialog(self, name: str, make: Callable[[], QDialog]) -> None:
        """A window of its own in every variant, made anew for each."""
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            dialog = make()
            dialog.open()
            self.driver.settle()
            dialog.grab().save(str(self.out / f"{name}-{suffix}.png"))
            self._judge(f"{name}-{suffix}", dialog)
            dialog.close()
        self.app.theme.apply("light")
        self.driver.settle()

    def _shoot_open_dialog(self, name: str, dialog_name: str) -> None:
        """A window of its own that stands open and cannot be opened like this again."""
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            self.driver.settle()
            dialog = self.driver.find(dialog_name)
            dialog.adjustSize()
            self.driver.settle()
            dialog.grab().save(str(self.out / f"{name}-{suffix}.png"))
            self._judge(f"{name}-{suffix}", dialog)
        self.app.theme.apply("light")
        self.driver.settle()

    def shoot_menu(self, name: str, opener: str) -> None:
        """The menu of a button in every variant."""
        button = self.driver.find(opener, QToolButton)
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            self.driver.settle()
            menu = button.menu()
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))
            self.pause()
            menu.grab().save(str(self.out / f"{name}-{suffix}.png"))
            menu.close()
        self.app.theme.apply("light")
        self.driver.settle()

    def walk(self) -> None:
        """Every page, in the order of the mockups."""
        self.start()
        self.preferences()
        self.help()
        self.notice()
        self.palette()
        self.listeners()
        self.form()
        self.checks()
        self.test_results()
        self.deliveries()
        self.health()
        self.credentials()
        self.changes()
        self.records()
        self.unfinished()
        self.conflict()
        self.receiver()
        self.mailbox()
        self.about()
        self.refusals()
        self.offline()
        self.locked()
        self.managed()

    def start(self) -> None:
        """Welcome, Connect, the empty list, then the scene."""
        do = self.driver
        do.appear("start_sandbox")
        self.shoot("06-welcome")
        do.click("start_sandbox")
        do.appear("first_listener", timeout_s=20)
        self.shoot("10-empty")
        do.window.actions_.add_connection.trigger()
        do.type_into("connection_name", "Northwind Wealth")
        do.type_into("base_url", self.witness.base_url)
        do.type_into("secret", self.witness.token)
        do.click("check_connection")
        do.appear("check_listeners", timeout_s=20)
        self.shoot("06-connect")
        do.type_into("base_url", "http:/hooks.northwind")
        do.click("add_connection")
        self.shoot("06-connect-errors")
        do.type_into("base_url", self.witness.base_url)
        do.type_into("secret", "token-of-another-platform")
        do.click("check_connection")
        do.appear("fix_token", timeout_s=20)
        self.shoot("06-connect-failing")
        do.click("cancel")
        Scene(self.witness, self.http).build()
        do.wait("every delivery to be tried", self._all_tried, timeout_s=30)
        do.window.actions_.sync_now.trigger()
        count = len(self.witness.listeners())
        do.wait("the list to be there", lambda: self.rows("listener_table") == count)
        do.click("notice_dismiss")  # one was stopped, which is told once

    def preferences(self) -> None:
        """Every section of the Preferences window."""
        for section in ("appearance", "sync", "notifications", "keyboard"):
            for suffix, scheme, scale in VARIANTS:
                self.app.theme.apply(scheme, text_scale=scale)
                self.driver.window.actions_.preferences.trigger()
                dialog = self.driver.appear("preferences")
                self.driver.click(f"section_{section}")
                self.driver.settle()
                dialog.grab().save(str(self.out / f"15-preferences-{section}-{suffix}.png"))
                self._judge(f"15-preferences-{section}-{suffix}", dialog)
                dialog.close()
                self.driver.wait("it to close", lambda: not self.driver.look_for("preferences"))
        self.app.theme.apply("light")

    def help(self) -> None:
        """F1 on a page."""
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            self.driver.window.actions_.help.trigger()
            dialog = self.driver.appear("help")
            self.driver.settle()
            dialog.grab().save(str(self.out / f"16-help-{suffix}.png"))
            self._judge(f"16-help-{suffix}", dialog)
            self.driver.click("close_help")
            self.driver.wait("it to close", lambda: not self.driver.look_for("help"))
        self.app.theme.apply("light")

    def notice(self) -> None:
        """Listeners that came into trouble, told across the window."""
        do = self.driver
        bar = do.window.notices
        do.click("page_listeners")
        text = "Insurer bridge\n2 listeners failing: Old CRM, Quote desk"
        bar.say(Tone.WARN, "1 listener stopped by the platform", text, "Show")
        self.shoot("17-notice")
        do.click("notice_dismiss")

    def palette(self) -> None:
        """Before anything is typed, with something that is found, and with nothing."""
        do = self.driver
        do.click("page_listeners")
        do.click_row("listener_table", 0)
        do.appear("panel")
        do.window.actions_.palette.trigger()
        do.appear("palette")
        self.pause()
        self.shoot("11-palette-all")
        do.type_into("palette_field", "wa")
        self.shoot("11-palette")
        do.type_into("palette_field", "no such thing")
        self.shoot("11-palette-nothing")
        do.window.actions_.palette.trigger()

    def listeners(self) -> None:
        """The list with its panel, and a search without a match."""
        do = self.driver
        do.window.actions_.refresh.trigger()
        do.click_row("listener_table", 0)
        do.appear("panel")
        self.pause()
        self.shoot("01-listeners")
        do.type_into("search", "no such listener")
        self.shoot("01-no-match")
        do.type_into("search", "")
        do.choose("status_filter", "Failing")
        do.click_row("listener_table", 0)
        self.pause()
        self.shoot("01-filters")
        self.shoot_menu("01-filter-menu", "more_filters")
        do.click("clear_all_filters")
        self.stopped()
        self.bulk()

    def stopped(self) -> None:
        """A listener that the platform has stopped, and what is offered about it."""
        do = self.driver
        do.choose("status_filter", "Stopped")
        do.click_row("listener_table", 0)
        do.appear("notice")
        self.pause()
        self.shoot("01-stopped")
        do.click("clear_all_filters")

    def bulk(self) -> None:
        """Several listeners at once: the bar, their sum, and what came of tests of them."""
        do = self.driver
        table = do.find("listener_table", TableView)
        do.click_row("listener_table", 0)
        names = {
            row.label: row.id for row in map(table.model().row, range(table.model().rowCount()))
        }
        chosen = ("Data warehouse feed", "Old CRM", "Insurer bridge", "Commission sync")
        table.select_keys([names[one] for one in chosen])
        do.appear("bulk_bar")
        self.pause()
        self.shoot("01-bulk")
        small = do.window.size()
        do.window.resize(900, 600)
        self.shoot("01-bulk-900")
        do.window.resize(small)
        do.click("bulk_test")
        do.appear("bulk_result", timeout_s=60)
        self.shoot("01-bulk-result")
        self.shoot_dialog("01-bulk-report", "bulk_show", "bulk_report", "close_report")
        do.click("bulk_dismiss")
        do.click("bulk_clear")

    def form(self) -> None:
        """New Webhook Listener: endpoint, e-mail, errors."""
        do = self.driver
        do.click("new_listener")
        do.choose("entity", "clients")
        do.click("function_create")
        do.type_into("url", "https://hooks.northwind.example/crm/clients")
        do.choose("auth_type", "Bearer token")
        do.choose("credential", "Warehouse token")
        do.type_into("name", "Data warehouse feed")
        self.pause()
        self.shoot("02-new-endpoint")
        do.type_into("url", "http:/hooks.northwind")
        do.choose("auth_type", "API key")
        do.type_into("entity", "invoices")
        do.click("save")
        self.shoot("02-new-errors")
        do.choose("entity", "clients")
        do.click("kind_email")
        do.type_into("address", "backoffice@northwind.example")
        self.pause()
        self.shoot("02-new-email")
        do.answer_next("answer_discard")
        do.click("cancel")
        do.appear("listener_table")

    def checks(self) -> None:
        """What is found about an endpoint: nothing wrong, and a certificate that has ended."""
        do = self.driver
        do.click("page_listeners")
        do.click("new_listener")
        do.choose("entity", "clients")
        do.type_into("url", f"{self.http.url}crm/clients")
        do.choose("auth_type", "Bearer token")
        do.choose("credential", "Warehouse token")
        do.find("listener_form", ListenerFormPage).main.bring_forward(side=True)
        do.find("side_tabs", QTabBar).setCurrentIndex(2)
        do.wait("the checks to end", lambda: bool(do.look_for("checks_when")), timeout_s=20)
        self.shoot("02-checks")
        with HttpServer(tls=_ended_certificate()) as server:
            do.type_into("url", f"{server.url}/crm/clients")
            do.click("run_checks")
            do.wait("the checks to end", lambda: bool(do.look_for("checks_when")), timeout_s=20)
            self.shoot("02-checks-expired")
        do.answer_next("answer_discard")
        do.click("cancel")
        do.appear("listener_table")

    def test_results(self) -> None:
        """A test that is accepted and one that is not."""
        for name, listener in (
            ("03-test-success", "Data warehouse feed"),
            ("03-test-401", "Old CRM"),
        ):
            self.driver.click("page_listeners")
            self.driver.type_into("search", listener)
            self.pause()
            self.driver.click_row("listener_table", 0)
            self.driver.click("send_test")
            self.driver.appear("result_title", timeout_s=20)
            self.pause()
            self.shoot(name)
        self.compared_tests()
        self.driver.click("page_listeners")
        self.driver.type_into("search", "")

    def compared_tests(self) -> None:
        """The test that is shown beside one that went otherwise."""
        self.http.always(lambda _received: Reply(200, body=b'{"accepted":true}'))
        self.driver.click("send_again")
        self.driver.appear("compare_tests", timeout_s=20)
        self.driver.click("compare_tests")
        self.driver.appear("comparison_after")
        self.pause()
        self.shoot("03-test-compared")
        self.driver.click("compare_tests")
        self.http.always(answer)

    def deliveries(self) -> None:
        """The list with an attempt beside it."""
        self.driver.click("page_deliveries")
        self.driver.wait("deliveries", lambda: self.rows("delivery_table") > 5)
        self.driver.click_row("delivery_table", 1)
        self.driver.appear("attempts")
        self.pause()
        self.shoot("04-deliveries")
        self.driver.click("in_contents")
        self.driver.type_into("search", "unavailable")
        self.driver.wait("matches", lambda: 0 < self.rows("delivery_table") < 9)
        self.pause()
        self.shoot("04-in-contents")
        self.driver.type_into("search", "")
        self.driver.click("in_contents")
        self.driver.wait("all", lambda: self.rows("delivery_table") > 9)
        self.driver.click_row("delivery_table", 1)
        self.pause()
        head = self.driver.find("deliveries_head", DeliveriesHead)
        head.export_to(self.out / "deliveries-2026-11-26.csv")
        self.driver.appear("close_export")
        self.shoot("04-export")
        self.driver.click("close_export")
        (self.out / "deliveries-2026-11-26.csv").unlink()
        self.driver.click("ask_why")
        self.driver.wait("a finding", lambda: self.rows("why_table") > 0)
        tried = self.witness.json("/deliveries?entity=clients&limit=1")["items"][0]
        self.driver.type_into("why_subject", tried["record_id"])
        self.driver.click("why_ask")
        self.driver.wait("findings", lambda: self.rows("why_table") > 2)
        self.pause()
        self.shoot("04-why")
        self.driver.type_into("why_subject", "webhook-id: evt_mistyped")
        self.driver.click("why_ask")
        self.pause()
        self.shoot("04-why-nothing")
        self.driver.click("leave_why")
        self.shoot_dialog("04-replay", "replay_failed", "replay_dialog", "close_replay")
        self.driver.click("replay_failed")
        self.driver.appear("replay_dialog")
        self.driver.click("replay_delivered")
        self.driver.click("start_replay")
        self.driver.appear("show_replayed", timeout_s=20)
        self._shoot_open_dialog("04-replay-over", "replay_dialog")
        self.driver.click("close_replay")

    def health(self) -> None:
        """Figures and charts of the day, and the same as a table."""
        self.driver.click("page_health")
        self.driver.appear("figure_0", timeout_s=20)
        self.driver.click("window_day")
        self.pause()
        chart = self.driver.find("success_chart", LineChart)
        chart.setFocus()
        chart.look_at(len(chart.plot.words) - 1)
        self.shoot("05-health")
        self.driver.click("volume_toggle")
        self.pause()
        self.shoot("05-health-table")

    def credentials(self) -> None:
        """The list, and the dialog."""
        self.driver.click("page_credentials")
        self.driver.wait("credentials", lambda: self.rows("credential_table") == 3)
        self.driver.click_row("credential_table", 0)
        self.pause()
        self.shoot("12-credentials")
        self.shoot_dialog(
            "12-credential-dialog", "new_credential", "credential_dialog", "cancel_credential"
        )

    def changes(self) -> None:
        """The audit log by day, with one change and what it changed."""
        feed = next(one for one in self.witness.listeners() if one["name"] == "Compliance archive")
        path = f"/listeners/{feed['id']}"
        url = str(feed["destination"]["url"]).replace("/v2/", "/v3/")
        self.witness.patch(path, {"mode": "paused"})
        self.witness.patch(path, {"mode": "enabled"})
        self.witness.patch(path, {"destination": {"url": url}})
        self.driver.click("page_changes")
        self.driver.wait("changes", lambda: self.rows("change_table") > 5)
        self.driver.click_row("change_table", 1)
        self.driver.appear("undo_change")
        self.pause()
        self.shoot("13-changes")
        self.driver.type_into("search", "no such change")
        self.pause()
        self.shoot("13-no-match")
        self.driver.type_into("search", "")

    def records(self) -> None:
        """A record that was changed, and what that set off."""
        self.driver.click("page_sandbox_records")
        self.driver.wait("records", lambda: self.rows("record_table") > 5)
        self.driver.click_row("record_table", 0)
        self.pause()
        self.driver.click("change_at_random")
        self.driver.click("save")
        self.driver.appear("what_happened")
        self.pause(3.0)
        self.shoot("14-sandbox-records")

    def mailbox(self) -> None:
        """What the sandbox sent by e-mail, as it was sent."""
        self.driver.click("page_mailbox")
        self.driver.wait("messages", lambda: self.rows("mail_table") > 2)
        self.driver.click_row("mail_table", 1)
        self.driver.appear("mail_text")
        self.pause()
        self.shoot("18-mailbox")
        self.driver.find("mail_parts", QTabBar).setCurrentIndex(3)
        self.pause()
        self.shoot("18-mailbox-raw")
        self.driver.type_into("search", "no such message")
        self.driver.appear("clear_search")
        self.shoot("18-no-match")
        self.driver.type_into("search", "")

    def unfinished(self) -> None:
        """The offer to go on with a form that was never saved."""
        workspace = self.app.session.workspace
        assert workspace is not None
        draft = ListenerDraft(
            entity="clients", url="https://hooks.northwind.example/crm", name="CRM"
        )
        workspace.drafts.keep(JobControl(), draft, None)
        self.driver.click("page_credentials")
        self.driver.click("page_listeners")
        self.driver.appear("draft_offer")
        self.shoot("01-unfinished")
        self.driver.click("discard_draft")
        self.driver.wait("it to go", lambda: not self.driver.look_for("draft_offer"))

    def conflict(self) -> None:
        """Two people changed the same settings; mockup 07."""
        workspace = self.app.session.workspace
        assert workspace is not None
        row = next(one for one in workspace.listeners.cached() if one.settings.name == "Old CRM")
        self.app.schedule.stop()  # or the stream tells of one before the other is made
        there = {
            "name": "Old CRM (until June)",
            "destination": {"url": f"{self.http.url}crm/theirs"},
        }
        self.witness.patch(f"/listeners/{row.id}", there)
        mine = replace(
            row.settings,
            name="Old CRM, read only",
            destination=replace(row.settings.destination, url=f"{self.http.url}crm/mine"),
        )
        workspace.listeners.edit(JobControl(), row.id, mine)
        self.driver.click("page_listeners")
        self.app.schedule.start(workspace.rounds.run)
        self.driver.type_into("search", "Old CRM")
        self.driver.click_row("listener_table", 0)
        self.driver.appear("notice_resolve", timeout_s=20)
        self.pause()
        self.shoot("07-conflict-notice")
        usual = self.driver.window.size()
        self.driver.window.resize(2 * usual.width(), usual.height())  # the panel at 150 %, too
        self.shoot_dialog("07-conflict", "notice_resolve", "conflict_dialog", "decide_later")
        self.driver.window.resize(usual)
        self.driver.type_into("search", "")

    def receiver(self) -> None:
        """Webhooks on their way to this computer, one compared to the one before it."""
        do = self.driver
        do.click("page_receiver")
        do.appear("receiver_power")
        self.shoot("09-receiver-stopped")
        do.click("receiver_power")
        do.appear("first_listener_here", timeout_s=20)
        address = do.find("receiver_address", QLineEdit).text()
        destination = {"kind": "endpoint", "url": address, "auth_type": "none"}
        for function in ("create", "update"):
            self.witness.post(
                "/listeners",
                {
                    "name": "To the receiver",
                    "entity": "clients",
                    "function": function,
                    "destination": destination,
                },
            )
        do.window.actions_.sync_now.trigger()
        record = self.witness.json("/records/clients?limit=1")["items"][0]
        for phone in ("+27 21 555 0101", "+27 21 555 0102"):
            self.witness.patch(f"/records/clients/{record['id']}", {"phone": phone})
        do.wait("both", lambda: self.rows("request_table") == 2, timeout_s=20)
        check = do.find("check_with", QComboBox)
        do.wait("the listeners that send here", lambda: check.count() == 4, timeout_s=20)
        check.setCurrentIndex(2)
        check.activated.emit(2)
        do.click_row("request_table", 0)
        do.find("request_parts", QTabBar).setCurrentIndex(1)
        self.pause()
        self.shoot("09-receiver")

    def about(self) -> None:
        """Help > About, with the licence of the first library."""
        do = self.driver
        for suffix, scheme, scale in VARIANTS:
            self.app.theme.apply(scheme, text_scale=scale)
            do.settle()
            do.window.actions_.about.trigger()
            dialog = do.appear("about_dialog")
            do.appear("about_libraries")
            self.pause()
            dialog.grab().save(str(self.out / f"11-about-{suffix}.png"))
            self._judge(f"11-about-{suffix}", dialog)
            do.click("about_close")
            do.wait("it to close", lambda: not do.look_for("about_dialog"))
        self.app.theme.apply("light")
        do.settle()

    def locked(self) -> None:
        """What the administrator of the computer has set."""
        take_locked(self)

    def managed(self) -> None:
        """Several connections: the switcher's menu, and what manages them."""
        take_managed(self)

    def refusals(self) -> None:
        """A token that is not accepted any more, and a role without access."""
        take_refusals(self)

    def offline(self) -> None:
        """The platform is away."""
        self.driver.click("page_listeners")
        self.app.stop_sandbox()
        self.driver.window.actions_.sync_now.trigger()
        self.driver.appear("state_banner", timeout_s=20)
        self.driver.click_row("listener_table", 1)
        self.pause()
        self.shoot("10-offline")
        self.pending()

    def pending(self) -> None:
        """What waits, while the platform is away: an edit, a new one, a conflict."""
        workspace = self.app.session.workspace
        assert workspace is not None
        known = {row.settings.name: row for row in workspace.listeners.cached()}
        edited = known["Insurer bridge"]
        to = replace(edited.settings.destination, url="https://bridge.insurer.example/v2/policies")
        wanted = replace(edited.settings, destination=to, mode=Mode.PAUSED)
        workspace.listeners.edit(JobControl(), edited.id, wanted)
        new = replace(edited.settings, name="E-signature trigger", entity="notes")
        workspace.listeners.create(JobControl(), new)
        workspace.listeners.delete(JobControl(), [known["Lead router"].id])
        self.driver.appear("review_changes")
        self.driver.click("review_changes")
        self.driver.wait("what waits", lambda: self.rows("pending_table") >= 3)
        self.driver.click_row("pending_table", 1)
        self.driver.appear("take_back")
        self.pause()
        self.shoot("10-pending")

    def _judge(self, name: str, shown: QWidget) -> None:
        """Note what is cut off in a picture."""
        self.clipped += [f"{name}: {text}" for text in clipped(shown)]

    def rows(self, name: str) -> int:
        view = self.driver.look_for(name, QAbstractItemView)
        return view.model().rowCount() if view is not None else 0

    def _all_tried(self) -> bool:
        counts = self.witness.json("/deliveries?counts=true&limit=500")
        return all(one["attempts"] or one["status"] == "held" for one in counts["items"])

    def pause(self, seconds: float = 0.6) -> None:
        """Give jobs that fill a panel the time that a person would."""
        import time

        until = time.perf_counter() + seconds
        self.driver.wait("the panel to fill", lambda: time.perf_counter() > until)


def _ended_certificate() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ended = datetime.now(UTC) - timedelta(days=30)
    trustme.CA(organization_name="Example Authority").issue_cert(
        "127.0.0.1", not_before=ended - timedelta(days=365), not_after=ended
    ).configure_cert(context)
    return context


def run(out: Path, only: str = "", language: str = "en") -> int:
    """Take all pictures; returns the exit code: 1 when a text is cut off in one."""
    qt = make_qt_application(sys.argv[:1])
    with (
        tempfile.TemporaryDirectory(prefix="picksmart-pictures-") as folder,
        HttpReceiver() as http,
    ):
        settings = Path(folder) / "config" / "settings.json"
        settings.parent.mkdir()
        kept = {"format": 1, "settings": {"preferences": {"language": language}}}
        settings.write_text(json.dumps(kept), "utf-8")
        app = build_app(qt, profile=Path(folder))
        app.theme.apply("light")
        app.window.show()
        app.session.start()
        camera = Camera(app, Witness(Path(folder)), http, out)
        steps: list[Callable[[], None]] = [camera.walk]
        if only not in ("", "walk"):
            steps = [camera.start, getattr(camera, only)]
        try:
            for step in steps:
                step()
        finally:
            app.window.hide()
            app.close()
    sys.stdout.write("".join(f"cut off in {line}\n" for line in camera.clipped))
    sys.stdout.write(f"Pictures are in {out}.\n")
    return 1 if camera.clipped else 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"), *sys.argv[2:4]))
