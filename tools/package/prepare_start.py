"""Works out while the app is built what Python would work out again at its every start.

The methods of a dataclass are compiled of a text whenever its module is imported, and so are
regular expressions. Both are always the same, and together a fifth of what the app does until its
window is there. So each module of the app is imported here, what becomes of the texts is written
down, and `prepared_start` uses it in the bundle.

    python -m tools.package.prepare_start FILE MODULE...
"""

from __future__ import annotations

import dataclasses
import importlib
import marshal
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

PREPARED: Final = "start.prepared"
_UNSTEADY: Final = re.DEBUG | re.LOCALE  # one prints, and one asks the computer for its language

Methods = dict[str, bytes]
Patterns = dict[tuple[bool, str | bytes, int], bytes]


def prepared(modules: Iterable[str], work: Path) -> list[tuple[str, str, str]]:
    """Import the modules in a process of its own; the entry for PyInstaller.

    Raises:
        subprocess.CalledProcessError: One cannot be imported.
    """
    file = work / PREPARED
    file.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", __name__, str(file), *sorted(modules)]
    subprocess.run(command, cwd=Path(__file__).resolve().parents[2], check=True)
    return [(PREPARED, str(file), "DATA")]


class Recorder:
    """Notes what Python makes of texts, while it makes it."""

    def __init__(self) -> None:
        self.methods: Methods = {}
        self.patterns: Patterns = {}

    def begin(self) -> None:
        """From now on, for the rest of the process."""
        vars(dataclasses)["exec"] = self._execute
        compiler: Any = vars(re)["_compiler"]
        make, builder = compiler.compile, compiler._sre
        built: list[bytes] = []

        def build(pattern: object, flags: int, code: list[int], *groups: Any) -> object:
            # Some of these numbers have names, and only plain ones can be written.
            built.append(marshal.dumps((int(flags), list(map(int, code)), *groups)))
            return builder.compile(pattern, flags, code, *groups)

        def make_and_note(pattern: Any, flags: int = 0) -> object:
            built.clear()
            made: object = make(pattern, flags)
            if isinstance(pattern, (str, bytes)) and not flags & _UNSTEADY:
                key = (isinstance(pattern, str), pattern, int(flags))
                self.patterns[key] = built[-1]
            return made

        compiler._sre = SimpleNamespace(**vars(builder) | {"compile": build})
        compiler.compile = make_and_note

    def written(self) -> bytes:
        """All of it."""
        return marshal.dumps((self.methods, self.patterns))

    def _execute(self, text: str, names: dict[str, Any], local: dict[str, Any]) -> None:
        code = compile(text, "<string>", "exec", dont_inherit=True)
        self.methods[text] = marshal.dumps(code)
        exec(code, names, local)  # noqa: S102 - what dataclasses would do


def main(file: str, *modules: str) -> None:
    """Import, and write what was noted."""
    recorder = Recorder()
    recorder.begin()
    for module in modules:
        importlib.import_module(module)
    Path(file).write_bytes(recorder.written())


if __name__ == "__main__":
    main(*sys.argv[1:])
