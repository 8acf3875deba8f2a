"""Listeners from the command line: looked at, made, changed, deleted, on the platform at once."""

from __future__ import annotations

import io
import json
import sys

import pytest

from app.adapters import rest_api
from app.domain.errors import NotFound
from app.domain.ids import is_client_id
from app.domain.secret import Secret
from app.services.test_sends import TestService
from tests.support.http_servers import HttpServer, answer
from tests.support.platform import running_platform


def there(platform, listener_id):
    return platform.get(f"/listeners/{listener_id}").json()


def test_a_listener_lives_its_whole_life(connected, platform):
    made = connected.create("--name", "Life", "--mode", "paused", "--no-signing")
    listener_id = made["id"]
    assert is_client_id("lst", listener_id)
    assert made["local"]["state"] == "clean"
    now = there(platform, listener_id)
    assert (now["name"], now["mode"], now["signing"]) == ("Life", "paused", False)
    assert made["destination"] == {**now["destination"], "credential_id": None}

    listeners = ("listeners",)
    assert connected.result(*listeners, "enable", "Life")["items"][0]["mode"] == "enabled"
    assert there(platform, listener_id)["status"] == "active"
    connected.result(*listeners, "pause", listener_id)
    connected.result(*listeners, "disable", listener_id)
    assert there(platform, listener_id)["status"] == "disabled"

    edited = connected.result(
        *listeners, "edit", "Life", "--email", "ops@example.com", "--name", "Mail", "--signing"
    )
    assert (edited["name"], edited["signing"]) == ("Mail", True)
    assert there(platform, listener_id)["destination"] == {
        "kind": "email",
        "address": "ops@example.com",
    }

    gone = connected.result(*listeners, "delete", "Mail", "--yes")
    assert gone == {"items": [{"id": listener_id, "deleted": True}]}
    assert platform.get(f"/listeners/{listener_id}").status_code == 404
    assert "no listener" in connected.refused(*listeners, "show", listener_id)


def test_what_others_made_is_found_and_changed_at_once(connected, platform):
    body = {
        "name": "Theirs",
        "entity": "clients",
        "function": "update",
        "destination": {"kind": "email", "address": "ops@example.com"},
    }
    listener_id = platform.post("/listeners", body).json()["id"]
    connected.result("listeners", "edit", listener_id, "--name", "Ours")
    assert there(platform, listener_id)["name"] == "Ours"
    shown = connected.result("listeners", "show", listener_id)
    assert (shown["name"], shown["version"], shown["local"]["state"]) == ("Ours", 2, "clean")


def test_the_list_is_narrowed_down(connected):
    for name, entity in (("Narrow one", "clients"), ("Narrow two", "policies")):
        connected.create("--name", name, "--entity", entity)

    def names(*words):
        return [one["name"] for one in connected.result("listeners", "list", *words)["items"]]

    assert names("--search", "NARROW") == ["Narrow one", "Narrow two"]
    assert names("--search", "narrow", "--entity", "policies") == ["Narrow two"]
    assert names("--search", "narrow", "--function", "update") == []
    assert names("--search", "narrow", "--channel", "none") == ["Narrow one", "Narrow two"]


def test_the_list_is_narrowed_down_by_status(connected, platform):
    made = {}
    for mode in ("enabled", "paused", "disabled"):
        made[mode] = connected.create("--name", f"By status, {mode}", "--mode", mode)["id"]
    body = {"name": "By status, unsupported", "entity": "users", "function": "create"}
    body |= {"destination": {"kind": "email", "address": "ops@example.com"}}
    deleting = platform.post("/listeners", body).json()["id"]
    waits = connected.create("--name", "By status, waits", "--offline")["id"]

    def ids(*words):
        words = ("listeners", "list", "--search", "by status", *words)
        return [one["id"] for one in connected.result(*words)["items"]]

    assert ids("--status", "paused") == [made["paused"]]
    both = ids("--status", "disabled", "--status", "active", "--offline")
    assert sorted(both) == sorted([made["enabled"], made["disabled"]])
    assert ids("--status", "unsupported", "--offline") == [deleting]
    assert ids("--status", "suspended", "--offline") == []
    assert waits in ids("--offline")  # the platform says nothing of it yet


