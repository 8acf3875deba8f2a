"""What a file that holds a record is called, wherever one is made.

An attachment of a message, the file that the receiver writes and the message that is saved
from the mailbox are of the same record, and are found by the same name (contract section 8).
"""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile(r"[^0-9A-Za-z_-]")
_LONGEST: Final = 64  # of a part: what is foreign may be of any length, and a name may not


def record_file_name(
    entity: str, record_id: str, version: int | None = None, *, suffix: str = ".json"
) -> str:
    """`clients-rec_1-v3.json`, of letters that are safe in any file name."""
    parts = (_safe(entity), _safe(record_id), "" if version is None else f"v{version}")
    return "-".join(filter(None, parts)) + suffix


def _safe(text: str) -> str:
    return _UNSAFE.sub("_", text[:_LONGEST])
