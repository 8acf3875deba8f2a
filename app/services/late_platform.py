"""A platform that is signed in to when it is first asked.

What this computer knows of a connection is on the screen before a keyring has answered, the
embedded platform has started, and what speaks HTTP has been imported.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from app.domain.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi

    SignIn = Callable[[JobControl], PlatformApi]

_REFUSED: Final = "connection_refused"


def late_platform(sign_in: SignIn, *, again_when_gone: bool = False) -> PlatformApi:
    """Satisfies `PlatformApi`; each call raises what `sign_in` raises, until it has worked once.

    Args:
        sign_in: Signs in; of the embedded platform it also starts it.
        again_when_gone: Sign in once more after a call that nobody took.
    """
    return cast("PlatformApi", _LatePlatform(sign_in, again_when_gone=again_when_gone))


class _LatePlatform:
    def __init__(self, sign_in: SignIn, *, again_when_gone: bool) -> None:
        self._sign_in = sign_in
        self._again_when_gone = again_when_gone
        self._turn = threading.Lock()  # two who ask at once sign in once
        self._memory = threading.Lock()  # held for moments: closing waits for nobody
        self._api: PlatformApi | None = None
        self._is_closed = False

    def close(self) -> None:
        """Close it now, or as soon as whoever is signing in has done so."""
        with self._memory:
            self._is_closed = True
            api, self._api = self._api, None
        if api is not None:
            api.close()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(control: JobControl, *arguments: object, **named: object) -> Any:
            api = self._opened(control)
            with self._watching(api):
                answer = getattr(api, name)(control, *arguments, **named)
            return self._pages(api, answer) if isinstance(answer, Generator) else answer

        return call

    def _pages(
        self, api: PlatformApi, pages: Generator[Any, None, None]
    ) -> Generator[Any, None, None]:
        """Each is asked for when it is wanted."""
        with self._watching(api):
            yield from pages

    @contextmanager
    def _watching(self, api: PlatformApi) -> Iterator[None]:
        try:
            yield
        except NetworkError as exc:
            if self._again_when_gone and exc.code == _REFUSED:
                self._forget(api)
            raise

    def _forget(self, gone: PlatformApi) -> None:
        with self._memory:
            if self._api is not gone:
                return  # somebody has signed in anew
            self._api = None
        gone.close()

    def _opened(self, control: JobControl) -> PlatformApi:
        known = self._api
        if known is not None:
            return known
        with self._turn:
            control.check()
            if self._api is None and not self._is_closed:
                self._take(self._sign_in(control))
            with self._memory:
                if self._api is None:
                    raise NetworkError("the connection was closed", code="offline")
                return self._api

    def _take(self, api: PlatformApi) -> None:
        with self._memory:
            if not self._is_closed:
                self._api = api
                return
        api.close()
