"""Secrets in keyrings that drop, cut, refuse, hang, lock or lie (T02, T03, T04, T05)."""

import subprocess
import sys
import textwrap
import threading
import time

import keyring.errors
import pytest

from app import DISTRIBUTION
from app.adapters import keyring_backends
from app.adapters.keyring_secrets import LIMIT_BYTES, KeyringSecrets
from app.domain.errors import SecretStoreError
from app.domain.secret import Secret
from app.domain.workspace import SecretStorage

OLD, NEW = Secret("the-old-secret"), Secret("the-new-secret")


class MemoryBackend:
    """A keyring as it should be."""

    def __init__(self):
        self.kept = {}
        self.calls = 0

    def get_password(self, service, username):
        self.calls += 1
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.calls += 1
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self.calls += 1
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


class Drops(MemoryBackend):
    """The null backend: takes everything, has nothing."""

    def set_password(self, service, username, password):
        pass


class Truncates(MemoryBackend):
    def set_password(self, service, username, password):
        super().set_password(service, username, password[:5])


class Lies(MemoryBackend):
    def set_password(self, service, username, password):
        super().set_password(service, username, "something else")


class Refuses(MemoryBackend):
    def set_password(self, service, username, password):
        raise keyring.errors.PasswordSetError("no: " + password)


class Locked(MemoryBackend):
    def get_password(self, service, username):
        self.calls += 1
        raise keyring.errors.KeyringLocked("dismissed")

    set_password = get_password


class Hangs(MemoryBackend):
    def __init__(self):
        super().__init__()
        self.let_go = threading.Event()
        self.error = None

    def get_password(self, service, username):
        self.calls += 1
        self.let_go.wait(30)
        if self.error is not None:
            raise self.error
        return super().get_password(service, username)


def store(backend, **how):
    return KeyringSecrets(choose=lambda: backend, **how)


def test_a_secret_is_kept_in_the_keyring_under_a_service_of_its_own():
    backend, learned = MemoryBackend(), []
    secrets = store(backend, learn=learned.append)
    assert secrets.set("con_1@https://a.example", NEW) is SecretStorage.KEYRING
    assert list(backend.kept) == [(f"{DISTRIBUTION}/con_1@https://a.example", "secret")]
    again = store(backend)
    assert again.get("con_1@https://a.example") == NEW
    assert again.get("con_2") is None
    assert learned == [NEW]
    secrets.delete("con_1@https://a.example")
    secrets.delete("con_1@https://a.example")
    assert backend.kept == {}


@pytest.mark.parametrize("backend", [None, Locked()])
def test_a_process_that_ends_at_once_keeps_a_secret_for_good_or_not_at_all(backend):
    secrets = store(backend, lasting=True)
    for _ in range(2):
        with pytest.raises(SecretStoreError):
            secrets.set("con_1", NEW)
    assert secrets.get("con_1") is None
    kept = MemoryBackend()
    assert store(kept, lasting=True).set("con_1", NEW) is SecretStorage.KEYRING


# -- T02: only known stores -------------------------------------------------------------


def test_T02_the_list_holds_the_six_known_stores():
    names = {*keyring_backends._LINUX, *sum(keyring_backends.ALLOWED.values(), ())}
    assert len(names) == 6
    assert all(name.startswith("keyring.backends.") for name in names)
    assert not any(word in name.lower() for name in names for word in ("null", "fail", "chain"))


def test_T02_plain_text_null_and_configured_backends_are_not_taken(tmp_path):
    evil = tmp_path / "evil"
    (evil / "keyrings").mkdir(parents=True)
    (evil / "keyrings" / "plain.py").write_text(
        textwrap.dedent(
            """
            import keyring.backend, pathlib
            pathlib.Path(__file__).with_name("imported").touch()
            class PlainKeyring(keyring.backend.KeyringBackend):
                priority = 0.5
                def get_password(self, s, u): return "evil"
                def set_password(self, s, u, p): pathlib.Path(__file__).with_name("got").touch()
            """
        )
    )
    info = evil / "plain-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[keyring.backends]\nplain = keyrings.plain\n")
    config = tmp_path / "config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=keyrings.plain.PlainKeyring\nkeyring-path={evil}\n"
    )
    program = textwrap.dedent(
        """
        from app.adapters.keyring_secrets import KeyringSecrets
        from app.domain.secret import Secret
        secrets = KeyringSecrets()
        print(secrets.probe().value, secrets.set("a", Secret("canary")).value)
        """
    )
    chainer = "keyring.backends.chainer.ChainerBackend"  # it would ask the plain one in turn
    for backend in ("keyrings.plain.PlainKeyring", "keyring.backends.null.Keyring", chainer, ""):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(tmp_path),
                "XDG_CONFIG_HOME": str(tmp_path / "config"),
                "PYTHONPATH": f"{evil}:{keyring_backends.__file__.partition('/app/')[0]}",
                "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
                **({"PYTHON_KEYRING_BACKEND": backend} if backend else {}),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stdout.split() == ["session_only", "session_only"], done.stderr
    assert {one.name for one in (evil / "keyrings").iterdir()} == {"plain.py"}


