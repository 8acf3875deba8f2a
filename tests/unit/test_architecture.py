"""Who may import whom, and what no module may do: the house rules as tests.

import-linter says the layers with nicer reports and follows indirect imports; this runs wherever
pytest does, knows third-party packages too, and asks the running interpreter at the end. Imports
inside functions and under TYPE_CHECKING count like any other: a type name from the wrong layer is
the wrong dependency too.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "app"

# What each part may use of the rest of `app`.
MAY_USE = {
    "domain": set(),
    "services": {"domain"},
    "adapters": {"domain", "resources"},
    "frozen": set(),
    "runtime": {"domain"},
    "ui": {"domain", "services", "runtime", "resources"},
    "one_window": {"domain", "adapters", "runtime"},
    "machine": {"domain", "adapters", "runtime", "ui"},
    "later": {"domain", "services", "adapters", "runtime", "ui", "wiring", "resources"},
    "wiring": {"domain", "services", "adapters"},
    "start": {"domain", "adapters", "runtime", "ui", "machine", "frozen"},
    "first_look": {"domain", "services", "adapters", "runtime", "ui", "start", "bootstrap"},
    "bootstrap": {
        *("domain", "services", "adapters", "runtime", "ui", "start", "first_look"),
        *("wiring", "one_window", "machine", "later", "resources"),
    },
    "window": {
        *("domain", "adapters", "runtime", "ui"),
        *("start", "first_look", "one_window", "bootstrap"),
    },
    "cli": {"domain", "services", "adapters", "wiring", "server", "resources"},
    "server": {"domain", "resources"},
    "resources": set(),
    "self_test": {"domain", "services", "runtime", "ui", "bootstrap", "start"},
    "arguments": {"domain"},
    "__main__": {"arguments", "cli", "window", "self_test", "domain", "frozen", "runtime"},
}
# What each part may use from elsewhere, besides the standard library.
THIRD_PARTY = {
    "domain": {"idna", "email_validator"},
    "services": set(),
    "adapters": {
        *("requests", "urllib3", "truststore", "cryptography"),
        *("keyring", "jeepney", "platformdirs", "filelock"),
    },
    "frozen": set(),
    "runtime": {"PySide6"},
    "ui": {"PySide6", "shiboken6"},
    "one_window": {"PySide6"},
    "machine": {"PySide6"},
    "later": set(),
    "wiring": set(),
    "start": {"PySide6"},
    "first_look": {"PySide6"},
    "bootstrap": {"PySide6"},
    "window": {"PySide6"},
    "self_test": {"PySide6"},
    "cli": {"typer", "click", "rich"},
    "server": {
        *("fastapi", "starlette", "uvicorn", "h11", "pydantic", "pydantic_core"),
        *("sqlalchemy", "aiohttp", "yarl"),
        *("jsonschema", "cryptography", "filelock", "python_multipart", "multidict"),
        *("psycopg", "pgqueuer"),
    },
    "resources": set(),
    "arguments": set(),
    "__main__": set(),
}
# Of the standard library: what reaches the outside world belongs to one part.
ONLY_IN = {
    "sqlite3": {"adapters", "server"},
    "smtplib": {"server", "adapters"},
    "socket": {"adapters", "server"},
    "subprocess": {"adapters"},
    "http.client": {"adapters"},
    "urllib.request": set(),
    **{name: set() for name in ("pickle", "marshal", "shelve", "dbm")},  # T41: they run code
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def reaches(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def violations(path: Path) -> list[str]:
    part = part_of(path)
    found = []
    for name in sorted(imports_of(path)):
        top, _, rest = name.partition(".")
        inner = rest.split(".")[0]
        if top == "app":
            is_part = inner in MAY_USE
            if is_part and inner != part and inner not in MAY_USE[part]:
                found.append(f"{part} may not use app.{inner} (imports {name})")
        elif top in sys.stdlib_module_names:
            found += [
                f"{part} may not use {module}"
                for module, parts in ONLY_IN.items()
                if reaches(name, module) and part not in parts
            ]
        elif top not in THIRD_PARTY[part]:
            found.append(f"{part} may not use {top}")
        if part == "runtime" and top == "PySide6" and inner not in ("QtCore", "QtNetwork"):
            found.append(f"runtime may use nothing of Qt that is seen (imports {name})")
    return found


@every_module
def test_a_module_keeps_to_its_layer(path):
    assert violations(path) == []


PAGES = sorted(path.parent.name for path in (PACKAGE / "ui" / "pages").glob("*/__init__.py"))


@pytest.mark.parametrize("page", PAGES)
def test_no_page_knows_another(page):
    others = [f"app.ui.pages.{other}" for other in PAGES if other != page]
    known = [
        f"{name_of(path)} imports {name}"
        for path in (PACKAGE / "ui" / "pages" / page).rglob("*.py")
        for name in sorted(imports_of(path))
        if any(reaches(name, other) for other in others)
    ]
    assert known == []


def test_import_linter_knows_every_page():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    told = next(one for one in contracts["contracts"] if one["type"] == "independence")
    assert told["modules"] == [f"app.ui.pages.{page}" for page in PAGES]


@every_module
def test_a_module_is_small_enough_to_be_read_at_once(path):
    lines = path.read_bytes().count(b"\n")
    assert lines <= 300


# What is never done, wherever it stands. Each word is looked for in the syntax tree, not in text.
NEVER_CALLED = {
    "processEvents": "the event loop is not pumped by hand",
    "beginResetModel": "models tell exactly what changed",
    "setAcceptDrops": "T41: Qt unpickles what is dropped on a view",
    "QSettings": "T41: Qt unpickles what it reads",
    "QDataStream": "T41: Qt unpickles what it reads",
}

EXECUTES = "app/runtime/late_methods.py"  # what `dataclasses` has written, as it would itself


@every_module
def test_T41_a_module_does_nothing_that_the_house_forbids(path):
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            last = called.rpartition(".")[2]
            if last in NEVER_CALLED:
                found.append(f"{node.lineno}: {called}: {NEVER_CALLED[last]}")
            if last == "openUrl" and name_of(path) != "app/ui/dialogs.py":
                found.append(f"{node.lineno}: only ui/dialogs opens anything (T36)")
            if called in ("time.sleep", "eval", "exec") and name_of(path) != EXECUTES:
                found.append(f"{node.lineno}: {called}")
            if last in ("tr", "translate") and any(isinstance(a, ast.JoinedStr) for a in node.args):
                found.append(f"{node.lineno}: a translated f-string never matches the catalogue")
        elif isinstance(node, ast.ClassDef):
            if re.search(r"(Manager|Helper|Utils?)$", node.name):
                found.append(f"{node.lineno}: {node.name} says nothing about what it does")
            found += [
                f"{member.lineno}: Debian's Python 3.11.2 takes a tuple for arguments: () is lost"
                for member in node.body
                if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple)
                if any(ast.unparse(base).endswith("Enum") for base in node.bases)
            ]
    assert found == []


@every_module
def test_a_module_says_why_it_exists_and_leaves_nothing_for_later(path):
    text = path.read_text("utf-8")
    if path.name != "__init__.py" or text.strip():
        assert ast.get_docstring(tree_of(path)), "no module docstring"
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)


# --- asked at run time ---------------------------------------------------------------------------

_IMPORT_ALL = """
import importlib, json, pathlib, sys
unimportable, parts = json.loads(sys.argv[1])
sys.modules.update(dict.fromkeys(unimportable))
for path in sorted(pathlib.Path("app").rglob("*.py")):
    names = path.with_suffix("").parts
    if names[1] in parts:
        importlib.import_module(".".join(names).removesuffix(".__init__"))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported_by(parts: list[str], *, unimportable: tuple[str, ...] = ()) -> set[str]:
    """Import every module of these parts in a new interpreter; all packages that came along."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL, json.dumps([unimportable, parts])],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_everything_below_the_ui_runs_without_qt():
    parts = ["domain", "services", "adapters", "server", "wiring", "cli"]
    imported = imported_by(parts, unimportable=("PySide6", "shiboken6"))
    assert {"email_validator", "sqlalchemy"} <= imported  # it really went through them


def test_the_gui_process_never_imports_what_only_the_platform_needs():
    imported = imported_by(["domain", "services", "adapters", "runtime", "ui", "bootstrap"])
    assert imported.isdisjoint({"fastapi", "starlette", "sqlalchemy", "pydantic", "aiohttp"})
    assert "PySide6" in imported
