"""A record's Distribution Channel: chosen by name, not typed as an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.domain.workspace import Channel
from app.ui.forms.schema import FieldKind, SchemaField

_NAME: Final = "channel_id"


def with_channels(
    fields: tuple[SchemaField, ...], channels: Sequence[Channel]
) -> tuple[SchemaField, ...]:
    """The fields with the channel as a choice, last; left out where there are no channels."""
    others = tuple(one for one in fields if one.name != _NAME)
    mine = tuple(
        replace(
            one,
            kind=FieldKind.CHOICE,
            choices=tuple(channel.id for channel in channels),
            choice_labels=tuple(channel.name for channel in channels),
        )
        for one in fields
        if one.name == _NAME and channels
    )
    return others + mine
