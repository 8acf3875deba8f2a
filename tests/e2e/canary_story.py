"""The whole story once more, as loud as it can be made, with secrets that are recognised (T01).

`test_canaries` runs this as a process of its own and searches whatever it leaves behind.
It reads its secrets from standard input, does everything that an administrator can do
with a secret, says LIVE, and goes on to its end when it is told to.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from app.adapters import keyring_backends, platform_process
from app.bootstrap import App, build_app
from app.domain.control import JobControl
from app.domain.credential import CredentialDraft
from app.domain.errors import AppError
from app.domain.listener import Mode
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.domain.workspace import ConnectRequest, SignInKind
from app.services.workspace import Workspace
from app.start import make_qt_application
from tests.e2e.story import MAILBOX, Story
from tests.e2e.witness import Witness
from tests.support.builders import settings
from tests.support.canaries import PERSON
from tests.support.driver import Driver
from tests.support.receivers import HttpReceiver, Received, Reply
from tests.support.smtp_receiver import SmtpReceiver

CONTROL = JobControl()


def repeat(received: Received) -> Reply:
    """An endpoint that says all that it was told; the token URL among them grants a token."""
    if received.target == "/token":
        granted = {"access_token": GIVEN["endpoint's OAuth token"], "token_type": "Bearer"}
        return Reply(200, (("content-type", "application/json"),), json.dumps(granted).encode())
    status = 503 if received.target.startswith("/down") else 200
    seen = received.raw.split(b"\r\n\r\n")[0].replace(b"\r\n", b" ").decode("latin-1")
    return Reply(status, (("x-seen", seen),), received.raw)


GIVEN: dict[str, str] = {}
# What this process never gets in this form, so that nobody could put it into a bug's words.
_NEVER_HERE = ("mail password", "endpoint's OAuth token", "refused password")


@dataclass
class Told:
    """One run through everything; `found` gets the secrets that the platforms made."""

    app: App
    driver: Driver
    story: Story
    other_url: str
    found: dict[str, str] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        assert self.app.session.workspace is not None
        return self.app.session.workspace

    def connect_to_another(self) -> None:
        """By the Connect page: first with a wrong token, then with the right one."""
        self.driver.click("connect_to_platform")
        self.driver.type_into("connection_name", "Another")
        self.driver.type_into("base_url", self.other_url)
        self.driver.type_into("secret", GIVEN["wrong token"])
        self.driver.click("add_connection")
        self.driver.appear("connect_error")
        self.driver.type_into("secret", GIVEN["other platform's token"])
        self.driver.click("add_connection")
        self.driver.appear("first_listener", timeout_s=30)

    def sign_in_with_oauth(self) -> None:
        """A wrong client secret, then the right one; the connection is used and opened again."""
        service = self.app.session.service
        for name in ("wrong client secret", "client secret"):
            request = ConnectRequest(
                "By OAuth",
                self.other_url,
                SignInKind.OAUTH2,
                Secret(GIVEN[name]),
                client_id=GIVEN["client id"],
            )
            with contextlib.suppress(AppError):
                connection = service.add(CONTROL, request)
        workspace = service.open(CONTROL, connection.id)
        workspace.sync.sync(CONTROL)
        bearer = workspace.sync._api._calls._bearer  # type: ignore[attr-defined]
        self.found["connection's OAuth token"] = bearer.token(CONTROL).reveal()
        workspace.close()

    def start_sandbox(self) -> None:
        """The embedded platform; its list replaces the other one's."""
        self.app.session.start_sandbox()
        self.driver.wait(
            "the sandbox to be open",
            lambda: (
                self.app.session.workspace is not None
                and self.app.session.workspace.connection.is_sandbox
            ),
            timeout_s=30,
        )
        self.driver.appear("first_listener", timeout_s=30)
        self.found["admin token"] = self.story.witness.token

    def use_every_credential(self) -> None:
        """Made, refused, changed, tested by the platform and from here, delivered, deleted."""
        url = self.story.http.url
        drafts = {
            "password": CredentialDraft(
                "basic", "B", {"username": "svc"}, {"password": Secret(GIVEN["password"])}
            ),
            "api key": CredentialDraft(
                "api_key", "K", {"header": "x-key"}, {"value": Secret(GIVEN["api key"])}
            ),
            "endpoint's client secret": CredentialDraft(
                "oauth2_client_credentials",
                "O",
                {"token_url": url + "token", "client_id": "me"},
                {"client_secret": Secret(GIVEN["endpoint's client secret"])},
            ),
        }
        for at, (name, draft) in enumerate(drafts.items()):
            made = self.workspace.credentials.create(CONTROL, draft)
            wanted = settings(
                url=f"{url}{'down' if at else 'up'}/{at}",
                auth_type=draft.auth_type,
                credential_id=made.id,
                name=name,
            )
            row = self.workspace.listeners.create(CONTROL, wanted)
            self.workspace.sync.sync(CONTROL)
            self.workspace.tests.by_platform(CONTROL, wanted, listener_id=row.id)
            if draft.auth_type != "oauth2_client_credentials":
                material = CredentialMaterial(draft.auth_type, draft.fields, draft.secrets)
                trial = self.workspace.tests.from_here(
                    CONTROL, wanted, body=b"{}", credential=material
                )
                self.found[f"one-time secret, {name}"] = _key(trial.signing_secret)
            self._reveal_and_rotate(row.id, name)
        (basic,) = [one for one in self.workspace.credentials.cached() if one.auth_type == "basic"]
        changed = replace(drafts["password"], secrets={"password": Secret(GIVEN["new password"])})
        self.workspace.credentials.update(CONTROL, basic.id, changed)
        masked = replace(changed, secrets={"password": Secret(GIVEN["refused password"] + "•")})
        for refused in (
            lambda: self.workspace.credentials.update(CONTROL, basic.id, masked),
            lambda: self.workspace.credentials.delete(CONTROL, basic.id),
        ):
            with contextlib.suppress(AppError):
                refused()
        inline = replace(drafts["api key"], secrets={"value": Secret(GIVEN["inline"])})
        trial = self.workspace.tests.by_platform(
            CONTROL, settings(url=url, auth_type="api_key"), credential=inline
        )
        self.found["one-time secret, inline"] = _key(trial.signing_secret)

    def send_mail(self) -> None:
        """The mail server's password stands in a file that the administrator named."""
        wanted = settings(address=MAILBOX, name="Mail")
        row = self.workspace.listeners.create(CONTROL, wanted)
        self.workspace.sync.sync(CONTROL)
        self.workspace.tests.by_platform(CONTROL, wanted, listener_id=row.id)
        self.story.smtp.wait(1)

    def deliver_to_all(self) -> None:
        """One record for every listener; the tries that fail are recorded too."""
        sample = self.workspace.catalog.sample(CONTROL, "clients")
        fields = {
            name: value
            for name, value in json.loads(sample).items()
            if name not in ("id", "version", "created_at", "updated_at")
        }
        record = self.workspace.records.create(CONTROL, "clients", fields)
        witness = self.story.witness

        def all_tried() -> bool:
            items = witness.json(f"/deliveries?record_id={record.id}")["items"]
            return len(items) >= 3 and all(one["attempts"] for one in items)

        self.driver.wait("every delivery to be tried", all_tried, timeout_s=30)
        for one in witness.json("/deliveries")["items"]:
            witness.json(f"/deliveries/{one['id']}")
        witness.json("/events")

    def fail_in_every_way(self) -> None:
        """Bugs on every kind of thread, and a platform that is killed and comes back."""
        words = " ".join(value for name, value in GIVEN.items() if name not in _NEVER_HERE)

        def bug(*_ignored: object) -> None:
            raise RuntimeError(f"https://x.example/?token={words}")

        self.app.runner.submit(bug, name="a bug")
        QTimer.singleShot(0, bug)
        threading.Thread(target=bug).start()
        logging.getLogger("app.story").error("all of them: %s", words)
        (pid,) = [int(one) for one in _children()]
        os.kill(pid, signal.SIGKILL)
        log = self.story.witness.profile / "logs" / "app.log"
        self.driver.wait(
            "the platform to come back",
            lambda: log.read_text("utf-8").count("platform runs at") > 1,
            timeout_s=30,
        )
        self.workspace.sync.sync(CONTROL)
        rows = self.workspace.listeners.cached()
        self.workspace.listeners.set_mode(CONTROL, [one.id for one in rows], Mode.DISABLED)
        self.workspace.sync.sync(CONTROL)

    def _reveal_and_rotate(self, listener_id: str, name: str) -> None:
        secret = self.workspace.sync._api.reveal_signing_secret(CONTROL, listener_id)
        self.found[f"signing secret, {name}"] = _key(secret.reveal())
        answer = self.story.witness.post(f"/listeners/{listener_id}/secret/rotate", {})
        self.found[f"rotated secret, {name}"] = _key(answer["secret"])


