"""What the Connect page is told, and when that is fit to be tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.domain.errors import AddressLocked
from app.domain.secret import Secret
from app.domain.text import check_name, check_token
from app.domain.url import parse_url
from app.domain.validation import (
    Code,
    Reason,
    Refused,
    refuse,
    refuse_character,
)
from app.domain.workspace import ConnectRequest, SignInKind

if TYPE_CHECKING:
    from app.domain.url import Url
    from app.domain.validation import (
        Problem,
        Problems,
    )
    from app.domain.workspace import Connection

# `https:/host` has a scheme, and a bad one; `host:8080` and `host.example:x` have none.
_HAS_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+-]*:(?![0-9])")
_UNDERSTOOD: Final = "https://"
_OF_THE_CALLS: Final = "/api/v1"  # the contract's, section 1


def parse_base_url(text: str) -> Url:
    """A platform's address; `https://` is understood when no scheme is typed.

    What every call adds to it is left out: whoever copies the address of the API has it twice.

    Raises:
        Refused: As `parse_url`, and for a query, which a base address cannot have.
    """
    typed = text.strip(" ")
    added = "" if not typed or _HAS_SCHEME.match(typed) else _UNDERSTOOD
    try:
        url = parse_url(added + typed if added else text, field="base_url")
    except Refused as refused:
        if added and "position" in refused.problem.params:
            raise _moved(refused, text.index(typed) - len(added)) from None
        raise
    if url.path_query.rstrip("/").endswith(_OF_THE_CALLS):
        url = _without_path_of_the_calls(url)
    if "?" in url.path_query:
        raise refuse_character(
            "base_url",
            Code.INVALID_URL,
            Reason.FORBIDDEN_CHARACTER,
            char="?",
            position=text.index("?") + 1,
        )
    return url


def hold_to(only: str, base_url: str) -> None:
    """See to it that an address which was judged is the one that a computer is held to.

    Args:
        only: The address, in canonical form; "" allows any.
        base_url: Where a connection leads.

    Raises:
        AddressLocked: It is another one.
    """
    if only and parse_base_url(base_url).text.rstrip("/") != only:
        raise AddressLocked(only)


def check_connection_name(text: str, others: Iterable[Connection]) -> str:
    """A name by which a connection can be told from the others, as it is kept.

    Raises:
        Refused: It is no name, or one of the others answers to it.
    """
    name = check_name(text, field="connection_name")
    if not name:
        raise refuse("connection_name", Code.REQUIRED)
    if any(name in (one.name, one.id) for one in others):
        raise refuse("connection_name", Code.TAKEN)
    return name


def _without_path_of_the_calls(url: Url) -> Url:
    path = url.path_query.rstrip("/")
    kept = path.removesuffix(_OF_THE_CALLS) or "/"
    return replace(url, text=url.text.removesuffix(url.path_query) + kept, path_query=kept)


def _moved(refused: Refused, by: int) -> Refused:
    """The refusal with its place counted in what was typed."""
    problem = refused.problem
    params = {**problem.params, "position": problem.params["position"] + by}
    return Refused(replace(problem, params=params))


@dataclass(frozen=True, slots=True)
class ConnectDraft:
    """What is being typed; holds the secret masked, and only while the page is open."""

    name: str = ""
    base_url: str = ""
    sign_in: SignInKind = SignInKind.TOKEN
    client_id: str = ""
    secret: Secret | None = None
    open_at_start: bool = True
    read_only: bool = False

    def problems(self) -> Problems:
        """Every reason this cannot be tried, in field order."""
        secret_field = "token" if self.sign_in is SignInKind.TOKEN else "client_secret"
        found = [
            _problem(lambda: check_name(self.name, field="connection_name")),
            _problem(lambda: parse_base_url(self.base_url)),
        ]
        if self.sign_in is SignInKind.OAUTH2:
            client_id = self.client_id.strip(" ")
            found.append(_problem(lambda: check_token(client_id, field="client_id")))
        typed = self.secret.reveal() if self.secret is not None else ""
        found.append(_problem(lambda: check_token(typed, field=secret_field)))
        return tuple(one for one in found if one is not None)

    def request(self) -> ConnectRequest:
        """The draft as a request, its address in canonical form.

        Raises:
            Refused: It has problems; ask `problems` first.
        """
        url = parse_base_url(self.base_url)
        if self.secret is None:
            raise refuse("token", Code.REQUIRED)
        return ConnectRequest(
            name=check_name(self.name, field="connection_name") or url.display_host,
            base_url=url.text.rstrip("/"),
            sign_in=self.sign_in,
            secret=self.secret,
            client_id=self.client_id.strip(" "),
            open_at_start=self.open_at_start,
            read_only=self.read_only,
        )


def _problem(check: Callable[[], object]) -> Problem | None:
    try:
        check()
    except Refused as refused:
        return refused.problem
    return None
