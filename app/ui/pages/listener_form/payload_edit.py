"""What a person makes of a payload for a test: when it may be, and what is sent then.

Both senders write it the one way a record is written, so what is shown is what is sent.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.strict_json import JsonRefused, dumps, loads

translate = QCoreApplication.translate

_EDIT_LIMIT: Final = 64 * 1024  # an editor must never freeze the window (D12)


def as_sent(text: str) -> tuple[bytes, str]:
    """An edited payload as both senders write it, and why it cannot be sent."""
    try:
        value = loads(text.encode("utf-8", "surrogatepass"))
    except JsonRefused as refused:
        said = translate("form", "This is not JSON that can be sent: {reason}")
        return b"", said.format(reason=refused)
    if not isinstance(value, dict):
        return b"", translate("form", "A payload is one object: it begins with a brace.")
    return dumps(value), ""


def why_not(body: bytes) -> str:
    """Why a payload cannot be edited here; empty where it can."""
    if len(body) > _EDIT_LIMIT:
        return translate("form", "This record is too large to be edited here.")
    return ""
