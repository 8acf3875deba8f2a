"""The embedded platform: a process of its own that speaks the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.server.settings import PlatformSettings


def create_app(settings: PlatformSettings) -> FastAPI:
    """The platform as an ASGI application; its data opens and closes with its lifespan."""
    from app.server.application import build_application  # late: FastAPI is slow to import

    return build_application(settings)
