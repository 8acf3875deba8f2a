"""How texts are handed to Qt's translator, and what they may say: rules on the syntax tree."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import app.ui

ROOT = Path(app.ui.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
every_module = pytest.mark.parametrize("module", MODULES)

# What shows its text arguments to a person.
SHOWS_TEXT = {
    *("Button", "ToolButton", "PlainLabel", "SecondLine", "ElidingLabel", "FieldLabel", "Field"),
    *("Chip", "StatusDot", "Hint", "Banner", "Placeholder", "Card", "StepHeader", "RadioCard"),
    *("RadioHeader", "CheckBox", "RadioButton", "Switch", "SearchField", "Segmented", "ComboItem"),
    *("NavItem", "KeyValueGrid", "Timeline", "TimelineEvent", "SideNav", "TabRow", "CodeView"),
    *("TableView", "Column", "PageHead", "StatusText", "ErrorText", "CauseStep", "Question"),
    *("UnsavedQuestion", "Answer", "QAction", "MessageDialog", "setText", "set_text", "set_words"),
    *("set_message", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "set_status"),
    *(
        "setAccessibleDescription",
        "set_tooltip",
        "set_label",
        "set_error",
        "set_hint",
        "set_reason",
    ),
    *("set_busy", "set_second", "set_title", "add_button", "add_link", "add_group", "addMenu"),
    *("addAction", "announce", "confirm", "show_error", "save_discard_keep"),
}
LOOKS_LIKE_WORDS = re.compile(r"[A-Z][a-z]|[a-z] [a-z]")


def texts(call: ast.Call) -> list[ast.expr] | None:
    """What `tr` or `translate` is given from the text on; None for any other call."""
    name = ast.unparse(call.func)
    if name == "tr" or name.endswith(".tr"):
        return call.args
    if name in ("translate", "QCoreApplication.translate"):
        return call.args[1:]
    return None


def placeholders(text: str) -> set[str]:
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return {"{"}  # the braces do not match
    return {name for _text, name, _spec, _how in parts if name is not None}


def misuses(source: str) -> list[str]:
    """Every wrong use of the translator in a module."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        given = texts(node)
        if given is not None:
            found += [f"{node.lineno}: {what}" for what in _wrong_with(node, given)]
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            found += [f"{node.lineno}: {what}" for what in _wrong_format(node)]
    return found


def _wrong_with(call: ast.Call, given: list[ast.expr]) -> list[str]:
    match given:
        case [ast.Constant(value=str(text)), *more]:
            pass
        case _:
            return ["not a literal: lupdate cannot find it"]
    wrong = []
    if ast.unparse(call.func).endswith("translate") and not isinstance(call.args[0], ast.Constant):
        wrong.append("the context is not a literal")
    has_number = re.search("%L?n", text) is not None
    if has_number and len(more) < 2:
        wrong.append("%n without a number")
    if not has_number and len(more) >= 2:
        wrong.append("a number without %n")
    if "(s)" in text and not has_number:
        wrong.append("a plural without %n")
    if re.search("%n", text):
        wrong.append("a number that is not grouped as the language does: %Ln is")
    if re.search(r"%\d|%s|%d", text):
        wrong.append("other placeholders than {name} and %n")
    if not all(name.isidentifier() for name in placeholders(text)):
        wrong.append("the braces hold no name")
    return wrong


def _wrong_format(call: ast.Call) -> list[str]:
    """`.format` right behind a translation must fill exactly its placeholders."""
    assert isinstance(call.func, ast.Attribute)
    inner = call.func.value
    given = texts(inner) if isinstance(inner, ast.Call) else None
    if not given or not isinstance(given[0], ast.Constant):
        return []
    if any(keyword.arg is None for keyword in call.keywords):
        return []
    filled = {keyword.arg for keyword in call.keywords}
    wanted = placeholders(given[0].value)
    return [] if filled == wanted and not call.args else [f"fills {filled}, wants {wanted}"]


