"""A dataclass whose methods are compiled late is the dataclass that it would be."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
import threading
from dataclasses import FrozenInstanceError, InitVar, dataclass, field, fields, replace
from typing import ClassVar

import pytest

from app.runtime.late_methods import compile_methods_late


@pytest.fixture(params=["late", "usual"])
def define(request):
    """Define classes with their methods left for later, and as ever."""
    assert "exec" not in vars(dataclasses)

    def defined(make):
        if request.param == "late":
            compile_methods_late()
        try:
            return make()
        finally:
            vars(dataclasses).pop("exec", None)

    return defined


@pytest.fixture
def left_for_later():
    """Define classes with their methods left for later."""
    assert "exec" not in vars(dataclasses)
    compile_methods_late()
    yield
    del vars(dataclasses)["exec"]


def is_compiled(method):
    """Whether it is the real one: it knows what it is called with."""
    return "args" not in inspect.signature(method).parameters


def point():
    @dataclass(frozen=True, slots=True, order=True)
    class Point:
        """Somewhere."""

        x: int
        y: int = 2
        tags: list[str] = field(default_factory=list, compare=False)
        note: str = field(default="", repr=False)

    return Point


def test_a_value_is_made_compared_printed_hashed_ordered_and_kept(define, monkeypatch):
    made = define(point)
    one, other = made(1), made(1, y=2, tags=["a"])
    assert one == other
    assert one != made(3)
    assert one.__eq__(3) is NotImplemented
    assert hash(one) == hash(other)
    assert one < made(1, 3) <= made(1, 3)
    assert repr(other) == f"{made.__qualname__}(x=1, y=2, tags=['a'])"
    assert replace(one, x=5).x == 5
    assert copy.deepcopy(other).tags == ["a"]
    assert [one.name for one in fields(made)] == ["x", "y", "tags", "note"]
    assert one.tags is not made(1).tags
    made.__qualname__ = "made"
    monkeypatch.setattr(sys.modules[__name__], "made", made, raising=False)
    assert pickle.loads(pickle.dumps(other)) == other
    match one:
        case made(x, y):
            assert (x, y) == (1, 2)
        case _:
            pytest.fail("it has lost its members' order")


def test_what_is_frozen_cannot_be_changed(define):
    one = define(point)(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        one.x = 3
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del one.x
    assert one.x == 1


def test_a_wrong_call_is_told_as_ever(define):
    made = define(point)
    for _ in range(2):  # the first is answered by what stands for the method
        with pytest.raises(TypeError, match=r"Point\.__init__\(\) missing 1 required .* 'x'"):
            made()
        with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
            made(1, z=2)
        with pytest.raises(TypeError, match="multiple values for argument 'x'"):
            made(1, x=2)
        with pytest.raises(TypeError, match="takes from 2 to 5 positional arguments but 6"):
            made(1, 2, [], "", 5)


def test_what_is_left_out_is_as_it_is_defined_however_many_are_made(define):
    def defined():
        @dataclass(kw_only=True)
        class Odd:
            """Has one member of every sort."""

            names: ClassVar[list[str]] = []
            given: int
            usual: str = "as ever"
            made: list[int] = field(default_factory=list)
            own: list[int] = field(default_factory=list, init=False)

        @dataclass(frozen=True)
        class Doubled:
            """Completes itself."""

            size: int
            more: int = field(kw_only=True, default=3)

            def __post_init__(self) -> None:
                object.__setattr__(self, "size", self.size * 2)

        return Odd, Doubled

    odd, doubled = define(defined)
    ones = [odd(given=at) for at in range(7)]
    assert [(one.given, one.usual, one.made, one.own) for one in ones] == [
        (at, "as ever", [], []) for at in range(7)
    ]
    assert len({id(one.made) for one in ones}) == 7
    assert [doubled(at).size for at in range(7)] == [0, 2, 4, 6, 8, 10, 12]
    assert [doubled(at, more=at).more for at in range(7)] == [0, 1, 2, 3, 4, 5, 6]
    with pytest.raises(TypeError):
        odd(3)
    with pytest.raises(TypeError):
        doubled(3, 4)


def test_a_class_that_inherits_has_its_own_methods_and_those_of_its_base(define):
    def both():
        @dataclass
        class Base:
            """One."""

            name: str

            def __post_init__(self) -> None:
                self.name = self.name.upper()

        @dataclass(kw_only=True)
        class More(Base):
            """Two."""

            start: InitVar[int]
            size: int = 3

            def __post_init__(self, start: int) -> None:
                super().__post_init__()
                self.size += start

        class Plain(Base):
            """Has none of its own."""

        return Base, More, Plain

    base, more, plain = define(both)
    assert plain("a").name == "A"
    assert more("b", start=2).size == 5
    assert base("a") != plain("a")
    assert plain("a") == plain("A")
    assert repr(more("c", start=1)).endswith("More(name='C', size=4)")


def test_its_own_methods_are_left_alone(define):
    def made():
        @dataclass(eq=False)
        class Own:
            """With a word of its own."""

            name: str

            def __repr__(self) -> str:
                return "own"

        return Own

    own = define(made)
    assert repr(own("a")) == "own"
    assert own("a") != own("a")


def test_what_repeats_itself_is_printed_shortly(define):
    def made():
        @dataclass
        class Knot:
            """Holds itself."""

            other: object = None

        return Knot

    knot = define(made)()
    knot.other = knot
    assert repr(knot).endswith("Knot(other=...)")


@pytest.mark.usefixtures("left_for_later")
def test_a_method_is_compiled_when_it_is_called_and_no_other_is():
    made = point()
    assert not is_compiled(made.__init__)
    values = [made(1) for _ in range(4)]  # so few are filled step by step
    assert not is_compiled(made.__init__)
    values.append(one := made(1))
    assert is_compiled(made.__init__)
    if sys.version_info >= (3, 13):  # before, each is a text of its own, and some are wrapped
        assert not is_compiled(made.__eq__)
    assert values == [one] * 5
    assert is_compiled(made.__eq__)


def test_two_threads_may_call_it_first(define):
    made, told = define(point), []
    begin = threading.Barrier(4)

    def use():
        begin.wait(10)
        told.append(made(1) == made(1) and hash(made(2)))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(told) == 4
    assert len({*told}) == 1


@pytest.mark.usefixtures("left_for_later")
def test_a_text_that_is_not_known_is_executed():
    local = {}
    dataclasses.exec("def other():\n return 3", {}, local)
    assert local["other"]() == 3
    dataclasses.exec("def __create_fn__():\n x = 1\n return x", {}, local)
    assert local["__create_fn__"]() == 1


def test_methods_that_are_compiled_already_are_kept(monkeypatch):
    def prepared(*_words):
        """What a stand-alone app puts there."""

    monkeypatch.setattr(dataclasses, "exec", prepared, raising=False)
    compile_methods_late()
    assert dataclasses.exec is prepared


def test_a_class_without_documentation_is_called_by_its_name():
    story = (
        "import sys\n"
        "from app.runtime.late_methods import compile_methods_late\n"
        "compile_methods_late()\n"
        "from dataclasses import dataclass\n"
        "@dataclass\n"
        "class One:\n"
        "    size: int = 2\n"
        "assert One.__doc__.startswith('One') and One().size == 2\n"
        "assert not {'inspect', 'ast', 'dis'} & {*sys.modules}\n"
        "import inspect\n"
        "assert inspect.signature(len).parameters\n"
    )
    subprocess.run([sys.executable, "-c", story], check=True, timeout=60)
