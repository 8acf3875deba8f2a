"""A language that nobody speaks: every text longer by two fifths and accented.

What still reads as English under it was never translated; what is cut off under it would be
cut off in German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QTranslator

LONGER_BY: Final = 0.4
_ACCENTED: Final = str.maketrans("aeioucnszyAEIOUCNSZY", "áéíöüçñšžýÁÉÍÖÜÇÑŠŽÝ")
_FILLER: Final = "ëŵřŷłõğħ"
# What the program puts in, and what Qt makes of an ampersand, stays as it is.
_KEPT: Final = re.compile(r"(%L?n|%L?\d|\{[^{}]*\}|&.)", re.DOTALL)


def pseudo(text: str) -> str:
    """The text as this language has it."""
    if not text:
        return text
    parts = _KEPT.split(text)
    accented = "".join(
        part if _KEPT.fullmatch(part) else part.translate(_ACCENTED) for part in parts
    )
    visible = len(_KEPT.sub("", text))
    more = max(1, round(visible * LONGER_BY))
    filler = (f"{_FILLER} " * (more // len(_FILLER) + 1))[:more].rstrip()
    return f"{accented}{filler}"  # in words: no language has one as long as a sentence


class PseudoLocale(QTranslator):
    """Translates everything, whatever the context."""

    def isEmpty(self) -> bool:  # an empty one is not asked
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return pseudo(sourceText)


@contextmanager
def pseudo_locale(application: QCoreApplication) -> Iterator[PseudoLocale]:
    """Speak it for the length of a `with`; make widgets inside, they are not translated anew."""
    language = PseudoLocale()
    assert application.installTranslator(language)
    try:
        yield language
    finally:
        application.removeTranslator(language)
