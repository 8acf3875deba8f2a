"""What the bundle's megabytes are spent on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

# The first that matches a path below the bundle has it.
_PARTS: Final = (
    ("Qt and PySide6", r"_internal/(PySide6|shiboken6|libQt6|libicu|libpyside6|libshiboken6)"),
    ("the PostgreSQL client (psycopg)", r"_internal/psycopg"),
    ("cryptography", r"_internal/cryptography"),
    (
        "Python and all Python code",
        r"[^/]+$|_internal/(base_library|libpython|python3|Python|start\.prepared)",
    ),
    ("other Python packages' libraries", r"_internal/[^/]+/.*\.(so|pyd|dylib)"),
    ("the system's libraries", r"_internal/[^/]*\.(so[.\d]*|dll|dylib)$|_internal/lib[^/]*$"),
    ("our resources, and everyone's licences", r"_internal/resources/"),
    ("other packages' data", r""),
)


def size_mb(folder: Path) -> float:
    """What a folder takes on disk."""
    return sum(breakdown(folder).values())


def breakdown(folder: Path) -> dict[str, float]:
    """Megabytes by what they are for, the most first."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            part = next(part for part, pattern in _PARTS if re.match(pattern, name))
            sizes[part] += path.stat().st_size
    return {part: size / 1e6 for part, size in sizes.most_common()}


def breakdown_lines(folder: Path) -> list[str]:
    """The same as lines to print."""
    return [f"{size:6.1f} MB  {part}" for part, size in breakdown(folder).items()]
