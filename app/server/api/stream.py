"""`GET /stream`: what changes, as server-sent events (contract section 7)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.server.api import problems, stream_feed
from app.server.api.answers import problem_answer
from app.server.api.call import identify
from app.server.api.incoming import Incoming, read_incoming
from app.server.api.problems import ApiProblem
from app.server.api.routes import Routes, explain, platform_of, to_response
from app.server.api.stream_client import StreamClient
from app.server.api.stream_feed import NoPlace, Place
from app.server.api.stream_hub import StreamHub
from app.server.platform import Platform
from app.server.store import facts
from app.server.store.tokens import Caller, token_hash

MEDIA_TYPE: Final = "text/event-stream"
_TAKEN: Final = frozenset({"", "*/*", "text/*", MEDIA_TYPE})
_HEADERS: Final = {"content-type": MEDIA_TYPE, "cache-control": "no-store"}


async def get_stream(request: Request) -> Response:
    """Answer with a stream of events, or say why not."""
    platform = platform_of(request)
    try:
        incoming = await read_incoming(request)
        caller, after = await platform.database.read(
            lambda tx: _admitted(platform, tx, incoming, platform.now_ms())
        )
        if request.method == "HEAD":
            return Response(headers=_HEADERS)
        hub: StreamHub = request.app.state.stream
        _, _, token = (incoming.header("authorization") or "").partition(" ")
        client = await hub.join(caller, token_hash(token.strip()), after=after)
    except ApiProblem as problem:
        return to_response(problem_answer(problem))
    except Exception as error:  # noqa: BLE001 - the boundary: nothing of it may leak (T25)
        return to_response(problem_answer(explain(error)))
    return EventStream(hub, client, abort=getattr(request.app.state, "abort_connection", None))


class EventStream(Response):
    """Sends a client its events until one of both ends it."""

    def __init__(
        self, hub: StreamHub, client: StreamClient, *, abort: Callable[[Any], None] | None
    ) -> None:
        """Send nothing yet.

        Args:
            hub: Where the client joined.
            client: What it is to be sent.
            abort: Cuts the connection of an address, whatever waits to be sent on it.
        """
        super().__init__(headers=_HEADERS)
        del self.headers["content-length"]
        self._hub = hub
        self._client = client
        self._abort = abort

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        sending = asyncio.create_task(self._send(send))
        gone = asyncio.create_task(_until_gone(receive))
        behind = asyncio.create_task(self._client.fell_behind())
        try:
            await asyncio.wait({sending, gone, behind}, return_when=asyncio.FIRST_COMPLETED)
            if behind.done() and not gone.done() and self._abort is not None:
                self._abort(scope.get("client"))
                await gone
        finally:
            self._hub.leave(self._client)
            for task in (sending, gone, behind):
                task.cancel()
            await asyncio.gather(sending, gone, behind, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        while (content := await self._client.next()) is not None:
            await send({"type": "http.response.body", "body": content, "more_body": True})
        if not self._client.is_behind:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _admitted(
    platform: Platform, tx: Connection, incoming: Incoming, now_ms: int
) -> tuple[Caller, Place | None]:
    """Who listens, and after which place.

    Raises:
        ApiProblem: 401, 403; 400 for a parameter or no id; 406; 410 when it is too old.
    """
    caller = identify(platform, tx, incoming, now_ms).caller
    if not stream_feed.shows_anything(caller.permissions):
        raise problems.permission_missing("listeners:read")
    for name, _ in incoming.query:
        raise problems.invalid_parameter(
            name, "The call has no such query parameter.", code="unknown_parameter"
        )
    ranges = (incoming.header("accept") or "").replace(" ", "").lower().split(",")
    if _TAKEN.isdisjoint(one.partition(";")[0] for one in ranges):
        raise ApiProblem(406, "not_acceptable", f"Answers are {MEDIA_TYPE}.")
    text = incoming.header("last-event-id")
    if not text:
        return caller, None
    try:
        after = stream_feed.read_place(text)
    except NoPlace:
        raise problems.invalid_parameter(
            "Last-Event-ID", "This is not the id of an event of the stream."
        ) from None
    if not stream_feed.is_kept(tx, after):
        raise ApiProblem(
            410,
            "token_expired",
            "The id is too old, or the platform was restored. Read everything, then listen anew.",
            members={"epoch": str(facts.read(tx, facts.EPOCH))},
        )
    return caller, after


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("stream")
    found.add_endpoint("GET", "/stream", get_stream, name="get_stream")
    return found
