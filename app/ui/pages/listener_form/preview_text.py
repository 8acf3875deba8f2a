"""What one event would send, as text: request line, headers, body, or the message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from app.domain.credential import Credential
from app.domain.errors import AppError, Rejected
from app.domain.file_names import record_file_name
from app.domain.listener import Destination, Kind, ListenerSettings
from app.domain.listener_draft import ListenerDraft
from app.domain.mail_words import subject_of
from app.domain.outbound import OutboundRequest
from app.domain.record import id_in_test, record_label, record_version
from app.domain.strict_json import JsonRefused, loads
from app.domain.validation import Refused
from app.ui.text import messages, times

translate = QCoreApplication.translate

_NO_ENDPOINT: Final = "https://no-endpoint-yet.example/"


class Tests(Protocol):
    """What is needed from the test service."""

    def preview(
        self, settings: ListenerSettings, *, body: bytes, credential: Credential | None
    ) -> OutboundRequest: ...


@dataclass(frozen=True, slots=True)
class Message:
    """The e-mail for one event."""

    to: str
    subject: str
    attachment: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the Preview tab shows.

    Attributes:
        head: Request line and headers; empty for e-mail.
        body: The payload, indented for reading.
        sent: The payload exactly as it is sent.
        edited: What a person makes of it for the test; None while nobody does.
        edit_error: Why that cannot be sent; empty where it can.
        why_no_edit: Why it cannot be edited here; empty where it can.
        too_large: That the platform would not send so much; empty where it would.
        message: The e-mail, instead of `head`.
        missing: There is nothing to show, because of this entity; "" if none is chosen yet.
        samples: What can be looked at: "" is the sample, else the id of a kept one or a record.
    """

    head: str = ""
    body: str = ""
    sent: bytes = b""
    edited: str | None = None
    edit_error: str = ""
    why_no_edit: str = ""
    too_large: str = ""
    message: Message | None = None
    missing: str | None = None
    samples: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    is_loading: bool = False
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be looked at: a draft, and the payload of its event."""

    draft: ListenerDraft
    credential: Credential | None
    body: bytes
    edited: str | None = None
    edit_error: str = ""
    chosen: str = ""


def made(tests: Tests, wanted: Wanted, limit_bytes: int) -> Preview:
    """What a person is shown of it; as slow as the payload is large, so on any thread.

    Args:
        tests: Builds the request.
        wanted: What is looked at.
        limit_bytes: The most that the platform sends.
    """
    draft, body = wanted.draft, wanted.body
    is_email = draft.kind is Kind.EMAIL
    return Preview(
        head="" if is_email else _head(tests, draft, wanted.credential, body),
        body=messages.indented(body.decode("utf-8", "replace")),
        sent=body,
        edited=wanted.edited,
        edit_error=wanted.edit_error,
        too_large=_too_large(len(body), limit_bytes),
        message=_message(draft, body) if is_email else None,
        chosen=wanted.chosen,
    )


def _too_large(size_bytes: int, limit_bytes: int) -> str:
    if size_bytes <= limit_bytes:
        return ""
    text = translate(
        "form", "The platform sends {limit} at most: this would fail without being sent."
    )
    return text.format(limit=times.size(limit_bytes))


def _head(tests: Tests, draft: ListenerDraft, credential: Credential | None, body: bytes) -> str:
    try:
        settings, is_whole = draft.settings(), True
    except Refused:
        to = Destination(Kind.ENDPOINT, url=_NO_ENDPOINT)
        settings = ListenerSettings(draft.entity, draft.function, to, signing=draft.signing)
        is_whole = False
    has_credential = is_whole and settings.destination.auth_type != "none"
    try:
        request = tests.preview(
            settings, body=body, credential=credential if has_credential else None
        )
    except (Refused, Rejected, ValueError):  # the credential cannot be shown as a header
        request = tests.preview(settings, body=body, credential=None)
    host, path = messages.split_url(settings.destination.url)
    lines = [messages.request_line("POST", path), f"host: {host}"]
    if not is_whole:
        no_endpoint = translate("PreviewPresenter", "(no endpoint yet)")
        lines = [messages.request_line("POST", no_endpoint)]
    return "\n".join(lines + messages.header_lines(request.masked_headers()))


def _message(draft: ListenerDraft, body: bytes) -> Message:
    try:
        fields = loads(body)
    except JsonRefused:
        fields = {}
    fields = fields if isinstance(fields, dict) else {}
    name = id_in_test(fields)
    subject = subject_of(draft.entity, draft.function, record_label(fields) or name)
    attachment = record_file_name(draft.entity, name, record_version(fields))
    no_address = translate("PreviewPresenter", "(no address yet)")
    return Message(draft.address.strip() or no_address, subject, attachment)
