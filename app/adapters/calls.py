"""One authorised call of the contract: token, idempotency, conflicts, pages (section 1)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from app.adapters.answers import Answer
from app.adapters.bearer import Bearer, authorization
from app.adapters.transport import Query, Transport
from app.adapters.wire.reading import Members
from app.domain.control import JobControl
from app.domain.errors import Conflict, NotAuthorised, ProtocolError

_API: Final = "/api/v1"
_PAGE: Final = 500
_MAX_PAGES: Final = 10_000
_TEST_S: Final = 45.0  # the contract asks clients to wait at least 30 s
_SILENCE_S: Final = 40.0  # a heartbeat comes every 15 s
_STREAM_LIFE_S: Final = 3600.0


class Calls:
    """Makes calls with the token of one connection."""

    def __init__(self, transport: Transport, bearer: Bearer) -> None:
        self._transport = transport
        self._bearer = bearer

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def get(self, control: JobControl, path: str, query: Query | None = None) -> Answer:
        """A call that only reads."""
        return self._authorised(control, "GET", path, query=query)

    def every(self, control: JobControl, path: str, query: Query | None = None) -> Iterator[Any]:
        """Every item of a list, page by page."""
        cursor: str | None = None
        for _page in range(_MAX_PAGES):
            pairs: Query = [*(query or ()), ("limit", _PAGE)]
            if cursor is not None:
                pairs.append(("cursor", cursor))
            members = Members(self.get(control, path, pairs).json(), "list")
            yield from members.items("items", required=True)
            following = members.text_or_none("next_cursor")
            if following is None:
                return
            if following == cursor:
                break
            cursor = following
        raise ProtocolError("list: the pages do not end")

    def change(
        self,
        control: JobControl,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        read: Callable[[Any], Any],
        body: Any = None,
        key: str = "",
    ) -> Answer:
        """A call with a precondition; a conflict carries `current` as a domain value."""
        try:
            return self.send(control, method, path, body=body, headers=headers, key=key)
        except Conflict as exc:
            if exc.current is not None and exc.status == 412:
                exc.resource = read(exc.current)
            raise

    def delete(
        self,
        control: JobControl,
        path: str,
        *,
        etag: str,
        read: Callable[[Any], Any],
        key: str = "",
    ) -> None:
        """Delete a version; only a 204 says that it was done.

        No body tells who answered: a captive portal's 200 must not count (F39).
        """
        answer = self.change(
            control, "DELETE", path, headers={"If-Match": etag}, read=read, key=key
        )
        if answer.status != 204:
            raise ProtocolError(f"a deletion was answered with HTTP {answer.status}")

    def send(
        self,
        control: JobControl,
        method: str,
        path: str,
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        key: str = "",
    ) -> Answer:
        """A call that does something; its key, one of its own by default, is for repetitions."""
        keyed = dict(headers or {})
        if method != "PUT":  # a PUT is safe to repeat by its id alone
            keyed["Idempotency-Key"] = key or str(uuid.uuid4())
        if body is not None and method == "PATCH":
            keyed["Content-Type"] = "application/merge-patch+json"
        return self._authorised(control, method, path, headers=keyed, json=body)

    def listen(
        self, control: JobControl, path: str, *, after: str, take: Callable[[bytes], None]
    ) -> None:
        """Server-sent events, as they come."""
        place = {"Last-Event-ID": after} if after else {}
        for is_last in (False, True):
            token = self._bearer.token(control)
            try:
                self._transport.listen(
                    control,
                    f"{_API}{path}",
                    headers={**authorization(token), **place},
                    take=take,
                    silence_s=_SILENCE_S,
                    life_s=_STREAM_LIFE_S,
                )
            except NotAuthorised:
                if is_last or not self._bearer.reject(token):
                    raise
            else:
                return

    def _authorised(
        self,
        control: JobControl,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Query | None = None,
        json: Any = None,
    ) -> Answer:
        slow = _TEST_S if path.endswith("/test") else None
        for is_last in (False, True):
            token = self._bearer.token(control)
            try:
                return self._transport.request(
                    control,
                    method,
                    f"{_API}{path}",
                    query=query,
                    headers={**authorization(token), **(headers or {})},
                    json=json,
                    deadline_s=slow,
                    read_s=slow,
                )
            except NotAuthorised:
                if is_last or not self._bearer.reject(token):
                    raise
        raise AssertionError("unreachable")


def segment(text: str) -> str:
    """An id or a name as one segment of a path."""
    return quote(text, safe="")
