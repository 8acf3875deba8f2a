"""JSON of the contract, as written there, growing, and wrong."""

import contextlib
import copy
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.wire.audit import read_audit, read_entry, write_audit_filter
from app.adapters.wire.credentials import read_credential, write_credential_patch
from app.adapters.wire.deliveries import (
    read_attempt,
    read_deliveries,
    read_delivery,
    read_event,
    write_filter,
)
from app.adapters.wire.listeners import (
    read_changes,
    read_listener,
    write_patch,
    write_settings,
)
from app.adapters.wire.platform import read_catalog, read_me, read_record, read_records
from app.adapters.wire.problems import refusal, retry_after_s
from app.adapters.wire.stats import read_stats, write_stats_query
from app.domain.audit import AuditFilter
from app.domain.credential import CredentialDraft
from app.domain.delivery import DeliveryFilter, DeliveryStatus, Trigger
from app.domain.errors import ApiError, AppError, ProtocolError, Rejected
from app.domain.listener import HealthState, Kind, Mode, Status
from app.domain.secret import Secret
from app.domain.stats import StatsQuery, Step
from app.domain.workspace import Environment
from tests.support.builders import NOW, settings
from tests.support.contract_examples import (
    AT,
    ATTEMPT,
    AUDIT_ENTRY,
    CATALOG,
    CHANGES,
    CREDENTIAL,
    DELIVERY,
    EVENT,
    LISTENER,
    ME,
    RECORDS,
    STATS_BUCKET,
)


def _understood(page):
    """A page of the log less what is shown as it was said: there every member counts."""
    return [
        replace(one, before=replace(one.before, said=None), after=replace(one.after, said=None))
        for one in page.items
    ]


READERS = {
    "listener": (read_listener, LISTENER),
    "changes": (read_changes, CHANGES),
    "attempt": (read_attempt, ATTEMPT),
    "delivery": (read_delivery, DELIVERY),
    "deliveries": (read_deliveries, {"items": [DELIVERY], "next_cursor": "c"}),
    "event": (read_event, EVENT),
    "credential": (read_credential, CREDENTIAL),
    "audit": (lambda value: _understood(read_audit(value)), {"items": [AUDIT_ENTRY]}),
    "stats": (read_stats, {"buckets": [STATS_BUCKET]}),
    "me": (read_me, ME),
    "catalog": (read_catalog, CATALOG),
    "records": (lambda value: read_records("clients", value), RECORDS),
}


def test_a_listener_reads_as_the_contract_writes_it():
    listener = read_listener(LISTENER)
    assert listener.settings.destination.credential_id == "crd_01"
    assert (listener.status, listener.version, listener.etag) == (Status.ACTIVE, 7, '"abc"')
    assert listener.updated_at == NOW
    assert listener.health.hours.pairs == ((5, 0),) * 24
    assert write_settings(listener.settings).items() <= LISTENER.items()


def test_deliveries_and_events_read_as_the_contract_writes_them():
    delivery = read_delivery(DELIVERY)
    (attempt,) = delivery.attempt_log
    assert (delivery.status, delivery.payload) == (DeliveryStatus.DELIVERED, "{}")
    assert (attempt.trigger, attempt.timings.dns, attempt.timings.tls) == (
        Trigger.AUTOMATIC,
        1.0,
        None,
    )
    assert attempt.request.headers == (("a", "b"),)
    first, second = read_event(EVENT).outcomes
    assert (first.delivery_id, second.reason) == ("dlv_1", "disabled")


def test_what_a_record_is_known_by_is_told_by_some_platforms_only():
    for read, written in ((read_delivery, DELIVERY), (read_event, EVENT)):
        without = read(written)
        assert without.record_number is without.record_label is None
        known = read(written | {"record_number": "C-1", "record_label": "Amelia Hart"})
        assert (known.record_number, known.record_label) == ("C-1", "Amelia Hart")
        assert read(written | {"record_number": None}).record_number is None
        with pytest.raises(ProtocolError):
            read(written | {"record_number": 7})


def test_who_and_what_read_as_the_contract_writes_them():
    me, catalog = read_me(ME), read_catalog(CATALOG)
    assert (me.environment, me.channels[0].id) == (Environment.SANDBOX, "chn_1")
    assert catalog.limits.timeout_s == 7
    assert catalog.limits.tests_per_minute == 60
    assert catalog.auth_type("bearer").fields[0].secret
    assert catalog.entity("audit_entries").reason == "Internal."


