"""Run by the frozen app before PyInstaller's own hooks: uses what `prepare_start` has worked out.

Only the two places where Python makes code out of a text at each start are led around it; what is
not in the file is made as ever. The file belongs to this very Python, as all code of a bundle does.
"""

from __future__ import annotations

import marshal
import os
import sys

TYPE_CHECKING = False  # `typing` is not needed this early
if TYPE_CHECKING:
    from typing import Any

_PREPARED = "start.prepared"


def _use(folder: str) -> None:
    with open(os.path.join(folder, _PREPARED), "rb") as file:
        methods, patterns = marshal.load(file)  # noqa: S302 - as much ours as the code beside it
    _lead_around_patterns(patterns)
    _lead_around_methods(methods)


def _lead_around_patterns(patterns: dict[tuple[bool, object, int], bytes]) -> None:
    import re

    compiler: Any = vars(re)["_compiler"]
    make, build = compiler.compile, compiler._sre.compile

    def make_or_take(pattern: object, flags: int = 0) -> object:
        try:
            prepared = patterns.get((type(pattern) is str, pattern, flags))
        except TypeError:  # no text, but one that was parsed
            prepared = None
        if prepared is None:
            return make(pattern, flags)
        return build(pattern, *marshal.loads(prepared))  # noqa: S302

    compiler.compile = make_or_take


def _lead_around_methods(methods: dict[str, bytes]) -> None:
    import dataclasses  # only now: it brings along patterns of its own

    def execute(text: str, names: dict[str, object], local: dict[str, object]) -> None:
        prepared = methods.get(text)
        code = text if prepared is None else marshal.loads(prepared)  # noqa: S302
        exec(code, names, local)  # noqa: S102 - what dataclasses would do

    vars(dataclasses)["exec"] = execute


_use(vars(sys)["_MEIPASS"])
