"""The contract checks as a command, for any server: `python -m tests.contract --help`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.contract.run import ALL, Verdict, judge_all
from tests.contract.world import Server

EPILOG = """
A check changes the server: it makes listeners, credentials and records, and takes the
first two away again.  Records stay.  Use a server that is for testing.  What needs
another token, a mailbox or a receiver that the server cannot reach is skipped, and the
line says so.  The exit code is 0 when no sentence is broken, else 1.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks that were asked for; the exit code."""
    given = _parser().parse_args(arguments)
    wanted = [
        one
        for one in ALL
        if (given.section is None or one.section.split()[0] == given.section)
        and (not given.check or one.name in given.check)
    ]
    if not wanted:
        print("There is no such check; --list shows them.", file=sys.stderr)
        return 2
    if given.list:
        for one in wanted:
            print(f"§{one.section:20} {one.name}: {one.sentence}")
        return 0
    if given.url is None or given.token_file is None:
        print("URL and --token-file are needed.", file=sys.stderr)
        return 2
    try:
        server = _server(given)
    except (OSError, ValueError, KeyError) as error:
        print(f"A file that was named cannot be used: {error}", file=sys.stderr)
        return 2
    counts = Counter(
        one.verdict for one in judge_all(server, wanted, lambda line: print(line, flush=True))
    )
    print(f"{counts[Verdict.HOLDS]} hold, {counts[Verdict.BROKEN]} broken, "
          f"{counts[Verdict.SKIPPED]} skipped, of {len(wanted)} sentences.")  # fmt: skip
    return 1 if counts[Verdict.BROKEN] else 0


def _server(given: argparse.Namespace) -> Server:
    client = None
    if given.oauth_client_file is not None:
        held = json.loads(given.oauth_client_file.read_text("utf-8"))
        client = (held["client_id"], held["client_secret"])
    return Server(
        base_url=given.url.rstrip("/"),
        token=_token(given.token_file) or "",
        read_only_token=_token(given.read_only_token_file),
        member_token=_token(given.member_token_file),
        oauth_client=client,
        first_wait_s=given.first_wait,
        mailbox=given.mailbox,
        is_embedded=given.embedded,
    )


def _token(file: Path | None) -> str | None:
    return None if file is None else file.read_text("ascii").strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.contract",
        description="Judges a server by the platform contract, sentence by sentence.",
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("url", nargs="?", help="base URL, without /api/v1")
    parser.add_argument("--token-file", type=Path, help="file with an administrator's token")
    parser.add_argument("--section", help="only this section, 1 to 8")
    parser.add_argument("--check", action="append", help="only the check of this name")
    parser.add_argument("--list", action="store_true", help="name the checks and do nothing")
    parser.add_argument("--read-only-token-file", type=Path, help="a token of the read-only role")
    parser.add_argument("--member-token-file", type=Path, help="a token of a member")
    parser.add_argument(
        "--oauth-client-file", type=Path, help="JSON with client_id and client_secret"
    )
    parser.add_argument(
        "--first-wait", type=float, default=5.0, help="seconds after a first failed try (5)"
    )
    parser.add_argument("--mailbox", type=Path, help="the Maildir that e-mail lands in")
    parser.add_argument(
        "--embedded", action="store_true", help="it claims to be the embedded platform"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
