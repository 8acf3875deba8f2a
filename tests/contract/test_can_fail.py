"""The checks find what is wrong: each broken server breaks just the sentences it should."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.__main__ import main
from tests.contract.bending_proxy import Bend, BendingProxy, Passing, Returning
from tests.contract.run import ALL, Verdict, judge_all
from tests.contract.world import Server, World

ROOT = Path(__file__).parents[2]
BY_NAME = {one.name: one for one in ALL}


def forget_key(call: Passing) -> None:
    call.headers.pop("idempotency-key", None)


def allow_origin(call: Passing) -> None:
    call.headers.pop("origin", None)


def alter_etag(answer: Returning) -> None:
    if "etag" in answer.headers:
        answer.headers["etag"] = "W/" + answer.headers["etag"]


def reorder(answer: Returning) -> None:
    page = answer.json
    if isinstance(page, dict) and "next_cursor" in page:
        answer.say({**page, "items": page["items"][::-1]})


def lose_the_last(answer: Returning) -> None:
    page = answer.json
    if isinstance(page, dict) and page.get("next_cursor") is not None:
        answer.say({**page, "items": page["items"][:-1]})


def plain_problems(answer: Returning) -> None:
    if answer.status >= 400:
        answer.headers["content-type"] = "application/json"


def no_current(answer: Returning) -> None:
    problem = answer.json
    if answer.status == 412:
        answer.say({name: value for name, value in problem.items() if name != "current"})


def say_secrets(answer: Returning) -> None:
    body = json.loads(answer.call.body or b"{}")
    if answer.status == 201 and isinstance(body, dict) and "secrets" in body:
        answer.say({**answer.json, "note": body["secrets"]})


def seconds_only(answer: Returning) -> None:
    answer.body = answer.body.replace(b'Z"', b'+00:00"')


def spread_out(answer: Returning) -> None:
    record = answer.json
    if "/records/" in answer.call.target and answer.call.method == "GET":
        answer.say(record)  # other bytes than those that were written


def no_challenge(answer: Returning) -> None:
    answer.headers.pop("www-authenticate", None)


def all_is_gone(answer: Returning) -> None:
    if answer.call.method == "DELETE" and answer.status == 404:
        answer.status, answer.body = 204, b""


def forget_deletions(answer: Returning) -> None:
    page = answer.json
    if "/listeners/changes" in answer.call.target and answer.status == 200:
        answer.say({**page, "deleted": []})


def everything_is_there(answer: Returning) -> None:
    me = answer.json
    if answer.call.target.endswith("/me") and answer.status == 200:
        answer.say({**me, "capabilities": [*me["capabilities"], "time_travel"]})


BROKEN_SERVERS: dict[str, tuple[Bend, set[str]]] = {
    "alters the ETag": (
        Bend(answer=alter_etag),
        {"every_single_resource_has_an_etag", "listeners_and_credentials_carry_their_etag"},
    ),
    "forgets keys": (
        Bend(call=forget_key),
        {"the_same_key_gives_the_first_answer", "the_same_key_with_another_body_is_422"},
    ),
    "lets web pages in": (Bend(call=allow_origin), {"pages_and_foreign_hosts_are_refused"}),
    "reorders": (
        Bend(answer=reorder),
        {"listeners_and_credentials_come_oldest_first", "all_else_comes_newest_first",
         "pages_hold_everything_once"},
    ),
    "loses rows": (
        Bend(answer=lose_the_last),
        {"pages_hold_everything_once", "rows_that_come_and_go_disturb_nothing"},
    ),
    "has problems of its own": (Bend(answer=plain_problems), {"refusals_are_problems"}),
    "says no current": (Bend(answer=no_current), {"a_stale_version_is_412", "another_put_is_412"}),
    "tells secrets": (Bend(answer=say_secrets), {"secrets_never_come_out"}),
    "writes times as it likes": (Bend(answer=seconds_only), {"times_are_written_one_way"}),
    "writes records anew": (
        Bend(answer=spread_out), {"a_version_has_the_same_bytes_for_everyone"},
    ),
    "does not challenge": (Bend(answer=no_challenge), {"without_a_good_token_it_is_401"}),
    "is glad to delete twice": (Bend(answer=all_is_gone), {"a_deleted_id_is_404"}),
    "forgets deletions": (Bend(answer=forget_deletions), {"the_feed_tells_what_was_deleted"}),
}  # fmt: skip
# What stays whole behind every one of these servers.
UNTOUCHED = ("an_administrator_may_do_everything", "the_catalog_has_its_shape")


def verdicts(server: Server, names: set[str]) -> dict[str, Verdict]:
    wanted = [BY_NAME[name] for name in sorted(names)]
    return {one.check.name: one.verdict for one in judge_all(server, wanted)}


@pytest.mark.parametrize("broken", BROKEN_SERVERS)
def test_a_broken_server_is_found(broken: str, server: Server) -> None:
    bend, sentences = BROKEN_SERVERS[broken]
    with BendingProxy(server.base_url, bend) as proxy:
        bent = dataclasses.replace(server, base_url=proxy.url)
        found = verdicts(bent, sentences | set(UNTOUCHED))
    assert {name for name, one in found.items() if one is Verdict.BROKEN} == sentences


def test_a_server_that_looks_at_no_version_is_found(server: Server) -> None:
    class Forgetful:
        """Puts the present ETag in the place of whatever came, as such a server behaves."""

        def __call__(self, call: Passing) -> None:
            if call.method in ("PATCH", "DELETE") and "/listeners/lst_" in call.target:
                now = server.api.get(call.target.removeprefix("/api/v1"))
                call.headers["if-match"] = now.headers.get("ETag", '"none"')

    sentences = {"without_a_version_it_is_428", "a_stale_version_is_412"}
    with BendingProxy(server.base_url, Bend(call=Forgetful())) as proxy:
        found = verdicts(dataclasses.replace(server, base_url=proxy.url), sentences)
    assert set(found.values()) == {Verdict.BROKEN}


def test_a_proxy_that_bends_nothing_is_as_good_as_the_server(server: Server) -> None:
    quick = {one.name for one in ALL if one.section.startswith(("2", "3", "5"))}
    with BendingProxy(server.base_url, Bend()) as proxy:
        found = verdicts(dataclasses.replace(server, base_url=proxy.url), quick)
    assert Verdict.BROKEN not in found.values()


def test_an_unknown_capability_is_no_mistake(server: Server) -> None:
    with BendingProxy(server.base_url, Bend(answer=everything_is_there)) as proxy:
        found = verdicts(
            dataclasses.replace(server, base_url=proxy.url), {"what_is_listed_is_built"}
        )
    assert set(found.values()) == {Verdict.HOLDS}


def test_what_is_made_is_taken_away_again(server: Server) -> None:
    def there() -> list[str]:
        lists = [World(server).items(path) for path in ("/listeners", "/credentials")]
        return [one["id"] for items in lists for one in items]

    before = there()
    names = {"a_credential_in_use_stays", "a_client_chooses_the_id", "pages_hold_everything_once"}
    assert set(verdicts(server, names).values()) == {Verdict.HOLDS}
    assert there() == before


@pytest.fixture
def token_file(tmp_path: Path, server: Server) -> str:
    path = tmp_path / "token"
    path.write_text(server.token + "\n")
    return str(path)


def test_the_command_says_what_holds_and_what_does_not(
    server: Server, token_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--token-file", token_file, "--section", "2", "--check", "me_says_who_and_what"]
    assert main([server.base_url, *given]) == 0
    assert "1 hold, 0 broken, 0 skipped, of 1 sentences." in capsys.readouterr().out
    bend = Bend(answer=lambda answer: answer.say({}))
    with BendingProxy(server.base_url, bend) as proxy:
        assert main([proxy.url, *given]) == 1
    said = capsys.readouterr().out
    assert said.startswith("FAIL  §2 Who am I: GET /me: user, permissions, instance")
    assert "/me lacks user, permissions, instance, channels, capabilities" in said


def test_the_command_lists_every_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ALL) == len(BY_NAME)
    assert {line[1] for line in lines} == set("12345678")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "URL and --token-file"),
        (["--section", "9", "--list"], "no such check"),
        (["http://127.0.0.1:1", "--token-file", "/no/such/file"], "cannot be used"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


def test_nothing_listens_there(token_file: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.contract", "http://127.0.0.1:1", "--token-file", token_file,
         "--section", "2"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no answer (ConnectionError)" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    # And it needs nothing of the platform that it judges.
    tops = "{name.partition('.')[0] for name in sys.modules}"
    probe = f"import sys, tests.contract.__main__; print('app' in {tops})"
    loaded = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "False"
