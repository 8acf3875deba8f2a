"""Plain HTTP calls to the server under judgement, and what must hold of every answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

from tests.contract.check import Broken, Skipped, expect, expect_equal, expect_members

CALL_LIMIT_S = 40.0
_NOTHING: Any = object()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came.

    Attributes:
        what: The call, for the words of a broken sentence.
    """

    what: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        """The body as JSON.

        Raises:
            Broken: It is none, or not UTF-8.
        """
        try:
            return json.loads(self.content.decode("utf-8"))
        except ValueError:
            raise Broken(f"{self.what}: the answer is not JSON in UTF-8") from None

    @property
    def etag(self) -> str:
        """The ETag.

        Raises:
            Broken: There is none.
        """
        found = self.headers.get("ETag")
        expect(found, f"{self.what}: the answer has no ETag")
        return str(found)

    @property
    def is_replayed(self) -> bool:
        """Whether it says that it is the answer of an earlier call."""
        return self.headers.get("Idempotent-Replayed") == "true"

    def good(self, status: int = 200) -> Any:
        """The body of an answer with this status; None for one without a body."""
        self._skip_what_is_not_built(status)
        expect_equal(self.status, status, f"{self.what}: the status ({self.content[:200]!r})")
        if status == 204:
            expect_equal(self.content, b"", f"{self.what}: the body")
            return None
        kind = self.headers.get("Content-Type", "").partition(";")[0]
        expect_equal(kind, "application/json", f"{self.what}: the content type")
        return self.body

    def refused(self, status: int, code: str | None = None) -> dict[str, Any]:
        """The problem of a refusal with this status and code (section 1, Errors)."""
        self._skip_what_is_not_built(status)
        expect_equal(self.status, status, f"{self.what}: the status ({self.content[:200]!r})")
        kind = self.headers.get("Content-Type", "").partition(";")[0]
        expect_equal(kind, "application/problem+json", f"{self.what}: the content type")
        problem: dict[str, Any] = self.body
        expect_members(problem, ("type", "title", "status", "detail", "code"), self.what)
        expect_equal(problem["status"], status, f"{self.what}: `status` in the problem")
        if code is not None:
            expect_equal(problem["code"], code, f"{self.what}: `code`")
        return problem

    def refused_at(self, pointer: str, code: str) -> None:
        """422 that names exactly this member with this code among its errors."""
        problem = self.refused(422)
        expect_members(problem, ("errors",), self.what)
        found = [(one.get("pointer"), one.get("code")) for one in problem["errors"]]
        expect((pointer, code) in found, f"{self.what}: errors are {found}, not {(pointer, code)}")

    def _skip_what_is_not_built(self, wanted: int) -> None:
        if wanted != 404 and self.status == 404 and b'"capability_missing"' in self.content:
            raise Skipped(f"section 2: {self.what} is capability_missing")


class Api:
    """Calls with a token; nothing of the surroundings (proxies, netrc) takes part."""

    def __init__(self, base_url: str, token: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._token = token

    def call(
        self,
        method: str,
        path: str,
        body: Any = _NOTHING,
        *,
        token: str | None = None,
        match: str | None = None,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        params: Any = None,
        decode: bool = True,
    ) -> Answer:
        """One call.

        Args:
            method: The method.
            path: Below `/api/v1`.
            body: Sent as JSON, when given.
            token: Instead of the administrator's; "" sends none.
            match: `If-Match`.
            key: `Idempotency-Key`.
            headers: More headers; they win.
            data: A body as bytes, sent as JSON unless a header says otherwise.
            params: The query.
            decode: Ask for gzip and unpack it, as most clients do.
        """
        given = self._token if token is None else token
        sent = {"Accept-Encoding": "gzip" if decode else "identity"}
        if given:
            sent["Authorization"] = f"Bearer {given}"
        if body is not _NOTHING:
            data = json.dumps(body).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        if match is not None:
            sent["If-Match"] = match
        if key is not None:
            sent["Idempotency-Key"] = key
        url = f"{self.base_url}/api/v1{path}"
        return self.request(method, url, {**sent, **(headers or {})}, data, params)

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        data: bytes | Mapping[str, str] | None = None,
        params: Any = None,
    ) -> Answer:
        """A request as given, on a connection of its own."""
        with requests.Session() as session:
            session.trust_env = False
            try:
                got = session.request(
                    method,
                    url,
                    headers=dict(headers),
                    data=data,
                    params=params,
                    timeout=CALL_LIMIT_S,
                    allow_redirects=False,
                )
            except requests.RequestException as error:
                raise Broken(f"{method} {url}: no answer ({type(error).__name__})") from None
        what = f"{method} {got.request.path_url}"
        return Answer(what, got.status_code, got.headers, got.content)

    # What nearly every check does.

    def get(self, path: str, **more: Any) -> Answer:
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = _NOTHING, **more: Any) -> Answer:
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any, **more: Any) -> Answer:
        """PUT that creates."""
        headers = {"If-None-Match": "*", **more.pop("headers", {})}
        return self.call("PUT", path, body, headers=headers, **more)

    def patch(self, path: str, body: Any, match: str | None, **more: Any) -> Answer:
        return self.call("PATCH", path, body, match=match, **more)

    def delete(self, path: str, match: str | None, **more: Any) -> Answer:
        return self.call("DELETE", path, match=match, **more)
