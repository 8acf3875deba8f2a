"""Secrets at rest, and keyed hashes of bodies, under the key of one data folder.

The key is 32 random bytes in a 0600 file beside the database: a copy of the database
alone opens nothing.  While a key is being replaced there are two, and what either
sealed can be opened.  Hashes have a key of their own, which never changes: some of
them are kept for good.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class SealBroken(Exception):
    """What was sealed was changed, or sealed with another key."""


class Sealer:
    """Seals bytes with AES-256-GCM and hashes bytes with HMAC-SHA256."""

    def __init__(self, key: bytes) -> None:
        self._current = _SealingKey(key)
        self._others: tuple[_SealingKey, ...] = ()
        self._hash_key: bytes | None = _derive(key, b"hash")
        self._hash_key_sealed = b""

    @property
    def key_id(self) -> str:
        """Says which key seals, and nothing about it."""
        return self._current.key_id

    @property
    def hash_key(self) -> bytes:
        """The key of the hashes; kept sealed, because it outlives the key it came from.

        Raises:
            SealBroken: It was sealed with another key.
        """
        if self._hash_key is None:  # opened with the first hash: a start needs no cipher
            self._hash_key = self.open(self._hash_key_sealed)
        return self._hash_key

    def hash_with(self, sealed_key: bytes) -> None:
        """Hash with this key from now on: the one that the database was begun with."""
        self._hash_key, self._hash_key_sealed = None, sealed_key

    def learn(self, key: bytes) -> str:
        """Open what this key sealed too; answers its id."""
        other = _SealingKey(key)
        self._others = (*self._others, other)
        return other.key_id

    def use(self, key_id: str) -> None:
        """Seal with this key from now on; the others still open.

        Raises:
            SealBroken: The key is not known.
        """
        found = self._known(key_id)
        known = (self._current, *self._others)
        self._current, self._others = found, tuple(one for one in known if one is not found)

    def forget_others(self) -> None:
        """Open only what the present key sealed."""
        self._others = ()

    def seal(self, plain: bytes, *, key_id: str | None = None) -> bytes:
        """Encrypt, with the present key or another known one; never twice to the same bytes."""
        return (self._current if key_id is None else self._known(key_id)).seal(plain)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt what `seal` returned.

        Raises:
            SealBroken: It was changed, or the key is another.
        """
        for key in (self._current, *self._others):
            plain = key.open(sealed)
            if plain is not None:
                return plain
        raise SealBroken("sealed bytes cannot be opened with this key")

    def resealed(self, sealed: bytes, key_id: str) -> bytes | None:
        """The same secret under another known key; None when that key sealed it already."""
        target = self._known(key_id)
        return None if target.open(sealed) is not None else target.seal(self.open(sealed))

    def keyed_hash(self, data: bytes) -> str:
        """A hash that says nothing about `data` to anyone without the key."""
        return hmac.new(self.hash_key, data, hashlib.sha256).hexdigest()

    def _known(self, key_id: str) -> _SealingKey:
        for key in (self._current, *self._others):
            if key.key_id == key_id:
                return key
        raise SealBroken("the key is not known")


class _SealingKey:
    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key must be {KEY_BYTES} bytes long")
        self._cipher_key = _derive(key, b"seal")
        self._cipher: AESGCM | None = None
        self.key_id = _derive(key, b"id").hex()[:16]

    def seal(self, plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead().encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag

        try:
            return self._aead().decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError):
            return None

    def _aead(self) -> AESGCM:
        if self._cipher is None:  # imported with the first secret, not with the platform
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM

            self._cipher = AESGCM(self._cipher_key)
        return self._cipher


def _derive(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, b"picksmart-webhooks " + purpose, hashlib.sha256).digest()
