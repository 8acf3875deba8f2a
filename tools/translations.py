"""English plurals, as Qt's translator reads them: `resources/i18n/app_en.ts` and its `.qm`.

The source says "%n listener(s)"; only a catalogue can make that "1 listener". Qt's own tools
find the texts and compile them. New ones get both forms by dropping and keeping the "(s)";
where English needs more ("is", "are"), the `.ts` is edited by hand, and this keeps what it says.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as Xml

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = ROOT / "app" / "ui"
CATALOGUE: Final = ROOT / "resources" / "i18n" / "app_en.ts"

_NUMBER: Final = re.compile("%L?n")  # with an L it is written as the language writes numbers
_NEW_MESSAGE: Final = re.compile(
    r"(<source>(?P<source>[^<]*)</source>\s*)"
    r'<translation type="unfinished">\s*(?:<numerusform></numerusform>\s*)+</translation>'
)


class Message(NamedTuple):
    """What Qt looks a text up by: the class or the named group it stands in, and the text."""

    context: str
    source: str


def said_in(tree: ast.AST, class_name: str = "") -> Iterator[Message]:
    """Every text with a number in it that a module hands to `tr` or `translate`."""
    for node in ast.iter_child_nodes(tree):
        inner = node.name if isinstance(node, ast.ClassDef) else class_name
        match node:
            case ast.Call(func=ast.Attribute(attr="tr"), args=[ast.Constant(value=str(text)), *_]):
                found = Message(class_name, text)
            case ast.Call(
                func=ast.Name(id="translate") | ast.Attribute(attr="translate"),
                args=[ast.Constant(value=str(context)), ast.Constant(value=str(text)), *_],
            ):
                found = Message(context, text)
            case _:
                found = Message("", "")
        if _NUMBER.search(found.source):
            yield found
        yield from said_in(node, inner)


def messages_in(folder: Path) -> set[Message]:
    """Every text with a number in it below a folder."""
    modules = (ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py"))
    return {message for module in modules for message in said_in(module)}


def forms_in(catalogue: str) -> dict[Message, tuple[str, ...]]:
    """The finished forms of every text of a `.ts`; none where it is not finished."""
    forms = {}
    for context in Xml.fromstring(catalogue).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            text = Message(context.findtext("name", ""), message.findtext("source", ""))
            finished = message.find("translation[@type]") is None
            said = (form.text or "" for form in message.iter("numerusform"))
            forms[text] = tuple(said) if finished else ()
    return forms


def complaints(said: set[Message], forms: dict[Message, tuple[str, ...]]) -> list[str]:
    """What is wrong with a catalogue of these texts, a line each."""
    found = [f"{one.context}: {one.source!r} is not in the catalogue" for one in said - set(forms)]
    found += [f"{one.context}: {one.source!r} is not said" for one in set(forms) - said]
    for (context, source), both in forms.items():
        if len(both) != 2 or not all(_NUMBER.search(form) and "(s)" not in form for form in both):
            found.append(f"{context}: {source!r} needs a singular and a plural")
    return sorted(found)


def with_new_forms(catalogue: str) -> str:
    """The text of a `.ts` with both forms of every message that had none."""

    def fill(match: re.Match[str]) -> str:
        source = match["source"]
        lines = [f"<numerusform>{source.replace('(s)', end)}</numerusform>" for end in ("", "s")]
        return (
            f"{match[1]}<translation>\n{'':12}{lines[0]}\n{'':12}{lines[1]}\n{'':8}</translation>"
        )

    return _NEW_MESSAGE.sub(fill, catalogue)


def release(catalogue: Path, compiled: Path) -> None:
    """Compile a `.ts`."""
    _run("pyside6-lrelease", "-silent", str(catalogue), "-qm", str(compiled))


def in_date() -> bool:
    """Whether both files say what the app asks for; what is wrong is printed.

    Where Qt's compiler does not start, as on a machine without Qt's system libraries, the
    compiled file is not judged here: the tests read it with Qt itself.
    """
    text = CATALOGUE.read_text("utf-8")
    found = complaints(messages_in(SOURCES), forms_in(text))
    compiled = CATALOGUE.with_suffix(".qm").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.qm"
        try:
            release(CATALOGUE, fresh)
        except (OSError, subprocess.CalledProcessError):
            print("app_en.qm was not compared: Qt's lrelease does not start here")
        else:
            if fresh.read_bytes() != compiled:
                found.append("app_en.qm was not made from this app_en.ts")
    print(*found, sep="\n", end="\n" if found else "")
    return not found


def renew() -> None:
    """Write both files anew, keeping every form that there is."""
    options = ["-silent", "-pluralonly", "-no-obsolete", "-sort-messages", "-extensions", "py"]
    options += ["-locations", "none", "-source-language", "en", "-target-language", "en"]
    for guess in ("sametext", "similartext"):  # forms of another text are none of this one
        options += ["-disable-heuristic", guess]
    CATALOGUE.parent.mkdir(exist_ok=True)
    _run("pyside6-lupdate", *options, str(SOURCES), "-ts", str(CATALOGUE))
    made = CATALOGUE.read_text("utf-8")
    text = with_new_forms(made)
    CATALOGUE.write_text(text, "utf-8")
    release(CATALOGUE, CATALOGUE.with_suffix(".qm"))
    new = {one for one, both in forms_in(made).items() if not both}
    for message, both in forms_in(text).items():
        if message in new:
            print("new, to be read once:", *both, sep="\n  ")


def _run(tool: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.STDOUT)


if __name__ == "__main__":
    try:
        renew()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)  # Qt's tool has said why
