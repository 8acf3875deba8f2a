"""The exit codes of the commands on a profile, and the words for what went wrong.

A script goes by the code, a person by the line on standard error: what happened, and
what to do about it.  The window has its own words, which are translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from app.cli.output import EXIT_FAILED, CommandFailed
from app.domain import errors as e
from app.domain.control import Cancelled
from app.domain.in_the_way import AnotherInstance, InTheWay
from app.domain.validation import Refused

EXIT_NOT_REACHABLE: Final = 3
EXIT_REFUSED: Final = 4
EXIT_CONFLICT: Final = 5
EXIT_NOT_ALLOWED: Final = 6
EXIT_INTERRUPTED: Final = 130

_BY_GRAVITY: Final = (
    EXIT_INTERRUPTED,
    EXIT_FAILED,
    EXIT_NOT_ALLOWED,
    EXIT_CONFLICT,
    EXIT_REFUSED,
    EXIT_NOT_REACHABLE,
)

_SHOWN_REASONS: Final = 10
_DETAIL_LIMIT: Final = 500
_NETWORK: Final = {
    "dns_error": "was not found: check the spelling and the network",
    "read_timeout": "did not answer in time: check that it is running",
    "connect_timeout": "did not answer in time: check that it is running",
    "connection_reset": "ended the connection: try again in a moment",
    "address_blocked": "is an address that may not be called",
    "redirect_not_followed": "answers with a redirect: use the address that it leads to",
}
_KEYRING: Final = {
    "missing": "the secret of this connection is not kept here; set PICKSMART_SECRET_FILE to a "
    "file that holds it, or remove the connection and add it again",
    "locked": "the system's keyring is locked: unlock it, or set PICKSMART_SECRET_FILE",
    "denied": "the system's keyring did not let us in: unlock it, or set PICKSMART_SECRET_FILE",
    "timed_out": "the system's keyring does not answer: look for a window that asks to unlock "
    "it, or set PICKSMART_SECRET_FILE",
    "session_only": "the system's keyring cannot be used now: unlock it, or set "
    "PICKSMART_SECRET_FILE",
    "too_large": "the secret is too long for a keyring: at most 1,280 characters",
    "not_kept": "the system's keyring did not keep the secret; what it had is unchanged",
    "unavailable": "there is no keyring here: set PICKSMART_SECRET_FILE to a file that holds "
    "the connection's token or client secret",
}
_STORE: Final = {
    "disk_full": "the disk is full; nothing was changed",
    "read_only": "cannot be written; check who may",
    "damaged": "is damaged and was left as it is; repeat the command, which then replaces it",
    "newer": "was made by a newer version of this app and was not opened",
    "foreign": "is not a file of this app and was not opened",
    "locked": "is in use by another program; try again in a moment",
}

_PROFILE_FILE: Final = {
    "damaged": "is damaged and was left as it is; put one from a backup in its place, or move it "
    "away to begin without connections",
    "newer": _STORE["newer"],
}


def failed(error: Exception) -> CommandFailed:
    """How a command ends with this error."""
    match error:
        case Cancelled():
            return CommandFailed("stopped; what was not sent still waits", code=EXIT_INTERRUPTED)
        case e.NetworkError():
            return CommandFailed(_network_words(error), code=EXIT_NOT_REACHABLE)
        case e.ApiError():
            return _api_failed(error)
        case InTheWay():
            return CommandFailed(_in_the_way_words(error), code=EXIT_NOT_REACHABLE)
        case AnotherInstance():
            return CommandFailed(
                "another instance answers at this address; nothing was sent to it: check the "
                "address, or add it as a connection of its own",
                code=EXIT_NOT_REACHABLE,
            )
        case e.ProtocolError():
            return CommandFailed(
                "this address does not answer like a platform; perhaps a sign-in page of the "
                "network answers: check the address",
                code=EXIT_NOT_REACHABLE,
            )
        case e.MassDeletion():
            return CommandFailed(
                f"the platform says that {error.count} of {error.known} listeners are gone; they "
                "are kept here until you agree: sync --accept-deletions",
                code=EXIT_CONFLICT,
            )
        case e.SecretStoreError():
            code = EXIT_NOT_ALLOWED if error.reason == "missing" else EXIT_FAILED
            return CommandFailed(_KEYRING.get(error.reason, str(error)), code=code)
        case e.ProfileFileError():
            return CommandFailed(f"{error.path}: {_PROFILE_FILE.get(error.reason, str(error))}")
        case e.StoreError():
            where = error.path or "the local copy"
            what = _STORE.get(error.reason, "cannot be used; check the disk")
            return CommandFailed(f"{where}: {what}")
        case e.AddressLocked():
            return CommandFailed(
                f"the administrator of this computer lets it connect to {error.base_url} only; "
                "nothing was sent",
                code=EXIT_NOT_ALLOWED,
            )
        case e.PlatformStartError():
            detail = error.detail or "it ended before it was ready"
            return CommandFailed(
                f"the practice platform did not start: {detail}", code=EXIT_NOT_REACHABLE
            )
        case e.OnlyReads():
            return CommandFailed("this connection is read only", code=EXIT_NOT_ALLOWED)
        case e.PlatformResetError():
            return CommandFailed(f"the practice platform was not reset: {error.detail or error}")
        case Refused():
            return CommandFailed(str(error), code=EXIT_REFUSED)
        case _:
            return CommandFailed(
                f"something went wrong in this app ({type(error).__name__}); the log has the "
                "details"
            )


def gravest(codes: Iterable[int]) -> int:
    """The code for all, where each of several has one; there must be one at least."""
    return min(codes, key=_BY_GRAVITY.index)


def reasons(fields: tuple[e.FieldRefusal, ...]) -> list[str]:
    """The platform's reasons, a line each."""
    shown = [
        f"{one.pointer or '/'}: {(one.detail or one.code)[:_DETAIL_LIMIT]}"
        for one in fields[:_SHOWN_REASONS]
    ]
    more = len(fields) - len(shown)
    return [*shown, f"and {more} more"] if more > 0 else shown


