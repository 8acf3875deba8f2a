"""Foreign text as it may be printed: one line, no control over whoever shows it (T37).

A name may hold an escape sequence that repaints a terminal, a line break that forges a
log line, or a bidirectional control that turns the text around it.
"""

from __future__ import annotations


def printable(text: str) -> str:
    r"""The text with every character that is not plainly visible written as `\x1b`, `\u202e`."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
