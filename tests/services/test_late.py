"""What is made when it is first asked for, is made once."""

from __future__ import annotations

import threading

from app.services.late import Late


class House:
    def __init__(self):
        self.built = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.began = threading.Event()

    @Late
    def stairs(self):
        """Up and down."""
        self.built.append("stairs")
        self.began.set()
        assert self.go_on.wait(30)
        return object()

    @Late
    def loft(self):
        self.built.append("loft")
        return (self.stairs,)


def test_it_is_made_once_for_each_owner_and_by_what_it_needs():
    one, other = House(), House()
    assert one.built == []
    assert one.loft == (one.stairs,)
    assert one.loft is one.loft
    assert one.built == ["loft", "stairs"]
    assert other.stairs is not one.stairs


def test_two_threads_that_ask_at_once_are_given_the_same():
    house, seen = House(), []
    house.go_on.clear()
    first = threading.Thread(target=lambda: seen.append(house.stairs))
    first.start()
    assert house.began.wait(30)
    second = threading.Thread(target=lambda: seen.append(house.stairs))
    second.start()
    house.go_on.set()
    first.join(30)
    second.join(30)
    assert house.built == ["stairs"]
    assert seen[0] is seen[1]


def test_it_can_be_replaced_and_says_what_it_is():
    house = House()
    house.stairs = "a ladder"
    assert house.stairs == "a ladder"
    assert house.built == []
    assert House.stairs.__doc__ == "Up and down."