def test_an_audit_entry_reads_as_the_contract_writes_it():
    entry = read_entry(AUDIT_ENTRY)
    assert (entry.at, entry.actor_name, entry.resource_id) == (NOW, "Thandi M.", "lst_01")
    assert entry.before.listener == read_listener(LISTENER).settings
    assert entry.after.listener.mode is Mode.PAUSED
    assert entry.after.said["name"] == "Clients to the CRM"
    wanted = AuditFilter(actor_id="usr_1", since=NOW)
    assert write_audit_filter(wanted) == [("actor_id", "usr_1"), ("since", AT)]


def test_the_hours_of_a_sum_are_pairs_of_numbers_or_nothing_is_believed():
    bucket = {**STATS_BUCKET, "listener_id": "lst_1"}
    [told] = read_stats({"buckets": [{**bucket, "hours": [[1, 0], [2, 5]]}]}).buckets
    assert told.hours.pairs == ((1, 0), (2, 5))
    for wrong in ([1], [[1]], [[1, True]], [[1, "2"]], [[1, 2, 3]], [[1, 10**30]], [{}], {}):
        with pytest.raises(ProtocolError):
            read_stats({"buckets": [{**bucket, "hours": wrong}]})


def test_statistics_read_as_the_contract_writes_them():
    stats = read_stats({"buckets": [STATS_BUCKET]})
    [bucket] = stats.buckets
    assert stats.total is None
    assert read_stats({"buckets": [], "total": STATS_BUCKET}).total == bucket
    assert (bucket.start, bucket.tries, bucket.p95_ms, bucket.p99_ms) == (NOW, 12, 402, None)
    query = StatsQuery(NOW, NOW, Step.DAY, "lst_1", by_listener=True)
    assert write_stats_query(query) == [
        ("since", AT),
        ("until", AT),
        ("bucket", "day"),
        ("listener_id", "lst_1"),
        ("group", "listener"),
    ]


def test_a_record_keeps_the_bytes_it_came_in():
    body = b'{"id": "cli_1",  "version": 1}'
    assert read_record("clients", json.loads(body), body).body == body


@pytest.mark.parametrize("name", READERS)
def test_platforms_grow_unknown_members_are_ignored(name):
    read, value = READERS[name]
    assert read(_with_extras(value)) == read(value)


def test_platforms_grow_unknown_values_are_tolerated():
    value = copy.deepcopy(LISTENER)
    value["status"] = value["health"]["state"] = value["mode"] = "brand_new"
    value["destination"] = {"kind": "carrier_pigeon", "url": "pigeon://x"}
    listener = read_listener(value)
    assert (listener.status, listener.health.state) == (Status.UNKNOWN, HealthState.UNKNOWN)
    assert listener.settings.destination.url == "pigeon://x"
    assert read_delivery(DELIVERY | {"status": "new"}).status is DeliveryStatus.UNKNOWN
    assert read_attempt(ATTEMPT | {"trigger": "new"}).trigger is Trigger.AUTOMATIC
    me = read_me(ME | {"instance": ME["instance"] | {"environment": "new"}})
    assert me.environment is Environment.PRODUCTION  # the most careful one


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("wrong", [None, [], "", 1, True, {}])
def test_F39_something_else_is_a_protocol_error(name, wrong):
    with pytest.raises(ProtocolError):
        READERS[name][0](wrong)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_F39_a_wrong_member_is_a_protocol_error_or_harmless(name, data):
    read, value = READERS[name]
    value = copy.deepcopy(value)
    *path, last = data.draw(st.sampled_from(_paths(value)))
    holder = value
    for step in path:
        holder = holder[step]
    junk = st.sampled_from([None, True, 7, -1.5, "x", "", [], ["x"], {}, {"a": 1}, [[1]]])
    holder[last] = data.draw(junk)
    with contextlib.suppress(ProtocolError):
        read(value)


@pytest.mark.parametrize(
    "tag", ["", "abc", 'W/"1"', '"a\r\nX: y"', '"a"b"', '"é"', f'"{"a" * 300}"']
)
@pytest.mark.parametrize("name", ["listener", "credential"])
def test_F39_a_tag_that_no_header_could_carry_is_nonsense(name, tag):
    read, value = READERS[name]
    with pytest.raises(ProtocolError):
        read(value | {"etag": tag})


def test_a_listener_named_twice_in_a_page_is_nonsense():
    with pytest.raises(ProtocolError):
        read_changes(CHANGES | {"deleted": ["lst_01"]})


@pytest.mark.parametrize("member", ["changed", "deleted", "next", "more", "epoch"])
def test_T18_a_page_without_its_marks_is_nonsense(member):
    with pytest.raises(ProtocolError):
        read_changes({name: value for name, value in CHANGES.items() if name != member})


