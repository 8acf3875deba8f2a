"""Two tests beside each other: what is said to differ does, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.delivery import AttemptError, AttemptResponse, Timings
from app.domain.listener import Destination, Kind
from app.ui.pages.test_result.page import build, make_presenter
from app.ui.test_sends.comparison import beside, compare
from app.ui.test_sends.kept_trials import KeptTrials
from app.ui.test_sends.trials import SAMPLE, Phase, Sender, Subject, Tested, Trial
from app.ui.theme import Tone
from app.ui.widgets import Button, CodeView, ComboBox, TabRow
from tests.support.builders import a_failed_attempt, a_listener, an_attempt, settings
from tests.support.page_world import click, find, fits, nameless
from tests.support.payloads import UI_PAYLOADS

SETTINGS = settings()


def a_trial(number=1, attempt=None, *, sender=Sender.PLATFORM, listener_id="lst_1"):
    return Trial(number, Subject(SETTINGS, listener_id), sender, SAMPLE, attempt or an_attempt())


def facts(before, after):
    return {one.name: one for one in compare(before, after).facts}


def test_the_same_twice_differs_in_nothing():
    found = compare(a_trial(1), a_trial(2))
    assert not any(one.change for one in found.facts)
    assert not found.request.differ
    assert not found.response.differ


def test_outcome_and_code_are_said_to_differ():
    found = facts(a_trial(1, a_failed_attempt(401)), a_trial(2))
    assert (found["Code"].before, found["Code"].after) == ("401", "200")
    for name in ("Outcome", "Code"):
        assert (found[name].change, found[name].is_marked) == ("differs", True)


def test_no_answer_has_its_error_for_a_code():
    lost = replace(an_attempt(), response=None, error=AttemptError("dns_error", "no such name"))
    found = facts(a_trial(1, lost), a_trial(2))
    assert found["Code"].before == "dns_error"
    assert found["Received"].before == ""


def test_who_sent_it_is_compared():
    found = facts(a_trial(1), a_trial(2, sender=Sender.HERE))
    assert (found["Sent by"].before, found["Sent by"].after) == ("The platform", "This computer")


@pytest.mark.parametrize(
    ("before", "after", "change", "is_marked"),
    [
        (100, 100, "", False),
        (100, 104, "+4 ms", False),
        (100, 180, "+80 ms", True),
        (180, 100, "\N{MINUS SIGN}80 ms", True),
        (2, 9, "+7 ms", False),
        (1000, 1100, "+100 ms", False),
    ],
)
def test_a_time_is_marked_where_it_is_more_than_chance(before, after, change, is_marked):
    def timed(ms):
        return replace(an_attempt(), duration_ms=ms, timings=Timings(first_byte=ms, total=ms))

    found = facts(a_trial(1, timed(before)), a_trial(2, timed(after)))
    for name in ("Total", "Wait for first byte"):
        assert (found[name].change, found[name].is_marked) == (change, is_marked)


def test_a_phase_that_only_one_had_is_said():
    without = replace(an_attempt(), timings=Timings(dns=3, total=3))
    found = facts(a_trial(1), a_trial(2, without))
    assert found["TLS handshake"].after == ""
    assert found["TLS handshake"].change == "differs"


def test_lines_stand_beside_each_other():
    found = beside("a\nold\nb", "a\nnew\nnewer\nb\nc")
    assert found.before.split("\n") == ["  a", "- old", "", "  b", ""]
    assert found.after.split("\n") == ["  a", "+ new", "+ newer", "  b", "+ c"]
    assert found.before_marks == {2: Tone.BAD}
    assert found.after_marks == {2: Tone.OK, 3: Tone.OK, 5: Tone.OK}


def test_what_is_new_in_every_test_is_not_marked():
    lines = "POST /\nwebhook-id: {0}\nWebhook-Timestamp: {0}\nwebhook-signature: v1,{0}\nx-a: 1"
    assert not beside(lines.format(1), lines.format(2)).differ
    assert beside("x-webhook-id: 1", "x-webhook-id: 2").differ


def test_texts_that_are_too_long_are_shown_unmarked():
    found = beside("a\n" * 600, "b\n" * 600)
    assert not found.differ
    assert found.note == "Too long to mark what differs."
    assert found.before == "a\n" * 600


def test_only_the_newest_tests_are_kept():
    kept = KeptTrials()
    kept.add(a_trial(kept.next_number()) for _ in range(150))
    kept.add(a_trial(kept.next_number(), listener_id=None) for _ in range(100))
    assert len(kept.of("lst_1")) == 100
    assert [one.number for one in kept.of(None)[:2]] == [250, 249]
    assert kept.find(1) is None
    assert kept.find(None) is None


# --- on the page -------------------------------------------------------------------


class Shown:
    """The page with the tests of one listener."""

    def __init__(self, qtbot, world, *, size=(1068, 740), has_mailbox=False, **how):
        self.qtbot, self.world = qtbot, world
        self.listener = world.platform.put(how.pop("listener", None) or a_listener())
        self.presenter = make_presenter(world.open(**how), world.runner)
        self.page = build(self.presenter, world.shell, has_mailbox=has_mailbox)
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.enter(listener_id=self.listener.id)
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: self.presenter.state.phase is Phase.DONE)

    def send(self, attempt):
        count = len(self.presenter.state.earlier)
        self.world.platform.attempt = attempt
        click(self.qtbot, self.page, "send_again")
        self.qtbot.waitUntil(lambda: len(self.presenter.state.earlier) == count + 1)
        self.settle()

    def text(self, name):
        return find(self.page, CodeView, name).toPlainText()

    def is_seen(self, name):
        return find(self.page, QWidget, name).isVisible()


REFUSED = a_failed_attempt(401, response=AttemptResponse(401, (("x-realm", "a"),), '{"no":1}'))


@pytest.fixture
def shown(qtbot, world):
    return lambda **how: Shown(qtbot, world, **how)


def test_one_test_has_nothing_to_be_compared_with(shown):
    assert not shown().is_seen("compare_tests")


def test_a_test_is_compared_with_the_one_before_it(qtbot, shown):
    on = shown()
    on.send(REFUSED)
    click(qtbot, on.page, "compare_tests")
    assert on.is_seen("comparison")
    assert not on.is_seen("result_line")
    assert find(on.page, QLabel, "compared_test").text().endswith("401 Unauthorized")
    assert find(on.page, ComboBox, "compare_with").currentText().endswith("200 OK")
    assert on.text("comparison_before").startswith("- HTTP/1.1 200 OK")
    assert on.text("comparison_after").startswith("+ HTTP/1.1 401 Unauthorized")
    find(on.page, TabRow, "comparison_parts").setCurrentIndex(1)
    assert on.text("comparison_after").startswith("  POST ")
    note = find(on.page, QLabel, "comparison_note").text()
    assert note == "Nothing differs but what is new in every test."
    click(qtbot, on.page, "compare_tests")
    assert on.is_seen("result_line")
    assert not on.is_seen("comparison")


def test_another_test_can_be_put_beside_it(qtbot, shown):
    on = shown()
    on.send(REFUSED)
    on.send(an_attempt())
    click(qtbot, on.page, "compare_tests")
    assert on.presenter.state.compared.number == 2
    other = find(on.page, ComboBox, "compare_with")
    assert len(other.items) == 2
    other.chosen.emit(1)
    assert on.presenter.state.compared.number == 1
    assert on.text("comparison_before").startswith("  HTTP/1.1 200 OK")
    find(on.page, ComboBox, "earlier_tests").chosen.emit(2)
    assert (on.presenter.state.shown.number, on.presenter.state.compared.number) == (2, 1)


def test_the_test_that_is_compared_with_cannot_be_itself(qtbot, shown):
    on = shown()
    on.send(REFUSED)
    click(qtbot, on.page, "compare_tests")
    find(on.page, ComboBox, "earlier_tests").chosen.emit(1)
    assert on.presenter.state.compared is None
    assert on.is_seen("result_line")
    click(qtbot, on.page, "compare_tests")  # the first has none before it: the one after
    assert on.presenter.state.compared.number == 2


def test_sending_again_compares_with_what_was_shown(qtbot, shown):
    on = shown()
    on.send(REFUSED)
    click(qtbot, on.page, "compare_tests")
    on.send(an_attempt())
    assert (on.presenter.state.shown.number, on.presenter.state.compared.number) == (3, 2)
    assert on.is_seen("comparison")


def test_tests_of_many_are_among_those_of_each(qtbot, shown):
    on = shown()
    other = a_listener(id="lst_other")
    tests = [
        Tested(on.listener.id, on.listener.settings, REFUSED),
        Tested(other.id, other.settings, REFUSED),
    ]
    on.presenter.remember(tests)
    qtbot.waitUntil(lambda: len(on.presenter.state.earlier) == 2)
    assert on.presenter.state.shown.number == 1
    chooser = find(on.page, ComboBox, "earlier_tests")
    assert chooser.isVisible()
    chooser.chosen.emit(2)
    assert find(on.page, QLabel, "result_title").text() == "Rejected, 401 Unauthorized"


def test_both_texts_scroll_together(qtbot, shown):
    on = shown(size=(1068, 640))
    on.send(replace(an_attempt(), response=AttemptResponse(200, (), "\n" * 200)))
    click(qtbot, on.page, "compare_tests")
    before, after = (
        find(on.page, CodeView, name).verticalScrollBar()
        for name in ("comparison_before", "comparison_after")
    )
    after.setValue(40)
    assert before.value() == 40
    before.setValue(10)
    assert after.value() == 10


def test_a_message_that_was_sent_opens_in_the_mailbox(qtbot, world, shown):
    to = Destination(Kind.EMAIL, address="ops@example.com")
    mail = replace(
        an_attempt(),
        request=replace(
            an_attempt().request,
            method="SMTP",
            url="mailto:ops@example.com",
            headers=(("Message-ID", "<evt_1.lst_2@x.invalid>"),),
        ),
        response=AttemptResponse(250, (), "kept"),
    )
    world.platform.attempt = mail
    listener = a_listener(settings=replace(settings(), destination=to))
    on = shown(listener=listener, has_mailbox=True)
    click(qtbot, on.page, "open_mail")
    assert world.shell.opened[-1] == ("mailbox", {"message_id": "<evt_1.lst_2@x.invalid>"})


def test_what_is_no_message_opens_in_no_mailbox(shown):
    assert not shown(has_mailbox=True).is_seen("open_mail")


@pytest.mark.parametrize("payload", UI_PAYLOADS[:6])
def test_T35_what_is_compared_is_text(qtbot, shown, payload):
    on = shown()
    on.send(a_failed_attempt(500, response=AttemptResponse(500, (("x", payload),), payload)))
    click(qtbot, on.page, "compare_tests")
    assert payload in on.text("comparison_after")
    assert payload not in on.text("comparison_before")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(qtbot, shown, theme, scale):
    on = shown(size=(844, 540))
    on.send(REFUSED)
    click(qtbot, on.page, "compare_tests")
    theme.apply("light", text_scale=scale)
    qtbot.waitUntil(lambda: fits(on.page) is None)
    assert nameless(on.page) == []
    assert find(on.page, Button, "compare_tests").isChecked()
