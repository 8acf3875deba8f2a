"""One job listens as long as it is wanted, and no longer."""

import pytest

from app.domain.errors import NotAuthorised
from app.runtime.stream_listening import StreamListening


@pytest.fixture
def listening(qtbot, runner):
    listening = StreamListening(runner)
    yield listening
    listening.stop()


def test_stopping_ends_it(listening, gate):
    listening.start(lambda _control: gate())
    gate.wait_entered()
    assert listening.is_listening
    listening.stop()
    assert not listening.is_listening
    gate.opened.set()


def test_another_takes_its_place(qtbot, listening, gate):
    heard = []
    listening.start(lambda _control: gate())
    gate.wait_entered()
    listening.start(lambda _control: heard.append(1))
    qtbot.waitUntil(lambda: heard == [1] and not listening.is_listening)
    gate.opened.set()


def test_F37_a_token_that_is_not_taken_is_the_syncs_to_say(qtbot, runner, listening):
    def job(_control):
        raise NotAuthorised("no", status=401)

    with qtbot.assertNotEmitted(runner.failure_unhandled):
        listening.start(job)
        qtbot.waitUntil(lambda: not listening.is_listening)
