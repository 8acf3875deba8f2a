"""Who the token is, and what this platform can do (contract section 2)."""

from __future__ import annotations

from typing import Final

from app.domain import strict_json
from app.server.api.answers import Answer, document_answer
from app.server.api.call import Call
from app.server.api.routes import Routes
from app.server.store import channels

# Only what is built; the rest of the contract answers 404 `capability_missing`.
CAPABILITIES: Final = ("changes", "batch", "test", "stream", "stats", "trace", "audit", "records")


def get_me(call: Call) -> Answer:
    """The user, the permissions, the instance and its channels."""
    call.read_query()
    caller = call.caller
    me = {
        "user": {"id": caller.user_id, "name": caller.name, "email": caller.email},
        "permissions": sorted(caller.permissions),
        "instance": dict(call.instance()),
        "channels": [
            {"id": row["id"], "name": row["name"]} for row in channels.all_channels(call.tx)
        ],
        "capabilities": list(CAPABILITIES),
    }
    if_none_match = call.incoming.header("if-none-match")
    return document_answer(strict_json.dumps(me), if_none_match=if_none_match)


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("me")
    found.add("GET", "/me", get_me)
    return found
