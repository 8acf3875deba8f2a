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

NOW_S = int(time.time())
SECRET = new_secret()
BODY = '{"name": "Thandi", "note": "é 通知 🦉 \u2028"}'.encode()


def signed(**changes: object) -> Webhook:
    """A webhook as we send it."""
    one = Webhook(SECRET, "evt_1", str(NOW_S), BODY).but(**changes)
    made = sign(one.secret, message_id=one.id, timestamp_s=int(one.timestamp), body=one.body)
    return one.but(signature=made)


GOOD = signed()
# One changed byte of each class: of the body's bytes, the id, the time, the signature.
TAMPERED = (
    *(GOOD.but(body=BODY[:at] + bytes([BODY[at] ^ 1]) + BODY[at + 1 :]) for at in (0, 9, 20)),
    GOOD.but(body=BODY + b" "),
    GOOD.but(body=BODY[:-1]),
    GOOD.but(body=BODY.replace(b": ", b":")),
    GOOD.but(body=b""),
    GOOD.but(id="evt_2"),
    GOOD.but(id="evt_1."),
    GOOD.but(timestamp=str(NOW_S + 1)),
    GOOD.but(timestamp=str(NOW_S - 1)),
    GOOD.but(signature=(GOOD.signature or "").replace("v1,", "v1,A", 1)),
    GOOD.but(secret=new_secret()),
)
REPLAYED = tuple(signed(timestamp=str(NOW_S + off_s)) for off_s in (-86_400, -400, 400, 86_400))
MALFORMED = tuple(GOOD.but(signature=one) for one in malformed(GOOD.signature or ""))


def ours(one: Webhook) -> bool:
    return verify(
        [one.secret],
        message_id=one.id,
        timestamp=one.timestamp,
        signature=one.signature or "",
        body=one.body,
        now_s=NOW_S,
    )


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


def test_T30_what_we_sign_is_accepted_in_python_and_in_javascript(judge: Path) -> None:
    good = [GOOD, signed(body=b"{}"), signed(timestamp=str(NOW_S - 200)), signed(id="x" * 200)]
    assert [ours(one) for one in good] == [True] * 4
    assert [pythons(one) for one in good] == [True] * 4
    assert judged_by_node(judge, good) == [True] * 4


def test_T30_what_they_sign_is_accepted_by_us(judge: Path) -> None:
    unsigned = [GOOD.but(signature=None, body=body) for body in (BODY, b"", b"{}", b"\xc3\xa9")]
    by_node = judged_by_node(judge, unsigned)
    at = datetime.fromtimestamp(NOW_S, UTC)
    for one, signature in zip(unsigned, by_node, strict=True):
        by_python = PythonJudge(SECRET).sign(one.id, at, one.body.decode())
        assert signature == by_python
        assert ours(one.but(signature=signature))


@pytest.mark.parametrize("bad", [TAMPERED, REPLAYED, MALFORMED], ids=["tamper", "replay", "form"])
def test_T30_what_was_tampered_with_is_refused_everywhere(
    bad: tuple[Webhook, ...], judge: Path
) -> None:
    assert [one for one in bad if ours(one)] == []
    by_node = judged_by_node(judge, bad)
    for one, node_accepts in zip(bad, by_node, strict=True):
        # What follows the right signature whole, either library reads over; never less.
        if not (one in MALFORMED and (one.signature or "").startswith(GOOD.signature or "-")):
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
