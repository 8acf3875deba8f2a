"""What a sync costs the app: the first one, one with nothing or one thing new, one of many edits.

The platform is a process of its own and counts in no processor time here.  Beside the
first pull stands a loop with `requests` that reads the same pages and writes the same
rows; beside the edits one that sends the same batches and keeps no account of them.

    python -m benchmarks.sync [--listeners 10000] [--edits 1000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests

from app.adapters.listener_columns import REPLACE
from app.adapters.local_store import SqliteLocalStore
from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from benchmarks.kit import table
from benchmarks.kit.disk import folder_on_disk
from benchmarks.kit.served import Served, fill, served
from benchmarks.kit.spent import Spent

PULL_GOAL, MOST_REQUESTS, GROWTH_GOAL = 1.3, 10, 1.5
_FEW = 100
_PAGE, _BATCH = 500, 200
_SYNCS = 20  # in a round
CONTROL = JobControl()


class Desk:
    """A new local copy of a platform; `requests` counts what it asked."""

    def __init__(self, file: Path, platform: Served) -> None:
        self.copy = LocalCopy(SqliteLocalStore(file))
        self._api = RestApi(SignedIn(platform.base_url, token=Secret(platform.token)))
        self.listeners = ListenerService(self.copy)
        self.engine = SyncService(self._api, self.copy)

    def sync(self) -> tuple[Spent, int]:
        """One sync: what it took, and its requests."""
        with counted() as count:
            start = Spent.now()
            self.engine.sync(CONTROL)
            return Spent.now().since(start), next(count)

    def close(self) -> None:
        self._api.close()
        self.copy.close()


@contextmanager
def counted() -> Iterator[Iterator[int]]:
    """Counts the requests of the block; its next value is how many they were."""
    count, real = itertools.count(), requests.Session.send

    def send(*arguments: Any, **named: Any) -> requests.Response:
        next(count)
        return real(*arguments, **named)

    requests.Session.send = send  # type: ignore[method-assign]
    try:
        yield count
    finally:
        requests.Session.send = real  # type: ignore[method-assign]


def session_of(platform: Served) -> requests.Session:
    """As anybody makes one."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {platform.token}"
    return session


def bare_pull(file: Path, platform: Served) -> Spent:
    """Read all pages, parse them, write the rows: nothing else."""
    with closing(SqliteLocalStore(file)), closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA synchronous = FULL")
        start = Spent.now()
        rows: list[tuple[Any, ...]] = []
        with session_of(platform) as session:
            page: dict[str, Any] = {"next": None, "more": True}
            while page["more"]:
                asked = {"limit": _PAGE, "since": page["next"]}
                url = f"{platform.base_url}/api/v1/listeners/changes"
                page = session.get(url, params=asked, timeout=60).json()
                rows += map(bare_row, page["changed"])
        with raw:
            raw.executemany(REPLACE, rows)
        return Spent.now().since(start)


def bare_row(one: dict[str, Any]) -> tuple[Any, ...]:
    """The row's values straight from the JSON, whatever they are."""
    to, health = one["destination"], one["health"]
    first = (one["id"], "clean", "", None, one["etag"], one["version"])
    where = (to["kind"], to.get("url"), to.get("auth_type"), to.get("credential_id"))
    how = (one["name"], one["channel_id"], one["mode"], one["signing"])
    said = (one["status"], one["status_reason"], health["state"], health["delivered_24h"])
    tries = (health["failed_24h"], health["pending"], health["last_attempt_at"])
    ends = (health["last_status"], health["failing_since"], health["suspend_at"])
    hours = json.dumps(health["hours"])
    names = (one["created_at"], one["created_by"], one["updated_at"], one["updated_by"])
    kind = (one["entity"], one["function"], *where, to.get("address"))
    return (*first, *kind, *how, *said, *tries, *ends, hours, *names)


def app_pull(file: Path, platform: Served) -> Spent:
    """The app's first sync; its window's memory is filled with it.

    As in the window, no worker looks for garbage in cycles (`CycleCollector` does, on the GUI
    thread); what there was to look through is counted all the same.
    """
    with closing(Desk(file, platform)) as desk:
        start = Spent.now()
        gc.disable()
        desk.engine.sync(CONTROL)
        gc.collect(1)
        gc.enable()
        return Spent.now().since(start)


def pulled(folder: Path, platform: Served, rounds: int) -> None:
    """Both in turn, each into new files."""
    bare, ours = [], []
    for number in range(rounds):
        bare.append(bare_pull(folder / f"bare{number}.db", platform))
        ours.append(app_pull(folder / f"ours{number}.db", platform))
    table.show(
        ["first pull", "wall s", "processor s", "ratio by wall", "ratio by processor", "goal"],
        [
            row("requests, json, insert", bare, bare, ""),
            row("the app", ours, bare, f"<= {PULL_GOAL}"),
        ],
    )


