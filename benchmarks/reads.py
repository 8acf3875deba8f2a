"""How fast a client reads 10,000 listeners, learns that nothing changed, and asks for statistics.

Each listener has a year of tries behind it, the first one in every hour of it.

The platform is a process of its own; a client asks over one connection, as the app does.

    python -m benchmarks.reads [--listeners 10000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.domain.times import format_time
from app.server.deliveries import statistics
from app.server.opening import open_platform
from app.server.settings import PlatformSettings
from benchmarks.kit import history, table
from benchmarks.kit.disk import folder_on_disk
from benchmarks.kit.served import Client, fill, served

LIST_GOAL_PER_S, CHANGES_GOAL_MS, STATS_GOAL_MS = 5000, 2.0, 50.0
_PAGE = 500
_ASKED = 200  # how often a round asks for changes
_STATS_ASKED = 5
_HOURS = 1000  # as many as one answer may have


def write_history(folder: Path) -> None:
    """A year of tries of every listener in a data folder."""
    platform = open_platform(PlatformSettings(data_dir=folder))
    ids = platform.database.run_sync(statistics.known_listeners)
    history.write_year(platform.database, ids, now_ms=platform.now_ms())
    platform.database.close_sync()


def listed_per_s(client: Client) -> float:
    """Listeners a second, page after page."""
    seen, cursor, start_s = 0, "", time.perf_counter()
    while cursor is not None:
        page = client.get(
            f"/listeners?limit={_PAGE}" + (f"&cursor={quote(cursor)}" if cursor else "")
        )
        seen, cursor = seen + len(page["items"]), page["next_cursor"]
    return seen / (time.perf_counter() - start_s)


def newest(client: Client) -> str:
    """The token behind everything there is."""
    page = client.get(f"/listeners/changes?limit={_PAGE}")
    while page["more"]:
        page = client.get(f"/listeners/changes?limit={_PAGE}&since={quote(page['next'])}")
    return str(page["next"])


def asked_ms(client: Client, token: str) -> list[float]:
    """Milliseconds of each question for changes where there are none."""
    each = []
    for _ in range(_ASKED):
        start_s = time.perf_counter()
        page = client.get(f"/listeners/changes?since={quote(token)}")
        each.append((time.perf_counter() - start_s) * 1000)
        assert page["changed"] == []
    return each


def year_questions(client: Client, buckets: int) -> dict[str, str]:
    """Questions for statistics of a year, by what they ask."""
    first = client.get("/listeners?limit=1")["items"][0]["id"]
    year = f"since={_ago(days=364)}"
    return {
        "a year by day, one listener": f"/stats?{year}&bucket=day&listener_id={first}",
        "a year by day, all together": f"/stats?{year}&bucket=day",
        f"{buckets} hours, all together": f"/stats?since={_ago(hours=buckets - 1)}&bucket=hour",
        "a year, each listener": f"/stats?{year}&group=listener",
        "a day, each listener": f"/stats?since={_ago(hours=23)}&group=listener",
    }


def stats_goal(what: str) -> str:
    """A sum of each of 10,000 listeners is as long an answer as twenty pages of them."""
    return "" if "each listener" in what else f"< {STATS_GOAL_MS:.0f}"


def _ago(**before: int) -> str:
    return quote(format_time(datetime.now(UTC) - timedelta(**before)))


def took_ms(ask: Callable[[], Any], times: int) -> float:
    """Milliseconds of a question, the middle of several."""
    each = []
    for _ in range(times):
        start_s = time.perf_counter()
        ask()
        each.append((time.perf_counter() - start_s) * 1000)
    return table.percentile(each, 0.5)


def main() -> None:
    """Measure all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    listed, changes_ms, me_ms = [], [], []
    stats_ms: dict[str, list[float]] = {}
    with folder_on_disk() as folder:
        fill(folder / "data", wanted.listeners)
        write_history(folder / "data")
        with served(folder / "data") as platform:
            client = Client(platform)
            client.get("/me")  # what is imported with the first answer is not counted
            token = newest(client)
            for _ in range(wanted.rounds):
                listed.append(listed_per_s(client))
                changes_ms.append(table.percentile(asked_ms(client, token), 0.5))
                me_ms.append(took_ms(partial(client.get, "/me"), _ASKED))
                for what, path in year_questions(client, _HOURS).items():
                    asked = took_ms(partial(client.get, path), _STATS_ASKED)
                    stats_ms.setdefault(what, []).append(asked)
    table.show(
        [f"at {wanted.listeners} listeners", "median", "goal"],
        [
            [
                f"listed per second, {_PAGE} a page",
                table.middle(listed, 0),
                f">= {LIST_GOAL_PER_S}",
            ],
            ["changes without any, ms", table.middle(changes_ms), f"< {CHANGES_GOAL_MS}"],
            ["beside it: GET /me, ms", table.middle(me_ms), ""],
            *(
                [f"statistics of {what}, ms", table.middle(ms, 1), stats_goal(what)]
                for what, ms in stats_ms.items()
            ),
        ],
    )


if __name__ == "__main__":
    main()
