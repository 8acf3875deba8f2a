"""Which listener is tested, as the page names it: read on a worker."""

from __future__ import annotations

from app.domain.errors import NotFound
from app.domain.listener import ListenerSettings
from app.ui.test_sends.sources import CatalogSource, Credentials, Listeners
from app.ui.test_sends.trials import Subject
from app.ui.text.names import catalog_label


class Subjects:
    """Makes `Subject`s; every call may block."""

    def __init__(
        self, catalog: CatalogSource, credentials: Credentials, listeners: Listeners
    ) -> None:
        self._catalog, self._credentials, self._listeners = catalog, credentials, listeners

    def of(self, settings: ListenerSettings, listener_id: str | None) -> Subject:
        """The listener with these settings; without an id it is not saved."""
        catalog, wanted = self._catalog.cached(), settings.destination.credential_id
        names = (one.name for one in self._credentials.cached() if one.id == wanted)
        label = catalog_label(settings.function, catalog)
        return Subject(settings, listener_id, label, next(names, ""))

    def saved(self, listener_id: str) -> Subject:
        """A listener of the list, as it is here.

        Raises:
            NotFound: It is not here any more.
        """
        row = self._listeners.get(listener_id)
        if row is None:
            raise NotFound(f"{listener_id} is not here any more", status=404, code="not_found")
        return self.of(row.settings, listener_id if row.is_created else None)