def row(name: str, took: list[Spent], beside: list[Spent], goal: str) -> list[str]:
    pairs = list(zip(took, beside, strict=True))
    return [
        name,
        table.middle([one.wall_s for one in took]),
        table.middle([one.cpu_s for one in took]),
        table.middle([one.wall_s / other.wall_s for one, other in pairs]),
        table.middle([one.cpu_s / other.cpu_s for one, other in pairs]),
        goal,
    ]


def quiet(desks: dict[int, Desk], change: Callable[[int, int], None], rounds: int) -> None:
    """A sync with nothing new, and with one change, among few and among many."""
    rows = []
    for name, changes in (("nothing new", 0), ("one change", 1)):
        took: dict[int, list[float]] = {count: [] for count in desks}
        asked: set[int] = set()
        for number, (count, desk) in itertools.product(range(rounds), desks.items()):
            spent_ms = []
            for step in range(_SYNCS):
                if changes:
                    change(count, number * _SYNCS + step)
                spent, requests_ = desk.sync()
                spent_ms.append(spent.cpu_s * 1000)
                asked.add(requests_)
            took[count].append(statistics.median(spent_ms))
        few, many = took.values()
        ratios = [one / other for one, other in zip(many, few, strict=True)]
        rows.append(
            [name, str(max(asked)), table.middle(few), table.middle(many), table.middle(ratios)]
        )
    few_count, many_count = desks
    table.show(
        ["a sync", "requests", f"ms at {few_count}", f"ms at {many_count}", "ratio: goal 1"], rows
    )


def pushed(desk: Desk, platform: Served, edits: int, rounds: int) -> None:
    """Edits that were made offline, beside the same batches sent by a loop."""
    ours, bare, asked = [], [], []
    for number in range(rounds):
        some = desk.copy.listeners()[:edits]
        for one in some:
            wanted = replace(one.settings, name=f"edited {number}")
            desk.listeners.edit(CONTROL, one.id, wanted)
        took, requests_ = desk.sync()
        ours.append(took)
        asked.append(requests_)
        desk.sync()
        bare.append(bare_push(desk, platform, edits, f"bare {number}"))
        desk.sync()
    rows = [row("the same batches", bare, bare, ""), row("the app", ours, bare, "")]
    table.show(
        [f"{edits} edits", "wall s", "processor s", "ratio by wall", "ratio by processor", ""],
        rows,
    )
    print(f"| requests for {edits} edits | {max(asked)} | goal <= {MOST_REQUESTS} |")


def bare_push(desk: Desk, platform: Served, edits: int, name: str) -> Spent:
    known = desk.copy.listeners()[:edits]
    operations = [
        {"op": "update", "id": one.id, "if_match": one.base.etag, "body": {"name": name}}
        for one in known
        if one.base is not None
    ]
    start = Spent.now()
    with session_of(platform) as session:
        for at in range(0, len(operations), _BATCH):
            url = f"{platform.base_url}/api/v1/listeners/batch"
            body = {"operations": operations[at : at + _BATCH]}
            results = session.post(url, json=body, timeout=60).json()["results"]
            assert all(one["status"] == 200 for one in results)
    return Spent.now().since(start)


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    gc.collect()
    gc.freeze()  # as `CycleCollector` does with what is loaded; the bare loop gains by it, too
    with folder_on_disk() as folder:
        counts = (min(_FEW, wanted.listeners // 2), wanted.listeners)
        for count in counts:
            fill(folder / f"{count}", count)
        with served(folder / f"{counts[0]}") as few, served(folder / f"{counts[1]}") as many:
            platforms = dict(zip(counts, (few, many), strict=True))
            pulled(folder, many, wanted.rounds)
            desks = {count: Desk(folder / f"{count}.db", platforms[count]) for count in counts}
            sessions = {count: session_of(platforms[count]) for count in counts}
            for desk in desks.values():
                desk.sync()
                desk.sync()  # its own first `/me` is behind it

            def change(count: int, number: int) -> None:
                known = desks[count].copy.listeners()[number % count]
                assert known.base is not None
                url = f"{platforms[count].base_url}/api/v1/listeners/{known.id}"
                headers = {"If-Match": known.base.etag}
                body = {"name": f"changed {number}"}
                done = sessions[count].patch(url, json=body, headers=headers, timeout=60)
                assert done.status_code == 200, done.text

            quiet(desks, change, wanted.rounds)
            pushed(desks[counts[1]], many, min(wanted.edits, wanted.listeners), wanted.rounds)
            for session in sessions.values():
                session.close()
            for desk in desks.values():
                desk.close()


if __name__ == "__main__":
    main()
