"""The platform's own catalog: what `resources/catalog` says, and this platform's limits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.catalog import AuthField, AuthType, Catalog, Entity, Function, Limits
from app.resources import resources_dir
from app.server.settings import PlatformSettings


@dataclass(frozen=True, slots=True)
class PlatformCatalog:
    """The catalog as a value for rules, and as the document that clients read."""

    rules: Catalog
    document: Mapping[str, Any]
    folder: Path

    def schema_bytes(self, entity: str) -> bytes:
        """The JSON Schema of an entity's records, as it is given out."""
        return _read(self.folder / "schemas" / f"{entity}.json")

    def schema(self, entity: str) -> Mapping[str, Any]:
        """The JSON Schema of an entity's records."""
        return _parse(self.folder / "schemas" / f"{entity}.json")

    def sample(self, entity: str) -> bytes:
        """One valid record of an entity."""
        return _read(self.folder / "samples" / f"{entity}.json")


def load_catalog(settings: PlatformSettings) -> PlatformCatalog:
    """Read the catalog of this version with the limits of these settings."""
    folder = resources_dir() / "catalog"
    limits = Limits(
        listeners=settings.listener_limit,
        payload_bytes=settings.payload_bytes,
        timeout_s=round(settings.timeout_s),
        tests_per_minute=settings.tests_per_minute,
        payload_retention_days=settings.payload_retention_days,
        attempt_retention_days=settings.attempt_retention_days,
    )
    document = {**_parse(folder / "catalog.json"), "limits": _limits_json(limits)}
    rules = Catalog(
        revision=document["revision"],
        entities=tuple(
            Entity(
                name=one["name"],
                label=one["label"],
                listenable=one["listenable"],
                functions=tuple(one.get("functions", ())),
                reason=one.get("reason", ""),
            )
            for one in document["entities"]
        ),
        functions=tuple(Function(**one) for one in document["functions"]),
        auth_types=tuple(
            AuthType(
                name=one["name"],
                label=one["label"],
                fields=tuple(AuthField(**field) for field in one["fields"]),
            )
            for one in document["auth_types"]
        ),
        limits=limits,
    )
    return PlatformCatalog(rules, document, folder)


def _limits_json(limits: Limits) -> dict[str, int]:
    return {
        "listeners": limits.listeners,
        "payload_bytes": limits.payload_bytes,
        "timeout_seconds": limits.timeout_s,
        "tests_per_minute": limits.tests_per_minute,
        "payload_retention_days": limits.payload_retention_days,
        "attempt_retention_days": limits.attempt_retention_days,
    }


@cache  # files of the installed version: they never change while it runs
def _read(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _parse(path: Path) -> Mapping[str, Any]:
    parsed: Mapping[str, Any] = json.loads(_read(path))
    return parsed
