"""Foreign text as it may be printed: one line, no control over whoever shows it (T37).

A name may hold an escape sequence that repaints a terminal, a line break that forges a
log line, or a bidirectional control that turns the text around it.
"""

from __future__ import annotations

import re
from typing import Final

# What turns the text around it: embeddings, overrides, isolates. The marks of a direction, which
# names in Hebrew and Arabic do hold, turn nothing.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""The text with every character that is not plainly visible written as `\x1b`, `\u202e`."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def marked(text: str) -> str:
    r"""The text with what would turn its direction written as `⟨U+202E⟩` (T38).

    So no name can show itself as another: `Paid\u202efdp.exe` is not read as a PDF.
    """
    if text.isascii():
        return text
    return _TURNING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)
