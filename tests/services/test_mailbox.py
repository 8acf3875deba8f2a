"""What the mailbox service lists, reads, saves and removes; over a real folder."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.adapters.maildir import MaildirMailbox
from app.adapters.private_files import whole_file
from app.domain.control import Cancelled, JobControl
from app.domain.errors import StoreError
from app.services import mailbox as services
from app.services.mailbox import MailboxService
from tests.support.mails import AT, a_message, keep, keep_many, keep_raw, mail_bytes

CONTROL = JobControl()


class Counting(MaildirMailbox):
    """Counts what is read from the disk."""

    def __init__(self, folder, server=""):
        super().__init__(folder, self._ask)
        self.server, self.asked, self.listed, self.reads = server, 0, 0, []

    def _ask(self):
        self.asked += 1
        return self.server

    def kept(self, control, *, most):
        self.listed += 1
        return super().kept(control, most=most)

    def read(self, key, *, limit):
        self.reads.append(key)
        return super().read(key, limit=limit)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mailbox"


@pytest.fixture
def disk(folder):
    return Counting(folder)


@pytest.fixture
def service(disk):
    return MailboxService(disk, whole_file, clock=lambda: AT + timedelta(hours=1))


def test_the_list_tells_what_each_message_is_of(folder, service):
    keep(folder, a_message())
    (line,) = service.look(CONTROL).lines
    assert (line.subject, line.recipient) == ("clients created: Thandi Mokoena", "ops@example.com")
    assert (line.entity, line.function, line.record_id) == ("clients", "create", "cli_1")
    assert "thandi mokoena" in line.haystack
    assert line.key in line.haystack


def test_nothing_is_read_again_while_nothing_came(folder, disk, service):
    keep_many(folder, 3)
    state = service.look(CONTROL)
    assert service.look(CONTROL) is state
    assert (disk.listed, len(disk.reads)) == (1, 3)
    keep(folder, a_message(9))
    assert service.look(CONTROL).lines[0].key == "evt_9.lst_inbox"
    assert len(disk.reads) == 4


def test_one_that_came_just_now_is_looked_for_once_more(folder, disk):
    """The time of a folder is coarse: a second message in the same tick would be missed."""
    service = MailboxService(disk, whole_file, clock=lambda: AT)
    keep(folder, a_message())
    service.look(CONTROL)
    service.look(CONTROL)
    assert (disk.listed, len(disk.reads)) == (2, 1)


def test_only_the_newest_are_listed_and_all_are_counted(folder, service, monkeypatch):
    monkeypatch.setattr(services, "LISTED", 2)
    names = keep_many(folder, 5)
    state = service.look(CONTROL)
    assert [one.key for one in state.lines] == names[:2]
    assert state.count == 5


def test_a_long_message_costs_the_list_little(folder, service):
    keep(folder, a_message(payload=b'{"id":"cli_1","note":"%s"}' % (b"x" * 250_000)))
    (line,) = service.look(CONTROL).lines
    assert len(line.haystack) <= 16 * 1024
    mail = service.read(CONTROL, line.kept)
    assert mail.is_complete
    assert len(mail.attachment) > 250_000


def test_where_mail_goes_instead_is_told_and_read_from_the_settings_once(disk, service):
    disk.server = "mail.example"
    assert service.look(CONTROL).mail_server == "mail.example"
    keep(disk._folder, a_message())
    assert service.look(CONTROL).mail_server == "mail.example"
    assert disk.asked == 1


def test_a_message_is_saved_byte_for_byte(folder, service, tmp_path):
    data = mail_bytes(a_message())
    keep_raw(folder, "evt_1.lst_1", data)
    (line,) = service.look(CONTROL).lines
    target = tmp_path / "message.eml"
    assert service.save(CONTROL, line.kept, target)
    assert target.read_bytes() == data
    with pytest.raises(StoreError):
        service.save(CONTROL, line.kept, tmp_path / "nowhere" / "message.eml")


def test_a_message_that_went_is_said(folder, disk, service, tmp_path):
    keep(folder, a_message())
    (line,) = service.look(CONTROL).lines
    assert disk.clear(CONTROL) == 1
    assert service.read(CONTROL, line.kept) is None
    assert not service.save(CONTROL, line.kept, tmp_path / "message.eml")
    assert not (tmp_path / "message.eml").exists()


def test_emptying_removes_what_is_there(folder, service):
    keep_many(folder, 3)
    assert service.empty(CONTROL) == 3
    assert service.look(CONTROL).count == 0
    assert service.empty(CONTROL) == 0


def test_a_job_that_nobody_waits_for_ends(folder, service):
    keep_many(folder, 2)
    control = JobControl()
    control.cancel()
    with pytest.raises(Cancelled):
        service.look(control)
    with pytest.raises(Cancelled):
        service.empty(control)
    assert service.look(CONTROL).count == 2