@pytest.mark.parametrize("status", ["Active", "unknown", "", "conflict"])
def test_a_status_that_there_is_not_is_refused_before_anything_is_asked(profile, status):
    code, out, error = profile.command("listeners", "list", "--status", status)
    assert (code, out) == (2, "")
    assert "active, paused, disabled, suspended, unsupported" in " ".join(error.split())


@pytest.mark.parametrize("offline", [(), ("--offline",)])
@pytest.mark.parametrize(
    ("option", "name", "known"),
    [("--entity", "nonsense", "policies"), ("--function", "Create", "update")],
)
def test_a_name_that_the_catalog_does_not_have_is_refused_with_those_that_it_has(
    connected, offline, option, name, known
):
    connected.create("--name", "One that is there")  # which reads the catalog
    code, out, error = connected.command("listeners", "list", option, name, *offline)
    assert (code, out) == (2, "")
    assert option in error
    assert f"there is no such {option[2:]}; there are " in error
    assert known in error


@pytest.mark.parametrize(
    "words",
    [
        ("--entity", "tasks"),
        ("--entity", "audit_entries"),  # cannot be listened to, and is an entity
        ("--function", "delete"),
        ("--entity", "tasks", "--function", "read", "--search", "nothing"),
    ],
)
def test_what_the_catalog_has_is_listed_also_where_there_is_none(connected, words):
    assert connected.result("listeners", "list", *words)["items"] == []


def test_people_read_a_table(connected):
    made = connected.create("--name", "For people")
    code, out, error = connected.command("listeners", "list", "--search", "For people")
    assert (code, error) == (0, "")
    (line,) = [one for one in out.splitlines() if made["id"] in one]
    assert [part for part in line.split("  ") if part.strip()][1:] == [
        " For people",
        " clients create",
        " http://127.0.0.1:9/in",
        " active",
    ]
    code, out, error = connected.command("listeners", "show", "For people")
    assert (code, error) == (0, "")
    assert made["id"] in out
    assert "active" in out


def test_the_same_destination_twice_is_said(connected):
    url = "http://127.0.0.1:9/twice"
    first = connected.create("--url", url)
    code, _, error = connected.command("listeners", "create", "--entity", "clients", "--url", url)
    assert (code, first["id"] in error) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--url", "https://example.com"], ["--entity", "clients"]),
        (["--entity", "clients"], ["--url"]),
        (["--entity", "nothing", "--url", "https://example.com"], ["--entity", "policies"]),
        (["--entity", "audit_entries", "--url", "https://example.com"], ["--entity", "clients"]),
        (
            ["--entity", "clients", "--function", "delete", "--url", "https://example.com"],
            ["--function", "create, update"],
        ),
        (["--entity", "clients", "--url", "http://example.com"], ["--url", "https"]),
        (["--entity", "clients", "--url", "https://a.example/\x1b[31m"], ["--url", "U+001B"]),
        (["--entity", "clients", "--url", "https://" + "x" * 10_000], ["--url"]),
        (["--entity", "clients", "--email", "Ops <ops@example.com>"], ["--email"]),
        (
            ["--entity", "clients", "--email", "a@example.com", "--url", "https://example.com"],
            ["--email"],
        ),
        (
            ["--entity", "clients", "--url", "https://example.com", "--auth-type", "basic"],
            ["--credential"],
        ),
        (
            ["--entity", "clients", "--url", "https://example.com", "--auth-type", "magic"],
            ["--auth-type", "bearer"],
        ),
        (
            ["--entity", "clients", "--url", "https://example.com", "--credential", "nobody"],
            ["--credential"],
        ),
        (
            ["--entity", "clients", "--url", "https://example.com", "--channel", "nowhere"],
            ["--channel"],
        ),
        (
            ["--entity", "clients", "--url", "https://example.com", "--name", "a\u202eb"],
            ["--name", "U+202E"],
        ),
        (
            ["--entity", "clients", "--url", "https://example.com", "--name", "x" * 10_000],
            ["--name", "200"],
        ),
        (["--entity", "", "--url", "", "--name", "\x00"], ["--entity", "--url", "--name"]),
        (["--entity", "clients", "--url", "https://example.com", "--mode", "on"], ["--mode"]),
        (["--entity"], ["--entity"]),
        (["--secret", "hunter2"], ["--secret"]),
    ],
)
def test_every_wrong_option_is_named_and_nothing_is_made(connected, words, said):
    error = connected.refused("listeners", "create", *words)
    for part in said:
        assert part in error
    assert connected.result("pending", "list") == {"items": []}