def _key(secret: str | None) -> str:
    assert secret is not None
    return secret.removeprefix("whsec_")


def _children() -> list[str]:
    """Whichever thread started them."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [child for one in tasks for child in one.read_text().split()]


def write_settings(profile: Path, mail: dict[str, Any]) -> None:
    """Point the sandbox at the mail server, as an administrator would."""
    config = profile / "config"
    config.mkdir(parents=True, mode=0o700)
    document = {"format": 1, "settings": {"preferences": {"theme": "light"}, "sandbox_mail": mail}}
    file = config / "settings.json"
    file.write_text(json.dumps(document), "utf-8")
    file.chmod(0o600)


def _let_the_platform_log_everything(file: Path) -> None:
    """Into a file of its own, which no redactor of the app cleans."""
    command = platform_process.platform_command

    def loud(*about: Any) -> list[str]:
        return [*command(*about), "--log-level", "debug", "--log-file", str(file)]

    platform_process.platform_command = loud


def main(profile: Path, other_url: str, password_file: Path, report: Path) -> int:
    """Tell everything; the report gets the secrets that were made on the way."""
    GIVEN.update(json.loads(sys.stdin.readline()))
    backends: Any = keyring_backends
    backends._LINUX = ("tests.support.file_keyring.FileKeyring",)
    _let_the_platform_log_everything(profile.parent / "platform.log")
    qt = make_qt_application(sys.argv[:1])
    with (
        HttpReceiver() as receiver,
        SmtpReceiver(login=("mailer", GIVEN["mail password"])) as smtp,
    ):
        receiver.always(repeat)
        mail = {"host": "127.0.0.1", "port": smtp.port, "security": "none", "username": "mailer"}
        mail |= {"password_file": str(password_file), "sender": "no-reply@example.com"}
        write_settings(profile, mail)
        app = build_app(qt, profile=profile)
        for name in ("", "urllib3", "aiohttp", "asyncio", "requests"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        app.window.show()
        driver = Driver(app.window)
        driver.settle()
        app.session.start()
        pictures = profile.parent / "pictures"
        story = Story(
            driver, Witness(profile), receiver, smtp, pictures, lambda *_: None,
            token=GIVEN["bearer"],
        )  # fmt: skip
        told = Told(app, driver, story, other_url)
        try:
            told.connect_to_another()
            told.sign_in_with_oauth()
            told.start_sandbox()
            story.fill_in_endpoint()
            story.test_before_saving()
            story.save()
            story.deliver("A client is created", path="/crm/clients", first=PERSON)
            story.delete("endpoint")
            told.use_every_credential()
            told.send_mail()
            told.deliver_to_all()
            told.fail_in_every_way()
            report.write_text(json.dumps(told.found), "utf-8")
            sys.stdout.write("LIVE\n")
            sys.stdout.flush()
            sys.stdin.readline()
        finally:
            app.window.hide()
            app.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])))
