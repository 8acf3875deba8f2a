"""Packages that offer names out of modules which are imported when one is asked for."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest


@pytest.mark.parametrize("package", ["app.ui.widgets", "app.ui.tables", "app.ui.charts"])
def test_every_name_that_is_offered_is_there_and_typed_as_it_is(package):
    offers = importlib.import_module(package)
    for name in offers.__all__:
        assert getattr(offers, name) is vars(offers)[name]
    typed = {
        (statement.module, alias.name)
        for statement in ast.walk(ast.parse(Path(offers.__file__).read_text("utf-8")))
        if isinstance(statement, ast.ImportFrom) and statement.module.startswith(f"{package}.")
        for alias in statement.names
    }
    assert {name for _module, name in typed} == set(offers.__all__)
    for module, name in typed:
        assert getattr(offers, name) is getattr(importlib.import_module(module), name)


def test_what_is_not_offered_is_not_there():
    offers = importlib.import_module("app.ui.widgets")
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = offers.Nonsense
