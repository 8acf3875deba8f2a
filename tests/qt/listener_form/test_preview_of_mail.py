"""The message that the preview shows is the one that the embedded platform's mailbox gets."""

from __future__ import annotations

import email
import email.policy

import pytest

from app.domain import strict_json
from app.domain.control import JobControl
from app.domain.listener import Kind
from app.domain.listener_draft import ListenerDraft
from app.ui.pages.listener_form.preview_text import Wanted, made
from tests.services.test_with_platform import (  # noqa: F401 - fixtures
    platform,
    profile,
    service,
    workspace,
)
from tests.support.builders import settings

CONTROL = JobControl()


@pytest.mark.parametrize(
    "record",
    [
        None,
        {"id": "cli_1", "version": 3, "first_name": "Zoë\u202e", "last_name": "=?utf-8?q?x?=  y"},
        {"id": "a/b: c", "version": True, "first_name": "long " * 90, "last_name": "x"},
        {"first_name": 1},
    ],
    ids=["sample", "harmful", "long", "nameless"],
)
def test_a_message_is_shown_as_the_mailbox_gets_it(workspace, platform, record):  # noqa: F811
    to = "ops@example.com"
    body = strict_json.dumps(record) if record else workspace.catalog.sample(CONTROL, "clients")
    draft = ListenerDraft(entity="clients", kind=Kind.EMAIL, address=to)
    shown = made(workspace.tests, Wanted(draft, None, body), limit_bytes=len(body))
    wanted = settings(address=to)
    box = platform.server.platform.settings.data_dir / "mailbox" / "new"
    before = set(box.glob("*"))
    attempt = workspace.tests.by_platform(CONTROL, wanted, payload=body if record else None)
    assert attempt.error is None
    (new,) = set(box.glob("*")) - before
    got = email.message_from_bytes(new.read_bytes(), policy=email.policy.default)
    (attached,) = got.iter_attachments()
    assert (got["To"], got["Subject"]) == (shown.message.to, shown.message.subject)
    assert attached.get_filename() == shown.message.attachment
    assert attached.get_payload(decode=True) == shown.sent == body
