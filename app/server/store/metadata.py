"""The one collection that every table of the platform is in."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
