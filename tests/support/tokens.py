"""JWTs as an identity provider makes them, and as nobody should."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

_SIGNATURE = "c2lnbmF0dXJl-by_nobody"


def part(value: Any) -> str:
    """One part of a token; bytes go in as they are."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def a_jwt(ends_at: datetime | None = None, *, ending: str = "", **claims: Any) -> str:
    """A token that ends then; `ending` makes its last characters another's."""
    if ends_at is not None:
        claims["exp"] = int(ends_at.timestamp())
    head, body = part({"alg": "RS256", "typ": "JWT"}), part({"sub": "svc", **claims})
    return f"{head}.{body}.{_SIGNATURE}{ending}"
