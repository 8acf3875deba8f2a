"""Standard Webhooks signatures, made and checked.

Our own few lines instead of the reference library, because that one signs a wrong
time when given a zone other than UTC, raises odd errors on malformed headers and
takes secrets of 5 bytes; the tests hold the two equal.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets as random_source
from collections.abc import Sequence
from typing import Final

PREFIX: Final = "whsec_"
NEW_SECRET_BYTES: Final = 32
SECRET_BYTES: Final = range(24, 65)
_SIGNATURES_LIMIT: Final = 4096  # characters; room for dozens, not for a flood
_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")


class BadSigningSecret(ValueError):
    """A signing secret is not `whsec_` and the base64 of 24 to 64 bytes."""


def new_secret() -> str:
    """A fresh signing secret."""
    return PREFIX + base64.b64encode(random_source.token_bytes(NEW_SECRET_BYTES)).decode()


def check_secret(secret: str) -> None:
    """Say whether something could be a signing secret.

    Raises:
        BadSigningSecret: It is not `whsec_` and the base64 of 24 to 64 bytes.
    """
    _key(secret)


def sign(secret: str, *, message_id: str, timestamp_s: int, body: bytes) -> str:
    """The signature of one try, as it stands in the `webhook-signature` header.

    Raises:
        BadSigningSecret: The secret is not one of ours.
        ValueError: The id is empty or holds a dot, or the time is negative.
    """
    if not message_id or "." in message_id:
        raise ValueError("a message id is not empty and holds no dot")
    if timestamp_s < 0:
        raise ValueError("a timestamp is not negative")
    digest = _digest(_key(secret), message_id, str(timestamp_s), body)
    return "v1," + base64.b64encode(digest).decode()


def verify(
    secrets: Sequence[str],
    *,
    message_id: str,
    timestamp: str,
    signature: str,
    body: bytes,
    now_s: int,
    tolerance_s: int = 300,
) -> bool:
    """Whether one of the signatures was made with one of the secrets, lately.

    Never raises: whatever is malformed is simply not a valid signature.

    Args:
        secrets: The secrets that count, the newest and, during rotation, the one before.
        message_id: The `webhook-id` header.
        timestamp: The `webhook-timestamp` header, as text.
        signature: The `webhook-signature` header: one or more, separated by spaces.
        body: The exact bytes that arrived.
        now_s: The time of the check, Unix seconds.
        tolerance_s: How far the timestamp may be off, either way.
    """
    if not message_id or "." in message_id or not _TIMESTAMP.fullmatch(timestamp):
        return False
    if abs(now_s - int(timestamp)) > tolerance_s or len(signature) > _SIGNATURES_LIMIT:
        return False
    given = [digest for one in signature.split(" ") if (digest := _decode_v1(one)) is not None]
    valid = False
    for secret in secrets:
        try:
            expected = _digest(_key(secret), message_id, timestamp, body)
        except ValueError:
            continue
        for digest in given:  # all of them, so that the time says nothing
            valid |= hmac.compare_digest(expected, digest)
    return valid


def _key(secret: str) -> bytes:
    encoded = secret.removeprefix(PREFIX)
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BadSigningSecret("a signing secret is base64") from None
    if encoded == secret or len(key) not in SECRET_BYTES:
        raise BadSigningSecret("a signing secret is whsec_ and 24 to 64 bytes")
    return key


def _digest(key: bytes, message_id: str, timestamp: str, body: bytes) -> bytes:
    message = b".".join((message_id.encode(), timestamp.encode(), body))
    return hmac.new(key, message, hashlib.sha256).digest()


def _decode_v1(one: str) -> bytes | None:
    version, comma, encoded = one.partition(",")
    if version != "v1" or not comma:
        return None
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
