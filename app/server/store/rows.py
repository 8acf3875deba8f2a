"""What a row is to whoever only reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# SQLAlchemy types the keys of its row mappings wider than text, so `Any` here.
Row = Mapping[Any, Any]
