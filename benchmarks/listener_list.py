"""How long a person waits for the listener list: a key in the filter, a sort, news.

Each is measured from the call until the table has been painted, on the list's own rows, columns
and delegate. A frame at 60 Hz is 16.7 ms.

    python -m benchmarks.listener_list [--rows 1000 10000 100000]
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.pages.listeners.columns import make_model
from app.ui.pages.listeners.rows import ListenerRow, RowBuilder, of
from app.ui.tables.table_view import TableView
from app.ui.theme import Theme
from tests.support.builders import NOW, a_catalog, a_listener, local, settings

SIZES = (1_000, 10_000, 100_000)
TYPED = "warehouse 7"
ROUNDS = 5


def listeners(count: int) -> list[object]:
    """Listeners of many names and hosts, the same every time."""
    chance = random.Random(7)
    words = ("warehouse", "billing", "advisers", "claims", "archive", "mirror")
    return [
        local(
            a_listener(
                id=f"lst_{number:026d}",
                settings=settings(
                    name=f"{chance.choice(words)} {chance.randrange(1000)}",
                    entity=chance.choice(("clients", "policies", "claims")),
                    url=f"https://hooks{chance.randrange(500)}.example.com/in/{number}",
                ),
            )
        )
        for number in range(count)
    ]


def renamed(row: ListenerRow) -> ListenerRow:
    """News of one."""
    wanted = replace(row.local.settings, name=row.label + "'")
    return of(replace(row.local, mine=wanted), row.catalog, now=NOW)


def measure(table: TableView, act: Callable[[], None]) -> float:
    """Milliseconds until what `act` changed is on the screen."""
    started = time.perf_counter()
    act()
    table.viewport().repaint()
    return (time.perf_counter() - started) * 1000


def measure_size(count: int) -> dict[str, object]:
    """Every action at one size."""
    rows = RowBuilder().build(listeners(count), a_catalog(), now=NOW)
    model, table = make_model(), TableView("Listeners")
    table.resize(900, 640)
    table.set_model(model)
    table.show()
    fill = measure(table, lambda: model.sync_by_key(rows))
    taken: dict[str, list[float]] = {"first_fill": [fill]}
    for _ in range(ROUNDS):
        for end in range(1, len(TYPED) + 1):
            text = TYPED[:end]
            taken.setdefault("key", []).append(measure(table, lambda t=text: model.set_search(t)))
        taken.setdefault("clear", []).append(measure(table, lambda: model.set_search("")))
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            taken.setdefault("sort", []).append(measure(table, lambda o=order: model.sort(0, o)))
        model.sort(-1)
        changed = {row.id: renamed(row) for row in [*rows.values()][:: max(1, count // 100)]}
        news = {**rows, **changed}
        taken.setdefault("news", []).append(measure(table, lambda n=news: model.sync_by_key(n)))
    summary = {
        name: {"median_ms": round(statistics.median(ms), 1), "worst_ms": round(max(ms), 1)}
        for name, ms in taken.items()
    }
    return {"rows": count, **summary}


def main() -> None:
    """Print one line of JSON a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES)
    wanted = parser.parse_args()
    application = QApplication([])
    Theme(application).apply("light")
    for count in wanted.rows:
        print(json.dumps(measure_size(count)), flush=True)


if __name__ == "__main__":
    main()
