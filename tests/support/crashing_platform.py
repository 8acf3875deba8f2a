"""A delivery engine in a process of its own, to be killed at the worst moment.

    python -m tests.support.crashing_platform FOLDER [--database URL] [URL]

With a URL of an endpoint it makes a listener and twenty records first.  It says
`ready` and runs until it is killed, or until its standard input closes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from app.domain.times import utc_now
from app.server.store.database_address import parse_address
from tests.support.delivery_stage import Stage

RECORDS = 20


def main() -> None:
    """Run the engine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--database")
    wanted = parser.parse_args()
    options: dict[str, Any] = {}
    if wanted.database:
        options["database"] = parse_address(wanted.database, may_hold_password=False)
    with Stage(wanted.folder, clock=utc_now, **options) as stage:
        if wanted.url:
            stage.listener(wanted.url)
            for _ in range(RECORDS):
                stage.record()
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
