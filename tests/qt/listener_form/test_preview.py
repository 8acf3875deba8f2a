"""The preview: the exact bytes and headers, secrets masked, before anything is sent."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace

import pytest

from app.domain.control import JobControl
from app.domain.errors import NetworkError, StoreError, TimedOut
from app.domain.listener import Kind
from app.domain.listener_draft import ListenerDraft
from app.domain.outbound import build_request
from app.runtime import tasks
from app.ui.pages.listener_form.preview import PreviewPresenter
from app.ui.pages.listener_form.saved_samples import SavedSamples
from app.ui.test_sends.trials import SAMPLE, Payload
from tests.support.builders import a_catalog, a_credential, a_me, a_record

GOOD = ListenerDraft(entity="clients", function="create", url="https://h.example.com:8443/in?a=1")


class Previews:
    def __init__(self, world, **how):
        self.world = world
        workspace = world.open(**how)
        self.saved = SavedSamples(workspace.samples, world.runner, world.events)
        self.presenter = PreviewPresenter(
            *(workspace.tests, workspace.catalog, workspace.records, self.saved, world.runner),
            me=workspace.me,
        )

    def show(self, draft, *credentials):
        self.presenter.show(draft, a_catalog(), credentials)
        self.world.qtbot.waitUntil(
            lambda: bool(self.seen.body or self.seen.error or self.seen.missing is not None)
        )
        return self.seen

    @property
    def seen(self):
        return self.presenter.preview


@pytest.fixture
def previews(world):
    return lambda **how: Previews(world, **how)


def test_the_head_is_what_would_be_sent(previews):
    lines = previews().show(GOOD).head.split("\n")
    assert lines[:2] == ["POST /in?a=1 HTTP/1.1", "host: h.example.com:8443"]
    real = build_request(
        url=GOOD.url,
        entity="clients",
        function="create",
        record_version=3,
        event_id="evt_1",
        attempt=1,
        body=b"{}",
        now_s=0,
        signing_secrets=("whsec_" + "A" * 43 + "=",),
        credential=None,
        test=True,
        product_version="1",
    )
    names = [line.partition(":")[0] for line in lines[2:]]
    assert names == [name for name, _value in real.headers]


def test_a_credential_shows_as_a_mask(previews):
    credential = a_credential(name="CRM")
    draft = ListenerDraft(**{**as_dict(GOOD), "auth_type": "basic", "credential_id": credential.id})
    assert "authorization: •••" in previews().show(draft, credential).head


def as_dict(draft):
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


def test_without_an_address_the_payload_is_shown_all_the_same(previews):
    seen = previews().show(ListenerDraft(entity="clients", url="http:/oops"))
    assert seen.head.startswith("POST (no endpoint yet) HTTP/1.1")
    assert "no-endpoint" not in seen.head
    assert '"of": "clients"' in seen.body


@pytest.mark.parametrize(
    ("entity", "named"), [("", ""), ("cli", ""), ("audit_entries", "audit_entries")]
)
def test_without_a_supported_entity_there_is_nothing_to_show(world, previews, entity, named):
    seen = previews().show(ListenerDraft(entity=entity))
    assert seen.missing == named
    assert "entity_sample" not in world.platform.calls


def test_a_payload_is_asked_for_once_per_entity(world, previews):
    made = previews()
    made.show(GOOD)
    for name in ("a", "ab", "abc"):
        made.show(ListenerDraft(**{**as_dict(GOOD), "name": name}))
    assert world.platform.calls.count("entity_sample") == 1


def test_a_record_can_be_looked_at_and_is_what_a_test_sends(world, previews):
    record = a_record()
    world.platform.records_ = {record.id: record}
    made = previews()
    seen = made.show(GOOD)
    assert seen.samples == (("", "Sample record"), (record.id, "Nomvula Dlamini"))
    assert made.presenter.payload == SAMPLE
    made.presenter.choose(record.id)
    assert "Nomvula" in made.seen.body
    assert (made.presenter.payload.record_id, made.presenter.payload.body) == (
        record.id,
        record.body,
    )


def test_without_the_permission_only_the_sample_is_offered(world, previews):
    record = a_record()
    world.platform.records_ = {record.id: record}
    made = previews(me=a_me(permissions=frozenset({"listeners:read", "listeners:write"})))
    assert len(made.show(GOOD).samples) == 1


def test_an_email_shows_its_message(previews):
    draft = ListenerDraft(entity="clients", kind=Kind.EMAIL, address="ops@example.com")
    message = previews().show(draft).message
    assert message.to == "ops@example.com"
    assert message.subject == "clients created: rec_1"
    assert message.attachment == "clients-rec_1-v3.json"


def test_a_failure_is_shown_and_can_be_tried_again(world, previews):
    world.platform.fail("entity_sample", TimedOut("x", host="p.example"))
    made = previews()
    assert made.show(GOOD).error is not None
    made.presenter.try_again()
    world.qtbot.waitUntil(lambda: bool(made.seen.body))
    assert made.seen.error is None


class TestEditing:
    def test_what_is_typed_is_what_is_sent_the_way_a_record_is_written(self, previews):
        made = previews()
        made.show(GOOD)
        made.presenter.begin_edit()
        assert made.seen.edited == made.seen.body
        made.presenter.edit('{ "id": "rec_1",\n  "version": 7, "name": "Zoë" }')
        assert made.seen.edit_error == ""
        payload = made.presenter.payload
        assert payload == Payload(
            None, '{"id":"rec_1","version":7,"name":"Zoë"}'.encode(), is_edited=True
        )
        assert "picksmart-record-version: 7" in made.seen.head

    @pytest.mark.parametrize("text", ["", "{", "[1]", '{"a":1,"a":2}', '{"a":NaN}', "\ud800"])
    def test_what_cannot_be_sent_is_said_and_stays_as_it_was_typed(self, previews, text):
        made = previews()
        made.show(GOOD)
        made.presenter.begin_edit()
        made.presenter.edit(text)
        assert made.seen.edit_error
        assert made.seen.edited == text

    def test_it_goes_with_another_record_and_on_request(self, world, previews):
        record = a_record()
        world.platform.records_ = {record.id: record}
        made = previews()
        made.show(GOOD)
        made.presenter.begin_edit()
        made.presenter.choose(record.id)
        assert made.seen.edited is None
        assert made.presenter.payload.body == record.body
        made.presenter.begin_edit()
        made.presenter.end_edit()
        assert made.presenter.payload.record_id == record.id

    def test_a_change_elsewhere_in_the_form_keeps_it(self, previews):
        made = previews()
        made.show(GOOD)
        made.presenter.begin_edit()
        made.presenter.edit('{"mine":true}')
        seen = made.show(ListenerDraft(**{**as_dict(GOOD), "name": "other"}))
        assert seen.edited == '{"mine":true}'

    def test_D12_what_is_too_large_is_not_edited(self, world, previews):
        record = a_record(body=b'{"id":"rec_1","x":"' + b"y" * 70_000 + b'"}')
        world.platform.records_ = {record.id: record}
        made = previews()
        made.show(GOOD)
        made.presenter.choose(record.id)
        made.presenter.begin_edit()
        world.qtbot.waitUntil(lambda: made.seen.sent == record.body)
        assert made.seen.edited is None
        assert "too large" in made.seen.why_no_edit

    def test_wanted_before_there_is_a_payload_it_begins_with_it(self, previews):
        made = previews()
        made.presenter.begin_edit()
        made.show(GOOD)
        assert made.seen.edited == made.seen.body


class TestMuch:
    """A payload as large as a hostile or careless platform may send it (D12)."""

    BODY = b'{"id":"rec_1","version":7,"lines":[' + b'"y",' * 200_000 + b'"y"]}'

    @pytest.fixture
    def much(self, world, previews):
        record = a_record(body=self.BODY)
        world.platform.records_ = {record.id: record}
        made = previews()
        made.show(GOOD)
        made.presenter.choose(record.id)
        return made

    def test_D12_it_is_not_looked_through_on_the_thread_of_the_window(self, world, previews):
        threads = []
        made = previews()
        build = world.workspace.tests.preview

        def noted(*args, **kwargs):
            threads.append(threading.current_thread())
            return build(*args, **kwargs)

        made.presenter._tests = SimpleNamespace(preview=noted)
        record = a_record(body=self.BODY)
        world.platform.records_ = {record.id: record}
        made.show(GOOD)
        made.presenter.choose(record.id)
        world.qtbot.waitUntil(lambda: made.seen.sent == self.BODY)
        assert threads[0] is threading.main_thread(), "the small sample is there at once"
        assert threading.main_thread() not in threads[1:]
        assert "picksmart-record-version: 7" in made.seen.head

    def test_it_is_all_there_and_said_to_be_more_than_is_sent(self, world, much):
        world.qtbot.waitUntil(lambda: much.seen.sent == self.BODY)
        assert json.loads(much.seen.body) == json.loads(self.BODY)
        assert "The platform sends 262.1 kB at most" in much.seen.too_large
        assert much.presenter.payload.body == self.BODY

    def test_what_is_chosen_next_is_shown_whatever_ends_last(self, world, much):
        much.presenter.choose("")
        world.qtbot.waitUntil(lambda: not world.runner.is_busy)
        assert (much.seen.chosen, much.seen.too_large) == ("", "")
        assert len(much.seen.sent) < 1000

    def test_what_is_typed_last_is_what_is_sent_and_stays_typed(self, world, much):
        much.presenter.choose("")
        much.presenter.begin_edit()
        for word in ("one", "two"):
            much.presenter.edit(json.dumps({"id": word, "long": "y" * 100_000}))
            assert f'"id":"{word}"'.encode() in much.presenter.payload.body
        world.qtbot.waitUntil(lambda: '"two"' in much.seen.body)
        assert '"two"' in much.seen.edited
        much.presenter.edit("{ no JSON any more")
        assert much.presenter.edit_error


def test_the_exact_bytes_are_told_beside_the_readable_ones(world, previews):
    record = a_record()
    world.platform.records_ = {record.id: record}
    made = previews()
    made.show(GOOD)
    made.presenter.choose(record.id)
    assert made.seen.sent == record.body


# -- samples that a person keeps ------------------------------------------------------------


def a_kept(world, name="A client", body=b'{"id":"cli_9","name":"Kept"}', entity="clients"):
    return world.workspace.samples.keep(JobControl(), entity, name, body)


def test_kept_samples_stand_between_the_sample_and_the_records(previews, world):
    made = previews()
    kept = a_kept(world)
    a_kept(world, "A note", entity="notes")
    made.show(GOOD)
    world.qtbot.waitUntil(lambda: len(made.seen.samples) > 1)
    assert made.seen.samples[:2] == (("", "Sample record"), (kept.id, "A client"))
    assert "A note" not in [words for _value, words in made.seen.samples]
    made.presenter.choose(kept.id)
    assert made.seen.sent == kept.body
    assert made.presenter.payload == Payload(None, kept.body, is_edited=True)


def test_one_that_is_kept_meanwhile_is_offered_at_once(previews, world):
    made = previews()
    made.show(GOOD)
    kept = a_kept(world)
    world.qtbot.waitUntil(lambda: (kept.id, "A client") in made.seen.samples)


def test_a_kept_sample_is_deleted_and_put_back(previews, world):
    made = previews()
    kept = a_kept(world)
    made.show(GOOD)
    world.qtbot.waitUntil(lambda: (kept.id, "A client") in made.seen.samples)
    made.presenter.choose(kept.id)
    made.saved.delete(kept.id)
    world.qtbot.waitUntil(lambda: made.seen.chosen == "" and made.saved.deleted == kept)
    assert world.samples.kept == {}
    assert made.presenter.payload == SAMPLE
    made.saved.put_back()
    back = (kept.id, "A client")
    world.qtbot.waitUntil(lambda: back in made.seen.samples and made.saved.deleted is None)


def test_one_sample_after_the_other_is_deleted_though_all_workers_are_busy(
    previews, world, runner, gate
):
    made = previews()
    first, second = a_kept(world), a_kept(world, "Another client")
    made.show(GOOD)
    world.qtbot.waitUntil(lambda: made.saved.find(second.id) is not None)
    for number in range(tasks._WORKERS):
        runner.submit(lambda _control: gate(), name=f"busy {number}")
    made.saved.delete(first.id)
    made.saved.delete(second.id)
    gate.opened.set()
    world.qtbot.waitUntil(lambda: not runner.is_busy)
    assert world.samples.kept == {}
    assert made.saved.items == ()


def test_a_kept_sample_is_renamed_and_stays_the_one_that_is_looked_at(previews, world):
    made = previews()
    kept = a_kept(world)
    made.show(GOOD)
    world.qtbot.waitUntil(lambda: (kept.id, "A client") in made.seen.samples)
    made.presenter.choose(kept.id)
    made.saved.rename(kept.id, "A smoker")
    world.qtbot.waitUntil(lambda: (kept.id, "A smoker") in made.seen.samples)
    assert made.seen.chosen == kept.id
    assert world.samples.kept[kept.id].name == "A smoker"


def test_a_sample_that_is_gone_cannot_be_renamed_and_says_so(previews, world):
    made = previews()
    kept = a_kept(world)
    made.show(GOOD)
    world.qtbot.waitUntil(lambda: (kept.id, "A client") in made.seen.samples)
    world.samples.kept.clear()  # by another window, which nobody told
    made.saved.rename(kept.id, "A smoker")
    world.qtbot.waitUntil(lambda: made.saved.error is not None)
    assert world.samples.kept == {}


def test_samples_that_cannot_be_read_do_not_hide_the_preview(previews, world):
    made = previews()
    world.samples.error = StoreError("gone", reason="io")
    assert made.show(GOOD).body
    world.qtbot.waitUntil(lambda: made.saved.error is not None)


def test_offline_the_kept_ones_are_still_there(previews, world):
    made = previews()
    kept = a_kept(world)
    made.show(GOOD)
    world.platform.fail("records", NetworkError("gone"))
    made.show(ListenerDraft(entity="notes", function="create"))
    made.show(GOOD)
    world.qtbot.waitUntil(lambda: (kept.id, "A client") in made.seen.samples)
    assert made.seen.error is None
