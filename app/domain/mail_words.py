"""What a message says on its outside: its subject.

The platform's sender and the preview both call this, so what a person is shown is what a mailbox
gets (contract section 8).  Header text is made harmless here: a label is whatever a record says.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SUBJECT_LIMIT: Final = 150
_FUNCTION_WORDS: Final = {"create": "created", "update": "updated"}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def subject_of(entity: str, function: str, label: str) -> str:
    """`clients created: Thandi Mokoena`, as harmless text of bounded length."""
    words = _FUNCTION_WORDS.get(function, function)
    subject = _harmless(f"{entity} {words}: {label}")
    if len(subject) > _SUBJECT_LIMIT:
        subject = subject[: _SUBJECT_LIMIT - 1] + "…"
    return subject


def _harmless(text: str) -> str:
    """One line without control characters, and without what reads as an encoded word."""
    shown = "".join(" " if unicodedata.category(one) in _UNSEEN else one for one in text)
    return re.sub(r"=(?=\?)", "= ", " ".join(shown.split()))