def _network_words(error: e.NetworkError) -> str:
    host = error.host or "the platform"
    if isinstance(error, e.TlsFailed):
        why = f" ({error.reason.replace('_', ' ')})" if error.reason else ""
        if (dates := error.dates) is not None:
            since, until, now = map(_minute, (dates.since, dates.until, dates.now))
            return (
                f"the connection to {host} is not secure, and nothing was sent: its certificate is "
                f"valid from {since} until {until}, and the clock of this computer says {now}; if "
                "that is wrong, set the clock"
            )
        return f"the connection to {host} is not secure{why}: nothing was sent"
    what = _NETWORK.get(error.code, "cannot be reached: check that it is running")
    if not error.unused_proxy:
        return f"{host} {what}"
    proxy = f"this computer is set up to use the proxy {error.unused_proxy}"
    return f"{host} {what}; {proxy}, and this app connects directly"


def _in_the_way_words(error: InTheWay) -> str:
    if error.asks_to_sign_in:
        return (
            f"something on the way to {error.host} asks to sign in: a proxy, or a sign-in page of "
            "the network; sign in there, then try again"
        )
    to = f"leads on to {error.target}" if error.target else "answered with a redirect"
    return f"{error.host} {to}: redirects are not followed; give the final address"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _api_failed(error: e.ApiError) -> CommandFailed:
    detail = (error.detail or error.code.replace("_", " "))[:_DETAIL_LIMIT]
    match error:
        case e.NotAuthorised():
            return CommandFailed(
                "the platform did not accept the token or client secret: it may be mistyped, or "
                "have ended. To give a connection that is kept here another one, remove it and "
                "add it again",
                code=EXIT_NOT_ALLOWED,
            )
        case e.PermissionMissing():
            return CommandFailed(
                f"this needs the permission {error.permission or 'that the platform did not name'};"
                " ask an administrator of the platform",
                code=EXIT_NOT_ALLOWED,
            )
        case _ if e.is_not_offered(error):
            return CommandFailed("this platform does not offer that", code=EXIT_REFUSED)
        case e.NotFound():
            return CommandFailed("this is not on the platform (any more)", code=EXIT_REFUSED)
        case e.Conflict() if error.status == 412:
            return CommandFailed(
                "someone changed this in the meantime; look at it again, then repeat the command",
                code=EXIT_CONFLICT,
            )
        case e.Conflict() | e.Rejected():
            return CommandFailed(
                f"the platform refused it: {detail or 'it gave no reason'}",
                code=EXIT_REFUSED,
                details=reasons(error.fields),
            )
        case e.Busy():
            wait_s = error.retry_after_s
            when = f"in {round(wait_s)} s" if wait_s else "in a moment"
            return CommandFailed(f"the platform is busy; try again {when}", code=EXIT_NOT_REACHABLE)
        case e.ServerFault():
            return CommandFailed(
                f"the platform reported a fault (status {error.status}); try again in a moment",
                code=EXIT_NOT_REACHABLE,
            )
        case _:
            return CommandFailed(
                f"the platform refused it (status {error.status}): {detail or 'without a reason'}",
                code=EXIT_REFUSED,
                details=reasons(error.fields),
            )
