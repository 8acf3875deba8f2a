"""F12, F13: real processes are killed at random, in short; `dev.py soak` does it at length.

The judge of it is judged first: what it is told to find must be found.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak import tally
from tests.soak.desk import secret_of
from tests.soak.ledger import DELETED, Edit, Key, Ledger, Report, There, Value, last_of
from tests.soak.processes import warm
from tests.soak.storm import Storm
from tests.support.power_cut import own_disk


def named(value, began_s, ended_s=math.inf, *, listener_id="lst_1", was=DELETED):
    return Edit("name", listener_id, value, was, began_s, ended_s)


def there(**names: list[str]) -> There:
    """Listeners by id, each with the names that it was given."""
    given = {f"lst_{one.removeprefix('_')}": many for one, many in names.items()}
    values: dict[Key, Value] = {Key("name", one): many[-1] for one, many in given.items()}
    return There(values | {Key("signing", one): True for one in given}, given)


NOBODY: tuple[set[str], set[str]] = (set(), set())


def test_what_was_written_last_is_what_nothing_acknowledged_came_after():
    assert last_of([named("a", 1, 2), named("b", 3, 4)]) == {"b"}
    assert last_of([named("a", 1, 4), named("b", 3, 5)]) == {"a", "b"}  # at once
    assert last_of([named("a", 1, 2), named("b", 3)]) == {"a", "b"}  # killed: perhaps
    assert last_of([named("a", 1), named("b", 3, 4)]) == {"a", "b"}


@pytest.mark.parametrize(
    ("found", "lost", "doubled"),
    [
        (there(_1=["a", "b"]), 0, 0),
        (there(_1=["b"]), 0, 0),  # sent together
        (there(_1=["a"]), 1, 0),
        (there(), 1, 0),
        (there(_1=["a", "b", "a", "b"]), 0, 2),
        (there(_1=["b"], _2=["b"]), 0, 2),  # made twice
        (there(_1=["b"], _2=["x"]), 0, 1),  # by nobody
    ],
)
def test_a_judge_finds_what_is_lost_and_what_is_doubled(found, lost, doubled):
    ledger = Ledger()
    ledger.take(0, [Report({}, [named("a", 1, 2), named("b", 3, 4)])])
    ledger.judge(found, NOBODY)
    assert ledger.acknowledged == 2
    assert (len(ledger.lost), len(ledger.doubled)) == (lost, doubled)


def test_an_edit_that_the_next_process_does_not_see_is_lost_though_another_follows():
    ledger = Ledger()
    ledger.take(0, [Report({}, [named("a", 1, 2), named("b", 3, 4)])])
    ledger.take(0, [Report({Key("name", "lst_1"): "a"}, [named("c", 5, 6, was="a")])])
    assert len(ledger.lost) == 1
    ledger.judge(there(_1=["a", "c"]), NOBODY)
    assert len(ledger.lost) == 1


def test_what_died_before_it_said_so_may_be_there_and_may_not():
    for found in (there(), there(_1=["a"])):
        ledger = Ledger()
        ledger.take(0, [Report({}, [named("a", 1, listener_id="")])])
        ledger.judge(found, NOBODY)
        assert (ledger.lost, ledger.doubled) == ([], [])
    ledger = Ledger()
    ledger.take(0, [Report({}, [named("a", 1, listener_id="")])])
    ledger.take(0, [Report({Key("name", "lst_1"): "a"})])  # it was: so it is owed
    ledger.judge(there(), NOBODY)
    assert len(ledger.lost) == 1


def test_what_one_desk_made_is_not_claimed_by_the_other_that_sees_it_first():
    ledger = Ledger()
    ledger.take(1, [Report({}, [named("a", 1, listener_id="")])])
    ledger.take(0, [Report({Key("name", "lst_1"): "a"})])
    ledger.take(1, [Report({Key("name", "lst_1"): "a"}, [named("b", 3, 4, was="a")])])
    ledger.take(0, [Report({Key("name", "lst_1"): "b"})])
    ledger.judge(there(_1=["a", "b"]), NOBODY)
    assert (ledger.lost, ledger.doubled) == ([], [])


def test_what_was_said_while_the_power_was_cut_nobody_heard():
    for found in (there(), there(_1=["a"])):
        ledger = Ledger()
        ledger.take(0, [Report({}, [named("a", 1, 3)])], until_s=2)
        ledger.judge(found, NOBODY)
        assert (ledger.acknowledged, ledger.lost, ledger.doubled) == (0, [], [])


def test_what_was_made_and_edited_while_the_power_was_cut_is_owed_once_it_was_seen():
    made, edited = named("a", 1, 3), named("b", 4, 5, was="a")
    for found in (there(), there(_1=["a"]), there(_1=["a", "b"]), there(_1=["b"])):
        ledger = Ledger()
        ledger.take(0, [Report({}, [made, edited])], until_s=2)
        ledger.judge(found, NOBODY)
        assert (ledger.lost, ledger.doubled) == ([], [])
    ledger = Ledger()
    ledger.take(0, [Report({}, [made, edited])], until_s=2)
    ledger.take(0, [Report({Key("name", "lst_1"): "b"})])
    ledger.judge(there(), NOBODY)
    assert len(ledger.lost) == 1


def test_a_deletion_is_owed_unless_it_was_given_up_in_a_conflict():
    for given_up, lost in ((set(), 1), ({"lst_1"}, 0)):
        ledger = Ledger()
        ledger.take(0, [Report({}, [named("a", 1, 2), named(DELETED, 3, 4, was="a")])])
        ledger.judge(there(_1=["a"]), (given_up, set()))
        assert len(ledger.lost) == lost


def test_an_edit_that_nothing_can_be_in_conflict_with_was_in_conflict_with_itself():
    ledger = Ledger()
    ledger.take(0, [Report({}, [named("a", 1, 2), named("b", 3, 4)])])
    ledger.judge(there(_1=["a", "b"]), ({"lst_1"}, set()))
    assert len(ledger.lost) == 1


def kept(value, began_s, ended_s, *, secret=True, was=DELETED):
    """A credential that was made or changed, with a secret or without."""
    settings = ["credential", "secret"] if secret else ["credential"]
    return [Edit(one, "crd_1", value, was, began_s, ended_s) for one in settings]


def credential(name: str | None, secret: str) -> There:
    values: dict[Key, Value] = {Key("credential", "crd_1"): name, Key("secret", "crd_1"): secret}
    return There(values, {"crd_1": ["a", "b"]})


@pytest.mark.parametrize(
    ("found", "lost"),
    [
        (credential("b", "b"), 0),
        (credential("b", "a"), 1),  # the name arrived, the secret did not
        (credential("b", ""), 1),
        (credential("a", "b"), 1),
    ],
)
def test_a_secret_that_did_not_arrive_is_lost(found, lost):
    ledger = Ledger()
    ledger.take(0, [Report({}, [*kept("a", 1, 2), *kept("b", 3, 4, was="a")])])
    ledger.judge(found, NOBODY)
    assert (len(ledger.lost), ledger.doubled) == (lost, [])


def test_a_change_of_the_name_leaves_the_secret_as_it_was():
    edits = [*kept("a", 1, 2), *kept("b", 3, 4, secret=False, was="a")]
    for secret, lost in (("a", 0), ("b", 1)):
        ledger = Ledger()
        ledger.take(0, [Report({}, edits)])
        ledger.judge(credential("b", secret), NOBODY)
        assert len(ledger.lost) == lost


@pytest.mark.parametrize("ended_s", [4, math.inf])
def test_a_killed_change_of_a_credential_is_in_conflict_with_nobody(
    ended_s,
):
    ledger = Ledger()
    ledger.take(0, [Report({}, [*kept("a", 1, 2), *kept("b", 3, ended_s, was="a")])])
    ledger.judge(credential("b", "b"), ({"crd_1"}, set()))
    assert any("in conflict with its own desk" in one for one in ledger.lost)


def test_a_credential_that_was_made_before_anybody_said_so_has_its_secret_once_it_was_seen():
    made = [Edit(one.setting, "", one.value, one.was, 1) for one in kept("a", 1, 2)]
    for secret, lost in (("a", 0), ("", 1)):
        ledger = Ledger()
        ledger.take(0, [Report({}, made)])
        ledger.take(0, [Report({Key("credential", "crd_1"): "a"})])
        ledger.judge(There(credential("a", secret).values, {"crd_1": ["a"]}), NOBODY)
        assert len(ledger.lost) == lost


def test_T48_a_draft_that_is_not_offered_is_lost():
    key = Key("draft", "desk 0")
    for seen, lost in (("b", 0), ("a", 1), (DELETED, 1)):
        ledger = Ledger()
        ledger.take(0, [Report({}, [Edit(*key, "a", DELETED, 1, 2), Edit(*key, "b", "a", 3, 4)])])
        ledger.take(0, [Report({key: seen})])
        assert len(ledger.lost) == lost


@pytest.fixture(scope="module")
def context():
    if sys.platform == "win32":
        pytest.skip("no SIGKILL here")
    return warm()


def calm(storm: Storm) -> None:
    """All is quiet, and nothing is missing."""
    storm.judge()
    assert (storm.ledger.lost, storm.ledger.doubled, storm.leaked) == ([], [], [])


def test_F01_F02_F12_processes_are_killed_and_nothing_is_lost_or_doubled(context, tmp_path):
    storm = Storm(context, tmp_path, 12)
    try:
        while not storm.ledger.acknowledged or storm.kills < 4:
            storm.kill_some()
        calm(storm)
        (storm.desks[1].profile / "notes.txt").write_text(f"it is {secret_of('desk 1')}")
        storm.look_for_secrets()
        assert storm.leaked == ["a secret in notes.txt"]
    finally:
        storm.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with own_disk(tmp_path) as folder:
        yield folder


@pytest.mark.root
def test_F13_the_power_is_cut_under_desks_and_platform_that_sync(context, disk, tmp_path):
    storm = Storm(context, tmp_path, 13, desks_in=disk, platform_in=disk)
    try:
        while not storm.ledger.acknowledged:
            storm.cut(disk, with_platform=True)
        calm(storm)
    finally:
        storm.close()


def test_rounds_add_up_and_a_failure_keeps_its_seed(tmp_path):
    file = tmp_path / "reliability.json"
    tally.add(file, "kills", 1, "abc", tally.Outcome(30, 30, 100, took_s=9))
    bad = tally.Outcome(20, 20, 50, lost=1, took_s=6, wrong=["'x' is gone"])
    tally.add(file, "kills", 77, "abc", bad)
    tally.add(file, "machine", 5, "def", tally.Outcome(10, 4, 60, took_s=3))
    row = tally.read(file)["campaigns"]["kills"]["abc"]
    assert (row["rounds"], row["count"], row["acknowledged"], row["lost"]) == (2, 50, 150, 1)
    page = (tmp_path / "RELIABILITY.md").read_text("utf-8")
    assert "| kills: processes killed | 50 | 2000 | 10000 | 150 | 1 | 0 | 0.00 |" in page
    assert "soak --only kills --seed 77`: 'x' is gone. Mended: not yet." in page


def test_the_page_in_the_tree_is_the_one_of_its_figures():
    page = tally.FILE.with_name("RELIABILITY.md").read_text("utf-8")
    assert page == tally.page(tally.read(tally.FILE))
