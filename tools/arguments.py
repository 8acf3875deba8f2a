"""The command line of a tool that takes no words: what it is asked beyond `--help` is a mistake.

Without it, `--help` would do the work that somebody wanted to read about.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence


def take_none(command: str, about: str | None, arguments: Sequence[str] | None = None) -> None:
    """Tell what a tool does, to whoever asks, or that it takes no words.

    Args:
        command: How it is started.
        about: Its module's docstring.
        arguments: What stands on the command line; without, what stands on this process's.

    Raises:
        SystemExit: It has told; 0 for `--help`, 2 for anything else.
    """
    parser = argparse.ArgumentParser(
        prog=command, description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args(arguments)
