"""Secrets at rest, and keyed hashes of bodies, under the key of one data folder.

The key is 32 random bytes in a 0600 file beside the database: a copy of the database
alone opens nothing.  Each use has its own derived key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path
from typing import Final

from app.server.store.private_files import read_private, write_private

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class SealBroken(Exception):
    """What was sealed was changed, or sealed with another key."""


class Sealer:
    """Seals bytes with AES-256-GCM and hashes bytes with HMAC-SHA256."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(key) != KEY_BYTES:
            raise ValueError(f"the key must be {KEY_BYTES} bytes long")
        self._cipher = AESGCM(_derive(key, b"seal"))
        self._hash_key = _derive(key, b"hash")

    def seal(self, plain: bytes) -> bytes:
        """Encrypt; every call gives different bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt what `seal` returned.

        Raises:
            SealBroken: It was changed, or the key is another.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as error:
            raise SealBroken("sealed bytes cannot be opened with this key") from error

    def keyed_hash(self, data: bytes) -> str:
        """A hash that says nothing about `data` to anyone without the key."""
        return hmac.new(self._hash_key, data, hashlib.sha256).hexdigest()


def load_or_make_key(path: Path) -> bytes:
    """The key of a data folder, made when there is none."""
    if not path.exists():
        write_private(path, os.urandom(KEY_BYTES))
    return read_private(path)


def _derive(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, b"picksmart-webhooks " + purpose, hashlib.sha256).digest()