def test_what_is_not_there_is_not_edited(connected):
    assert "no listener" in connected.refused("listeners", "edit", "lst_none", "--name", "x")
    assert "--name" in connected.refused("listeners", "edit", "lst_none")
    assert "no listener" in connected.refused("listeners", "enable", "lst_none")
    assert "no listener" in connected.refused("listeners", "show", "x" * 10_000)


def test_a_name_that_two_have_is_no_answer(connected):
    ids = [connected.create("--name", "Twin")["id"] for _ in range(2)]
    error = connected.refused("listeners", "show", "Twin")
    assert all(one in error for one in ids)


def test_a_credential_does_not_follow_to_another_host(connected, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hunter2-hunter2")
    made = connected.result(
        *("credentials", "create", "--name", "CRM", "--auth-type", "bearer"),
        *("--secret-file", str(secret)),
    )
    listener = connected.create("--url", "http://127.0.0.1:9/a", "--credential", "CRM")
    assert listener["destination"]["auth_type"] == "bearer"
    edit = ("listeners", "edit", listener["id"], "--url")
    assert "another host" in connected.refused(*edit, "http://127.0.0.1:10/a")
    moved = connected.result(*edit, "http://127.0.0.1:9/b")
    assert moved["destination"]["credential_id"] == made["id"]
    away = connected.result(*edit, "http://127.0.0.1:10/a", "--credential", made["id"])
    assert away["destination"]["credential_id"] == made["id"]
    bare = connected.result(*edit, "http://127.0.0.1:11/a", "--auth-type", "none")
    assert bare["destination"]["credential_id"] is None


def test_a_test_send_shows_the_answer_and_ends_as_it_does(connected, tmp_path):
    payload = tmp_path / "payload.json"
    payload.write_text('{"id": "rec_1", "version": 7}')
    with HttpServer(answer(200, body=b"thanks"), answer(500, body=b"\x1b[31mno")) as endpoint:
        test = ("listeners", "test", "--entity", "clients", "--url", endpoint.url + "/in")
        sent = connected.result(*test, "--payload-file", str(payload))
        assert (sent["succeeded"], sent["response"]["body"]) == (True, "thanks")
        assert endpoint.requests[0].json == {"id": "rec_1", "version": 7}
        assert endpoint.requests[0].header("webhook-test") == "true"
        code, out, error = connected.command(*test)
        assert (code, "500" in out, "\x1b" in out + error) == (4, True, False)
    listener = connected.create("--url", endpoint.url)
    code, out, error = connected.command("listeners", "test", listener["id"])
    assert (code, "connection refused" in error) == (4, True)


@pytest.fixture
def no_tests(monkeypatch):
    """A platform without the capability."""
    read_me = rest_api.read_me

    def less(value):
        return read_me({**value, "capabilities": [*{*value["capabilities"]} - {"test"}]})

    monkeypatch.setattr(rest_api, "read_me", less)


@pytest.fixture
def no_writing(monkeypatch):
    """An account that may look at listeners only."""
    read_me = rest_api.read_me

    def less(value):
        return read_me({**value, "permissions": ["listeners:read", "deliveries:read"]})

    monkeypatch.setattr(rest_api, "read_me", less)


def test_who_may_not_have_the_platform_test_can_test_from_here(profile, platform, no_writing):
    profile.connect(platform)
    with HttpServer(answer(200, body=b"thanks")) as endpoint:
        test = ("listeners", "test", "--entity", "clients", "--url", endpoint.url + "/in")
        code, _out, error = profile.command(*test)
        assert (code, len(endpoint.requests)) == (6, 0)
        assert "--from-here" in error
        assert profile.result(*test, "--from-here")["succeeded"] is True


def test_a_platform_that_turns_out_to_send_no_tests_leaves_this_computer(
    profile, platform, monkeypatch
):
    def missing(*_args, **_named):
        raise NotFound("no", status=404, code="capability_missing")

    monkeypatch.setattr(TestService, "by_platform", missing)
    profile.connect(platform)
    test = ("listeners", "test", "--entity", "clients", "--url", "http://127.0.0.1:1/in")
    code, _out, error = profile.command(*test)
    assert code == 4
    assert "this platform sends no tests; --from-here" in error


def test_only_who_sends_the_same_events_to_the_same_place_is_told_of(profile, platform):
    profile.connect(platform)
    url = ("--url", "https://hooks.example.com/twins")
    make = ("listeners", "create", "--entity", "clients", "--function", "create")
    first = profile.result(*make, *url)
    update = ("listeners", "create", "--entity", "clients", "--function", "update")
    _code, _out, error = profile.command(*update, *url)
    assert "also sent there" not in error
    code, _out, error = profile.command(*make, *url)
    assert code == 0, "it is a warning, nothing more"
    assert f"also sent there by {first['id']}: one arrives twice" in error


def test_where_the_platform_sends_no_tests_this_computer_does(
    profile, platform, no_tests, tmp_path
):
    profile.connect(platform)
    payload = tmp_path / "payload.json"
    payload.write_bytes(b'{"id": "rec_1",  "version": 7}')
    record = platform.get("/records/clients").json()["items"][0]["id"]
    with HttpServer(answer(200, body=b"thanks")) as endpoint:
        test = ("listeners", "test", "--entity", "clients", "--url", endpoint.url + "/in")
        sent = profile.result(*test, "--payload-file", str(payload))
        assert (sent["succeeded"], sent["response"]["body"]) == (True, "thanks")
        profile.result(*test)
        profile.result(*test, "--record", record)
        code, _out, error = profile.command(*test, "--record", "rec_unknown")
        assert (code, len(endpoint.requests)) == (4, 3)
        assert "from this computer" in error
    given, sample, saved = endpoint.requests
    assert given.body == payload.read_bytes()
    assert sample.body == platform.get("/catalog/entities/clients/sample").content
    assert saved.body == platform.get(f"/records/clients/{record}").content
    assert {one.header("webhook-test") for one in endpoint.requests} == {"true"}

    credential = platform.post(
        "/credentials",
        {"name": "CRM", "auth_type": "bearer", "fields": {}, "secrets": {"token": "canary"}},
    ).json()["id"]
    secret = (*test, "--auth-type", "bearer", "--credential", credential)
    assert "--secret-file" in profile.refused_with_remark(*secret)
    mail = ("listeners", "test", "--entity", "clients", "--email", "ops@example.com")
    code, out, error = profile.command(*mail)
    assert (code, out) == (4, "")
    assert "own mail server" in error


@pytest.fixture
def trial(connected, platform):
    """A saved listener with a credential, whose endpoint this computer reaches."""
    with HttpServer(answer(200)) as endpoint:
        yield Trial(connected, platform, endpoint)


class Trial:
    def __init__(self, profile, platform, endpoint):
        self.profile, self.platform, self.endpoint = profile, platform, endpoint
        self.token = Secret("canary-9f3a-0123456789")
        self.listener = self.listener_with("bearer", {}, {"token": self.token.reveal()})

    def listener_with(self, auth_type, fields, secrets):
        body = {"name": "CRM", "auth_type": auth_type, "fields": fields, "secrets": secrets}
        made = self.platform.post("/credentials", body).json()["id"]
        self.profile.command("credentials", "list")
        words = ("--auth-type", auth_type, "--credential", made, "--name", f"With {auth_type}")
        return self.profile.create("--url", self.endpoint.url, *words)["id"]

    def file(self, tmp_path, text):
        (tmp_path / "secret").write_text(text + "\n")
        return str(tmp_path / "secret")


def test_T01_a_test_from_here_takes_the_secret_from_a_file_and_keeps_it_nowhere(trial, tmp_path):
    file = trial.file(tmp_path, trial.token.reveal())
    test = ("listeners", "test", trial.listener, "--from-here")
    sent = trial.profile.result(*test, "--secret-file", file)
    assert sent["succeeded"]
    (request,) = trial.endpoint.requests
    assert request.header("authorization") == f"Bearer {trial.token.reveal()}"
    assert trial.token.reveal() not in json.dumps(sent)
    for one in trial.profile.path.rglob("*"):
        assert one.is_dir() or trial.token.reveal().encode() not in one.read_bytes()
    assert "--secret-file" in trial.profile.refused_with_remark(*test)  # as before


def test_a_test_from_here_takes_the_secret_from_standard_input(trial, monkeypatch):
    text = io.TextIOWrapper(io.BytesIO(trial.token.reveal().encode()))
    monkeypatch.setattr(sys, "stdin", text)
    test = ("listeners", "test", trial.listener, "--from-here", "--secret-stdin")
    assert trial.profile.result(*test)["succeeded"]
    assert trial.endpoint.requests[0].header("authorization").endswith(trial.token.reveal())


def test_a_test_from_here_takes_what_waits_in_the_keyring(trial, keyring, tmp_path):
    make = ("credentials", "create", "--name", "Waits", "--auth-type", "bearer")
    file = trial.file(tmp_path, "waits-in-the-keyring-0123")
    move = trial.profile.path / "config" / "connections.json"
    before = move.read_text()
    with HttpServer() as gone:
        pass
    move.write_text(before.replace(trial.platform.base_url, gone.url))
    made = trial.profile.result(*make, "--secret-file", file, code=3)["id"]
    move.write_text(before)
    words = ("--entity", "clients", "--url", trial.endpoint.url, "--auth-type", "bearer")
    test = ("listeners", "test", *words, "--credential", made, "--from-here")
    assert trial.profile.result(*test)["succeeded"]
    sent = trial.endpoint.requests[0].header("authorization")
    assert sent == "Bearer waits-in-the-keyring-0123"


def test_what_cannot_be_meant_by_a_secret_is_refused(trial, tmp_path):
    refused, file = trial.profile.refused, trial.file(tmp_path, "s3cret-0123456789")
    saved = ("listeners", "test", trial.listener)
    assert "--from-here" in refused(*saved, "--secret-file", file)
    assert "--secret-stdin" in refused(
        *saved, "--from-here", "--secret-stdin", "--payload-file", "-"
    )
    twice = ("--secret-file", file, "--secret-file", file)
    assert "twice" in refused(*saved, "--from-here", *twice)
    plain = ("listeners", "test", "--entity", "clients", "--url", trial.endpoint.url)
    assert "no credential" in refused(*plain, "--from-here", "--secret-file", file)
    basic = trial.listener_with("basic", {"username": "svc"}, {"password": "pw-0123456789"})
    bad = trial.file(tmp_path, "line\nbreak")
    assert "--secret-file" in refused(
        "listeners", "test", basic, "--from-here", "--secret-file", bad
    )
    assert trial.endpoint.requests == []


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"a": 1, "a": 2}', b"\xff", b"x" * 300_000])
def test_a_payload_that_is_none_is_refused(connected, tmp_path, content):
    payload = tmp_path / "payload.json"
    payload.write_bytes(content)
    test = ("listeners", "test", "--entity", "clients", "--url", "http://127.0.0.1:9/")
    assert "--payload-file" in connected.refused(*test, "--payload-file", str(payload))
    assert "--payload-file" in connected.refused(*test, "--payload-file", str(tmp_path))
    assert "--record" in connected.refused(
        *test, "--payload-file", str(payload), "--record", "rec_1"
    )


