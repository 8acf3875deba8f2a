"""Exporting changes: what the filters keep, nothing secret, no formulas, whole files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from app.adapters.private_files import whole_file
from app.domain.audit import AuditFilter
from app.domain.audit_export import COLUMNS
from app.domain.control import Cancelled, JobControl
from app.domain.csv_text import unguarded
from app.domain.errors import NetworkError, ProtocolError
from app.domain.export import ExportKind
from app.services.audit_exports import AuditExportService
from tests.support.audit_entries import a_credential_side, an_entry
from tests.support.builders import a_credential, a_listener, local, settings
from tests.support.canaries import Sweep
from tests.support.fake_platform import FakePlatform
from tests.support.scripted_deliveries import Kept

CONTROL = JobControl()
ALL = AuditFilter()


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def service(platform):
    listener = a_listener(id="lst_1")
    named = replace(listener, settings=replace(listener.settings, name="Now"))
    kept = Kept(local(named))
    return AuditExportService(platform, kept, Kept(a_credential(id="crd_1")), whole_file)


def everything(_entry):
    return True


def rows(path):
    text = path.read_bytes().decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text))
    assert tuple(head) == COLUMNS
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines]


def lines(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_csv_has_every_change_of_every_page_newest_first(platform, service, tmp_path):
    platform.audit_ = [an_entry(entry_id=f"aud_{n}", seconds=n) for n in range(1200)]
    path, told = tmp_path / "out.csv", []
    control = JobControl(lambda news: told.append((news.done, news.total)))
    assert service.write(control, ALL, everything, path, ExportKind.CSV) == 1200
    assert [row["id"] for row in rows(path)] == [f"aud_{n}" for n in reversed(range(1200))]
    assert told == [(500, None), (1000, None), (1200, None)]


def test_ndjson_tells_both_sides_and_the_names_of_what_differs(platform, service, tmp_path):
    platform.audit_ = [
        an_entry(before=settings(name="Old"), after=settings(name="New"), of="lst_1"),
        an_entry("secret_revealed", of="lst_1"),
        an_entry("created", "credential", of="crd_1", after=a_credential_side(name="CRM")),
    ]
    service.write(CONTROL, ALL, everything, tmp_path / "out.ndjson", ExportKind.NDJSON)
    created, revealed, edited = lines(tmp_path / "out.ndjson")
    assert tuple(edited) == COLUMNS
    assert (edited["changed"], edited["resource_name"]) == (["name"], "New")
    assert (edited["before"]["name"], edited["after"]["name"]) == ("Old", "New")
    assert (revealed["resource_name"], revealed["before"]) == ("Now", None)
    assert (created["resource_name"], created["before"]) == ("CRM", None)
    assert created["after"]["fields"] == {"username": "svc"}


def test_only_what_both_filters_keep_and_what_was_looked_through_is_told(
    platform, service, tmp_path
):
    thandi, ana = ("usr_1", "Thandi M."), ("usr_2", "Ana")
    platform.audit_ = [
        an_entry(actor=thandi, entry_id="aud_1"),
        an_entry(actor=ana, entry_id="aud_2"),
        an_entry("deleted", actor=ana, entry_id="aud_3"),
    ]
    told = []
    control = JobControl(lambda news: told.append(news.done))
    wanted = AuditFilter(actor_id="usr_2")

    def is_deletion(entry):
        return entry.action == "deleted"

    path = tmp_path / "out.csv"
    assert service.write(control, wanted, is_deletion, path, ExportKind.CSV) == 1
    assert [row["id"] for row in rows(path)] == ["aud_3"]
    assert told == [2]


def test_T40_names_of_people_and_listeners_are_no_formulas(platform, service, tmp_path):
    formula = "=HYPERLINK(1)"
    after = settings(name="@SUM(A1)")
    platform.audit_ = [an_entry(after=after, actor=("-2+3", formula), of="+lst")]
    service.write(CONTROL, ALL, everything, tmp_path / "out.csv", ExportKind.CSV)
    (row,) = rows(tmp_path / "out.csv")
    cells = {"actor_id": "-2+3", "actor_name": formula, "resource_name": "@SUM(A1)"}
    for name, original in {**cells, "resource_id": "+lst"}.items():
        assert row[name] == f"'{original}"
        assert unguarded(row[name]) == original
    assert json.loads(row["after"])["name"] == "@SUM(A1)"


@pytest.mark.parametrize("kind", ExportKind)
def test_T12_no_secret_of_an_address_is_in_it_wherever_it_stands(platform, service, tmp_path, kind):
    url = "https://user:cn-user-pass@hooks.example.com/cn-path-token?key=cn-query-token"
    deep = {"fields": {"token_url": url}, "more": [{"hook": url}], "entity": "clients"}
    platform.audit_ = [an_entry(before={"destination": {"url": url}}, after=deep)]
    path = tmp_path / "out"
    service.write(CONTROL, ALL, everything, path, kind)
    sweep = Sweep({word: f"cn-{word}" for word in ("user-pass", "path-token", "query-token")})
    assert sweep.of(repr(platform.audit_)) != []
    assert sweep.of(path.read_bytes()) == []
    assert path.read_bytes().count(b"https://hooks.example.com") == 3
    assert b"destination.url" in path.read_bytes()


def test_cancelling_leaves_the_old_file_as_it_was(platform, service, tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    platform.audit_ = [an_entry() for _n in range(1200)]
    control = JobControl(lambda news: news.done >= 1000 and control.cancel())
    with pytest.raises(Cancelled):
        service.write(control, ALL, everything, path, ExportKind.CSV)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_F14_a_failure_half_way_leaves_no_half_file(platform, service, tmp_path):
    platform.audit_ = [an_entry() for _n in range(1200)]
    platform.before["audit"] = lambda: platform.fail("audit", NetworkError("gone"))
    with pytest.raises(NetworkError):
        service.write(CONTROL, ALL, everything, tmp_path / "out.csv", ExportKind.CSV)
    assert list(tmp_path.iterdir()) == []


def test_pages_that_do_not_end_are_given_up(platform, service, tmp_path, monkeypatch):
    page = replace(platform.audit(CONTROL, ALL), items=(an_entry(),), next_cursor="again")
    monkeypatch.setattr(platform, "audit", lambda *_args, **_more: page)
    with pytest.raises(ProtocolError):
        service.write(CONTROL, ALL, everything, tmp_path / "out.csv", ExportKind.CSV)
    assert list(tmp_path.iterdir()) == []
