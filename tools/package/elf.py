"""What the bundle's programs want of the system: read from their ELF headers, by `objdump`."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MAGIC: Final = b"\x7fELF"
_NEEDED: Final = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC: Final = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)\b")


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be on the system.

    Attributes:
        libraries: The names of the shared libraries that are not in the bundle.
        glibc: The oldest version of the C library that has everything that is used.
    """

    libraries: frozenset[str]
    glibc: str


def needs_of(bundle: Path) -> Needs:
    """Ask every program and library of a bundle.

    Raises:
        RuntimeError: It has none, or none of them uses the C library.
    """
    files = list(elf_files(bundle))
    if not files:
        raise RuntimeError(f"{bundle} holds no program")
    told = subprocess.run(
        ["objdump", "--private-headers", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return judge(told, {file.name for file in bundle.rglob("*")})


def judge(told: str, in_bundle: Iterable[str]) -> Needs:
    """What `objdump --private-headers` told, less what the bundle brings along.

    Raises:
        RuntimeError: Nothing in it uses the C library.
    """
    versions = {tuple(map(int, one.split("."))) for one in _GLIBC.findall(told)}
    if not versions:
        raise RuntimeError("nothing in the bundle uses the C library")
    wanted = frozenset(_NEEDED.findall(told)) - frozenset(in_bundle)
    return Needs(wanted, ".".join(map(str, max(versions))))


def elf_files(folder: Path) -> Iterator[Path]:
    """Every program and library below a folder, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == _MAGIC:
                    yield path
