"""What every operation is: plain JSON values in, plain JSON values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.server.platform import Platform

Arguments = Mapping[str, Any]
Operation = Callable[[Platform, Arguments], Any]


class OperationRefused(Exception):
    """It cannot be done; the text says why in one line, and nothing was changed."""
