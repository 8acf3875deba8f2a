"""The embedded platform as the services need it; `app.domain.ports` has the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.secret import Secret

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.mail import Mailbox


@dataclass(frozen=True, slots=True)
class RunningPlatform:
    """Where the embedded platform listens, and the admin token it made."""

    base_url: str
    token: Secret


class EmbeddedPlatform(Protocol):
    """The embedded platform as a child process that never outlives the app."""

    @property
    def mailbox(self) -> Mailbox:
        """Where it puts e-mail, as long as no mail server is set."""
        ...

    def start(self, control: JobControl) -> RunningPlatform:
        """Start it, or return the one that runs.

        Raises:
            PlatformStartError: With the last line of its output.
        """
        ...

    def running(self) -> RunningPlatform | None:
        """Where it runs by now, whoever started it; None when it does not."""
        ...

    def reset(self, *, with_listeners: bool) -> None:
        """Have it be as it was at first, and run again if it ran.

        Raises:
            PlatformResetError: Nothing of it was changed.
            PlatformStartError: It was reset, and did not start again.
        """
        ...

    def stop(self) -> None: ...
