"""Refuses what no client of ours sends, before anything is routed (T20, T21).

A page in a browser may reach a loopback port: by a name that resolves to it
(rebinding), or by a cross-site request.  Browsers cannot hide either: the Host is
then not ours, or the request carries Origin or Sec-Fetch-Site.
"""

from __future__ import annotations

import logging
import socket
from ipaddress import ip_address
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.server.api.answers import problem_answer
from app.server.api.problems import ApiProblem
from app.server.api.routes import explain, to_response

_log: Final = logging.getLogger(__name__)


class RequestGuard:
    """The outermost layer: our own host only, nothing from a browser, no crash."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        problem = _refusal(scope)
        if problem is not None:
            _log.warning("refused before routing: %s", problem.code)
            await to_response(problem_answer(problem))(scope, receive, send)
            return
        await self._call_safely(scope, receive, send)

    async def _call_safely(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_started = False

        async def watched(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the last boundary: answered without the reason
            problem = explain(error)
            if not has_started:
                await to_response(problem_answer(problem))(scope, receive, send)


def _refusal(scope: Scope) -> ApiProblem | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if len(hosts) != 1 or hosts[0] not in _own_hosts(scope) or not scope["path"].startswith("/"):
        return ApiProblem(
            421, "host_not_allowed", "The request is not addressed to this server by its address."
        )
    fetch_sites = [value for name, value in headers if name == b"sec-fetch-site"]
    if any(name == b"origin" for name, _ in headers) or any(
        site != b"none" for site in fetch_sites
    ):
        return ApiProblem(403, "origin_not_allowed", "Requests from web pages are not accepted.")
    return None


def _own_hosts(scope: Scope) -> set[str]:
    """The literal address and port that this connection was made to."""
    address, port = scope["server"]
    host = f"[{address}]" if ":" in address else address
    default = {host} if port == 80 else set()
    return {f"{host}:{port}"} | default


def bound_url(sock: socket.socket) -> str:
    """The base URL of a listening socket; a wildcard address is named by loopback."""
    address, port = sock.getsockname()[:2]
    ip = ip_address(address)
    if ip.is_unspecified:
        address = "::1" if ip.version == 6 else "127.0.0.1"
    return f"http://[{address}]:{port}" if ip.version == 6 else f"http://{address}:{port}"