def test_T02_without_a_keyring_secrets_live_in_memory_and_it_is_said():
    secrets = store(None)
    assert secrets.probe() is SecretStorage.SESSION_ONLY
    assert secrets.set("a", NEW) is SecretStorage.SESSION_ONLY
    assert secrets.get("a") == NEW
    assert secrets.storage is SecretStorage.SESSION_ONLY
    secrets.delete("a")
    assert secrets.get("a") is None


# -- T03: what was not kept is said -----------------------------------------------------


@pytest.mark.parametrize("kind", [Drops, Truncates, Lies, Refuses])
@pytest.mark.parametrize("before", [None, "the-old-secret"])
def test_T03_a_secret_that_was_not_kept_is_said_and_the_old_one_stays(kind, before, monkeypatch):
    backend = kind()
    name = (f"{DISTRIBUTION}/a", "secret")
    if before is not None:
        backend.kept[name] = before
    if kind in (Truncates, Lies):  # putting back must work for the old value to stay
        original = type(backend).set_password
        monkeypatch.setattr(
            kind,
            "set_password",
            lambda self, s, u, p: (
                MemoryBackend.set_password(self, s, u, p)
                if p == before
                else original(self, s, u, p)
            ),
        )
    secrets = store(backend)
    with pytest.raises(SecretStoreError) as caught:
        secrets.set("a", NEW)
    assert caught.value.reason == "not_kept"
    assert NEW.reveal() not in str(caught.value)
    assert backend.kept.get(name) == before
    assert secrets.get("a") == (None if before is None else OLD)


# -- T04: nothing blocks, nobody is asked twice -----------------------------------------


def test_T04_a_keyring_that_waits_for_a_person_is_given_up_in_time():
    backend = Hangs()
    secrets = store(backend, limit_s=0.2)
    started = time.monotonic()
    assert secrets.set("a", NEW) is SecretStorage.SESSION_ONLY
    assert time.monotonic() - started < 10  # the keyring would take half a minute
    assert secrets.get("a") == NEW
    assert secrets.storage is SecretStorage.SESSION_ONLY
    asked = backend.calls
    secrets.set("b", NEW)
    for call in (secrets.get, secrets.delete):  # what is in it is not gone, and stays
        with pytest.raises(SecretStoreError) as caught:
            call("c")
        assert caught.value.reason == "timed_out"
    assert backend.calls == asked == 1
    backend.let_go.set()


def test_T04_a_keyring_that_is_unlocked_late_is_used_from_then_on():
    """The system's own window asks for its password: that takes longer than we wait."""
    backend = Hangs()
    backend.kept[f"{DISTRIBUTION}/a", "secret"] = OLD.reveal()
    answered = []
    secrets = store(backend, limit_s=0.2, answered=lambda: answered.append(True))
    for _again in range(2):
        with pytest.raises(SecretStoreError) as caught:
            secrets.get("a")
        assert caught.value.reason == "timed_out"
    assert backend.calls == 1  # meanwhile nobody is asked again
    assert secrets.storage is SecretStorage.KEYRING  # as far as anybody knows
    assert answered == []
    backend.let_go.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(30)
    assert answered == [True]
    assert secrets.storage is SecretStorage.KEYRING
    assert secrets.get("a") == OLD


def test_T04_a_person_who_would_not_unlock_it_is_not_waited_for_any_more():
    backend = Hangs()
    backend.error = type("PromptDismissedException", (Exception,), {})()
    answered = []
    secrets = store(backend, limit_s=0.2, answered=lambda: answered.append(True))
    with pytest.raises(SecretStoreError):
        secrets.get("a")
    backend.let_go.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(30)
    assert answered == [True]
    assert secrets.storage is SecretStorage.SESSION_ONLY
    assert secrets.get("a") is None
    assert backend.calls == 1


def test_T04_the_limit_is_three_seconds():
    assert KeyringSecrets()._limit_s == 3.0


def test_T04_a_locked_keyring_is_said_once_and_then_left_alone():
    backend = Locked()
    secrets = store(backend)
    with pytest.raises(SecretStoreError) as caught:
        secrets.get("a")
    assert caught.value.reason == "locked"
    assert secrets.get("a") is None
    assert secrets.set("a", NEW) is SecretStorage.SESSION_ONLY
    assert backend.calls == 1


def test_a_backend_that_cannot_even_be_looked_for():
    def choose():
        raise OSError("no bus")

    secrets = KeyringSecrets(choose=choose)
    assert secrets.probe() is SecretStorage.SESSION_ONLY
    assert secrets.set("a", NEW) is SecretStorage.SESSION_ONLY


# -- T05: the smallest keyring sets the size --------------------------------------------


@pytest.mark.parametrize(
    ("text", "fits"),
    [("a" * 1280, True), ("a" * 1281, False), ("😀" * 640, True), ("😀" * 640 + "a", False)],
)
@pytest.mark.parametrize("backend", [MemoryBackend(), None])
def test_T05_what_windows_could_not_keep_is_refused_everywhere(text, fits, backend):
    secrets = store(backend)
    if fits:
        secrets.set("a", Secret(text))
        assert secrets.get("a") == Secret(text)
        return
    with pytest.raises(SecretStoreError) as caught:
        secrets.set("a", Secret(text))
    assert caught.value.reason == "too_large"
    assert str(LIMIT_BYTES) in str(caught.value)
