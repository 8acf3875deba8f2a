"""What the platform can do, kept so that forms work offline too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.announce import Changed, nobody_listens
from app.domain.errors import NetworkError
from app.domain.plain import to_plain
from app.services.kept_documents import CATALOG, catalog_of

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.catalog import Catalog
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore, PlatformApi


class CatalogService:
    """The catalog, schemas and samples of one connection."""

    def __init__(
        self, api: PlatformApi, store: LocalStore, *, announce: Announce = nobody_listens
    ) -> None:
        self._api = api
        self._store = store
        self._announce = announce
        self._read: tuple[Mapping[str, Any] | None, Catalog | None] = (None, None)

    def cached(self) -> Catalog | None:
        """The catalog as last read, or None before the first time."""
        kept = self._store.document(CATALOG)
        if kept is not self._read[0]:
            self._read = (kept, catalog_of(kept))
        return self._read[1]

    def refresh(self, control: JobControl) -> Catalog:
        """Read the catalog again and keep it."""
        catalog = self._api.catalog(control)
        if catalog != self.cached():
            self._store.put_document(CATALOG, to_plain(catalog))
            self._announce(Changed.CATALOG)
        return catalog

    def schema(self, control: JobControl, entity: str) -> Mapping[str, Any]:
        """The JSON Schema of an entity's records; the kept one while offline."""
        name = f"schema/{entity}"
        try:
            schema = self._api.entity_schema(control, entity)
        except NetworkError:
            kept = self._store.document(name)
            if kept is None:
                raise
            return kept
        self._store.put_document(name, schema)
        return schema

    def sample(self, control: JobControl, entity: str) -> bytes:
        """One valid record of an entity, as bytes; the kept one while offline."""
        name = f"sample/{entity}"
        try:
            sample = self._api.entity_sample(control, entity)
        except NetworkError:
            kept = self._store.document(name)
            if kept is None:
                raise
            return str(kept["text"]).encode()
        self._store.put_document(name, {"text": sample.decode()})
        return sample
