"""Our signature as others read it: the reference libraries of Python and of JavaScript."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from standardwebhooks import Webhook as PythonJudge

from app.domain.signature import new_secret, sign, verify
from app.domain.times import utc_now
from app.server.store.tables import listeners
from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage
from tests.support.receivers import HttpReceiver, Received
from tests.support.signatures import Webhook, judged_by_node, malformed, node_judge

SECRET = new_secret()
BODY = '{"name": "Thandi", "note": "é 通知 🦉 \u2028"}'.encode()


class Cases:
    """Webhooks of this moment: other people's verifiers look at the real clock."""

    def __init__(self) -> None:
        self.now_s = int(time.time())
        self.good = good = self.signed()
        self.tampered = (  # one changed byte of each class: the body's, the id, the time, the rest
            *(
                good.but(body=BODY[:at] + bytes([BODY[at] ^ 1]) + BODY[at + 1 :])
                for at in (0, 9, 20)
            ),
            good.but(body=BODY + b" "),
            good.but(body=BODY[:-1]),
            good.but(body=BODY.replace(b": ", b":")),
            good.but(body=b""),
            good.but(id="evt_2"),
            good.but(id="evt_1."),
            good.but(timestamp=str(self.now_s + 1)),
            good.but(timestamp=str(self.now_s - 1)),
            good.but(signature=(good.signature or "").replace("v1,", "v1,A", 1)),
            good.but(secret=new_secret()),
        )
        self.replayed = tuple(
            self.signed(timestamp=str(self.now_s + off_s)) for off_s in (-86_400, -400, 400, 86_400)
        )
        self.malformed = tuple(good.but(signature=one) for one in malformed(good.signature or ""))

    def signed(self, **changes: object) -> Webhook:
        """A webhook as we send it."""
        one = Webhook(SECRET, "evt_1", str(self.now_s), BODY).but(**changes)
        made = sign(one.secret, message_id=one.id, timestamp_s=int(one.timestamp), body=one.body)
        return one.but(signature=made)

    def ours(self, one: Webhook) -> bool:
        """Our own verifier."""
        return verify(
            [one.secret],
            message_id=one.id,
            timestamp=one.timestamp,
            signature=one.signature or "",
            body=one.body,
            now_s=self.now_s,
        )


@pytest.fixture
def cases() -> Cases:
    return Cases()


def pythons(one: Webhook) -> bool:
    """The Python library; its odd errors on malformed headers are refusals too."""
    headers = {
        "webhook-id": one.id,
        "webhook-timestamp": one.timestamp,
        "webhook-signature": one.signature or "",
    }
    try:
        PythonJudge(one.secret).verify(one.body, headers)
    except Exception:
        return False
    return True


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """npm's standardwebhooks."""
    return node_judge(tmp_path_factory.mktemp("node"))


def test_T30_what_we_sign_is_accepted_in_python_and_in_javascript(
    judge: Path, cases: Cases
) -> None:
    earlier = cases.signed(timestamp=str(cases.now_s - 200))
    good = [cases.good, cases.signed(body=b"{}"), earlier, cases.signed(id="x" * 200)]
    assert [cases.ours(one) for one in good] == [True] * 4
    assert [pythons(one) for one in good] == [True] * 4
    assert judged_by_node(judge, good) == [True] * 4


def test_T30_what_they_sign_is_accepted_by_us(judge: Path, cases: Cases) -> None:
    unsigned = [
        cases.good.but(signature=None, body=body) for body in (BODY, b"", b"{}", b"\xc3\xa9")
    ]
    by_node = judged_by_node(judge, unsigned)
    at = datetime.fromtimestamp(cases.now_s, UTC)
    for one, signature in zip(unsigned, by_node, strict=True):
        by_python = PythonJudge(SECRET).sign(one.id, at, one.body.decode())
        assert signature == by_python
        assert cases.ours(one.but(signature=signature))


@pytest.mark.parametrize("kind", ["tampered", "replayed", "malformed"])
def test_T30_what_was_tampered_with_is_refused_everywhere(
    kind: str, judge: Path, cases: Cases
) -> None:
    bad: tuple[Webhook, ...] = getattr(cases, kind)
    assert [one for one in bad if cases.ours(one)] == []
    by_node = judged_by_node(judge, bad)
    whole = cases.good.signature or "-"
    for one, node_accepts in zip(bad, by_node, strict=True):
        # What follows the right signature whole, either library reads over; never less.
        if not (kind == "malformed" and (one.signature or "").startswith(whole)):
            assert not pythons(one)
            assert not node_accepts


def test_T30_deliveries_are_accepted_through_a_rotation_of_24_hours(
    tmp_path: Path, judge: Path
) -> None:
    old, new = new_secret(), new_secret()
    with Stage(tmp_path / "data") as stage, HttpReceiver() as endpoint:
        listener = stage.listener(endpoint.url, secret=old)
        began = utc_now()

        def rotate(until_ms: int) -> None:
            stage.set_row(
                listeners,
                listener,
                secret_sealed=stage.sealer.seal(new.encode()),
                previous_secret_sealed=stage.sealer.seal(old.encode()),
                previous_valid_until_ms=until_ms,
            )

        stage.record()
        stage.wait_settled(1)
        rotate(ms_of(began) + 86_400_000)
        stage.record()
        stage.wait_settled(2)
        rotate(ms_of(stage.clock()))  # the 24 hours are over
        stage.record()
        stage.wait_settled(3)
        came = endpoint.received
    verdicts = judged_by_node(judge, [held(one, key) for one in came for key in (old, new)])
    assert verdicts == [True, False, True, True, False, True]


def held(request: Received, secret: str) -> Webhook:
    """A request as its receiver judges it."""
    return Webhook(
        secret,
        request.header("webhook-id"),
        request.header("webhook-timestamp"),
        request.body,
        request.header("webhook-signature"),
    )


def test_the_lock_of_the_judge_names_no_registry() -> None:
    folder = Path(__file__).parents[2] / "support" / "signature_judge"
    lock = (folder / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in lock
    assert lock.count('"integrity": "sha512-') == 3
