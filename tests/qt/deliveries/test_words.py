"""How a delivery reads: in its row, and as a timeline."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.domain.delivery import AttemptError, AttemptResponse, DeliveryStatus, Trigger
from app.ui.pages.deliveries import columns
from app.ui.pages.deliveries.timeline import events_of, summary
from app.ui.tables import Role
from app.ui.text import times
from app.ui.text.places import host_of
from tests.support.builders import NOW, a_delivery, a_failed_attempt, an_attempt

PENDING = {"status": DeliveryStatus.PENDING, "finished_at": None}
FAILED = {"status": DeliveryStatus.FAILED}


@pytest.mark.parametrize(
    ("changes", "code", "word"),
    [
        ({}, "200", "Delivered"),
        ({"last_status": 250, "destination": "ops@example.com"}, "", "Sent"),
        ({**PENDING, "attempts": 0, "last_status": None}, "", "Waiting"),
        ({**PENDING, "attempts": 2, "last_status": 503}, "503", "Will retry"),
        ({**PENDING, "attempts": 1, "last_status": 200}, "200", "Sending again"),  # a replay
        ({**PENDING, "attempts": 2, "last_status": None}, "", "Will retry"),
        ({**FAILED, "last_status": 422, "last_error": "http_status"}, "422", "Rejected"),
        ({**FAILED, "last_status": 503, "last_error": "http_status"}, "503", "Failed"),
        ({**FAILED, "last_status": None, "last_error": "read_timeout"}, "", "Timed out"),
        ({"status": DeliveryStatus.HELD, "last_status": None}, "", "Kept"),
        ({"status": DeliveryStatus.CANCELLED, "last_status": None}, "", "Cancelled"),
        ({"status": DeliveryStatus.UNKNOWN, "last_status": None}, "", "Unknown to this version"),
    ],
)
def test_results(changes, code, word):
    row = a_delivery(**changes)
    assert (columns.result_code(row), columns.result_word(row)) == (code, word)
    _text, _tone, icon = columns.result_chip(row)
    assert bool(icon) != bool(code)  # colour alone never says it


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.184, "184 ms"), (1.84, "1.84 s"), (125, "2 min"), (7300, "2 h"), (-3, "")],
)
def test_how_long_it_took(seconds, text):
    row = a_delivery(finished_at=NOW + timedelta(seconds=seconds))
    assert columns.took(row) == text


def test_what_has_no_result_took_no_time():
    assert columns.took(a_delivery(status=DeliveryStatus.CANCELLED)) == ""
    assert columns.took(a_delivery(**PENDING)) == ""


def test_the_row_is_one_sentence_for_a_screen_reader():
    said = columns.sentence(a_delivery(record_id="cli_1"), NOW)
    assert said.startswith(times.clock(NOW))
    assert "clients Create, record cli_1, 200 Delivered" in said


@pytest.mark.parametrize(
    ("number", "label", "shown"),
    [
        ("C-1", "Amelia Hart", ["C-1", "Amelia Hart"]),
        ("PS-7", "PS-7", ["PS-7"]),
        ("C-1", None, ["C-1"]),
        (None, "Amelia Hart", ["Amelia Hart"]),
        (None, None, ["cli_1"]),
        ("", "", ["cli_1"]),
    ],
)
def test_a_record_is_told_as_people_know_it(qtbot, number, label, shown):
    row = a_delivery(record_id="cli_1", record_number=number, record_label=label)
    model = columns.make_model(lambda: NOW, None)
    model.sync((row,))
    index = model.index(0, 3)
    cell = index.data(Role.CELL)
    assert [span.text for span in cell.first] == shown
    assert index.data() == " ".join(shown)
    assert index.data(Qt.ItemDataRole.ToolTipRole).splitlines()[-1] == "cli_1, version 1"
    assert f"record {' '.join(shown)}," in columns.sentence(row, NOW)
    assert events_of(row, now=NOW)[-1].title == f"{shown[0]} was created"


def test_yesterday_is_not_shown_as_if_it_were_today():
    assert columns.when(NOW, NOW) == times.clock(NOW)
    assert columns.when(NOW - timedelta(days=40), NOW) != times.clock(NOW)


@pytest.mark.parametrize(
    ("destination", "host"),
    [
        ("https://hooks.example.com/in", "hooks.example.com"),
        ("https://hooks.example.com:8443/in", "hooks.example.com:8443"),
        ("http://127.0.0.1:9000/hook", "127.0.0.1:9000"),
        ("ops@example.com", "ops@example.com"),
        ("no url at all", "no url at all"),
    ],
)
def test_hosts(destination, host):
    assert host_of(destination) == host


def told(delivery):
    return [(one.title, one.text) for one in events_of(delivery, now=NOW)]


def test_a_retry_stands_on_top_then_the_newest_attempt():
    delivery = a_delivery(
        **PENDING,
        record_id="cli_1",
        attempts=2,
        last_status=500,
        next_attempt_at=NOW + timedelta(minutes=14),
        attempt_log=(a_failed_attempt(503), a_failed_attempt(500, number=2)),
    )
    clock = times.clock(NOW)
    (upcoming, ahead), *rest = told(delivery)
    assert upcoming == f"Next try at {times.clock(delivery.next_attempt_at)}"
    assert "14" in ahead
    assert "attempt 3" in ahead
    assert rest == [
        ("500 Internal Server Error", f"{clock}, attempt 2"),
        ("503 Service Unavailable", f"{clock}, attempt 1"),
        ("cli_1 was created", f"{clock}, version 1"),
    ]
    assert summary(delivery) == "2 attempts, will retry"


def test_each_kind_of_attempt():
    mail = an_attempt(
        number=3,
        trigger=Trigger.MANUAL,
        request=an_attempt().request.__class__("SMTP", "mailto:a@example.com", (), "x"),
        response=AttemptResponse(250, (), None),
    )
    timeout = an_attempt(number=2, response=None, error=AttemptError("read_timeout", "15 s"))
    titles = told(a_delivery(attempt_log=(an_attempt(), timeout, mail)))
    assert [title for title, _text in titles][:3] == ["Sent, 250", "Timed out", "200 OK"]
    assert titles[0][1].endswith("attempt 3, by hand")


def test_turned_off_says_why():
    delivery = a_delivery(
        status=DeliveryStatus.CANCELLED, status_reason="listener_disabled", attempts=0
    )
    assert told(delivery)[0] == ("Cancelled", "The listener was turned off")


def test_paused_and_given_up_say_why():
    held = a_delivery(status=DeliveryStatus.HELD, status_reason="paused", finished_at=None)
    assert told(held)[0] == ("Kept", "Kept until the listener is turned on")
    over = a_delivery(**FAILED, status_reason="out_of_tries", attempts=10)
    assert told(over)[0] == ("Given up", "Failed at every try")


def test_an_update_is_told_as_one():
    assert told(a_delivery(function="update", record_id="cli_1"))[-1][0] == "cli_1 was updated"
