"""Words for a token URL that did not say whether a client is known there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.text import causes, states

if TYPE_CHECKING:
    from app.domain.endpoint_check import Finding

translate = QCoreApplication.translate


def why_unknown(found: Finding) -> str:
    """Why it says nothing about the client; the listener's own endpoint has no part in it."""
    if found.cause is not None:
        return causes.of(found.cause, host=found.detail).summary
    if found.answer is None:
        return ""
    status = found.answer.status
    if status < 300:
        said = translate("checks", "It answered, but with no bearer token.")
    else:
        text = translate("checks", "It answered {status}.")
        said = text.format(status=states.http_status(status))
    if status == 429 or status >= 500:
        hint = translate("checks", "Try again in a moment.")
    elif 300 <= status < 400:
        hint = translate("checks", "Redirects are not followed. Enter the final address.")
    else:
        hint = translate("checks", "Check the token URL.")
    return f"{said} {hint}"
