"""The type of a stored row: read by column name, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Not `Mapping[str, Any]`: SQLAlchemy's rows can also be read by column, so their keys are wider.
Row = Mapping[Any, Any]
