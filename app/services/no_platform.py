"""A platform that is not asked, for those who only want what this computer knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from app.domain.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.ports import PlatformApi


def no_platform() -> PlatformApi:
    """Satisfies `PlatformApi`; each call ends as it does where there is no network."""
    return cast("PlatformApi", _NoPlatform())


class _NoPlatform:
    def close(self) -> None:
        """There is nothing to close."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*_arguments: object, **_named: object) -> Any:
            raise NetworkError(f"{name} was not asked: offline is wanted", code="offline")

        return call
