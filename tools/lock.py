"""The lock: exact versions and hashes of every package, for every system and Python.

Two files: what the app needs, and what its developers need on top. Both hold no address, so that
any mirror will do. The first line of each tells what it was made from, so that `in_date` needs no
network.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
DEV: Final = "requirements/dev.txt"
APP: Final = "requirements/app.txt"

_HEADER: Final = "# Made by 'python3 dev.py lock' from the dependencies with the hash {}.\n"


def header(root: Path = ROOT) -> str:
    """The first line of a lock of what `pyproject.toml` asks for now."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [project["requires-python"], project["dependencies"], project["optional-dependencies"]]
    return _HEADER.format(hashlib.sha256(json.dumps(asked).encode()).hexdigest())


def in_date(root: Path = ROOT) -> bool:
    """Whether both locks were made from what `pyproject.toml` asks for now."""
    first_line = header(root)
    return all((root / lock).read_text("utf-8").startswith(first_line) for lock in (APP, DEV))


def renew(*options: str, root: Path = ROOT) -> None:
    """Resolve anew. Versions stay as they are where they can, unless told `--upgrade`."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links", *options]
    # The app's lock follows the developer's: both name the same version of everything.
    for lock, more in ((DEV, ["--extra", "dev"]), (APP, ["--constraints", DEV])):
        subprocess.run([*command, *more, "--output-file", lock], cwd=root, check=True)
        text = re.sub(r"\A# Made by .*\n", "", (root / lock).read_text("utf-8"))
        (root / lock).write_text(header(root) + text, "utf-8")


if __name__ == "__main__":
    try:
        renew(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)  # uv has said why