# -- whatever the platform does -----------------------------------------------------------


def test_offline_changes_wait_and_a_sync_sends_them(connected, platform):
    made = connected.create("--name", "Later", "--offline")
    assert (made["local"]["state"], made["local"]["change"]) == ("waiting", "create")
    assert platform.get(f"/listeners/{made['id']}").status_code == 404
    (waiting,) = connected.result("pending", "list")["items"]
    assert waiting["id"] == made["id"]
    done = connected.result("sync")
    assert (done["sent"], done["waiting"]) == (1, 0)
    assert there(platform, made["id"])["name"] == "Later"


def test_when_the_platform_is_away_all_can_be_read_and_edits_wait(profile, tmp_path):
    with running_platform(tmp_path / "platform") as platform:
        profile.connect(platform)
        known = profile.create("--name", "Known")
        profile.result("sync")
    code, out, error = profile.command("listeners", "list")
    assert code == 3
    assert known["id"] in out
    assert "cannot be reached" in error
    assert "as of" in error
    listed = profile.result("listeners", "list", code=3)
    assert (listed["online"], len(listed["items"])) == (False, 1)
    assert profile.result("listeners", "list", "--offline")["items"] == listed["items"]

    edited = profile.result("listeners", "edit", "Known", "--name", "Edited", code=3)
    assert (edited["name"], edited["local"]["state"]) == ("Edited", "waiting")
    made = profile.create("--name", "Made", code=3)
    assert made["local"]["change"] == "create"
    code, out, error = profile.command("listeners", "delete", "Edited", "--yes")
    assert (code, "waits" in out, "`sync` sends it" in error) == (3, True, True)
    code, out, error = profile.command("sync")
    assert (code, out) == (3, "")
    assert len(profile.result("pending", "list")["items"]) == 2
    assert profile.result("connections", "check", code=3)["passed"] is False


