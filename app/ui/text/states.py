"""Words, icons and tones for what a listener, a delivery and an attempt are in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.listener import HealthState, Mode, Status
from app.domain.sync_state import SyncState
from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.delivery import Attempt, Delivery
    from app.domain.listener import Health, Listener
    from app.domain.sync_state import LocalListener

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StatusText:
    """One state: an icon, a tone (`ok warn bad mute info`) and words."""

    icon: str
    tone: str
    word: str
    detail: str = ""
    sync_icon: str = ""
    sync_text: str = ""
    sync_tone: str = ""


def of(row: LocalListener, *, now: datetime, tries: tuple[int, int] | None = None) -> StatusText:
    """A listener's status with its second line, and what waits to be synced.

    Args:
        row: The listener.
        now: The time.
        tries: Delivered and failed in 24 hours by the newest news; None: as of the last sync.
    """
    plain = _of_status(row, now, tries)
    sync = _of_sync(row)
    if sync is None:
        return plain
    icon, text, tone = sync
    return StatusText(plain.icon, plain.tone, plain.word, plain.detail, icon, text, tone)


def saved(row: LocalListener, *, is_offline: bool) -> str:
    """What is said when a person has saved a listener."""
    if row.state is SyncState.CONFLICT:
        return translate("states", "Saved here, with a conflict to resolve")
    if is_offline:
        return translate("states", "Saved here, waiting to sync")
    return translate("states", "Saved")


def _of_sync(row: LocalListener) -> tuple[str, str, str] | None:
    match row.state:
        case SyncState.CLEAN:
            return None
        case SyncState.CONFLICT:
            return "git-fork-fill", translate("states", "Conflict to resolve"), "warn"
        case SyncState.REFUSED:
            return "x-circle-fill", translate("states", "Refused, see why"), "bad"
        case SyncState.WAITING | SyncState.SENDING:
            if row.delete_wanted:
                text = translate("states", "Deleted here, waiting to sync")
            elif not row.is_created:
                text = translate("states", "Created here, waiting to sync")
            else:
                text = translate("states", "Edited, waiting to sync")
            return "clock-fill", text, "info"


def _of_status(row: LocalListener, now: datetime, tries: tuple[int, int] | None) -> StatusText:
    if row.base is None:
        return StatusText("dashed-circle", "mute", translate("states", "Not created yet"))
    wanted = row.settings.mode
    if row.mine is not None and wanted is not row.base.settings.mode:
        return _of_wanted(wanted)
    return of_listener(row.base, now=now, tries=tries)


def _of_wanted(mode: Mode) -> StatusText:
    match mode:
        case Mode.ENABLED:
            return StatusText("check-circle-fill", "ok", translate("states", "Active"))
        case Mode.PAUSED:
            return StatusText(
                "pause-circle-fill",
                "mute",
                translate("states", "Paused"),
                translate("states", "Events are kept"),
            )
        case Mode.DISABLED:
            return StatusText("power", "mute", translate("states", "Off"))


def of_listener(
    listener: Listener, *, now: datetime, tries: tuple[int, int] | None = None
) -> StatusText:
    """The platform's own status of a listener; for `tries` see `of`."""
    health = listener.health
    match listener.status:
        case Status.ACTIVE if health.state in {HealthState.DEGRADED, HealthState.FAILING}:
            return StatusText(
                "triangle-fill",
                "warn",
                translate("states", "Failing"),
                _failing(health, now, tries),
            )
        case Status.ACTIVE:
            return StatusText(
                "check-circle-fill",
                "ok",
                translate("states", "Active"),
                times.since(listener.updated_at, now),
            )
        case Status.PAUSED:
            return StatusText(
                "pause-circle-fill",
                "mute",
                translate("states", "Paused"),
                translate("states", "Events are kept"),
            )
        case Status.DISABLED:
            return StatusText(
                "power",
                "mute",
                translate("states", "Off"),
                times.since(listener.updated_at, now),
            )
        case Status.SUSPENDED:
            return StatusText(
                "x-circle-fill",
                "bad",
                translate("states", "Stopped"),
                status_reason(listener.status_reason or ""),
            )
        case Status.UNSUPPORTED:
            return StatusText(
                "prohibit",
                "mute",
                translate("states", "Not active"),
                status_reason(listener.status_reason or ""),
            )
        case _:
            return StatusText("info", "mute", translate("states", "Unknown to this version"))


def _failing(health: Health, now: datetime, tries: tuple[int, int] | None) -> str:
    delivered, failed = tries or (health.delivered_24h, health.failed_24h)
    total = delivered + failed
    if health.suspend_at is not None:
        when = times.short(health.suspend_at, now)
        return translate("states", "Will be stopped {when}").format(when=when)
    if total:
        share = max(1, round(100 * failed / total))
        return translate("states", "{percent}% failed in 24 h").format(percent=share)
    if health.failing_since is not None:
        return times.since(health.failing_since, now)
    return ""