def untranslated(source: str) -> list[str]:
    """Words that a person would see and no translator would."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        if name not in SHOWS_TEXT:
            continue
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            pieces = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
            found += [
                f"{node.lineno}: {name}({piece.value!r})"
                for piece in pieces
                if isinstance(piece, ast.Constant)
                and isinstance(piece.value, str)
                and LOOKS_LIKE_WORDS.search(piece.value)
            ]
    return found


@every_module
def test_texts_are_handed_to_the_translator_as_it_needs_them(module):
    assert misuses((ROOT / module).read_text("utf-8")) == []


@every_module
def test_no_words_reach_the_screen_past_the_translator(module):
    assert untranslated((ROOT / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("self.tr(f'Delete {name}?')", "literal"),
        ("self.tr('Delete {name}?'.format(name=name))", "literal"),
        ("self.tr('Delete ' + name)", "literal"),
        ("translate('x', words)", "literal"),
        ("translate(context, 'Delete')", "context"),
        ("self.tr('%n listener(s)')", "without a number"),
        ("self.tr('%n listener(s)', None)", "without a number"),
        ("self.tr('%Ln listener(s)')", "without a number"),
        ("self.tr('Listeners', None, 3)", "without %n"),
        ("self.tr('listener(s)')", "plural"),
        ("self.tr('%n listener(s)', None, 3)", "not grouped"),
        ("self.tr('Delete %1')", "placeholders"),
        ("self.tr('Delete {}').format(name)", "hold no name"),
        ("self.tr('Delete {name').format(name=name)", "braces hold"),
        ("self.tr('Delete {name}').format(nam=name)", "fills"),
        ("self.tr('Delete {name}').format(name)", "fills"),
        ("self.tr('Delete').format(name=name)", "fills"),
    ],
)
def test_the_rule_finds_wrong_uses(source, complaint):
    assert any(complaint in found for found in misuses(source))


@pytest.mark.parametrize(
    "source",
    [
        "self.tr('Delete {name}?').format(name=name)",
        "self.tr('Send {what} to %Ln listener(s)', None, count).format(what=what)",
        "text = translate('x', 'Delete')",
        "text.translate(table)",
        "'{}'.format(name)",
    ],
)
def test_the_rule_lets_right_uses_pass(source):
    assert misuses(source) == []


def ungrouped(source: str) -> list[str]:
    """Numbers that are written as Python writes them, and not as the language does."""
    specs = [
        (node.lineno, ast.unparse(node.format_spec).strip("f'\""))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None
    ]
    return [f"{line}: {spec}" for line, spec in specs if re.search(r"[,_]|\.\d|[en%]$", spec)]


@pytest.mark.parametrize("module", MODULES)
def test_numbers_are_written_as_the_language_writes_them(module):
    """`times.number`, `times.decimal` and `%Ln` do."""
    assert ungrouped((ROOT / module).read_text("utf-8")) == []


def test_the_rule_finds_numbers_that_no_language_writes():
    assert len(ungrouped("f'{a:,}'\nf'{a:.1f} s'\nf'{a:_}'\nf'{a:.2%}'")) == 4
    assert ungrouped("f'{a} {b:02} {c:06x} {d!r}'") == []


def test_the_rule_finds_words_that_nobody_translates():
    assert untranslated("Button('Save')\nPlainLabel(f'{n} of them')") == [
        "1: Button('Save')",
        "2: PlainLabel(' of them')",
    ]
    assert untranslated("Button(self.tr('Save'), icon_name='check-circle')") == []


def test_plurals_are_never_said_by_a_class_that_others_build_on():
    """PySide looks a plural up under the class of the object alone, not under its bases."""
    says_plurals, bases = set(), set()
    for module in MODULES:
        for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases |= {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                if re.search(r"self\.tr\([^)]*%L?n", ast.unparse(node)):
                    says_plurals.add(node.name)
    assert says_plurals
    assert says_plurals & bases == set()