# -- what is written --------------------------------------------------------------------


def test_only_members_that_belong_are_written():
    assert write_settings(settings())["destination"] == {
        "kind": "endpoint",
        "url": "https://hooks.example.com/clients",
        "auth_type": "none",
    }
    to_email = settings(address="a@example.com").destination
    assert write_patch({"destination": to_email, "mode": Mode.PAUSED, "channel_id": None}) == {
        "destination": {"kind": Kind.EMAIL.value, "address": "a@example.com"},
        "mode": "paused",
        "channel_id": None,
    }


def test_an_empty_secret_keeps_the_old_one_and_an_empty_field_is_cleared():
    draft = CredentialDraft("basic", " N ", {"username": ""}, {"password": Secret("")})
    assert write_credential_patch(draft) == {"name": "N", "fields": {"username": None}}
    draft = CredentialDraft("basic", "N", {}, {"password": Secret("new")})
    assert write_credential_patch(draft)["secrets"] == {"password": "new"}


def test_a_filter_names_only_what_it_narrows():
    assert write_filter(DeliveryFilter()) == []
    wanted = DeliveryFilter(
        statuses=(DeliveryStatus.FAILED, DeliveryStatus.HELD), since=NOW, text=" a "
    )
    assert write_filter(wanted) == [
        ("since", AT),
        ("q", "a"),
        ("status", "failed"),
        ("status", "held"),
    ]


# -- problem documents ------------------------------------------------------------------

HOSTILE = [
    {"status": "x", "code": 7, "detail": ["a"], "errors": {}, "current": []},
    {"code": "<script>", "detail": "x" * 10_000_000, "title": "<b>HTML</b>"},
    {"type": "javascript:alert(1)", "errors": [None, 7, {"pointer": 7, "code": [], "detail": {}}]},
    {
        "errors": [
            {"pointer": "/a\nb" + "/x" * 50, "code": "a" * 500, "detail": "b\0\x1b[31m\u202e"}
        ]
    },
    {"errors": [{}] * 5000, "permission": "x" * 5000},
    {"detail": "two\r\nlines\tand\u2028more"},
    [],
    "text",
    7,
]


@pytest.mark.parametrize("document", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("status", [401, 409, 412, 422, 500])
def test_T18_a_hostile_problem_document_is_tamed(document, status):
    error = refusal(status, {}, document, "host.example")
    assert isinstance(error, AppError)
    if isinstance(error, ApiError):
        assert error.status == status
        assert len(error.detail) <= 500
        assert len(error.fields) <= 100
        assert error.code.replace("_", "").isalnum() or error.code == ""
        texts = [error.detail, error.permission, *(one.detail for one in error.fields)]
        assert all(one.isprintable() for one in texts)
        assert len(str(error)) < 200


def test_the_fields_of_a_422_are_kept():
    errors = [{"pointer": "/destination/url", "code": "https_required", "detail": "Use https."}]
    error = refusal(422, {}, {"code": "invalid", "errors": errors}, "h")
    assert isinstance(error, Rejected)
    (field,) = error.fields
    assert (field.pointer, field.code, field.detail) == (
        "/destination/url",
        "https_required",
        "Use https.",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("0", 0.0),
        (" 5 ", 5.0),
        ("1000000000", 3600.0),
        ("9" * 400, 3600.0),
        ("-1", None),
        ("abc", None),
        ("٣", None),
        ("1.5", None),
        ("", None),
        ("Mon, 23 Nov 2026 22:41:14 GMT", 60.0),
        ("Mon, 23 Nov 2026 22:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2099 22:00:00 GMT", 3600.0),
        ("Mon, 99 Nov 2026 22:00:00 GMT", None),
    ],
)
def test_F38_retry_after_is_clamped(value, expected):
    now = datetime(2026, 11, 23, 22, 40, 14, tzinfo=UTC)
    assert retry_after_s(value, now=now) == expected


def _with_extras(value):
    if isinstance(value, dict):
        grown = {name: _with_extras(one) for name, one in value.items()}
        named = ("fields", "secret_hints")
        for name in named:
            if isinstance(value.get(name), dict):
                grown[name] = value[name]
        return grown if "first_name" in value else grown | {"brand_new": [{"a": 1}]}
    if isinstance(value, list):
        return [_with_extras(one) for one in value]
    return value


def _paths(value, before=()):
    members = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for name, one in members:
        found.append((*before, name))
        if isinstance(one, (dict, list)):
            found += _paths(one, (*before, name))
    return found
