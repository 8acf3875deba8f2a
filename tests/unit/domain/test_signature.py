"""Standard Webhooks signatures, held equal to the reference library."""

# ruff: noqa: RUF001 - characters that look like others are the point
from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from app.domain.signature import BadSigningSecret, new_secret, sign, verify

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
NOW_S = 1_614_265_330
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"


def check(secrets=(SECRET,), **changes):
    good = {
        "message_id": ID,
        "timestamp": str(NOW_S),
        "signature": sign(SECRET, message_id=ID, timestamp_s=NOW_S, body=BODY),
        "body": BODY,
        "now_s": NOW_S,
    }
    return verify(secrets, **(good | changes))


def secret_of(size):
    return "whsec_" + base64.b64encode(bytes(range(size))).decode()


def test_T30_the_published_vector():
    signature = sign(SECRET, message_id=ID, timestamp_s=NOW_S, body=BODY)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(
    key=st.binary(min_size=24, max_size=64),
    body=st.text().map(str.encode),
    timestamp_s=st.integers(0, 2**33),
)
def test_T30_property_the_reference_library_signs_the_same(key, body, timestamp_s):
    secret = "whsec_" + base64.b64encode(key).decode()
    ours = sign(secret, message_id=ID, timestamp_s=timestamp_s, body=body)
    at = datetime.fromtimestamp(timestamp_s, UTC)  # aware UTC: the library ignores other zones
    assert ours == Webhook(secret).sign(ID, at, body.decode())


def test_T30_the_reference_library_accepts_what_we_send():
    now_s = int(datetime.now(UTC).timestamp())
    secret = new_secret()
    headers = {
        "webhook-id": ID,
        "webhook-timestamp": str(now_s),
        "webhook-signature": sign(secret, message_id=ID, timestamp_s=now_s, body=BODY),
    }
    assert Webhook(secret).verify(BODY, headers) == {"test": 2432232314}


def test_T30_a_good_signature_is_accepted():
    assert check()


@pytest.mark.parametrize(
    ("off_s", "valid"),
    [(0, True), (299, True), (300, True), (301, False), (-300, True), (-301, False)],
)
def test_T30_a_replay_is_refused_by_its_time(off_s, valid):
    assert check(now_s=NOW_S + off_s) is valid


@pytest.mark.parametrize("at", range(len(BODY)))
def test_T30_one_changed_byte_is_noticed(at):
    assert not check(body=BODY[:at] + bytes([BODY[at] ^ 1]) + BODY[at + 1 :])


@pytest.mark.parametrize(
    "changes",
    [
        {"message_id": "msg_other"},
        {"message_id": ""},
        {"message_id": ID + ".1"},
        {"timestamp": str(NOW_S + 1)},
        {"timestamp": f"+{NOW_S}"},
        {"timestamp": f" {NOW_S}"},
        {"timestamp": f"{NOW_S}.0"},
        {"timestamp": "１６１４２６５３３０"},
        {"timestamp": ""},
        {"timestamp": "9" * 5000},
        {"timestamp": "nan"},
    ],
)
def test_T30_id_and_time_are_signed(changes):
    assert not check(**changes)


GOOD = sign(SECRET, message_id=ID, timestamp_s=NOW_S, body=BODY)


@pytest.mark.parametrize(
    "signature",
    [
        "", " ", "v1", "v1,", "v1,a,b", "v1,!!!", "v1,é", ",", "v1,\ud800", GOOD[3:], GOOD[:-1],
        GOOD.replace("v1,", "v1a,"), GOOD.replace("v1,", "v2,"), GOOD.replace("v1,", "V1,"),
        GOOD.replace(",", " "), GOOD + "=", GOOD + "\n", "v1," + GOOD, GOOD.swapcase(),
        "v1," + base64.b64encode(b"short").decode(), " ".join(["v1,AAAA"] * 1000),
    ],
)  # fmt: skip
def test_T30_malformed_signatures_are_refused_quietly(signature):
    assert check(signature=signature) is False


def test_T30_old_and_new_secret_overlap_during_rotation():
    new = new_secret()
    both = f"{sign(new, message_id=ID, timestamp_s=NOW_S, body=BODY)} {GOOD}"
    for secrets in ([SECRET], [new], [new, SECRET], ["nonsense", SECRET]):
        assert check(secrets, signature=both)
    assert check([new, SECRET], signature=GOOD)
    assert check(signature=f"v1a,AAAA v1 {GOOD}")
    assert not check([new])
    assert not check([])


@pytest.mark.parametrize("size", [24, 32, 64])
def test_T30_secrets_of_24_to_64_bytes(size):
    assert sign(secret_of(size), message_id=ID, timestamp_s=NOW_S, body=BODY).startswith("v1,")


@pytest.mark.parametrize(
    "secret",
    [secret_of(5), secret_of(23), secret_of(65), "", "whsec_", "whsec_äää", "whsec_" + "*" * 40,
     secret_of(32)[6:], secret_of(32) + "\n", " " + secret_of(32), "whpk_" + "A" * 40],
)  # fmt: skip
def test_T30_other_secrets_are_refused_and_not_named(secret):
    with pytest.raises(BadSigningSecret) as caught:
        sign(secret, message_id=ID, timestamp_s=NOW_S, body=BODY)
    assert len(secret) < 8 or secret not in str(caught.value)
    assert not check([secret])


@pytest.mark.parametrize(("message_id", "timestamp_s"), [("", 1), ("a.b", 1), ("a", -1)])
def test_what_cannot_be_signed(message_id, timestamp_s):
    with pytest.raises(ValueError):
        sign(SECRET, message_id=message_id, timestamp_s=timestamp_s, body=b"")


def test_new_secrets_are_32_random_bytes():
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(base64.b64decode(one.removeprefix("whsec_"))) for one in secrets} == {32}


@given(st.text(), st.text(), st.text(), st.lists(st.text()), st.binary(), st.integers())
def test_T30_property_verify_never_raises(message_id, timestamp, signature, secrets, body, now_s):
    assert not verify(
        secrets,
        message_id=message_id,
        timestamp=timestamp,
        signature=signature,
        body=body,
        now_s=now_s,
    )
