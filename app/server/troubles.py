"""What may keep a platform from opening, each with one line that says what to do."""

from __future__ import annotations

from typing import Final

from app.server.store.database import DatabaseUnusable
from app.server.store.keys import KeyMissing
from app.server.store.migrations import SchemaForeign, SchemaTooNew

START_TROUBLES: Final = (DatabaseUnusable, KeyMissing, SchemaForeign, SchemaTooNew, OSError)
