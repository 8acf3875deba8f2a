"""What people call a record by; its id where the platform tells neither number nor name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.delivery import Delivery, Event


def record_name(one: Delivery | Event) -> str:
    """`C-20418`: in a sentence."""
    return one.record_number or one.record_label or one.record_id


def record_words(one: Delivery | Event) -> str:
    """`C-20418 Amelia Hart`: on a line of its own."""
    return " ".join(record_parts(one)) or one.record_id


def record_parts(one: Delivery | Event) -> tuple[str, ...]:
    """Number and name, as far as they are told; once where the number is the name."""
    told = dict.fromkeys((one.record_number, one.record_label))
    return tuple(part for part in told if part)
