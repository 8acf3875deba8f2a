"""What the fields of each authentication type may hold (security.md 4.4 and 4.5).

Both sides judge alike: the app while a person types, the platform when it is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.domain.header import check_header_name, check_header_value
from app.domain.text import check_password, check_token, check_user_name
from app.domain.url import parse_url

_RULES: Final[dict[tuple[str, str], Callable[..., object]]] = {
    ("basic", "username"): check_user_name,
    ("basic", "password"): check_password,
    ("bearer", "token"): check_token,
    ("api_key", "header"): check_header_name,
    ("api_key", "value"): check_header_value,
    ("oauth2_client_credentials", "token_url"): parse_url,
    ("oauth2_client_credentials", "client_id"): check_password,
    ("oauth2_client_credentials", "client_secret"): check_password,
    ("oauth2_client_credentials", "scope"): check_password,
    ("oauth2_client_credentials", "audience"): check_password,
}
_SENT_AS_IT_IS: Final = {"bearer": "token", "api_key": "value"}


def check_credential_value(auth_type: str, field: str, value: str) -> None:
    """Judge one non-empty value of a credential.

    A type or field newer than this version is let through: the platform judges it.

    Raises:
        Refused: Naming `field`; never with the value.
    """
    rule = _RULES.get((auth_type, field))
    if rule is not None:
        rule(value, field=field)


def secret_that_is_sent(auth_type: str) -> str | None:
    """The name of the secret that endpoints are shown as it is."""
    return _SENT_AS_IT_IS.get(auth_type)
