"""Words for `StoreRepair`: what was wrong with which file, what was done, where the old one is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.text import times
from app.ui.text.error_text import ErrorText

if TYPE_CHECKING:
    from app.domain.store_repair import StoreRepair

translate = QCoreApplication.translate


def of(repair: StoreRepair, *, now: datetime) -> ErrorText:
    """A repair in words."""
    parts = [_what(repair), _base(repair, now), _read(repair), _unsure(repair)]
    parts.append(
        translate(
            "repairs", "All of it is compared with the platform now. Nothing was changed there."
        )
    )
    title = translate("repairs", "Your local copy was damaged and has been replaced")
    return ErrorText(title, "\n\n".join(one for one in parts if one), "store_repaired")


def _what(repair: StoreRepair) -> str:
    if not repair.moved_to:
        return translate("repairs", "{path} was gone.").format(path=repair.path)
    text = translate(
        "repairs", "{path} could not be used as it was. The old file is kept in {folder}."
    )
    return text.format(path=repair.path, folder=repair.moved_to)


def _base(repair: StoreRepair, now: datetime) -> str:
    if repair.backup_at is None:
        return translate("repairs", "There was no backup: the new one began empty.")
    text = translate("repairs", "The new one began as the backup of {time}.")
    return text.format(time=times.short(repair.backup_at, now))


def _read(repair: StoreRepair) -> str:
    if not repair.listeners:
        return translate(
            "repairs",
            "Nothing could be read in the old file. Changes that had not been sent by then and "
            "are not shown as waiting now are in it only.",
        )
    text = translate(
        "repairs",
        "Listeners read in the old file: {count}. Of these with a change that waits: {changes}.",
    )
    return text.format(count=times.number(repair.listeners), changes=times.number(repair.changes))


def _unsure(repair: StoreRepair) -> str:
    if not repair.unsure:
        return ""
    text = translate(
        "repairs",
        "Changes of which it is not certain that they were sent: {count}. They are marked in "
        "the list and wait for you.",
    )
    return text.format(count=times.number(repair.unsure))
