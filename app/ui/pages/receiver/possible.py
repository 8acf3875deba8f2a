"""What can be done with a received request, and why not: for buttons, menu and keys alike."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.received import ReceivedRequest
from app.domain.resend import NotAgain, why_not_again
from app.domain.samples import BODY_LIMIT, Unfit, why_unfit
from app.ui.text import times

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Possible:
    """A reason is empty where the thing may be done.

    Attributes:
        has_deliveries: It is an event whose deliveries the platform may know.
    """

    why_no_again: str = ""
    why_no_sample: str = ""
    why_no_copy: str = ""
    why_no_file: str = ""
    has_deliveries: bool = False


def possible(request: ReceivedRequest) -> Possible:
    """Judge one request."""
    again, unfit = why_not_again(request), why_unfit(request)
    no_body = "" if request.body else translate("receiver", "It has no body")
    return Possible(
        _words_again(again) if again is not None else "",
        _words_unfit(unfit) if unfit is not None else "",
        "" if request.text else translate("receiver", "It has no body that is text"),
        no_body,
        has_deliveries=request.is_event and not request.is_test,
    )


def _words_again(why: NotAgain) -> str:
    return {
        NotAgain.NO_POST: translate("receiver", "Only a POST can be sent again"),
        NotAgain.INCOMPLETE: translate("receiver", "Not all of its body was kept"),
    }[why]


def _words_unfit(why: Unfit) -> str:
    too_large = translate("receiver", "A sample is at most {size}")
    return {
        Unfit.NO_EVENT: translate("receiver", "It does not say what kind of record it is of"),
        Unfit.INCOMPLETE: translate("receiver", "Not all of its body was kept"),
        Unfit.TOO_LARGE: too_large.format(size=times.size(BODY_LIMIT)),
        Unfit.NO_RECORD: translate("receiver", "Its body is no record"),
    }[why]
