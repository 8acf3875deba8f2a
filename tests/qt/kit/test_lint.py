"""T35 and D1 by rule: what a page may not touch, found in the syntax tree."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import app.ui

ROOT = Path(app.ui.__file__).parent
# Name -> where alone it may stand (path prefixes below app/ui).
ONLY_IN = {
    "QLabel": ("widgets/",),
    "QMessageBox": ("dialogs.py",),
    "QFileDialog": ("dialogs.py",),
    "QInputDialog": (),
    "QErrorMessage": (),
    "QDesktopServices": ("dialogs.py",),
    "QTextBrowser": (),
    "QTextEdit": (),
    "QPlainTextEdit": ("widgets/", "forms/"),
    "QSettings": (),
    "QDataStream": (),
    "QSystemTrayIcon": ("notices/tray.py",),
    "setHtml": (),
    "appendHtml": (),
    "insertHtml": (),
    "setTextFormat": ("widgets/",),
    "setOpenExternalLinks": (),
    "setAcceptDrops": (),
    "setDragEnabled": ("widgets/secret_fields.py",),
    "processEvents": (),
    "beginResetModel": (),
    "endResetModel": (),
    "setToolTip": (
        *("widgets/plain_text.py", "widgets/labels.py", "widgets/combo.py"),
        "notices/tray.py",
    ),
    "setStyleSheet": ("theme/dressing.py",),
}


def violations(source: str, path: str) -> list[str]:
    """Forbidden names in a module, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name):
                pass
            case _:
                continue
        if name in ONLY_IN and not path.startswith(ONLY_IN[name] or ("-",)):
            found.append(f"{path}:{node.lineno}: {name}")
    return found


MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_T35_foreign_text_meets_only_plain_widgets(module):
    assert violations((ROOT / module).read_text("utf-8"), module) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from PySide6.QtWidgets import QLabel", ["QLabel"]),
        ("import PySide6.QtWidgets as w\nw.QLabel('x')", ["QLabel"]),
        ("box = QMessageBox()\nbox.setText(name)", ["QMessageBox"]),
        ("self.view.setHtml(body)", ["setHtml"]),
        ("QDesktopServices.openUrl(url)", ["QDesktopServices"]),
        ("self.setAcceptDrops(True)", ["setAcceptDrops"]),
        ("app.processEvents()", ["processEvents"]),
        ("from app.ui.widgets import PlainLabel", []),
    ],
)
def test_the_rule_finds_what_it_forbids(source, names):
    found = violations(source, "pages/x.py")
    assert [line.rsplit(" ", 1)[1] for line in found] == names


def test_T35_every_label_of_the_kit_is_set_to_plain_text():
    """Each direct subclass of QLabel fixes its format where it is made."""
    for path in sorted((ROOT / "widgets").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(base, ast.Name) and base.id == "QLabel" for base in node.bases
            ):
                source = ast.unparse(node)
                assert "self.setTextFormat(Qt.TextFormat.PlainText)" in source, node.name
