"""The call for an access token (RFC 6749, section 4.4): the platform's, and a test's from here.

Only what is sent and how the answer is read; who calls, through which guard, and what is kept is
each side's own business.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus, urlencode

from app.domain import strict_json
from app.domain.outbound import OutboundRequest
from app.domain.secret import Secret
from app.domain.text import check_token

if TYPE_CHECKING:
    from app.domain.outbound import CredentialMaterial

AUTH_TYPE: Final = "oauth2_client_credentials"
_DEFAULT_LIFE_S: Final = 300
_LONGEST_LIFE_S: Final = 86_400
_LONGEST_ERROR: Final = 64
_REFUSALS: Final = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED)


@dataclass(frozen=True, slots=True)
class GrantedToken:
    """A token, and how long it is good for."""

    value: Secret
    life_s: float


def token_request(client: CredentialMaterial) -> OutboundRequest:
    """The request that asks for a token of this client."""
    form = {"grant_type": "client_credentials"}
    form |= {name: client.fields[name] for name in ("scope", "audience") if client.fields.get(name)}
    secret = client.secrets.get("client_secret", Secret(""))
    user, password = quote_plus(client.fields.get("client_id", "")), quote_plus(secret.reveal())
    basic = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return OutboundRequest(
        client.fields.get("token_url", ""),
        (
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "application/json"),
            ("authorization", f"Basic {basic}"),
        ),
        urlencode(form).encode("ascii"),
        frozenset({"authorization"}),
    )


def read_token(answer: bytes) -> GrantedToken | None:
    """The token in an answer; None where it holds no bearer token.

    Raises:
        Refused: The token cannot stand in a header.
    """
    members = _members(answer)
    token = members.get("access_token")
    if not isinstance(token, str) or str(members.get("token_type", "")).lower() != "bearer":
        return None
    life_s = members.get("expires_in", _DEFAULT_LIFE_S)
    if isinstance(life_s, bool) or not isinstance(life_s, int | float) or life_s < 0:
        life_s = _DEFAULT_LIFE_S
    return GrantedToken(Secret(check_token(token)), min(life_s, _LONGEST_LIFE_S))


def error_name(answer: bytes) -> str:
    """The error name of RFC 6749, which is plain ASCII and says what to change; else empty."""
    name = _members(answer).get("error")
    if not isinstance(name, str) or len(name) >= _LONGEST_ERROR:
        return ""
    return name if name.isascii() and name.isprintable() else ""


def is_refusal(status: int | None, name: str) -> bool:
    """Whether an answer says no to the client (RFC 6749, section 5.2), and not merely not now.

    Args:
        status: Of the answer; None where there was none.
        name: What `error_name` found in it.
    """
    return status in _REFUSALS or (status == HTTPStatus.FORBIDDEN and bool(name))


def _members(answer: bytes) -> dict[str, Any]:
    try:
        value = strict_json.loads(answer)
    except strict_json.JsonRefused:
        return {}
    return value if isinstance(value, dict) else {}
