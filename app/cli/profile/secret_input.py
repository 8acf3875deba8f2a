"""Secrets as commands are given them: from standard input or a file, never as an argument.

Other users of a computer can read the arguments of every process.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import typer

from app.domain.secret import Secret

_MOST_BYTES: Final = 64 * 1024


def from_file(path: Path, *, where: str) -> Secret:
    """The secret in a file, without the line's end that editors add.

    Raises:
        typer.BadParameter: It is no file of text that can be read, or it is empty.
    """
    try:
        with path.open("rb") as file:  # a pipe, too: bash's <(...)
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise typer.BadParameter(
            f"the file cannot be read: {error.strerror}", param_hint=where
        ) from None
    except ValueError:  # a NUL in the name
        raise typer.BadParameter("this is not the name of a file", param_hint=where) from None
    return _decoded(data, where)


def from_standard_input(*, where: str, prompt: str = "Secret: ") -> Secret:
    """The secret on standard input; typed unseen where that is a terminal.

    Raises:
        typer.BadParameter: There is none, or it is no text.
    """
    if sys.stdin.isatty():
        from getpass import getpass

        return checked(getpass(prompt), where=where)
    reader = getattr(sys.stdin, "buffer", None)
    data = reader.read(_MOST_BYTES + 1) if reader is not None else sys.stdin.read().encode()
    return _decoded(data, where)


def checked(text: str, *, where: str) -> Secret:
    """The text as a secret, without the end of its line.

    Raises:
        typer.BadParameter: There is nothing.
    """
    text = text.rstrip("\r\n")
    if not text:
        raise typer.BadParameter("there is no secret in it", param_hint=where)
    return Secret(text)


def _decoded(data: bytes, where: str) -> Secret:
    if len(data) > _MOST_BYTES:
        raise typer.BadParameter("this is too much for a secret", param_hint=where)
    try:
        return checked(data.decode("utf-8"), where=where)
    except UnicodeDecodeError:
        raise typer.BadParameter("this is not text in UTF-8", param_hint=where) from None
