"""Methods of dataclasses, compiled when they are first called.

`dataclasses` writes the methods of a class as a text and has Python compile it whenever the module
is imported.  That is most of what a module of values costs, and few of the hundred classes that
are imported for the first paint are made, compared or printed before it.  So a class has
functions in their place, each of which becomes the real one when it is called; and the first few
values of a class are filled step by step, for of most there are no more at the start.

A stand-alone app brings the methods along compiled (`tools/package`), and keeps to those.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

_MAKER: Final = "__create_fn__"  # what the text defines: called with what the methods refer to
_STEPWISE: Final = 4  # values of a class; compiling takes as long as some thirty
_Method = Callable[..., Any]


def compile_methods_late() -> None:
    """From now on, for the rest of the process; best before anybody imports `dataclasses`."""
    stand_in = _LateInspect("inspect")
    inspect = sys.modules.setdefault("inspect", stand_in)
    import dataclasses

    if inspect is stand_in:
        del sys.modules["inspect"]
    vars(dataclasses).setdefault("exec", _take_note)


class _LateInspect(ModuleType):
    """What `dataclasses` takes for `inspect`, which brings a parser along for two lines of it."""

    @staticmethod
    def get_annotations(made: type) -> dict[str, Any]:
        """Those of the class itself, as they stand there."""
        return dict(vars(made).get("__annotations__", {}))

    @staticmethod
    def signature(_made: type) -> str:
        """For the documentation of a class that has none, which is its name then."""
        return ""

    def __getattr__(self, name: str) -> Any:
        import inspect

        return getattr(inspect, name)


def _take_note(text: str, names: dict[str, Any], local: dict[str, Any]) -> None:
    """What `dataclasses` calls in the place of `exec`; a text that is not known is executed."""
    begin, _, returned = text.rpartition("\n return ")
    wanted = [one for one in returned.strip("()").split(",") if one]
    texts = _texts_of_methods(begin)
    if not begin.startswith(f"def {_MAKER}(") or [*texts] != wanted:
        exec(text, names, local)  # noqa: S102 - what dataclasses would do
        return

    def make(**used: object) -> object:
        made = tuple(_late(name, one, names, used) for name, one in texts.items())
        return made if returned.startswith("(") else made[0]

    local[_MAKER] = make


def _texts_of_methods(text: str) -> dict[str, str]:
    """Each method of the text by its name: its head is indented by one, its body by more."""
    found: dict[str, str] = {}
    name, above = "", ""
    for line in text.split("\n")[1:]:
        if line.startswith(" @"):
            above = f"{line}\n"
        elif line.startswith(" def "):
            name = line[5:].partition("(")[0]
            found[name], above = above + line, ""
        elif name:
            found[name] += f"\n{line}"
    return found


def _late(name: str, text: str, names: dict[str, Any], used: dict[str, object]) -> _Method:
    """A function that becomes the one of this text."""

    def compiled() -> _Method:
        local: dict[str, Any] = {}
        exec(f"def {_MAKER}({','.join(used)}):\n{text}\n return {name}", names, local)  # noqa: S102
        method: _Method = local[_MAKER](**used)
        method.__qualname__ = late.__qualname__
        return method

    left = _STEPWISE if name == "__init__" else 0

    def late(self: object, /, *args: object, **named: object) -> Any:
        nonlocal left
        owners = [one for one in type(self).__mro__ if vars(one).get(name) is late]
        if left and owners and _fill(owners[0], self, args, named):
            left -= 1
            return None
        method = compiled()
        for owner in owners:
            setattr(owner, name, method)
        return method(self, *args, **named)

    late.__name__ = name
    return late


def _fill(owner: Any, one: Any, args: tuple[object, ...], named: dict[str, object]) -> bool:
    """Do what `__init__` of this class would do; False: it takes more, and nothing was done."""
    from dataclasses import MISSING, fields

    members = fields(owner)
    if len(members) != len(owner.__dataclass_fields__) or not all(each.init for each in members):
        return False
    in_order = [each.name for each in members if not each.kw_only]
    given = {**dict(zip(in_order, args, strict=False)), **named}
    missing = {each.name for each in members} - given.keys()
    if len(given) != len(args) + len(named) or len(given) + len(missing) != len(members):
        return False  # too many, unknown, or twice
    absent = [each for each in members if each.name in missing]
    if any(each.default is MISSING and each.default_factory is MISSING for each in absent):
        return False
    put = object.__setattr__ if owner.__dataclass_params__.frozen else setattr
    for each in members:
        if each.name in given:
            put(one, each.name, given[each.name])
        elif each.default_factory is not MISSING:
            put(one, each.name, each.default_factory())
        else:
            put(one, each.name, each.default)
    if hasattr(owner, "__post_init__"):
        one.__post_init__()
    return True
