"""How a handler becomes a route: one transaction per call, every failure a problem."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response

from app.domain.ids import new_id
from app.server.api import problems
from app.server.api.answers import Answer, problem_answer
from app.server.api.call import Call, Replayed, identify
from app.server.api.incoming import Incoming, read_incoming
from app.server.api.problems import ApiProblem
from app.server.platform import Platform
from app.server.store import idempotency
from app.server.store.database import DatabaseClosed

_log: Final = logging.getLogger(__name__)
_READING: Final = frozenset({"GET", "HEAD"})

Handler = Callable[[Call], Answer]
Endpoint = Callable[[Request], Awaitable[Response]]


class Routes:
    """The routes of one contract section; wraps FastAPI's router."""

    def __init__(self, tag: str, *, in_schema: bool = True) -> None:
        self.router = APIRouter(tags=[tag])
        self._in_schema = in_schema
        self.methods: dict[str, set[str]] = {}

    def add(
        self, method: str, path: str, handler: Handler, *, permission: str | None = None
    ) -> None:
        """Serve a handler that lives in one transaction."""

        async def endpoint(request: Request) -> Response:
            platform = platform_of(request)
            return await respond(
                request,
                lambda incoming: run_call(platform, incoming, handler, permission=permission),
            )

        self.add_endpoint(method, path, endpoint, name=handler.__name__)

    def add_endpoint(self, method: str, path: str, endpoint: Endpoint, *, name: str) -> None:
        """Serve an endpoint that spans transactions; see `respond`.

        What can be read can be asked for without its body, too (RFC 9110, 9.1).
        """
        methods = [method, "HEAD"] if method == "GET" else [method]
        # A plain route: FastAPI's own would look for parameters, 1 ms each, where there are none.
        self.router.add_route(
            path, endpoint, methods=methods, name=name, include_in_schema=self._in_schema
        )
        self.methods.setdefault(path, set()).update(methods)


def platform_of(request: Request) -> Platform:
    """The platform that a request came to."""
    platform: Platform = request.app.state.platform
    return platform


async def run_call(
    platform: Platform, incoming: Incoming, handler: Handler, *, permission: str | None
) -> Answer:
    """Answer one call in one transaction and keep the answer under its key."""
    now_ms = platform.now_ms()
    wakes: list[bool] = []

    def work(tx: Connection) -> Answer:
        call = identify(platform, tx, incoming, now_ms)
        call.require(permission)
        try:
            answer = handler(call)
        except Replayed as replayed:
            return replayed.answer
        settle_claim(call, answer)
        wakes.append(call.wakes_engine)
        return answer

    only_reads = incoming.method in _READING
    answer = await (platform.database.read(work) if only_reads else platform.database.run(work))
    if any(wakes):
        platform.engine.wake()
    return answer


def settle_claim(call: Call, answer: Answer) -> None:
    """Keep the answer under the key of its call; of one with a secret only that it was done."""
    if call.claim is None:
        return
    if answer.holds_secret:
        idempotency.keep_done(call.tx, scope_hash=call.claim, status=answer.status)
        return
    kept = idempotency.KeptAnswer(answer.status, answer.headers, answer.body)
    idempotency.keep(call.tx, scope_hash=call.claim, answer=kept)


async def respond(request: Request, run: Callable[[Incoming], Awaitable[Answer]]) -> Response:
    """Read a request, run it, and turn whatever happens into a response."""
    try:
        incoming = await read_incoming(request)
        return to_response(await run(incoming))
    except ApiProblem as problem:
        return to_response(problem_answer(problem))
    except Exception as error:  # noqa: BLE001 - the boundary: nothing of it may leak (T25)
        return to_response(problem_answer(explain(error)))


def explain(error: Exception) -> ApiProblem:
    """The problem for a failure that nobody expected; the reason goes to the log only."""
    log_id = new_id("log")
    _log.error("request failed, %s", log_id, exc_info=error)
    if isinstance(error, OperationalError | DatabaseClosed):
        return ApiProblem(
            503,
            "store_unavailable",
            f"The platform cannot keep anything now; nothing was done. Log entry {log_id}.",
            headers={"retry-after": "5"},
        )
    return problems.internal_error(log_id)


def to_response(answer: Answer) -> Response:
    """An answer as Starlette sends it."""
    return Response(answer.body, status_code=answer.status, headers=dict(answer.headers))
