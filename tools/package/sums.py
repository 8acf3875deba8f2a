"""`SHA256SUMS`: what proves that a download is what was released (T43).

In the format of `sha256sum`, so that everyone can check it with what their system has.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

SUMS: Final = "SHA256SUMS"
SIGNING_KEY: Final = "PICKSMART_WEBHOOKS_SIGNING_KEY"  # a key of gpg, by its fingerprint


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """Write the sums of files that are in a folder; the file that holds them."""
    sums = folder / SUMS
    lines = [f"{digest(file)}  {file.name}\n" for file in sorted(files)]
    sums.write_text("".join(lines), "utf-8", newline="\n")
    return sums


def signing_command(sums: Path, key: str) -> list[str]:
    """How gpg signs the list, beside it and in text."""
    command = ["gpg", "--batch", "--yes", "--local-user", key, "--armor", "--detach-sign"]
    return [*command, "--output", f"{sums}.asc", str(sums)]


def sign(sums: Path) -> list[Path]:
    """Sign the list where a key is named in the environment; the signature."""
    key = os.environ.get(SIGNING_KEY, "")
    if not key:
        return []
    subprocess.run(signing_command(sums, key), check=True)
    return [sums.with_name(f"{sums.name}.asc")]


def altered(folder: Path) -> list[str]:
    """The files that are not what `SHA256SUMS` says, or not there.

    Raises:
        ValueError: The list itself cannot be read, or names nothing.
    """
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    pairs = [re.fullmatch(r"([0-9a-f]{64})  ([^/\\\0]+)", line) for line in lines]
    if not lines or None in pairs:
        raise ValueError(f"{SUMS} is no list of SHA-256 sums")
    return [
        pair[2]
        for pair in pairs
        if pair is not None
        and not ((folder / pair[2]).is_file() and digest(folder / pair[2]) == pair[1])
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder of downloads; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.package.sums", description="Checks downloads against SHA256SUMS."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("dist"), metavar="FOLDER")
    folder: Path = parser.parse_args(arguments).folder
    try:
        bad = altered(folder)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    for name in bad:
        print(f"{name}: not what was released", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
