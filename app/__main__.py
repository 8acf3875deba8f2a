"""`python -m app`: the window, or one of the commands that need none.

Decides with the standard library alone, so that each way starts only what it needs.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from zipimport import zipimporter

_WITH_VALUE = ("--profile", "--connection")  # options that stand in front of a command
_ALONE = ("--json",)
_PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def main(argv: list[str] | None = None) -> int:
    """Run the app; returns the exit code."""
    _leave_no_core_dump()
    _own_what_is_made()
    words = sys.argv[1:] if argv is None else argv
    command = _command(words)
    if command:
        from app.frozen import restore_environment

        restore_environment()  # the window has Qt read its part of it first
    if command == "platform" and words[0] == command:
        from app.cli.platform import run as run_platform

        return run_platform(words[1:])
    if command == "receive" and words[0] == command:
        from app.cli.receive import run as run_receive

        return run_receive(words[1:])
    if command:
        from app.cli.profile import run

        return run(words, wanted=command)
    profile, is_test = None, False
    if words:  # most starts say nothing
        from app.arguments import parser

        options = parser().parse_args(words)
        if options.version:
            from app.cli.version import print_version

            return print_version()
        profile, is_test = options.profile, options.self_test
    complaint = _bad_pair()
    if complaint:
        sys.stderr.write(complaint + "\n")
        return 2
    try:
        return _run_window(profile, is_test=is_test)
    except ImportError as exc:
        from app.domain.system_library import missing_library

        complaint = missing_library(exc)
        if not complaint:
            raise
        sys.stderr.write(complaint + "\n")
        return 1


def _run_window(profile: Path | None, *, is_test: bool) -> int:
    import_quickly()
    if is_test:
        from app.self_test import run_self_test

        return run_self_test()
    from app.window import run_window

    return run_window(profile=profile)


def import_quickly() -> None:
    """For the window, which needs some hundred modules before its first paint."""
    gc.disable()  # nothing of a module ever goes; `CycleCollector` takes over from here
    sys.path_hooks.sort(key=lambda hook: hook is zipimporter)  # our packages are folders
    from app.runtime.late_methods import compile_methods_late

    compile_methods_late()
    from app.ahead import read_ahead

    read_ahead()
    from app.runtime.plain_imports import use_plain_imports
    from app.runtime.quick_enumerations import make_enumerations_quickly

    make_enumerations_quickly()
    use_plain_imports()


def _command(words: list[str]) -> str:
    """The command that the words call, whether there is one; "" when they want the window."""
    rest = iter(words)
    for word in rest:
        if word in _WITH_VALUE:
            next(rest, "")
        elif word not in _ALONE and not word.startswith(tuple(f"{one}=" for one in _WITH_VALUE)):
            return "" if word.startswith("-") else word
    return ""


def _leave_no_core_dump() -> None:
    """One would hold every secret that was in memory (T01, T13)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The limit means nothing to a program that the kernel hands crashes to. This does, and
        # keeps the user's other programs from reading our memory.
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _own_what_is_made() -> None:
    """A umask may keep others out, and not the owner: who could not read his own profile again."""
    os.umask(os.umask(0o077) & 0o077)


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
