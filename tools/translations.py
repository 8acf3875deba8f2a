"""The catalogues, as Qt's translator reads them: `resources/i18n/app_*.ts` and their `.qm`.

The source says "%n listener(s)"; only a catalogue can make that "1 listener". Qt's own tools
find the texts and compile them. New ones get both forms by dropping and keeping the "(s)";
where English needs more ("is", "are"), the `.ts` is edited by hand, and this keeps what it says.

Afrikaans has every text. What is new in the source is written into its `.ts` by hand, in the place
where this tool has put it; until then the catalogue is not in date.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as Xml

from tools.arguments import take_none

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = ROOT / "app" / "ui"
CATALOGUE: Final = ROOT / "resources" / "i18n" / "app_en.ts"
AFRIKAANS: Final = CATALOGUE.with_name("app_af.ts")

_NUMBER: Final = re.compile("%L?n")  # with an L it is written as the language writes numbers
_FILLED_IN: Final = re.compile(r"%L?n|\{[^{}]*\}")  # by the program
_LETTER: Final = re.compile(r"&[^&\s]")  # what Alt and a letter choose
_NEW_MESSAGE: Final = re.compile(
    r"(<source>(?P<source>[^<]*)</source>\s*)"
    r'<translation type="unfinished">\s*(?:<numerusform></numerusform>\s*)+</translation>'
)


class Message(NamedTuple):
    """What Qt looks a text up by: the class or the named group it stands in, and the text."""

    context: str
    source: str


def said_in(tree: ast.AST, class_name: str = "") -> Iterator[Message]:
    """Every text that a module hands to `tr` or `translate`."""
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
        if found.source:
            yield found
        yield from said_in(node, inner)


def messages_in(folder: Path) -> set[Message]:
    """Every text below a folder."""
    modules = (ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py"))
    return {message for module in modules for message in said_in(module)}


def with_numbers(said: set[Message]) -> set[Message]:
    """Those that have a plural."""
    return {message for message in said if _NUMBER.search(message.source)}


def forms_in(catalogue: str) -> dict[Message, tuple[str, ...]]:
    """The finished forms of every text of a `.ts`, one or two; none where it is not finished."""
    forms = {}
    for context in Xml.fromstring(catalogue).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            text = Message(context.findtext("name", ""), message.findtext("source", ""))
            finished = message.find("translation[@type]") is None
            said = [form.text or "" for form in message.iter("numerusform")]
            said = said or [message.findtext("translation", "")]
            forms[text] = tuple(said) if finished and all(said) else ()
    return forms


def complaints(said: set[Message], forms: dict[Message, tuple[str, ...]]) -> list[str]:
    """What is wrong with a catalogue of these texts, a line each."""
    found = [f"{one.context}: {one.source!r} is not in the catalogue" for one in said - set(forms)]
    found += [f"{one.context}: {one.source!r} is not said" for one in set(forms) - said]
    for (context, source), both in forms.items():
        if len(both) != 2 or not all(_NUMBER.search(form) and "(s)" not in form for form in both):
            found.append(f"{context}: {source!r} needs a singular and a plural")
    return sorted(found)


def complaints_of(said: set[Message], forms: dict[Message, tuple[str, ...]]) -> list[str]:
    """What is wrong with a catalogue that translates all of these texts, a line each."""
    found = [f"{one.context}: {one.source!r} is not in the catalogue" for one in said - set(forms)]
    found += [f"{one.context}: {one.source!r} is not said" for one in set(forms) - said]
    for (context, source), words in forms.items():
        wanted = 2 if _NUMBER.search(source) else 1
        if len(words) != wanted:
            found.append(f"{context}: {source!r} is not translated")
        found += [f"{context}: {form!r} {why}" for form in words if (why := _wrong(source, form))]
    return sorted(found)


def _wrong(source: str, form: str) -> str:
    if sorted(_FILLED_IN.findall(source)) != sorted(_FILLED_IN.findall(form)):
        return f"has other places to fill in than {source!r}"
    if bool(_LETTER.search(source)) != bool(_LETTER.search(form)):
        return f"has not the letter of {source!r}"
    if source.endswith("...") != form.endswith("...") or source.endswith(".") != form.endswith("."):
        return f"does not end as {source!r}"
    return ""


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
    """Whether all files say what the app asks for; what is wrong is printed.

    Where Qt's compiler does not start, as on a machine without Qt's system libraries, the
    compiled files are not judged here: the tests read them with Qt itself.
    """
    said = messages_in(SOURCES)
    found = complaints(with_numbers(said), forms_in(CATALOGUE.read_text("utf-8")))
    found += complaints_of(said, forms_in(AFRIKAANS.read_text("utf-8")))
    for catalogue in (CATALOGUE, AFRIKAANS):
        compiled = catalogue.with_suffix(".qm")
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / "fresh.qm"
            try:
                release(catalogue, fresh)
            except (OSError, subprocess.CalledProcessError):
                print(f"{compiled.name} was not compared: Qt's lrelease does not start here")
            else:
                if fresh.read_bytes() != compiled.read_bytes():
                    found.append(f"{compiled.name} was not made from this {catalogue.name}")
    print(*found, sep="\n", end="\n" if found else "")
    return not found


def renew() -> None:
    """Write all files anew, keeping every form that there is."""
    CATALOGUE.parent.mkdir(exist_ok=True)
    _gather(CATALOGUE, "en", "-pluralonly")
    made = CATALOGUE.read_text("utf-8")
    text = with_new_forms(made)
    CATALOGUE.write_text(text, "utf-8")
    release(CATALOGUE, CATALOGUE.with_suffix(".qm"))
    new = {one for one, both in forms_in(made).items() if not both}
    for message, both in forms_in(text).items():
        if message in new:
            print("new, to be read once:", *both, sep="\n  ")
    _gather(AFRIKAANS, "af")
    release(AFRIKAANS, AFRIKAANS.with_suffix(".qm"))
    for message, words in forms_in(AFRIKAANS.read_text("utf-8")).items():
        if not words:
            print(f"to be translated in {AFRIKAANS.name}: {message.context}: {message.source!r}")


def _gather(catalogue: Path, language: str, *more: str) -> None:
    """Have Qt's tool bring the texts of a `.ts` in line with the source."""
    options = ["-silent", "-no-obsolete", "-sort-messages", "-extensions", "py", *more]
    options += ["-locations", "none", "-source-language", "en", "-target-language", language]
    for guess in ("sametext", "similartext"):  # forms of another text are none of this one
        options += ["-disable-heuristic", guess]
    _run("pyside6-lupdate", *options, str(SOURCES), "-ts", str(catalogue))


def _run(tool: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.STDOUT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write them; the exit code."""
    take_none("python -m tools.translations", __doc__, arguments)
    try:
        renew()
    except subprocess.CalledProcessError as error:
        return error.returncode  # Qt's tool has said why
    return 0


if __name__ == "__main__":
    sys.exit(main())
