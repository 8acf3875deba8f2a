"""A platform through which nothing is changed: what a person wanted of a connection, kept.

Pages and commands say beforehand what cannot be done.  This holds whatever they forget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from app.domain.errors import OnlyReads

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi
    from app.domain.replay import ReplayWanted

# A test is sent to an endpoint and changes nothing; a secret that is shown is the same after.
CHANGING: Final = frozenset(
    {
        *("create_listener", "update_listener", "delete_listener", "change_listeners"),
        *("create_credential", "update_credential", "delete_credential"),
        *("create_record", "update_record", "rotate_signing_secret"),
        *("replay", "cancel_delivery"),
    }
)


def only_reading(api: PlatformApi) -> PlatformApi:
    """Satisfies `PlatformApi`; what would change something raises `OnlyReads` unsent."""
    return cast("PlatformApi", _OnlyReading(api))


class _OnlyReading:
    def __init__(self, api: PlatformApi) -> None:
        self._api = api

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in CHANGING:
            return _refuse
        found: Callable[..., Any] = getattr(self._api, name)
        return found

    def replay_many(
        self, control: JobControl, listener_id: str, wanted: ReplayWanted, *, dry_run: bool
    ) -> int:
        """Counting changes nothing."""
        if not dry_run:
            _refuse()
        return self._api.replay_many(control, listener_id, wanted, dry_run=True)


def _refuse(*_arguments: object, **_named: object) -> Any:
    raise OnlyReads
