"""Commands on a computer whose administrator has set, or locked, the platform's address."""

from __future__ import annotations

import pytest

from app.adapters import preset_file
from app.domain.errors import StoreError
from app.domain.preset import preset_from


@pytest.fixture
def preset(monkeypatch):
    """Set one for this computer."""

    def preset(value, complaint=None):
        monkeypatch.setattr(preset_file, "read_preset", lambda: (preset_from(value), complaint))

    return preset


def test_the_address_of_the_preset_is_taken_when_none_is_said(profile, platform, preset):
    preset({"format": 1, "connection": {"base_url": platform.base_url}})
    profile.give(platform.token)
    made = profile.result("connections", "add", "Mine", "--token-file", str(profile.token_file))
    assert made["url"] == platform.base_url


def test_without_a_preset_the_address_must_be_said(profile, platform):
    profile.give(platform.token)
    error = profile.refused("connections", "add", "Mine", "--token-file", str(profile.token_file))
    assert "--url" in error


def test_a_locked_address_is_the_only_one(profile, platform, preset, connected):
    only = "https://platform.example.com"
    preset({"format": 1, "connection": {"base_url": only}, "locked": ["base_url"]})
    add = ("connections", "add", "New", "--url", platform.base_url)
    for words in (
        (*add, "--token-file", str(profile.token_file)),
        ("connections", "check"),
        ("listeners", "list"),
    ):
        code, out, error = profile.command(*words)
        assert (code, out) == (6, "")
        assert error.strip().splitlines()[-1] == (
            f"error: the administrator of this computer lets it connect to {only} only; "
            "nothing was sent"
        )
    assert profile.command("listeners", "list", "--offline")[0] == 0
    assert profile.result("connections", "remove", "Test", "--yes")["removed"] is True


@pytest.mark.parametrize(
    ("reason", "said"),
    [("foreign", "others than the administrator could change it"), ("damaged", "it is no JSON")],
)
def test_a_bad_preset_is_told_and_the_command_goes_on(profile, connected, preset, reason, said):
    complaint = StoreError("it is no JSON", reason=reason, path="/etc/xdg/x/preset.json")
    preset({"format": 1}, complaint)
    code, _out, error = profile.command("listeners", "list")
    assert code == 0
    assert error.startswith("the preset of this computer, /etc/xdg/x/preset.json, is not in force")
    assert said in error
