"""Secrets at rest."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from app.server.store.keys import KeyFile, KeyMissing, load_sealer, settle_key
from app.server.store.private_files import write_private
from app.server.store.sealing import KEY_BYTES, SealBroken, Sealer


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


def test_the_key_is_made_once_and_private(tmp_path, database):
    file = KeyFile(tmp_path / "key")
    sealer, keys = load_sealer(file)
    assert not file.exists()  # not before something is sealed with it
    database.run_sync(lambda tx: settle_key(tx, sealer, file, keys))
    again, _ = load_sealer(file)
    database.run_sync(lambda tx: settle_key(tx, again, file, keys))
    assert again.open(sealer.seal(b"secret")) == b"secret"
    assert again.keyed_hash(b"body") == sealer.keyed_hash(b"body")
    assert len(file.path.read_bytes()) == KEY_BYTES
    if sys.platform != "win32":
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33, b"x" * 96])
def test_a_file_that_holds_no_key_is_refused(tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(KeyMissing):
        load_sealer(KeyFile(tmp_path / "key"))


def test_a_key_that_is_not_the_databases_is_refused_and_nothing_changes(tmp_path, database):
    file = KeyFile(tmp_path / "key")
    sealer, keys = load_sealer(file)
    database.run_sync(lambda tx: settle_key(tx, sealer, file, keys))
    file.path.unlink()
    other, other_keys = load_sealer(file)
    with pytest.raises(KeyMissing, match="another key"):
        database.run_sync(lambda tx: settle_key(tx, other, file, other_keys))
    assert not file.exists()


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
        load_sealer(KeyFile(tmp_path / "key"))
    assert target.read_bytes() == b"theirs"
