"""A machine-wide preset: what it sets, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from app.domain.preferences import Preferences, SyncEvery, TextSize, ThemeChoice
from app.domain.preset import Preset, PresetRefused, preset_from

WHOLE = {
    "format": 1,
    "connection": {"name": "Northwind", "base_url": "platform.example.com/"},
    "preferences": {"theme": "dark", "sync_every": "quarter_of_an_hour"},
    "locked": ["sync_every"],
}
CHOSEN = Preferences(theme=ThemeChoice.LIGHT, text_size=TextSize.LARGE)


def test_what_is_locked_counts_always_and_the_rest_until_a_person_chooses():
    preset = preset_from(WHOLE)
    assert (preset.connection_name, preset.base_url) == (
        "Northwind",
        "https://platform.example.com",
    )
    new = preset.over(Preferences(), is_new=True)
    assert (new.theme, new.sync_every) == (ThemeChoice.DARK, SyncEvery.QUARTER)
    used = preset.over(CHOSEN, is_new=False)
    assert (used.theme, used.text_size) == (ThemeChoice.LIGHT, TextSize.LARGE)
    assert used.sync_every is SyncEvery.QUARTER
    assert (preset.is_locked("sync_every"), preset.is_locked("theme")) == (True, False)


def test_an_empty_one_sets_nothing():
    assert preset_from({"format": 1}) == Preset()
    assert Preset().over(CHOSEN, is_new=True) == CHOSEN
    assert not Preset().is_locked("theme")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, '"format" must be 1'),
        ({"format": True}, '"format" must be 1'),
        ({"preference": {}}, 'the unknown member "preference"'),
        ({"connection": []}, '"connection" must be an object'),
        ({"connection": {"url": "x"}}, 'unknown member "url"'),
        ({"connection": {"base_url": "http://platform.example.com"}}, "is no address"),
        ({"connection": {"base_url": "https://u:p@example.com"}}, "is no address"),
        ({"connection": {"base_url": 3}}, '"base_url" must be a text'),
        ({"connection": {"name": "a\nb"}}, '"name" must be a text on one line'),
        ({"preferences": {"colour": "red"}, "locked": []}, 'unknown member "colour"'),
        ({"preferences": {"theme": "pink"}, "locked": []}, "\"theme\" cannot be 'pink'"),
        ({"preferences": {"reduce_motion": 1}, "locked": []}, '"reduce_motion" cannot be 1'),
        ({"locked": "sync_every"}, '"locked" must be a list'),
        ({"locked": [3]}, '"locked" must be a list'),
        ({"locked": ["text_size"]}, '"text_size" has no value'),
        ({"locked": ["base_url"], "connection": {}}, '"base_url" has no value in "connection"'),
        ({"locked": ["name"]}, '"name" has no value'),
    ],
)
def test_what_is_wrong_is_said_by_name(change, said):
    with pytest.raises(PresetRefused) as caught:
        preset_from({**WHOLE, **change})
    assert said in str(caught.value)


def test_an_address_is_locked_only_when_it_is_said():
    assert preset_from(WHOLE).only_base_url == ""
    preset = preset_from({**WHOLE, "locked": ["base_url", "sync_every"]})
    assert preset.only_base_url == "https://platform.example.com"
    assert preset.is_locked("sync_every")
    assert preset.over(CHOSEN, is_new=False).sync_every is SyncEvery.QUARTER


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_a_file_that_is_no_object_is_no_preset(data):
    with pytest.raises(PresetRefused, match="object in braces"):
        preset_from(data)
