"""The mailbox on the disk, filled by the platform's own code."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import pytest

from app.adapters.maildir import MaildirMailbox
from app.adapters.paths import profile_paths
from app.adapters.redaction import Redactor
from app.adapters.settings import SettingsStore
from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.server.deliveries.senders import mailbox as platform
from app.wiring import build_services
from tests.support.mails import AT, a_message, keep, keep_many, keep_raw, mail_bytes


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mailbox"


@pytest.fixture
def mailbox(folder):
    return MaildirMailbox(folder)


def kept(mailbox):
    found, count = mailbox.kept(JobControl(), most=100)
    assert count == len(found)
    return found


def test_before_the_first_message_there_is_none(mailbox):
    assert kept(mailbox) == []
    assert mailbox.stamp() is None
    assert mailbox.read("evt_1.lst_1", limit=10) is None
    assert mailbox.clear(JobControl()) == 0


def test_the_newest_comes_first(folder, mailbox):
    names = keep_many(folder, 3)
    assert [one.key for one in kept(mailbox)] == names
    assert kept(mailbox)[0].at == AT
    assert kept(mailbox)[1].at == AT - timedelta(minutes=1)
    assert kept(mailbox)[0].size == len(mail_bytes(a_message(3)))


def test_only_so_many_are_told_of_and_all_are_counted(folder, mailbox):
    names = keep_many(folder, 5)
    found, count = mailbox.kept(JobControl(), most=2)
    assert [one.key for one in found] == names[:2]
    assert count == 5


def test_among_thousands_a_message_is_read_without_looking_for_it(folder, mailbox, monkeypatch):
    name = keep(folder, a_message())
    monkeypatch.setattr(os, "scandir", lambda _folder: pytest.fail("the folder was looked through"))
    assert mailbox.read(name, limit=7)


def test_clearing_looks_through_each_folder_once(folder, mailbox, monkeypatch):
    names = keep_many(folder, 30)
    for name in names[::2]:
        (folder / "new" / name).rename(folder / "cur" / f"{name}:2,S")
    looked, scandir = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda place: (looked.append(place), scandir(place))[1])
    assert mailbox.clear(JobControl()) == 30
    assert looked == [folder / "new", folder / "cur"]


def test_a_message_is_read_byte_for_byte(folder, mailbox):
    data = mail_bytes(a_message())
    name = keep_raw(folder, "evt_1.lst_1", data)
    assert mailbox.read(name, limit=-1) == data
    assert mailbox.read(name, limit=7) == data[:7]


def test_the_stamp_is_another_when_a_message_comes_or_goes(folder, mailbox):
    name = keep(folder, a_message())
    os.utime(folder / "new", ns=(1, 1))
    before = mailbox.stamp()
    keep(folder, a_message(2))
    assert mailbox.stamp() != before
    os.utime(folder / "new", ns=(1, 1))
    (folder / "new" / name).unlink()
    assert mailbox.stamp() != before
    assert [one.key for one in kept(mailbox)] == ["evt_2.lst_inbox"]


def test_what_a_mail_program_has_shown_is_still_there(folder, mailbox):
    name = keep_raw(folder, "evt_1.lst_1", b"Subject: x")
    (folder / "new" / name).rename(folder / "cur" / f"{name}:2,S")
    assert [one.key for one in kept(mailbox)] == [name]
    assert mailbox.read(name, limit=-1) == b"Subject: x"
    assert mailbox.clear(JobControl()) == 1
    assert kept(mailbox) == []


def test_only_plain_files_of_the_folder_are_read(folder, mailbox, tmp_path):
    keep(folder, a_message())
    outside = tmp_path / "secret"
    outside.write_bytes(b"not for you")
    (folder / "new" / "link").symlink_to(outside)
    (folder / "new" / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "new" / "pipe")
    assert [one.key for one in kept(mailbox)] == ["evt_1.lst_inbox"]
    for key in (
        "link",
        "folder",
        "pipe",
        "../../secret",
        str(outside),
        "",
        ".",
        "..",
        "a\0b",
        "evt_1.lst_inbox/",
        "evt_1.lst_inbox:2,S",
    ):
        assert mailbox.read(key, limit=10) is None
    assert mailbox.clear(JobControl()) == 1
    assert {path.name for path in (folder / "new").iterdir()} >= {"link", "folder"}
    assert outside.read_bytes() == b"not for you"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_said(folder, mailbox):
    keep(folder, a_message())
    (folder / "new").chmod(0)
    try:
        with pytest.raises(StoreError):
            kept(mailbox)
    finally:
        (folder / "new").chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_said(folder, mailbox):
    folder.mkdir()
    (folder / "new").write_bytes(b"")
    with pytest.raises(StoreError):
        kept(mailbox)


def test_the_app_looks_where_the_platform_of_its_profile_puts_it(tmp_path):
    paths = profile_paths(tmp_path)
    services = build_services(paths, SettingsStore(paths.settings_file), Redactor())
    keep_raw(paths.sandbox_dir / platform.FOLDER, "evt_1.lst_1", b"Subject: x\r\n\r\n")
    found = services.connections._sandbox.mailbox
    assert [one.key for one in kept(found)] == ["evt_1.lst_1"]
    assert found.mail_server() == ""
