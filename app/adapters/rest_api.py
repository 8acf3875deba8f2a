"""The contract's calls over HTTP; satisfies `app.domain.ports.PlatformApi`."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from app import __version__
from app.adapters.bearer import bearer_for
from app.adapters.calls import Calls, segment
from app.adapters.delivery_calls import DeliveryCalls
from app.adapters.read_ahead import ReadAhead
from app.adapters.record_calls import RecordCalls
from app.adapters.redaction import Redactor
from app.adapters.report_calls import ReportCalls
from app.adapters.transport import Query, Transport
from app.adapters.wire.batch import read_batch, write_batch
from app.adapters.wire.credentials import (
    read_credential,
    write_credential,
    write_credential_patch,
    write_inline,
)
from app.adapters.wire.deliveries import read_attempt
from app.adapters.wire.listeners import (
    next_page,
    read_changes,
    read_listener,
    write_patch,
    write_settings,
)
from app.adapters.wire.platform import read_catalog, read_me
from app.adapters.wire.reading import Members
from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential, CredentialDraft
from app.domain.delivery import Attempt
from app.domain.errors import ApiError, FieldRefusal, ProtocolError, Rejected
from app.domain.listener import Listener, ListenerSettings
from app.domain.ports import ChangesPage, ListenerChange, RotatedSecret, SignedIn
from app.domain.secret import Secret
from app.domain.stream import EventReader, StreamEvent
from app.domain.strict_json import JsonRefused, loads
from app.domain.workspace import Me

T = TypeVar("T")

_PAGE: Final = 500


class RestApi(RecordCalls, DeliveryCalls, ReportCalls):
    """One platform, as one caller sees it."""

    def __init__(
        self,
        signed_in: SignedIn,
        *,
        tls: ssl.SSLContext | None = None,
        redactor: Redactor | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            signed_in: The platform's address, and who one is there.
            tls: What to trust, if not what the system trusts.
            redactor: Told of every secret that passes, and cleans what refusals say.
        """
        redactor = redactor or Redactor()
        self._learn, self._clean = redactor.learn, redactor.without_known
        transport = Transport(
            signed_in.base_url,
            user_agent=f"Picksmart-Webhooks-App/{__version__}",
            tls=tls,
            clean=self._clean,
        )
        self._host = transport.host
        self._calls = Calls(transport, bearer_for(signed_in, transport, learn=redactor.learn))

    def close(self) -> None:
        """Close the connections."""
        self._calls.close()

    # -- who and what -----------------------------------------------------------------

    def me(self, control: JobControl) -> Me:
        answer = self._calls.get(control, "/me")
        return replace(read_me(answer.json()), clock_ahead_s=answer.clock_ahead_s)

    def catalog(self, control: JobControl) -> Catalog:
        return read_catalog(self._calls.get(control, "/catalog").json())

    def entity_schema(self, control: JobControl, entity: str) -> Mapping[str, Any]:
        schema = self._calls.get(control, f"/catalog/entities/{segment(entity)}/schema").json()
        if not isinstance(schema, dict):
            raise ProtocolError("schema: expected an object")
        return schema

    def entity_sample(self, control: JobControl, entity: str) -> bytes:
        answer = self._calls.get(control, f"/catalog/entities/{segment(entity)}/sample")
        Members(answer.json(), "sample")
        return answer.body

    # -- listeners --------------------------------------------------------------------

    def changes(self, control: JobControl, since: str | None) -> ChangesPage:
        return read_changes(self._changes(control, since), control)

    def change_pages(
        self, control: JobControl, since: str | None
    ) -> Generator[ChangesPage, None, None]:
        said = self._changes(control, since)
        while True:
            following = next_page(said)
            if following is None:
                yield read_changes(said, control)
                return
            ahead = ReadAhead(control, partial(self._changes, since=following))
            try:
                ahead.wait_until_sent()
                yield read_changes(said, control)
                said = ahead.result()
            finally:
                ahead.give_up()

    def _changes(self, control: JobControl, since: str | None) -> Any:
        query: Query = [("limit", _PAGE)]
        if since is not None:
            query.append(("since", since))
        return self._calls.get(control, "/listeners/changes", query).json()

    def listeners(self, control: JobControl) -> Sequence[Listener]:
        return [read_listener(one) for one in self._calls.every(control, "/listeners")]

    def create_listener(
        self, control: JobControl, listener_id: str, settings: ListenerSettings
    ) -> Listener:
        answer = self._calls.change(
            control,
            "PUT",
            f"/listeners/{segment(listener_id)}",
            body=write_settings(settings),
            headers={"If-None-Match": "*"},
            read=read_listener,
        )
        return _same_id(read_listener(answer.json()), listener_id)

    def update_listener(
        self, control: JobControl, listener_id: str, changes: Mapping[str, Any], *, etag: str
    ) -> Listener:
        answer = self._calls.change(
            control,
            "PATCH",
            f"/listeners/{segment(listener_id)}",
            body=write_patch(changes),
            headers={"If-Match": etag},
            read=read_listener,
        )
        return _same_id(read_listener(answer.json()), listener_id)

    def delete_listener(self, control: JobControl, listener_id: str, *, etag: str) -> None:
        path = f"/listeners/{segment(listener_id)}"
        self._calls.delete(control, path, etag=etag, read=read_listener)

    def change_listeners(
        self, control: JobControl, changes: Sequence[ListenerChange], *, key: str = ""
    ) -> Sequence[Listener | ApiError | None]:
        answer = self._calls.send(
            control, "POST", "/listeners/batch", body=write_batch(changes), key=key
        )
        return read_batch(answer.json(), changes, self._host, self._clean)

    def stream(self, control: JobControl, after: str, hear: Callable[[StreamEvent], None]) -> None:
        reader = EventReader()

        def take(chunk: bytes) -> None:
            for event in reader.feed(chunk):
                hear(event)

        self._calls.listen(control, "/stream", after=after, take=take)

    def test_listener(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,
        payload: bytes | None = None,
        record_id: str | None = None,
        credential: CredentialDraft | None = None,
    ) -> Attempt:
        listener = write_settings(settings)
        if listener_id is not None:
            listener["id"] = listener_id
        body: dict[str, Any] = {"listener": listener}
        if payload is not None:
            body["payload"] = _payload(payload)
        if record_id is not None:
            body["record_id"] = record_id
        if credential is not None:
            self._learn(*credential.secrets.values())
            body["credential"] = write_inline(credential)
        answer = self._calls.send(control, "POST", "/listeners/test", body=body)
        attempt = read_attempt(answer.json())
        if attempt.signing_secret is not None:
            self._learn(Secret(attempt.signing_secret))
        return attempt

    def reveal_signing_secret(self, control: JobControl, listener_id: str) -> Secret:
        path = f"/listeners/{segment(listener_id)}/secret/reveal"
        answer = self._calls.send(control, "POST", path)
        secret = Secret(Members(answer.json(), "secret").text("secret"))
        self._learn(secret)
        return secret

    def rotate_signing_secret(
        self, control: JobControl, listener_id: str, *, key: str
    ) -> RotatedSecret:
        path = f"/listeners/{segment(listener_id)}/secret/rotate"
        members = Members(self._calls.send(control, "POST", path, key=key).json(), "secret")
        secret = Secret(members.text("secret"))
        self._learn(secret)
        return RotatedSecret(secret, members.time_or_none("previous_valid_until"))

    # -- credentials ------------------------------------------------------------------

    def credentials(self, control: JobControl) -> Sequence[Credential]:
        return [read_credential(one) for one in self._calls.every(control, "/credentials")]

    def create_credential(
        self, control: JobControl, credential_id: str, draft: CredentialDraft
    ) -> Credential:
        self._learn(*draft.secrets.values())
        answer = self._calls.change(
            control,
            "PUT",
            f"/credentials/{segment(credential_id)}",
            body=write_credential(draft),
            headers={"If-None-Match": "*"},
            read=read_credential,
        )
        return _same_id(read_credential(answer.json()), credential_id)

    def update_credential(
        self,
        control: JobControl,
        credential_id: str,
        draft: CredentialDraft,
        *,
        etag: str,
        key: str = "",
    ) -> Credential:
        self._learn(*draft.secrets.values())
        answer = self._calls.change(
            control,
            "PATCH",
            f"/credentials/{segment(credential_id)}",
            body=write_credential_patch(draft),
            headers={"If-Match": etag},
            read=read_credential,
            key=key,
        )
        return _same_id(read_credential(answer.json()), credential_id)

    def delete_credential(
        self, control: JobControl, credential_id: str, *, etag: str, key: str = ""
    ) -> None:
        path = f"/credentials/{segment(credential_id)}"
        self._calls.delete(control, path, etag=etag, read=read_credential, key=key)


def _same_id(resource: T, wanted: str) -> T:
    if getattr(resource, "id", None) != wanted:
        raise ProtocolError("the answer is about another resource")
    return resource


def _payload(payload: bytes) -> Any:
    try:
        value = loads(payload)
    except JsonRefused as exc:
        refusal = FieldRefusal("/payload", "invalid_json", str(exc))
        raise Rejected(
            str(exc), status=422, code="invalid_json", detail=str(exc), fields=(refusal,)
        ) from None
    return value
