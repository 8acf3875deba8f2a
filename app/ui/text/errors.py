"""Words for everything in `app.domain.errors`: what happened, where, what to do."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain import errors as e
from app.domain.in_the_way import AnotherInstance, InTheWay
from app.domain.validation import Refused
from app.ui.text import problems, times
from app.ui.text.error_text import ErrorText
from app.ui.text.unreached import of_network, of_what_is_in_the_way

translate = QCoreApplication.translate
_SECONDS_SAID: Final = 120.0


def of(error: Exception) -> ErrorText:
    """The words for any failure that can reach a page."""
    match error:
        case e.NetworkError():
            return of_network(error)
        case e.ApiError():
            return _of_api(error)
        case InTheWay():
            return of_what_is_in_the_way(error)
        case AnotherInstance():
            return ErrorText(
                translate("errors", "Another instance answers at this address"),
                translate(
                    "errors",
                    "Nothing is sent to it and nothing taken over from it. Check the address, or "
                    "add it as a connection of its own.",
                ),
                "another_instance",
            )
        case e.ProtocolError():
            return ErrorText(
                translate("errors", "This address does not answer like a platform"),
                translate(
                    "errors",
                    "Something else answered, perhaps a sign-in page of the network. "
                    "Check the address, then try again. Nothing was changed here.",
                ),
                "protocol_error",
            )
        case e.MassDeletion():
            return _of_mass_deletion(error)
        case Refused():
            name = problems.field_name(error.problem.field)
            text = translate("errors", "{field} is not accepted").format(field=name)
            return ErrorText(text, problems.of(error.problem), error.problem.code)
        case e.SecretStoreError():
            return _of_secret_store(error)
        case e.ProfileFileError():
            return _of_profile_file(error)
        case e.StoreError():
            return _of_store(error)
        case e.AddressLocked():
            return ErrorText(
                translate("errors", "This computer may only connect to {address}").format(
                    address=error.base_url
                ),
                translate(
                    "errors",
                    "Its administrator has locked the platform's address. Nothing was sent.",
                ),
                "address_locked",
            )
        case e.PlatformStartError():
            return ErrorText(
                translate("errors", "The sandbox did not start"),
                _sentence(error.detail)
                or translate("errors", "It ended before it was ready. Try again."),
                "platform_start",
            )
        case e.OnlyReads():
            return ErrorText(
                translate("errors", "This connection is read only"),
                translate(
                    "errors",
                    "Nothing was changed. File > Manage connections has the switch.",
                ),
                "only_reads",
            )
        case e.PlatformResetError():
            in_use = translate(
                "errors",
                "Another program runs the practice platform. End it there, then reset it here.",
            )
            failed = _sentence(error.detail) or translate(
                "errors", "Nothing of it was changed. Try again."
            )
            return ErrorText(
                translate("errors", "The sandbox was not reset"),
                in_use if error.reason == "in_use" else failed,
                "platform_reset",
            )
        case _:
            return ErrorText(
                translate("errors", "Something went wrong in this app"),
                translate(
                    "errors", "Nothing was lost. The log has the details: Help > Show log folder."
                ),
                type(error).__name__,
            )


def _of_api(error: e.ApiError) -> ErrorText:
    code = error.code or str(error.status)
    match error:
        case _ if e.is_not_offered(error):
            title = translate("errors", "The platform does not offer this")
            text = translate("errors", "It has no such function. Nothing was changed.")
        case e.NotAuthorised() if error.code == "oauth2":
            title = translate("errors", "The platform did not accept the client ID and secret")
            text = translate("errors", "Check both, and that the client was not revoked.")
        case e.NotAuthorised():
            title = translate("errors", "The platform did not accept the credential")
            text = translate("errors", "It may have ended or been revoked. Sign in again.")
        case e.PermissionMissing():
            title = translate("errors", "Your account does not have the permission for this")
            text = translate("errors", "Ask your administrator to add it: {permission}").format(
                permission=error.permission or translate("errors", "not named by the platform")
            )
        case e.NotFound():
            title = translate("errors", "This is not on the platform any more")
            text = translate("errors", "Someone may have deleted it. Refresh to see what is there.")
        case e.Conflict() if error.status == 412:
            title = translate("errors", "Someone changed this in the meantime")
            text = translate("errors", "Compare both versions before saving again.")
        case e.Conflict():
            title = translate("errors", "The platform cannot do this now")
            text = error.detail or translate("errors", "Refresh, then try again.")
        case e.Rejected():
            title = translate("errors", "The platform refused what was entered")
            text = "\n".join(problems.of_refusal(field) for field in error.fields)
            text = text or error.detail or translate("errors", "Check the fields, then try again.")
        case e.Busy():
            title = translate("errors", "The platform is busy")
            text = _try_again_in(error.retry_after_s)
        case _:
            title = translate("errors", "The platform reported a fault (status {status})").format(
                status=error.status
            )
            text = translate("errors", "Nothing was changed here. Try again in a moment.")
    return ErrorText(title, text, code)


def _try_again_in(wait_s: float | None) -> str:
    if not wait_s:
        return translate("errors", "Try again in a moment.")
    if wait_s > _SECONDS_SAID:
        return translate("errors", "Try again in %Ln minute(s).", None, math.ceil(wait_s / 60))
    seconds = times.number(round(wait_s))
    return translate("errors", "Try again in {seconds} s.").format(seconds=seconds)


def _of_mass_deletion(error: e.MassDeletion) -> ErrorText:
    text = translate(
        "errors",
        "The platform says that {count} of {known} are gone. They are kept here until you "
        "have looked at the list and decided.",
    )
    return ErrorText(
        translate("errors", "Most of the listeners are gone on the platform"),
        text.format(count=times.number(error.count), known=times.number(error.known)),
        "mass_deletion",
    )


def _of_secret_store(error: e.SecretStoreError) -> ErrorText:
    match error.reason:
        case "locked" | "denied":
            title = translate("errors", "The system keychain is locked")
            text = translate("errors", "Unlock it, then try again.")
        case "timed_out":
            title = translate("errors", "Waiting for the system keychain")
            text = translate(
                "errors",
                "A window that asks to unlock it may be open behind this one. It goes on from "
                "there by itself.",
            )
        case "missing":
            title = translate("errors", "The credential of this connection is not stored here")
            text = translate("errors", "Connect again and enter it.")
        case "too_large":
            title = translate("errors", "This secret is too long for the system keychain")
            text = translate("errors", "At most 1,280 characters can be kept.")
        case "not_kept":
            title = translate("errors", "The system keychain did not keep the secret")
            text = translate("errors", "What was there before is unchanged. Try again.")
        case "session_only":
            title = translate("errors", "The system keychain cannot be used now")
            text = translate("errors", "Secrets are kept until the app closes, then asked again.")
        case _:
            title = translate("errors", "No system keychain was found")
            text = translate("errors", "Secrets are kept until the app closes, then asked again.")
    return ErrorText(title, text, f"secret_store_{error.reason}")


def _sentence(words: str) -> str:
    """What a program said last, begun as a sentence is."""
    return f"{words[:1].upper()}{words[1:]}"


def _of_store(error: e.StoreError) -> ErrorText:
    path = error.path
    match error.reason:
        case "disk_full":
            title = translate("errors", "The disk is full")
            text = translate("errors", "Nothing was changed. Free some space, then try again.")
        case "read_only":
            title = translate("errors", "The data folder cannot be written")
            text = translate("errors", "Check who may write {path}.").format(path=path)
        case "damaged":
            title = translate("errors", "The local copy is damaged")
            text = translate(
                "errors",
                "{path} was left as it is. Start the app again: a damaged local copy is then "
                "moved aside, and whatever can be read in it is kept.",
            ).format(path=path)
        case "newer":
            title = translate("errors", "The local copy was made by a newer version of this app")
            text = translate("errors", "{path} was not opened. Install the newer version.")
            text = text.format(path=path)
        case "foreign":
            title = translate("errors", "This file is not a local copy of this app")
            text = translate("errors", "{path} was not opened.").format(path=path)
        case "locked":
            title = translate("errors", "Another program is using the local copy")
            text = translate("errors", "Close other windows of this app, then try again.")
        case _:
            title = translate("errors", "The local copy cannot be read")
            text = translate("errors", "Check the disk and {path}.").format(path=path)
    return ErrorText(title, text, f"store_{error.reason}")


def _of_profile_file(error: e.ProfileFileError) -> ErrorText:
    if error.reason == "newer":
        title = translate("errors", "Your connections were saved by a newer version of this app")
        text = translate("errors", "{path} was not opened. Install the newer version.")
    else:
        title = translate("errors", "The file of your connections is damaged")
        text = translate(
            "errors",
            "{path} was left as it is. Put one from a backup in its place, or move it away to "
            "begin without connections.",
        )
    return ErrorText(title, text.format(path=error.path), f"profile_file_{error.reason}")
