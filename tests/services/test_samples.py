"""Samples that a person keeps: named, of one entity, deleted for good and put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.adapters.private_files import whole_file
from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.errors import NotFound, Rejected
from app.domain.samples import SAMPLES_LIMIT
from app.services.samples import SampleService
from tests.support.builders import NOW
from tests.support.fake_samples import FakeSamples
from tests.support.fakes import Announcements

CONTROL = JobControl()


@pytest.fixture
def heard():
    return Announcements()


@pytest.fixture
def store():
    return FakeSamples()


@pytest.fixture
def service(store, heard):
    minutes = iter(range(10_000))
    return SampleService(
        store,
        whole_file,
        announce=heard,
        clock=lambda: NOW + timedelta(minutes=next(minutes)),
    )


def test_they_are_told_apart_by_entity_and_the_newest_comes_first(service, heard):
    first = service.keep(CONTROL, "clients", " C-1 ", b'{ "id": "cli_1" }')
    second = service.keep(CONTROL, "clients", "C-2", b'{"id": "cli_2"}')
    service.keep(CONTROL, "notes", "N-1", b'{"id": "not_1"}')
    assert (first.name, first.body) == ("C-1", b'{"id":"cli_1"}')
    assert service.of_entity(CONTROL, "clients") == [second, first]
    assert heard.kinds == [Changed.SAMPLES] * 3


def test_a_deleted_one_can_be_put_back(service, store, heard):
    kept = service.keep(CONTROL, "clients", "C-1", b"{}")
    service.delete(CONTROL, kept.id)
    assert store.kept == {}
    service.put_back(CONTROL, kept)
    assert service.of_entity(CONTROL, "clients") == [kept]
    assert len(heard.kinds) == 3


def test_one_is_called_otherwise_and_stays_where_it_was(service, store, heard):
    first = service.keep(CONTROL, "clients", "C-1", b"{}")
    second = service.keep(CONTROL, "clients", "C-2", b"{}")
    renamed = service.rename(CONTROL, first.id, "  A smoker ")
    assert renamed == replace(first, name="A smoker")
    assert service.of_entity(CONTROL, "clients") == [second, renamed]
    assert heard.kinds == [Changed.SAMPLES] * 3


def test_what_no_sample_may_be_called_changes_nothing(service, store, heard):
    kept = service.keep(CONTROL, "clients", "C-1", b"{}")
    for name in ("", "x" * 81, "a\nb"):
        with pytest.raises(Rejected) as refused:
            service.rename(CONTROL, kept.id, name)
        assert refused.value.fields[0].pointer == "/sample_name"
    assert store.kept == {kept.id: kept}
    assert len(heard.kinds) == 1


def test_one_that_is_gone_does_not_come_back_by_another_name(service, store):
    kept = service.keep(CONTROL, "clients", "C-1", b"{}")
    service.delete(CONTROL, kept.id)
    with pytest.raises(NotFound):
        service.rename(CONTROL, kept.id, "C-2")
    assert store.kept == {}


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [("", b"{}", "sample_name"), ("x" * 81, b"{}", "sample_name"), ("C-1", b"[]", "payload")],
)
def test_what_is_refused_is_not_kept(service, store, heard, name, body, field):
    with pytest.raises(Rejected) as refused:
        service.keep(CONTROL, "clients", name, body)
    assert refused.value.fields[0].pointer == f"/{field}"
    assert (store.kept, heard.kinds) == ({}, [])


def test_there_are_only_so_many(service, store):
    for number in range(SAMPLES_LIMIT):
        service.keep(CONTROL, "clients", f"C-{number}", b"{}")
    with pytest.raises(Rejected) as refused:
        service.keep(CONTROL, "clients", "one more", b"{}")
    assert refused.value.code == "too_many"
    assert len(store.kept) == SAMPLES_LIMIT


def test_a_body_is_written_byte_for_byte_where_a_person_says(service, tmp_path):
    path = tmp_path / "body.json"
    assert service.write(CONTROL, b"\x00\xff{ ", path) == path
    assert path.read_bytes() == b"\x00\xff{ "
