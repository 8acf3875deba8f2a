"""Enumerations of Qt, made as Python makes them but in a fraction of the time.

PySide makes one of Python's for each of Qt's when a class of Qt is first named: before the window's
first paint some 300, with 4,400 members.  For each member Python looks whether it is a descriptor,
private, automatic or in another's way; Qt's are names and whole numbers and nothing else.  So the
class is a copy of an empty one that Python has made, and the members are entered plainly.

Each kind is made both ways first.  A Python that makes it otherwise is left alone, and so is all
that is not of this plain sort.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import EnumType, Flag
from typing import Any, Final

_Members = list[tuple[str, int]]
_Make = Callable[..., Any]
_PLAIN: Final = {"qualname": None, "type": None, "start": 1}
_SAMPLE: Final[_Members] = [("Two", 2), ("One", 1), ("No", 0), ("Both", 3), ("Again", 1)]


def make_enumerations_quickly() -> None:
    """From now on, for the rest of the process; to be called before PySide is imported."""
    usual = EnumType._create_  # type: ignore[attr-defined]
    module_of_caller = getattr(sys, "_getframemodulename", None)  # Python 3.12 and newer
    if module_of_caller and usual.__module__ != __name__:
        setattr(EnumType, "_create_", _quick(usual, module_of_caller))  # noqa: B010 - mypy takes it for a method


def _quick(usual: _Make, module_of_caller: Callable[[int], str]) -> _Make:
    """What makes plain enumerations itself, and has all others made as ever."""
    kinds: dict[tuple[EnumType, object], _Kind | None] = {}

    def _create_(
        cls: EnumType, class_name: str, names: Any, *, module: str | None = None, **more: Any
    ) -> Any:
        if module is None:  # whoever called the class, as Python has it
            module = module_of_caller(2)
        boundary = more.get("boundary")
        if {**more, "boundary": None} == {**_PLAIN, "boundary": None} and _is_plain(names):
            if (cls, boundary) not in kinds:
                kinds[cls, boundary] = _tried(usual, cls, boundary)
            kind = kinds[cls, boundary]
            if kind is not None and kind.can_have(names):
                return kind.make(class_name, names, module)
        return usual(cls, class_name, names, module=module, **more)

    return _create_


def _is_plain(names: Any) -> bool:
    if type(names) is not list or {*map(type, names)} - {tuple} or {*map(len, names)} - {2}:
        return False
    words, values = zip(*names, strict=True) if names else ((), ())
    return not {*map(type, words)} - {str} and not {*map(type, values)} - {int}


def _tried(usual: _Make, cls: EnumType, boundary: object) -> _Kind | None:
    """How to make this kind, if that comes to the same as what Python makes."""
    kind = _Kind(usual(cls, "Kind", [], module=__name__, boundary=boundary))
    made = usual(cls, "Sample", list(_SAMPLE), module=__name__, boundary=boundary)
    is_same = _described(made) == _described(kind.make("Sample", _SAMPLE, __name__))
    return kind if is_same else None


def _described(made: Any) -> object:
    """All that an enumeration is made of."""

    def told(value: Any) -> object:
        if isinstance(value, made):
            return {**vars(value), "__objclass__": value.__objclass__ is made}
        if isinstance(value, dict):
            return [(key, told(one)) for key, one in value.items()]
        return getattr(value, "__func__", value)

    left_out = ("__dict__", "__weakref__")
    return {key: told(value) for key, value in vars(made).items() if key not in left_out}


class _Kind:
    """What all enumerations of one base have in common, and how their members come about."""

    def __init__(self, empty: EnumType) -> None:
        """Take one without members for a pattern."""
        common = dict(vars(empty))
        for given_by_type in ("__dict__", "__weakref__"):
            common.pop(given_by_type, None)
        self._lookup = common.pop("__new__")  # in the body of a class it would be made static
        self._kept = {key: type(one) for key, one in common.items() if type(one) in (list, dict)}
        self._common = {key: one for key, one in common.items() if key not in self._kept}
        self._bases = empty.__bases__
        self._is_flag = issubclass(empty, Flag)
        self._new: Callable[..., Any] = common["_new_member_"]
        self._takes_value: bool = common["_use_args_"]
        bases = (one for base in empty.__mro__ for one in vars(base))
        self._taken = frozenset(("", *dir(EnumType), *bases))

    def can_have(self, members: _Members) -> bool:
        """Whether all of them are plain ones."""
        values = dict(members)
        return (
            len(values) == len(members)
            and self._taken.isdisjoint(values)
            and "\n_" not in "\n".join(("", *values))  # Python may have rules of its own for such
            and not (self._is_flag and values and min(values.values()) < 0)
        )

    def make(self, name: str, members: _Members, module: str | None) -> EnumType:
        """An enumeration with these members."""
        kept: dict[str, Any] = {key: kind() for key, kind in self._kept.items()}
        body = {**self._common, **kept, "__module__": module}
        made: EnumType = type.__new__(EnumType, name, self._bases, body)
        type.__setattr__(made, "__new__", self._lookup)
        self._enter(made, members)
        if "_hashable_values_" in kept:  # Python 3.13.1 and newer
            kept["_hashable_values_"].extend(made._value2member_map_)
        if self._is_flag:
            _end_flag(made, [value for _name, value in members])
        return made

    def _enter(self, made: EnumType, members: _Members) -> None:
        new, takes_value, put = self._new, self._takes_value, type.__setattr__
        names, by_name, by_value = (
            made._member_names_,
            made._member_map_,
            made._value2member_map_,
        )
        for name, value in members:
            one = by_value.get(value)
            if one is None:
                one = by_value[value] = new(made, value) if takes_value else new(made)
                one._value_ = value
                one._name_ = name
                one.__objclass__ = made
                one._sort_order_ = len(names)
                if not self._is_flag or _is_single_bit(value):
                    names.append(name)
            by_name[name] = one
            put(made, name, one)


def _end_flag(made: Any, values: list[int]) -> None:
    mask = singles = 0
    for value in values:
        mask |= value
        if _is_single_bit(value):
            singles |= value
    put = type.__setattr__
    put(made, "_flag_mask_", mask)
    put(made, "_singles_mask_", singles)
    put(made, "_all_bits_", (1 << mask.bit_length()) - 1)
    in_order = [one.value for one in made]
    if in_order != sorted(in_order):
        put(made, "_iter_member_", made._iter_member_by_def_)


def _is_single_bit(value: int) -> bool:
    return value != 0 and value & (value - 1) == 0
