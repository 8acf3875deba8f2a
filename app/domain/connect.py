"""What the Connect page is told, and when that is fit to be tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.secret import Secret
from app.domain.text import check_name, check_token
from app.domain.url import Url, parse_url
from app.domain.validation import Code, Problem, Problems, Reason, Refused, refuse
from app.domain.workspace import ConnectRequest, SignInKind


def parse_base_url(text: str) -> Url:
    """A platform's address; `https://` is understood when no scheme is typed.

    Raises:
        Refused: As `parse_url`, and for a query, which a base address cannot have.
    """
    typed = text.strip()
    if typed and "://" not in typed:
        typed = f"https://{typed}"
    url = parse_url(typed, field="base_url")
    if "?" in url.path_query:
        raise refuse("base_url", Code.INVALID_URL, Reason.FORBIDDEN_CHARACTER, char="?", position=0)
    return url


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
            found.append(_required("client_id", self.client_id))
        typed = self.secret.reveal() if self.secret is not None else ""
        found.append(
            _required(secret_field, typed)
            or _problem(lambda: check_token(typed, field=secret_field))
        )
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
            client_id=self.client_id.strip(),
            open_at_start=self.open_at_start,
            read_only=self.read_only,
        )


def _required(field: str, text: str) -> Problem | None:
    return None if text.strip() else Problem(field, Code.REQUIRED)


def _problem(check: Callable[[], object]) -> Problem | None:
    try:
        check()
    except Refused as refused:
        return refused.problem
    return None
