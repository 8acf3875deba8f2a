"""The form's values against the real platform: it must accept what the form lets through."""

from __future__ import annotations

from random import Random

import pytest

from app.adapters.rest_api import RestApi
from app.domain import strict_json
from app.domain.control import JobControl
from app.domain.errors import Rejected
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from app.ui.forms.random_change import random_change
from app.ui.forms.random_fill import random_fill
from app.ui.forms.record_values import blank, body_of, changed, nested, values_of
from app.ui.forms.schema import FieldKind, fields_of
from app.ui.forms.schema_form import SchemaForm
from app.ui.forms.schema_values import problems
from tests.support.platform import running_platform

CONTROL = JobControl()


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("records")) as running:
        token = running.token
        secret = token if isinstance(token, Secret) else Secret(token)
        api = RestApi(SignedIn(running.base_url, secret))
        yield api
        api.close()


@pytest.fixture(scope="module")
def entities(api):
    return [one.name for one in api.catalog(CONTROL).entities]


def seeded(api, entity):
    return api.records(CONTROL, entity).items


def test_every_seeded_record_fits_its_form(api, entities, qtbot):
    for entity in entities:
        fields = fields_of(api.entity_schema(CONTROL, entity))
        for record in seeded(api, entity):
            values = values_of(fields, record.fields)
            assert problems(fields, values) == (), (entity, record.id)
            form = SchemaForm(fields, values)
            qtbot.addWidget(form)
            shown = {one.name: form.editor(one.name).get() for one in fields}
            assert nested(fields, _told(fields, changed(fields, values, shown))) == {}, entity


def _told(fields, changes):
    """Without switches that have no value yet: those change only when they are clicked."""
    switches = {one.name for one in fields if one.kind is FieldKind.BOOLEAN}
    return {name: value for name, value in changes.items() if name not in switches or value}


def test_the_platform_accepts_every_change_at_random(api, entities):
    tried = 0
    for entity in entities:
        fields = fields_of(api.entity_schema(CONTROL, entity))
        for seed, record in enumerate(seeded(api, entity)[:8]):
            before = values_of(fields, record.fields)
            changes = changed(fields, before, random_change(fields, before, Random(seed)))
            assert len(changes) == 1, (entity, record.id)
            new = api.update_record(CONTROL, record, nested(fields, changes))
            assert new.version == record.version + 1, (entity, changes)
            tried += 1
    assert tried > len(entities)


def test_the_platform_creates_every_record_filled_in_at_random(api, entities):
    for seed, entity in enumerate(entities):
        fields = fields_of(api.entity_schema(CONTROL, entity))
        records = seeded(api, entity)
        examples = [values_of(fields, one.fields) for one in records]
        values = random_fill(fields, blank(fields), examples, Random(seed))
        assert problems(fields, values) == (), entity
        new = api.create_record(CONTROL, entity, body_of(fields, values))
        assert new.id not in {one.id for one in records}


def test_the_platform_creates_what_a_filled_in_form_sends(api, entities):
    for entity in entities:
        fields = fields_of(api.entity_schema(CONTROL, entity))
        sample = strict_json.loads(api.entity_sample(CONTROL, entity))
        values = values_of(fields, sample) | {"channel_id": None}
        made = api.create_record(CONTROL, entity, body_of(fields, values))
        assert values_of(fields, made.fields) == values, entity


def test_clearing_an_optional_field_clears_it(api):
    fields = fields_of(api.entity_schema(CONTROL, "clients"))
    record = next(one for one in seeded(api, "clients") if one.fields.get("phone"))
    before = values_of(fields, record.fields)
    changes = changed(fields, before, before | {"phone": None})
    assert api.update_record(CONTROL, record, nested(fields, changes)).fields.get("phone") is None


def test_a_refusal_names_a_field_of_the_form(api):
    fields = fields_of(api.entity_schema(CONTROL, "clients"))
    record = seeded(api, "clients")[0]
    with pytest.raises(Rejected) as refused:
        api.update_record(CONTROL, record, {"address": {"postal_code": "12"}})
    pointers = [one.pointer.lstrip("/").replace("/", ".") for one in refused.value.fields]
    assert set(pointers) <= {one.name for one in fields}
    assert pointers == ["address.postal_code"]
