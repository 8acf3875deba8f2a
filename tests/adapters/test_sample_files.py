"""Samples on the disk: private, one file each, and a damaged one does not hide the others."""

from __future__ import annotations

import json
import stat

import pytest

from app.adapters.sample_files import SampleFiles, samples_of
from app.domain.errors import StoreError
from app.domain.ids import new_id
from app.domain.samples import SavedSample
from tests.support.builders import NOW


@pytest.fixture
def folder(tmp_path):
    return samples_of(tmp_path / "con_1.db")


def a_sample(name="C-1"):
    return SavedSample(new_id("smp"), "clients", name, NOW, '{"name":"Zoë"}'.encode())


def test_what_was_kept_comes_back_whole(folder):
    first, second = a_sample(), a_sample("Ünïcode")
    for one in (first, second):
        SampleFiles(folder).put(one)
    found = {one.id: one for one in SampleFiles(folder).samples()}
    assert found == {first.id: first, second.id: second}


def test_nothing_is_made_before_the_first(folder):
    assert SampleFiles(folder).samples() == []
    SampleFiles(folder).drop(new_id("smp"))
    assert not folder.exists()


def test_T14_only_this_user_can_read_them(folder):
    SampleFiles(folder).put(a_sample())
    [file] = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_deleted_one_leaves_nothing(folder):
    kept, gone = a_sample(), a_sample()
    store = SampleFiles(folder)
    store.put(kept)
    store.put(gone)
    store.drop(gone.id)
    store.drop(gone.id)
    assert store.samples() == [kept]
    assert [one.stem for one in folder.iterdir()] == [kept.id]


NO_ZONE = json.dumps(
    {"format": 1, "entity": "x", "name": "x", "saved_at": "2026-11-27T10:00:00", "body": "{}"}
).encode()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 99}', b"\xff", b'{"body": 1}', NO_ZONE]
)
def test_a_damaged_one_is_left_out_and_stays(folder, content):
    store, good, bad = SampleFiles(folder), a_sample(), a_sample()
    store.put(good)
    store.put(bad)
    path = folder / f"{bad.id}.json"
    path.write_bytes(content)
    (folder / "notes.txt").write_text("not ours")
    (folder / "notes.json").write_text("not ours")
    assert store.samples() == [good]
    assert path.read_bytes() == content


def test_one_that_cannot_be_opened_is_left_out(folder):
    store, good = SampleFiles(folder), a_sample()
    store.put(good)
    (folder / f"{new_id('smp')}.json").mkdir()
    assert store.samples() == [good]


def test_a_folder_that_cannot_be_read_is_an_error_of_ours(folder):
    folder.write_text("a file in its place")
    with pytest.raises(StoreError):
        SampleFiles(folder).samples()
    with pytest.raises(StoreError):
        SampleFiles(folder).put(a_sample())


@pytest.mark.parametrize("name", ["../con_1", "", "smp_", "smp_" + "A" * 26])
def test_no_name_leads_out_of_the_folder(folder, name):
    with pytest.raises(ValueError, match="no id"):
        SampleFiles(folder).drop(name)
