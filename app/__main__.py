"""`python -m app`: the window, or one of the commands that need none.

Decides with the standard library alone, so that each way starts only what it needs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app import DISPLAY_NAME, DISTRIBUTION, __version__

_COMMANDS = {"platform": "Run the embedded platform (`platform --help`)."}


def main(argv: list[str] | None = None) -> int:
    """Run the app; returns the exit code."""
    _leave_no_core_dump()
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in _COMMANDS:
        from app.cli.platform import run

        return run(words[1:])
    options = _parser().parse_args(words)
    complaint = _bad_pair()
    if complaint:
        sys.stderr.write(complaint + "\n")
        return 2
    if options.self_test:
        from app.self_test import run_self_test

        return run_self_test()
    from app.bootstrap import run_window

    return run_window(profile=options.profile)


def _leave_no_core_dump() -> None:
    """One would hold every secret that was in memory (T01)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:10}{what}" for name, what in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=DISTRIBUTION,
        description=f"{DISPLAY_NAME}.",
        epilog=f"commands:\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{DISTRIBUTION} {__version__}")
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        help="keep all data in DIR instead of the usual place",
    )
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="open the window without a screen on a private profile, check it, and exit",
    )
    return parser


def _bad_pair() -> str:
    """Refuse PySide6 6.12 on Python 3.11 and older, where it aborts (measured)."""
    if sys.version_info >= (3, 12):
        return ""
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version("PySide6-Essentials")
    except PackageNotFoundError:
        return ""
    if tuple(int(part) for part in installed.split(".")[:2]) < (6, 12):
        return ""
    return (
        f"PySide6 {installed} aborts on Python {sys.version.split()[0]}. "
        "Use Python 3.12 or newer, or PySide6 6.11 (python3 dev.py run does this for you)."
    )


if __name__ == "__main__":
    sys.exit(main())
