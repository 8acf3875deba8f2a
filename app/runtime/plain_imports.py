"""PySide without what it brings along for people at a prompt.

Importing PySide compiles 120 kB of its own Python each time: what writes the signatures that
`help()` shows, and that an error names when Qt is called wrongly.  That is more than a third of
what an empty window costs, so it is left until somebody asks for one.  And PySide puts an import
of its own in the place of Python's, which reads the source of every module to see whether it
asks for a `__feature__`; none of ours does.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Callable
from threading import RLock
from types import ModuleType, SimpleNamespace
from typing import Any, BinaryIO, Final

_SIGNATURES: Final = "shibokensupport.signature"
_LOADER: Final = f"{_SIGNATURES}.loader"
_MAPPING: Final = f"{_SIGNATURES}.mapping"
_SUPPORT: Final = "shibokensupport"
_Import = Callable[..., Any]


def use_plain_imports() -> None:
    """Import PySide, and all that comes after it as without PySide.

    A PySide that asks for its signatures in another way than this one, or is there already, is
    imported as it wants to be.
    """
    plain = builtins.__import__
    if "shiboken6" not in sys.modules and sys.version_info >= (3, 12):  # seen with PySide 6.12
        builtins.__import__ = _without_signatures(plain)
        try:
            importlib.import_module("shiboken6")
        finally:
            builtins.__import__ = plain
    importlib.import_module("PySide6.QtCore")  # puts its own import there
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def read_module(name: str) -> None:
    """Import a module for a thread that reads no file; for one that may.

    As the statement does it, with names: where PySide's own import is there (under another main
    program), it reads the source at the first of these.
    """
    __import__(name, fromlist=["__name__"])


def _without_signatures(plain: _Import) -> _Import:
    """An import that hands the library a stand-in for what makes signatures.

    And others for the archive that this is in, which is read when it is wanted.
    """

    def import_(
        name: str, names: Any = None, local: Any = None, fromlist: Any = (), level: int = 0
    ) -> Any:
        if name == "zipfile" and name not in sys.modules:
            return SimpleNamespace(ZipFile=_UnreadArchive)
        if name == _SUPPORT and isinstance(_archive(sys.meta_path[0]), _UnreadArchive):
            return ModuleType(name)
        if name == _SIGNATURES and fromlist == ("loader",) and _LOADER not in sys.modules:
            vars(builtins)["__orig_import__"] = plain  # the library wants to know it
            return SimpleNamespace(loader=_LateSignatures(sys.meta_path[0]))
        return plain(name, names, local, fromlist, level)

    return import_


def _archive(finder: object) -> object:
    return getattr(finder, "zfile", None)


class _UnreadArchive:
    """Stands for the archive in the library, whose finder asks at once what is in it."""

    filelist: Final = ()

    def __init__(self, content: BinaryIO) -> None:
        """Keep what to read."""
        self._content = content

    def read_for(self, finder: Any) -> None:
        """Have its finder begin anew, with what is there."""
        from zipfile import ZipFile

        finder.__init__(ZipFile(self._content))


class _LateSignatures:
    """Stands for PySide's loader: has all that the library calls, by the names it knows."""

    def __init__(self, finder: Any) -> None:
        """Keep what finds the modules, in the library itself."""
        self._finder = finder
        self._loaded: ModuleType | None = None
        self._lock = RLock()
        # The library works out types with this module's names, and borrows this function for good.
        self._mapping = sys.modules[_MAPPING] = ModuleType(_MAPPING)
        self._borrowed = vars(self._mapping)["update_mapping"] = self._update

    def __getattr__(self, name: str) -> Callable[..., object]:
        def late(*args: object, **named: object) -> object:
            with self._lock:  # it makes types of Qt on the way, which bears no company
                loaded: Callable[..., object] = getattr(self._load(), name)
                return loaded(*args, **named)

        return late

    def post_init(self) -> None:
        """What puts PySide's import in the place of Python's: it is not wanted."""

    def finish_import(self, _module: ModuleType) -> None:
        """What repairs a module that was changed: there is nothing to repair."""
        vars(self._mapping).setdefault("PySide6", sys.modules.get("PySide6"))

    def _update(self) -> object:
        with self._lock:
            self._load()
            mapping = sys.modules[_MAPPING]
            told: object = mapping.update_mapping()
            vars(self._mapping).update({**vars(mapping), "update_mapping": self._borrowed})
            return told

    def _load(self) -> ModuleType:
        if self._loaded is None:
            del sys.modules[_MAPPING]
            archive = _archive(self._finder)
            if isinstance(archive, _UnreadArchive):
                archive.read_for(self._finder)
            sys.meta_path.insert(0, self._finder)
            try:
                self._loaded = importlib.import_module(_LOADER)
            finally:
                sys.meta_path.remove(self._finder)
        return self._loaded
