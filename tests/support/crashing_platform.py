"""A delivery engine in a process of its own, to be killed at the worst moment.

    python -m tests.support.crashing_platform FOLDER [URL]

With a URL it makes a listener and one record first.  It says `ready` and runs until
it is killed, or until its standard input closes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.domain.times import utc_now
from tests.support.delivery_stage import Stage


def main() -> None:
    """Run the engine."""
    folder, *url = sys.argv[1:]
    with Stage(Path(folder), clock=utc_now) as stage:
        if url:
            stage.listener(url[0])
            for _ in range(20):
                stage.record()
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