def test_a_platform_that_was_never_read_cannot_be_judged_offline(profile, platform):
    profile.connect(platform)
    code, out, error = profile.command(
        *("listeners", "create", "--entity", "clients", "--url", "https://example.com"),
        "--offline",
    )
    assert (code, out, "sync" in error) == (3, "", True)


def test_an_ended_token_and_a_missing_permission_are_6(connected, platform):
    connected.create("--name", "Mine")
    connected.give(Secret("pst_ended"))
    for words in (["listeners", "list"], ["sync"], ["credentials", "list"]):
        code, out, error = connected.command(*words)
        assert (code, out, "token" in error) == (6, "", True), words
    kept = connected.create("--name", "Kept", code=6)
    assert kept["local"]["state"] == "waiting"

    connected.give(platform.token_of("read_only"))
    connected.command("sync")  # which learns what this account may do
    code, out, error = connected.command("listeners", "delete", kept["id"], "--yes")
    assert (code, out) == (6, "")
    assert "listeners:write" in error


def test_a_permission_that_was_taken_away_is_6_and_the_change_is_kept(connected, platform):
    connected.give(platform.token_of("read_only"))  # of which this profile knows nothing yet
    code, out, error = connected.command(
        "listeners", "create", "--entity", "clients", "--url", "http://127.0.0.1:9/"
    )
    assert (code, "refused" in out) == (6, True)
    assert "listeners:write" in error
    (kept,) = connected.result("pending", "list")["items"]
    assert kept["state"] == "refused"