def status_reason(reason: str) -> str:
    """Why a listener is suspended or unsupported."""
    words = {
        "entity_not_listenable": translate("states", "Entity not supported"),
        "function_not_supported": translate("states", "Function not supported"),
        "endpoint_failing": translate("states", "After 5 days of failures"),
        "endpoint_gone": translate("states", "The endpoint answered 410 Gone"),
    }
    return words.get(reason, reason)


def skip_reason(reason: str) -> str:
    """Why an event was not sent to a listener."""
    words = {
        "unsupported": translate("states", "The listener is not active: not supported"),
        "function_mismatch": translate("states", "The listener is for another function"),
        "other_channel": translate("states", "The record is of another Distribution Channel"),
        "disabled": translate("states", "The listener was off"),
        "suspended": translate("states", "The listener was stopped"),
    }
    return words.get(reason, reason)


def delivery_reason(reason: str) -> str:
    """Why a delivery is in the state that it is in."""
    words = {
        "paused": translate("states", "Kept until the listener is turned on"),
        "listener_disabled": translate("states", "The listener was turned off"),
        "listener_suspended": translate("states", "The listener was stopped"),
        "listener_deleted": translate("states", "The listener was deleted"),
        "by_user": translate("states", "Cancelled by a person"),
        "out_of_tries": translate("states", "Failed at every try"),
        "endpoint_gone": translate("states", "The endpoint answered 410 Gone"),
        "payload_too_large": translate("states", "The record is too large to send"),
        "expired": translate("states", "Kept too long"),
    }
    return words.get(reason, reason)


def of_delivery(delivery: Delivery) -> StatusText:
    """A delivery's result, as the list shows it."""
    from app.domain.delivery import DeliveryStatus  # a list of listeners shows no delivery

    reason = delivery_reason(delivery.status_reason or "")
    match delivery.status:
        case DeliveryStatus.DELIVERED if delivery.destination.find("://") < 0:
            return StatusText("envelope-fill", "ok", translate("states", "Sent"))
        case DeliveryStatus.DELIVERED:
            return StatusText("check-circle-fill", "ok", translate("states", "Delivered"))
        case DeliveryStatus.PENDING if delivery.attempts and _was_taken(delivery):
            return StatusText("clock", "warn", translate("states", "Sending again"), reason)
        case DeliveryStatus.PENDING if delivery.attempts:
            return StatusText("clock", "bad", translate("states", "Will retry"), reason)
        case DeliveryStatus.PENDING:
            return StatusText("clock", "warn", translate("states", "Waiting"), reason)
        case DeliveryStatus.HELD:
            return StatusText("pause-circle", "mute", translate("states", "Kept"), reason)
        case DeliveryStatus.FAILED:
            return StatusText("x-circle-fill", "bad", translate("states", "Failed"), reason)
        case DeliveryStatus.CANCELLED:
            return StatusText("prohibit", "mute", translate("states", "Cancelled"), reason)
        case _:
            return StatusText("info", "mute", translate("states", "Unknown to this version"))


def _was_taken(delivery: Delivery) -> bool:
    """Whether the last try succeeded: what waits then was asked for by a person."""
    status = delivery.last_status
    return delivery.last_error is None and status is not None and 200 <= status < 300


def http_status(status: int) -> str:
    """`503 Service Unavailable`; the number alone when it has no name."""
    from http import HTTPStatus  # a list of listeners shows none

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def attempt_error(code: str) -> str:
    """A contract error code in two or three words."""
    words = {
        "dns_error": translate("states", "Address not found"),
        "connection_refused": translate("states", "Connection refused"),
        "connection_reset": translate("states", "Connection ended"),
        "connect_timeout": translate("states", "No connection in time"),
        "read_timeout": translate("states", "Timed out"),
        "tls_error": translate("states", "Not secure"),
        "address_blocked": translate("states", "Address blocked"),
        "redirect_not_followed": translate("states", "Redirect, not followed"),
        "auth_error": translate("states", "Sign-in failed"),
        "smtp_error": translate("states", "Mail server refused"),
        "payload_too_large": translate("states", "Too large"),
        "http_status": translate("states", "Rejected"),
    }
    return words.get(code, code)


def of_attempt(attempt: Attempt) -> StatusText:
    """The result line of one try."""
    status = attempt.response.status if attempt.response is not None else None
    is_mail = attempt.request.method == "SMTP"
    if attempt.error is None:
        word = translate("states", "Sent") if is_mail else translate("states", "Delivered")
        detail = "" if status is None else (str(status) if is_mail else http_status(status))
        return StatusText("check-circle-fill", "ok", word, detail)
    if attempt.error.code == "http_status" and status is not None:
        word = translate("states", "Rejected") if status < 500 else translate("states", "Failed")
        return StatusText("x-circle-fill", "bad", word, http_status(status))
    detail = "" if status is None or is_mail else http_status(status)
    return StatusText("x-circle-fill", "bad", attempt_error(attempt.error.code), detail)
