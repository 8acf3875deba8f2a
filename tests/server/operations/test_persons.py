"""`platform person …`: one person's data found, handed out and deleted (T46, POPIA)."""

from __future__ import annotations

import json
import stat
import sys

import pytest

from app.server.retention.mentions import Mention
from tests.support.kept_data import delivered_to, delivery_of, files_with, new_listener
from tests.support.receivers import HttpReceiver, Reply

CANARY = "thandi-5c2e@example.com"
LEAD = {"full_name": "Thandi Ünlü", "email": CANARY}
NOTHING = {"records": 0, "payloads": 0, "attempts": 0, "kept_answers": 0, "mails": 0}


@pytest.fixture
def story(folder):
    """A lead that was sent, mailed, held and answered; and another that names nobody."""
    with folder.serve() as platform, HttpReceiver() as receiver:
        receiver.answer(Reply(body=json.dumps({"echo": CANARY}).encode()))
        url = {"kind": "endpoint", "url": receiver.url, "auth_type": "none"}
        sent = new_listener(platform, url)
        mailed = new_listener(platform, {"kind": "email", "address": "ops@example.com"})
        held = new_listener(platform, url, mode="paused")
        made = platform.post("/records/leads", LEAD, headers={"Idempotency-Key": "1"}).json()
        for one in (sent, mailed):
            delivered_to(platform, one)
        path = f"/records/leads/{made['id']}"
        change = {"full_name": "Thandi U."}
        assert platform.patch(path, change, platform.get(path).headers["etag"]).ok
    return {"sent": sent, "mailed": mailed, "held": held, "record": made["id"]}


def test_everything_is_found_and_handed_out(folder, story, maybe_served):
    with maybe_served():
        found = folder.result("person", "find", CANARY.upper())["found"]
        assert found["records"] == 1
        assert found["payloads"] == 2  # both versions
        assert found["kept_answers"] == 1
        assert found["mails"] == 1
        assert found["attempts"] == 1
        code, out, error = folder.command("person", "export", CANARY)
        assert (code, error) == (0, "")
    document = json.loads(out)
    (record,) = document["records"]
    assert json.loads(record["body"])["full_name"] == "Thandi U."
    first = next(one for one in document["events"] if one["record_version"] == 1)
    assert json.loads(first["payload"])["email"] == CANARY
    answers = [
        attempt["response"]["body"]
        for one in first["deliveries"]
        for attempt in one["attempts"]
        if attempt["request"]["method"] == "POST"
    ]
    assert answers == [json.dumps({"echo": CANARY})]
    assert len(document["mails"]) == 1


def test_T46_deleted_means_gone_from_every_file_and_deliveries_stay(folder, story, maybe_served):
    assert files_with(folder.path, CANARY)
    with maybe_served():
        done = folder.result("person", "delete", CANARY, "--yes")
        assert done["left"] == NOTHING
        assert done["deleted"]["payloads"] == 2
        assert folder.result("person", "find", CANARY)["found"] == NOTHING
        assert files_with(folder.path, CANARY) == []
    with folder.serve() as platform:
        for name in ("sent", "mailed"):
            kept = delivery_of(platform, story[name])
            assert (kept["status"], kept["payload"]) == ("delivered", None)
            (attempt,) = kept["attempt_log"]
            assert attempt["response"]["body"] is attempt["request"]["body"] is None
        gone = delivery_of(platform, story["held"])
        assert (gone["status"], gone["status_reason"]) == ("cancelled", "by_user")
        assert platform.get(f"/records/leads/{story['record']}").status_code == 404
        entries = platform.get("/audit").json()["items"]
    (entry,) = [one for one in entries if one["action"] == "deleted" and one["after"]]
    assert entry["after"]["payloads"] == 2
    assert CANARY not in json.dumps(entries)


def test_T47_the_log_does_not_say_about_whom(folder, story, caplog):
    caplog.set_level("DEBUG")
    with folder.serve():
        folder.result("person", "find", CANARY)
        folder.command("person", "export", CANARY)
        folder.result("person", "delete", CANARY, "--yes")
    assert "person.delete" in caplog.text
    assert CANARY not in caplog.text


def test_others_keep_what_is_theirs(folder, story):
    with folder.serve() as platform:
        other = platform.post("/records/leads", {"full_name": "Sipho", "email": "s@example.com"})
        folder.result("person", "delete", CANARY, "--yes")
        path = f"/records/leads/{other.json()['id']}"
        assert platform.get(path).status_code == 200
        (one,) = platform.get("/events", params={"record_id": other.json()["id"]}).json()["items"]
        delivery_id = one["outcomes"][0]["delivery_id"]
        assert "Sipho" in platform.get(f"/deliveries/{delivery_id}").json()["payload"]


def test_an_address_that_deliveries_went_to_goes_with_the_tries(folder):
    with folder.serve() as platform:
        mailed = new_listener(platform, {"kind": "email", "address": CANARY})
        platform.post("/records/leads", {"full_name": "Sipho"})
        delivered_to(platform, mailed)
        done = folder.result("person", "delete", CANARY, "--yes")
        assert done["left"] == NOTHING
        kept = delivery_of(platform, mailed)
        assert (kept["status"], kept["attempt_log"]) == ("delivered", [])
        assert "Sipho" in kept["payload"]  # it does not name the person


def test_it_asks_first_and_reads_the_text_where_nobody_sees_it(folder, story, monkeypatch):
    code, out, error = folder.command("person", "delete", CANARY)
    assert (code, out) == (1, "")
    assert "nothing was deleted" in error
    assert folder.result("person", "find", CANARY)["found"]["records"] == 1
    monkeypatch.setattr(sys, "stdin", _Line(CANARY + "\n"))
    assert folder.result("person", "find", "-")["found"]["records"] == 1
    for text in ("", "a", "  ab  "):
        code, _, error = folder.command("person", "find", text)
        assert code == 1
        assert "at least 3 characters" in error


def test_an_export_is_a_private_new_file(folder, story, tmp_path):
    target = tmp_path / "export.json"
    code, out, error = folder.command("person", "export", CANARY, "--out", str(target))
    assert (code, out) == (0, "")
    assert str(target) in error
    assert CANARY in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    code, _, error = folder.command("person", "export", CANARY, "--out", str(target))
    assert code == 1
    assert "exists already" in error


class _Line:
    def __init__(self, line):
        self._line = line

    def readline(self):
        return self._line

    def isatty(self):
        return False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thandi@example.com", b'{"email":"Thandi@Example.com"}'),
        ("Ünlü", b'{"name":"\\u00dcnl\\u00fc"}'),
        ("thandi@x.example", {"body": '{"a": "{\\"b\\": \\"thandi@x.example\\"}"}'}),
        ("thandi@example.com", {"url": "https://x.example/?q=thandi%40example.com"}),
        ("8001015009087", {"id_number": 8001015009087}),
        ("thandi", {"body": "dGhhbmRp/w==", "body_encoding": "base64"}),
        ("thandi", ["a", {"thandi": None}]),
        ("straße", b"STRASSE 1"),
    ],
)  # fmt: skip
def test_a_text_is_found_however_it_is_written(text, value):
    assert Mention.of(text).is_in(value)
    assert not Mention.of("somebody else").is_in(value)


def test_what_is_looked_for_is_in_no_repr():
    assert CANARY not in repr(Mention.of(CANARY))


@pytest.mark.parametrize(
    "value", [None, b"", "", {}, b"\xff\xfe", "\\", '"\\u12"', "%", "{" * 3000 + "\\", True, 1.5]
)
def test_nonsense_names_nobody(value):
    assert not Mention.of("thandi").is_in(value)
