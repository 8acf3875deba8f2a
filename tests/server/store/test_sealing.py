"""Secrets at rest."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from app.server.store.private_files import write_private
from app.server.store.sealing import KEY_BYTES, SealBroken, Sealer, load_or_make_key


@pytest.fixture
def sealer():
    return Sealer(os.urandom(KEY_BYTES))


@pytest.mark.parametrize("plain", [b"", b"x", b"whsec_secret", b"\0" * 10_000])
def test_what_is_sealed_can_be_opened(sealer, plain):
    assert sealer.open(sealer.seal(plain)) == plain


def test_equal_secrets_are_sealed_differently(sealer):
    assert sealer.seal(b"same") != sealer.seal(b"same")


def test_every_changed_byte_is_noticed(sealer):
    sealed = sealer.seal(b"secret")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            sealer.open(bytes(changed))


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 12])
def test_what_was_never_sealed_is_noticed(sealer, sealed):
    with pytest.raises(SealBroken):
        sealer.open(sealed)


def test_another_key_opens_nothing(sealer):
    with pytest.raises(SealBroken):
        Sealer(os.urandom(KEY_BYTES)).open(sealer.seal(b"secret"))


def test_hashes_are_stable_and_keyed(sealer):
    assert sealer.keyed_hash(b"body") == sealer.keyed_hash(b"body")
    assert sealer.keyed_hash(b"body") != sealer.keyed_hash(b"Body")
    assert sealer.keyed_hash(b"body") != Sealer(os.urandom(KEY_BYTES)).keyed_hash(b"body")


def test_a_key_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(b"short")


def test_the_key_is_made_once_and_private(tmp_path):
    path = tmp_path / "key"
    key = load_or_make_key(path)
    assert load_or_make_key(path) == key
    assert len(key) == KEY_BYTES
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_private_file_is_replaced_whole(tmp_path):
    path = tmp_path / "token"
    write_private(path, b"one, which is longer")
    (tmp_path / ".token.new").write_bytes(b"left by a crash")
    write_private(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["token"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX links")
def test_a_link_in_the_place_of_a_private_file_is_not_followed(tmp_path):
    target = tmp_path / "target"
    target.write_bytes(b"theirs")
    (tmp_path / "key").symlink_to(target)
    with pytest.raises(OSError):
        load_or_make_key(tmp_path / "key")
    assert target.read_bytes() == b"theirs"
