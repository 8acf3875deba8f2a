"""Leaving a connection: first the page is asked, then a person where something is under way.

An export, or an action on many, belongs to the pages of its connection and ends with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.ui.dialogs import Dialogs
    from app.ui.question import Question
    from app.ui.workbench import Workbench

translate = QCoreApplication.translate


def leave(bench: Workbench, dialogs: Dialogs, proceed: Callable[[], None]) -> None:
    """Call `proceed` once nothing is lost by it, or a person agrees that it is."""

    def ask_about_work() -> None:
        works = bench.under_way
        if works:
            from app.ui.question import ask  # the window is painted before its dialogs are read

            ask(dialogs, before_ending(works, proceed))
        else:
            proceed()

    bench.confirm_leave(ask_about_work)


def before_ending(works: Sequence[str], proceed: Callable[[], None]) -> Question:
    """Whether to end what is under way."""
    from app.ui.question import Answer, Question

    text = translate(
        "leaving", "It ends with the pages of this connection. What it has done stays done."
    )
    said = [translate("leaving", "{what} is under way.").format(what=what) for what in works]
    return Question(
        translate("leaving", "Stop what is not finished?"),
        " ".join([*said, text]),
        Answer(translate("leaving", "Stop and leave"), proceed, "danger"),
    )
