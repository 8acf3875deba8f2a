"""The style of every text on the screen (DESIGN section 8)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import app.ui

ROOT = Path(app.ui.__file__).parent
NEVER = re.compile(r"\b(please|sorry|successful(ly)?|oops|click here|invalid)\b|!", re.IGNORECASE)
# Names of the platform, of places in this app, and of others' things, written as they are.
NAMES = {
    *("Webhook", "Listener", "Listeners", "Distribution", "Channel", "Channels", "Plan", "Pro"),
    *("Production", "Staging", "Sandbox", "Create", "Update", "Delete", "Authentication", "None"),
    *("Show", "Gone", "License", "Wealth", "Windows", "Bash"),
    *("Shift", "Down", "Enter"),  # keys
    *(
        "Preview",
        "Test",
        "Checks",
        "Replay",
        "Skipped",
    ),  # as they are called on a page
}


def translated() -> list[tuple[str, str]]:
    """Every text that is handed to the translator, and where."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            given = node.args[1:2] if name == "translate" else node.args[:1]
            match given:
                case [ast.Constant(value=str(text))] if name in ("tr", "translate"):
                    found.append((f"{path.relative_to(ROOT)}:{node.lineno}", text))
    return found


def faults(text: str) -> list[str]:
    """What the style does not allow."""
    found = []
    if NEVER.search(text):
        found.append("please, sorry, successfully, !")
    if text != text.strip() or "  " in text:
        found.append("spaces")
    if "…" in text:
        found.append("three dots are written ...")
    plain = text.replace("&", "").replace("{", " {")
    for sentence in re.split(r"[.:?>] +|\n", plain):
        for word in sentence.split()[1:]:
            bare = word.strip("“”'\"().,:;?…")
            if re.fullmatch(r"[A-Z][a-z]+", bare) and bare not in NAMES:
                found.append(f"title case: {bare}")
    return found


def test_there_are_texts_to_judge():
    assert len(translated()) > 500


def test_every_text_keeps_to_the_style():
    wrong = [f"{where}: {text!r}: {faults(text)}" for where, text in translated() if faults(text)]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        *("Please wait", "Sorry, no listeners", "Saved successfully", "Saved!"),
        *("Delete The Listener?", " Save", "Save  now", "Loading…"),
    ],
)
def test_the_style_finds_what_it_does_not_allow(text):
    assert faults(text)


@pytest.mark.parametrize(
    "text", ["New Webhook Listener", "Turn off %n listener(s) in Production?", "&Add connection..."]
)
def test_the_style_lets_good_texts_pass(text):
    assert faults(text) == []
