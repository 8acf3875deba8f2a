"""Builds the ASGI application: routes, guard, and the life of the platform behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from re import Pattern
from typing import Final

from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path

from app import DISPLAY_NAME, __version__
from app.resources import resources_dir
from app.server.api import (
    audit,
    batch,
    catalog,
    changes,
    credentials,
    deliveries,
    events,
    listener_secrets,
    listeners,
    me,
    oauth,
    records,
    replays,
    stats,
    stream,
    test_sends,
)
from app.server.api.answers import Answer, document_answer
from app.server.api.call import identify
from app.server.api.guard import RequestGuard
from app.server.api.incoming import Incoming
from app.server.api.problems import ApiProblem, not_found
from app.server.api.routes import Routes, platform_of, respond
from app.server.api.stream_hub import StreamHub
from app.server.opening import open_platform
from app.server.operations.channel import control_channel
from app.server.platform import Platform
from app.server.retention.keeper import Keeper
from app.server.settings import PlatformSettings

BASE_PATH: Final = "/api/v1"
_GZIP_FROM_BYTES: Final = 1024
_GZIP_LEVEL: Final = 3  # on loopback the time to pack counts for more than the bytes


def build_application(settings: PlatformSettings) -> FastAPI:
    """The platform of these settings; nothing is opened before its lifespan starts."""
    application = FastAPI(
        title=DISPLAY_NAME,
        version=__version__,
        lifespan=_lifespan(settings),
        openapi_url=None,  # ours is a checked-in document with every shape and refusal
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    description = f"{BASE_PATH}/openapi.json"
    methods = {
        compile_path(description)[0]: {"GET", "HEAD"},
        compile_path("/oauth/token")[0]: {"POST"},
    }
    application.state.methods = methods
    for routes in all_routes():
        application.include_router(routes.router, prefix=BASE_PATH)
        for path, found in routes.methods.items():
            methods.setdefault(compile_path(BASE_PATH + path)[0], set()).update(found)
    application.add_route(description, _openapi, methods=["GET"], include_in_schema=False)
    application.add_route(
        "/oauth/token", oauth.token_endpoint, methods=["POST"], include_in_schema=False
    )
    application.add_exception_handler(HTTPException, _unrouted)
    application.add_middleware(
        GZipMiddleware, minimum_size=_GZIP_FROM_BYTES, compresslevel=_GZIP_LEVEL
    )
    application.add_middleware(RequestGuard)  # added last: the outermost
    return application


def all_routes() -> list[Routes]:
    """The routes of each section of the contract."""
    # Fixed paths come before /listeners/{listener_id}.
    sections: list[Callable[[], Routes]] = [
        me.routes,
        catalog.routes,
        changes.routes,
        test_sends.routes,
        batch.routes,
        listeners.routes,
        listener_secrets.routes,
        credentials.routes,
        records.routes,
        events.routes,
        deliveries.routes,
        replays.routes,
        stats.routes,
        stream.routes,
        audit.routes,
    ]
    return [routes() for routes in sections]


def _lifespan(
    settings: PlatformSettings,
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        try:
            platform = open_platform(settings)
        except Exception as error:
            application.state.start_error = error
            raise
        application.state.platform = platform
        application.state.stream = StreamHub(platform.database, platform.now_ms)
        platform.engine.add_observer(lambda _ids: application.state.stream.nudge())
        application.state.keeper = Keeper(platform.database, settings)
        try:
            await platform.engine.start()
            application.state.keeper.start()
            async with control_channel(platform):
                yield
        finally:
            await application.state.keeper.stop()
            await application.state.stream.close()
            await _close(platform)

    return lifespan


async def _close(platform: Platform) -> None:
    try:
        await platform.engine.stop()
    finally:
        await platform.database.close()


async def _openapi(request: Request) -> Response:
    """The description of this API: the one thing that needs no token."""

    async def run(incoming: Incoming) -> Answer:
        body = (resources_dir() / "openapi.json").read_bytes()
        return document_answer(body, if_none_match=incoming.header("if-none-match"))

    return await respond(request, run)


async def _unrouted(request: Request, error: Exception) -> Response:
    """No such path or method; 401 comes first here too."""
    platform = platform_of(request)

    async def run(incoming: Incoming) -> Answer:
        def work(tx: Connection) -> None:
            identify(platform, tx, incoming, platform.now_ms())

        await platform.database.read(work)
        if isinstance(error, HTTPException) and error.status_code == 405:
            raise ApiProblem(
                405,
                "method_not_allowed",
                f"The path does not take {incoming.method}.",
                headers={"allow": ", ".join(_methods_of(request))},
            )
        raise not_found("path")

    return await respond(request, run)


def _methods_of(request: Request) -> list[str]:
    """Every method of the path; Starlette names only those of the first route.

    A path that is spelled out, such as /listeners/batch, comes before the one with a
    parameter that it would fit too.
    """
    methods: dict[Pattern[str], set[str]] = request.app.state.methods
    path = request.url.path
    return sorted(next((found for fits, found in methods.items() if fits.match(path)), set()))