def test_what_the_platform_refuses_is_4_and_kept_until_it_is_mended(connected, platform):
    credential = platform.post(
        "/credentials", {"name": "Gone", "auth_type": "bearer", "secrets": {"token": "abc"}}
    ).json()
    connected.result("credentials", "list")
    platform.delete(f"/credentials/{credential['id']}", credential["etag"])
    words = ("--name", "Refused", "--credential", credential["id"])
    refused = connected.create(*words, code=4)
    assert refused["local"]["state"] == "refused"
    assert "credential" in refused["local"]["refused"][0]["pointer"]
    code, _, error = connected.command("sync")
    assert (code, "pending list" in error) == (4, True)
    mended = connected.result("listeners", "edit", "Refused", "--auth-type", "none")
    assert mended["local"]["state"] == "clean"
    assert there(platform, mended["id"])["name"] == "Refused"


def test_F31_a_damaged_local_copy_is_replaced_and_said(connected):
    made = connected.create("--name", "Survivor")
    (file,) = connected.path.glob("data/connections/con_*.db")
    file.write_bytes(file.read_bytes()[:5000])
    code, out, error = connected.command("listeners", "list", "--search", "Survivor")
    assert (code, made["id"] in out) == (0, True)
    assert "was damaged and has been replaced" in error
    code, _, error = connected.command("listeners", "list")
    assert (code, error) == (0, "")


def test_documents_are_ascii_and_one_line(connected):
    connected.create("--name", "Ünïcode 🙂")
    code, out, _ = connected.command("--json", "listeners", "list")
    assert (code, out.isascii(), out.count("\n")) == (0, True, 1)
    assert "Ünïcode 🙂" in [one["name"] for one in json.loads(out)["items"]]


def test_a_permission_that_was_given_since_is_enough(connected, platform):
    made = connected.create("--name", "Allowed")
    connected.give(platform.token_of("read_only"))
    connected.result("sync")
    assert connected.command("listeners", "disable", made["id"])[0] == 6
    connected.give(platform.token)
    assert connected.command("listeners", "disable", made["id"])[0] == 0


def test_a_permission_that_is_lacking_offline_is_lacking_as_far_as_is_known(connected, platform):
    made = connected.create("--name", "Allowed")
    connected.give(platform.token_of("read_only"))
    connected.result("sync")
    connected.give(platform.token)
    assert connected.command("listeners", "disable", made["id"], "--offline")[0] == 6
