"""What the contract knows and this platform does not do yet: 404 `capability_missing`."""

from __future__ import annotations

from typing import Final

from app.server.api.answers import Answer
from app.server.api.call import Call
from app.server.api.problems import capability_missing
from app.server.api.routes import Handler, Routes

_CALLS: Final = (("GET", "/stream", "stream", None),)


def _refusing(capability: str) -> Handler:
    def refuse(_call: Call) -> Answer:
        raise capability_missing(capability)

    return refuse


def routes() -> Routes:
    """One route for each call that is not built."""
    found = Routes("missing", in_schema=False)
    for method, path, capability, permission in _CALLS:
        found.add(method, path, _refusing(capability), permission=permission)
    return found
