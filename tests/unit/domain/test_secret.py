"""A secret shows itself only when asked by name."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
import sys
import traceback

import pytest

from app.domain.outbound import CredentialMaterial
from app.domain.secret import MASK, Secret

CANARY = "canary-7f3a91"


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    name: str
    secret: Secret


def test_T10_a_secret_is_masked_in_every_way_of_writing_it():
    secret = Secret(CANARY)
    texts = [
        str(secret),
        repr(secret),
        f"{secret} {secret!r} {secret!s} {secret:>20}",
        "%s %r" % (secret, secret),  # noqa: UP031
        "{0} {0!r} {0:x}".format(secret),  # noqa: UP032
        ascii(secret),
        repr([secret, {"k": secret}]),
        repr(Holder("x", secret)),
        repr(dataclasses.asdict(Holder("x", secret))),
        repr(CredentialMaterial("bearer", {}, {"token": secret})),
        json.dumps({"token": secret}, default=repr),
    ]
    assert not [text for text in texts if CANARY in text]
    assert str(secret) == MASK


def test_T10_logs_and_tracebacks_are_masked(caplog):
    secret = Secret(CANARY)
    try:
        raise RuntimeError("no answer", secret)
    except RuntimeError:
        logging.getLogger("test").exception("failed for %s %r", secret, secret)
        text = "".join(traceback.TracebackException(*sys.exc_info(), capture_locals=True).format())
    assert CANARY not in caplog.text + text
    assert MASK in caplog.text


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_T15_a_secret_cannot_be_serialised_by_accident(protocol):
    with pytest.raises(TypeError):
        pickle.dumps(Holder("x", Secret(CANARY)), protocol)
    with pytest.raises(TypeError):
        json.dumps({"token": Secret(CANARY)})
    with pytest.raises(TypeError):
        vars(Secret(CANARY))


def test_only_reveal_gives_the_text():
    assert Secret(CANARY).reveal() == CANARY
    assert copy.deepcopy(Secret(CANARY)).reveal() == copy.copy(Secret(CANARY)).reveal() == CANARY
    assert dataclasses.replace(Holder("x", Secret(CANARY)), name="y").secret.reveal() == CANARY


def test_equality_is_by_text_and_nothing_else():
    assert Secret("a€\ud800") == Secret("a€\ud800")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert not Secret("")
    with pytest.raises(TypeError):
        hash(Secret("a"))
    with pytest.raises(AttributeError):
        Secret("a")._value = "b"
