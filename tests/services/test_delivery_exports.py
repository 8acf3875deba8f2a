"""Exporting deliveries: whole files, nothing secret, no formulas, and an end when told to."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.adapters.private_files import whole_file
from app.domain.control import Cancelled, JobControl
from app.domain.csv_text import unguarded
from app.domain.delivery import DeliveryFilter, DeliveryStatus
from app.domain.delivery_export import COLUMNS
from app.domain.errors import NetworkError, StoreError
from app.domain.export import ExportKind, origin_of
from app.domain.times import utc_now
from app.services.delivery_exports import DeliveryExportService
from tests.support.builders import a_delivery, a_listener, an_attempt, local
from tests.support.canaries import Sweep
from tests.support.fake_platform import FakePlatform
from tests.support.scripted_deliveries import Kept

CONTROL = JobControl()
ALL = DeliveryFilter()


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def service(platform):
    listener = a_listener(id="lst_1")
    named = replace(listener, settings=replace(listener.settings, name="=cmd|' /C calc'!A0"))
    return DeliveryExportService(platform, Kept(local(named)), whole_file)


def rows(path):
    text = path.read_bytes().decode("utf-8-sig")
    return [dict(zip(COLUMNS, row, strict=True)) for row in csv.reader(io.StringIO(text))][1:]


def test_csv_has_a_head_and_every_delivery_of_every_page(platform, service, tmp_path):
    platform.deliveries_ = [a_delivery(record_id=f"cli_{n}") for n in range(1200)]
    path, told = tmp_path / "out.csv", []
    control = JobControl(lambda news: told.append((news.done, news.total)))
    assert service.write(control, ALL, path, ExportKind.CSV) == 1200
    assert [row["record_id"] for row in rows(path)] == [f"cli_{n}" for n in range(1200)]
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"created_at","status",')
    assert rows(path)[0]["created_at"] == "2026-11-23T22:40:14.123Z"


def test_ndjson_is_one_object_a_line_with_numbers_and_nulls(platform, service, tmp_path):
    platform.deliveries_ = [
        a_delivery(status=DeliveryStatus.FAILED, record_label="A\nB", record_number="C-1")
    ]
    path = tmp_path / "out.ndjson"
    service.write(CONTROL, ALL, path, ExportKind.NDJSON)
    (line,) = path.read_bytes().splitlines()
    told = json.loads(line)
    assert tuple(told) == COLUMNS
    assert (told["status"], told["attempts"], told["channel_id"]) == ("failed", 1, None)
    assert (told["record_label"], told["record_number"]) == ("A\nB", "C-1")


def test_only_what_the_filter_lets_through_and_all_of_it_whatever_the_clock_here_says(
    platform, service, tmp_path
):
    ahead = a_delivery(record_id="new", created_at=utc_now() + timedelta(hours=2))
    failed = a_delivery(record_id="bad", status=DeliveryStatus.FAILED)
    held = a_delivery(status=DeliveryStatus.HELD)
    platform.deliveries_ = [ahead, a_delivery(), failed, held]
    wanted = DeliveryFilter(statuses=(DeliveryStatus.FAILED, DeliveryStatus.DELIVERED))
    assert service.write(CONTROL, wanted, tmp_path / "a.csv", ExportKind.CSV) == 3
    told = []
    only_failed = DeliveryFilter(statuses=(DeliveryStatus.FAILED,))
    control = JobControl(lambda news: told.append(news.total))
    service.write(control, only_failed, tmp_path / "b.csv", ExportKind.CSV)
    assert [row["record_id"] for row in rows(tmp_path / "b.csv")] == ["bad"]
    assert told == [1]


def test_T40_names_and_labels_are_no_formulas(platform, service, tmp_path):
    label = '=HYPERLINK("https://evil.example")'
    number = "+1"
    platform.deliveries_ = [
        a_delivery(record_label=label, record_number=number, listener_id="lst_1")
    ]
    service.write(CONTROL, ALL, tmp_path / "out.csv", ExportKind.CSV)
    (row,) = rows(tmp_path / "out.csv")
    for name, original in (
        ("record_label", label),
        ("record_number", number),
        ("listener_name", "=cmd|' /C calc'!A0"),
    ):
        assert row[name].startswith("'")
        assert unguarded(row[name]) == original


@pytest.mark.parametrize("kind", ExportKind)
def test_T12_no_secret_of_an_address_a_header_or_a_body_is_in_it(platform, service, tmp_path, kind):
    url = "https://user:cn-user-pass@hooks.example.com/cn-path-token/x?token=cn-query-token"
    attempt = an_attempt()
    request = replace(
        attempt.request, url=url, headers=(("x-key", "cn-header-value"),), body="cn-request-body"
    )
    answer = replace(attempt.response, body="cn-response-body")
    attempt = replace(attempt, request=request, response=answer, signing_secret="cn-signing-secret")
    platform.deliveries_ = [
        a_delivery(destination=url, payload="cn-payload-text", attempt_log=(attempt,))
    ]
    path = tmp_path / "out"
    service.write(CONTROL, ALL, path, kind)
    canaries = {
        word: f"cn-{word}"
        for word in (
            "user-pass",
            "path-token",
            "query-token",
            "header-value",
            "request-body",
            "response-body",
            "signing-secret",
            "payload-text",
        )
    }
    sweep = Sweep(canaries)
    assert sweep.of(repr(platform.deliveries_)) != []
    assert sweep.of(path.read_bytes()) == []
    assert b"https://hooks.example.com" in path.read_bytes()


@pytest.mark.parametrize(
    ("destination", "told"),
    [
        ("https://h.example:8443/a?b#c", "https://h.example:8443"),
        ("http://[::1]:80/x", "http://[::1]:80"),
        ("HTTPS://u:p@h.example", "HTTPS://h.example"),
        ("https://a@b@h.example/x", "https://h.example"),
        ("ops@example.com", "ops@example.com"),
        ("", ""),
    ],
)
def test_only_the_origin_of_an_address_is_told(destination, told):
    assert origin_of(destination) == told


def leftovers(folder):
    return sorted(one.name for one in folder.iterdir())


def test_cancelling_leaves_the_old_file_as_it_was(platform, service, tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    platform.deliveries_ = [a_delivery() for _n in range(1200)]
    control = JobControl(lambda news: news.done >= 1000 and control.cancel())
    with pytest.raises(Cancelled):
        service.write(control, ALL, path, ExportKind.CSV)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["out.csv"]


def test_F14_a_failure_half_way_leaves_no_half_file(platform, service, tmp_path):
    platform.deliveries_ = [a_delivery() for _n in range(1200)]
    platform.before["deliveries"] = lambda: platform.fail("deliveries", NetworkError("gone"))
    with pytest.raises(NetworkError):
        service.write(CONTROL, ALL, tmp_path / "out.csv", ExportKind.CSV)
    assert leftovers(tmp_path) == []


def test_F14_a_full_disk_is_said_and_nothing_is_left(tmp_path):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")

    def fill() -> None:
        with whole_file(tmp_path / "out.csv") as write, full.open("wb", buffering=0) as device:
            write(b"begun")
            device.write(b"x")

    with pytest.raises(StoreError) as refused:
        fill()
    assert refused.value.reason == "disk_full"
    assert leftovers(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(service, tmp_path):
    with pytest.raises(StoreError):
        service.write(CONTROL, ALL, tmp_path / "gone" / "out.csv", ExportKind.CSV)


def test_the_file_is_for_its_owner_only(service, tmp_path):
    service.write(CONTROL, ALL, tmp_path / "out.csv", ExportKind.CSV)
    if os.name == "posix":
        assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0
