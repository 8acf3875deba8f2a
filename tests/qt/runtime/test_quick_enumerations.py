"""Enumerations made quickly are what Python would have made of the same names and numbers."""

from __future__ import annotations

import enum
import pickle
import sys
from enum import Enum, EnumType, Flag, IntEnum, IntFlag

import PySide6.QtCore
import PySide6.QtGui
import PySide6.QtWidgets
import pytest

from app.runtime.quick_enumerations import make_enumerations_quickly

BASES = (Enum, IntEnum, Flag, IntFlag)
SIDES = [("Left", 1), ("Right", 2), ("Top", 4), ("Both", 3), ("Start", 1), ("Nowhere", 0)]
UNSORTED = [("Four", 4), ("One", 1), ("Nine", 9), ("Two", 2)]


@pytest.fixture
def usual():
    """How Python makes them, while they are made quickly."""
    before = vars(EnumType)["_create_"]
    make_enumerations_quickly()
    yield lambda base, *words, **more: before(base, *words, module=__name__, **more)
    EnumType._create_ = before


def told(made):
    """All that can be seen of an enumeration."""
    left_out = {"__dict__", "__weakref__"}
    names = [key for key in vars(made) if key not in left_out and key not in made.__members__]
    return {
        "class": (made.__name__, made.__qualname__, made.__module__, made.__bases__, made.__doc__),
        "members": [(name, told_of(one)) for name, one in made.__members__.items()],
        "attributes": [(name, told_of(getattr(made, name))) for name in made.__members__],
        "listed": [one.name for one in made],
        "by value": [(value, one.name) for value, one in made._value2member_map_.items()],
        "rest": {
            key: getattr(vars(made)[key], "__func__", vars(made)[key])
            for key in names
            if key not in ("_member_map_", "_value2member_map_")
        },
    }


def told_of(one):
    """All that can be seen of a member."""
    held = {key: value for key, value in vars(one).items() if key != "__objclass__"}
    return held, one.__objclass__.__name__, repr(one), str(one), f"{one}", type(one).__name__


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.__name__)
@pytest.mark.parametrize("members", [SIDES, UNSORTED, [], [("Only", 7)]], ids=len)
@pytest.mark.parametrize("boundary", [None, enum.KEEP], ids=["", "kept"])
def test_what_is_made_quickly_is_what_python_makes(usual, base, members, boundary):
    quick = base("Made", list(members), boundary=boundary)
    assert quick.__module__ == __name__
    slow = usual(base, "Made", list(members), boundary=boundary)
    assert told(quick) == told(slow)


@pytest.mark.parametrize("module", [PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets])
def test_every_enumeration_of_qt_is_the_same_either_way(usual, module):
    found = {
        one
        for owner in (module, *vars(module).values())
        if owner is module or isinstance(owner, type)
        for one in vars(owner).values()
        if isinstance(one, EnumType) and one.__module__.startswith("PySide6")
    }
    assert len(found) > 5
    for one in found:
        members = [(name, member.value) for name, member in one.__members__.items()]
        slow, quick = (
            make(one.__bases__[0], one.__name__, members, boundary=enum.KEEP)
            for make in (usual, lambda base, *words, **more: base(*words, **more))
        )
        assert told(quick) == told(slow)


@pytest.mark.usefixtures("usual")
def test_flags_combine_and_fall_apart():
    made = Flag("Sides", SIDES, boundary=enum.KEEP)
    both = made.Left | made.Right
    assert both is made.Both
    assert list(both) == [made.Left, made.Right]
    assert ~made.Left == made.Right | made.Top
    assert made.Top not in both
    assert made(16).value == 16
    assert made.Start is made.Left
    assert not made.Nowhere


@pytest.mark.usefixtures("usual")
def test_a_member_is_found_by_name_and_value_kept_and_cannot_be_replaced(monkeypatch):
    made = IntEnum("Sides", SIDES)
    monkeypatch.setattr(sys.modules[__name__], "Sides", made, raising=False)
    assert made["Top"] is made(4) is pickle.loads(pickle.dumps(made.Top))
    assert made.Top + 1 == 5
    assert 9 not in made
    with pytest.raises(ValueError, match="9 is not a valid Sides"):
        made(9)
    with pytest.raises(AttributeError, match="cannot reassign member"):
        made.Top = 3
    with pytest.raises(TypeError, match="cannot extend"):

        class _More(made):
            pass


@pytest.mark.parametrize(
    ("base", "members"),
    [
        (IntEnum, [("real", 1), ("One", 2)]),
        (Enum, [("value", 1), ("name", 2)]),
        (Enum, [("_ignored_by_nobody", 1), ("One", 2)]),
        (Enum, [("Text", "a"), ("Number", 2)]),
        (Enum, {"One": 1, "Two": 2}),
        (Enum, "One Two"),
        (Enum, [("Automatic", enum.auto()), ("Next", enum.auto())]),
        (Flag, [("All", -1), ("One", 1)]),
        (IntFlag, [("Minus", -769), ("One", 1)]),
    ],
)
def test_what_is_not_plain_is_left_to_python(usual, base, members):
    slow = usual(base, "Made", members, boundary=enum.KEEP)
    assert told(base("Made", members, boundary=enum.KEEP)) == told(slow)


@pytest.mark.usefixtures("usual")
def test_a_name_given_twice_is_refused_as_ever():
    with pytest.raises(TypeError, match="already defined"):
        Enum("Made", [("One", 1), ("One", 2)])


def test_a_python_that_makes_them_otherwise_makes_them_itself(monkeypatch):
    before = vars(EnumType)["_create_"]

    def otherwise(cls, *words, **more):
        made = before(cls, *words, **more)
        made.novelty = True
        return made

    monkeypatch.setattr(EnumType, "_create_", otherwise)
    make_enumerations_quickly()
    # An empty one has it as well, and then it is taken over; what only members have is not.
    assert Enum("Made", [("One", 1)]).novelty

    def with_more_of_members(cls, *words, **more):
        made = before(cls, *words, **more)
        for one in made:
            one.novelty = True
        return made

    monkeypatch.setattr(EnumType, "_create_", with_more_of_members)
    make_enumerations_quickly()
    assert Enum("Made", [("One", 1)]).One.novelty


def test_it_is_put_in_place_once(usual):
    placed = vars(EnumType)["_create_"]
    make_enumerations_quickly()
    assert vars(EnumType)["_create_"] is placed
    assert usual
