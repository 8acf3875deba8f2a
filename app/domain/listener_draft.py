"""A listener as a person types it: a form in the middle of being filled in.

Apart from `listener`, for the rules of addresses come with it: whoever only shows listeners, as the
start of the window does, needs none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.email_address import parse_email
from app.domain.listener import Destination, Kind, ListenerSettings, Mode
from app.domain.text import check_name
from app.domain.url import parse_url
from app.domain.validation import Code, Problem, refusals

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.credential import Credential
    from app.domain.validation import Problems


@dataclass(frozen=True, slots=True)
class ListenerDraft:
    """What a person is typing: may be incomplete or wrong, never half-applied."""

    entity: str = ""
    function: str = "create"
    kind: Kind = Kind.ENDPOINT
    url: str = ""
    auth_type: str = "none"
    credential_id: str | None = None
    address: str = ""
    name: str = ""
    channel_id: str | None = None
    mode: Mode = Mode.ENABLED
    signing: bool = True

    @classmethod
    def of(cls, settings: ListenerSettings) -> ListenerDraft:
        """Start editing from saved settings."""
        to = settings.destination
        return cls(
            entity=settings.entity,
            function=settings.function,
            kind=to.kind,
            url=to.url,
            auth_type=to.auth_type,
            credential_id=to.credential_id,
            address=to.address,
            name=settings.name,
            channel_id=settings.channel_id,
            mode=settings.mode,
            signing=settings.signing,
        )

    def settings(self) -> ListenerSettings:
        """The settings this draft stands for, in canonical form.

        Raises:
            Refused: The URL or the address is not valid; call `problems` first.
        """
        if self.kind is Kind.EMAIL:
            destination = Destination(Kind.EMAIL, address=parse_email(self.address))
        else:
            destination = Destination(
                Kind.ENDPOINT,
                url=parse_url(self.url).text,
                auth_type=self.auth_type,
                credential_id=None if self.auth_type == "none" else self.credential_id,
            )
        return ListenerSettings(
            entity=self.entity,
            function=self.function,
            destination=destination,
            name=check_name(self.name),
            channel_id=self.channel_id,
            mode=self.mode,
            signing=self.signing,
        )

    def problems(self, catalog: Catalog, credentials: Collection[Credential]) -> Problems:
        """Every reason this draft cannot be saved, in field order.

        An entity that cannot be listened to, and a function that is not supported,
        are problems here although the platform would save them (contract section 4):
        such a listener never activates, so a form must not make one by accident.
        """
        found: list[Problem] = []
        found += self._source_problems(catalog)
        found += self._destination_problems(catalog, credentials)
        if self.name:
            found += refusals(check_name, self.name, "name")
        return tuple(found)

    def _source_problems(self, catalog: Catalog) -> list[Problem]:
        found = []
        entity = catalog.entity(self.entity)
        if not self.entity:
            found.append(Problem("entity", Code.REQUIRED))
        elif entity is None:
            found.append(Problem("entity", Code.UNKNOWN_ENTITY, {"entity": self.entity}))
        elif not entity.listenable:
            supported = sum(one.listenable for one in catalog.entities)
            params = {"entity": self.entity, "supported": supported, "reason": entity.reason}
            found.append(Problem("entity", Code.ENTITY_NOT_LISTENABLE, params))
        function = catalog.function(self.function)
        is_sent = entity is None or not entity.listenable or self.function in entity.functions
        if function is None or not function.supported or not is_sent:
            params = {"function": self.function}
            found.append(Problem("function", Code.FUNCTION_NOT_SUPPORTED, params))
        return found

    def _destination_problems(
        self, catalog: Catalog, credentials: Collection[Credential]
    ) -> list[Problem]:
        if self.kind is Kind.EMAIL:
            return refusals(parse_email, self.address, "address")
        found = refusals(parse_url, self.url, "url")
        if self.auth_type == "none":
            return found
        if catalog.auth_type(self.auth_type) is None:
            found.append(Problem("auth_type", Code.UNKNOWN_AUTH_TYPE, {"name": self.auth_type}))
            return found
        chosen = next((one for one in credentials if one.id == self.credential_id), None)
        if self.credential_id is None:
            found.append(Problem("credential_id", Code.CREDENTIAL_REQUIRED))
        elif chosen is None:
            found.append(Problem("credential_id", Code.CREDENTIAL_NOT_FOUND))
        elif chosen.auth_type != self.auth_type:
            found.append(Problem("credential_id", Code.CREDENTIAL_TYPE_MISMATCH))
        return found
