"""Every operation by its name, and the one place that runs them."""

from __future__ import annotations

import logging
from typing import Final

from app.server.operations import access, persons, rotation, seeding
from app.server.operations.base import Arguments, Operation, OperationRefused
from app.server.platform import Platform

OPERATIONS: Final[dict[str, Operation]] = {
    "access.issue": access.issue,
    "access.list": access.list_access,
    "access.revoke": access.revoke,
    "key.rotate": rotation.rotate_key,
    "person.delete": persons.delete,
    "person.export": persons.export,
    "person.find": persons.find,
    "records.add": seeding.add_records,
}

_log: Final = logging.getLogger(__name__)


def perform(platform: Platform, name: str, arguments: Arguments) -> object:
    """Run one operation; its result is plain JSON.

    Raises:
        OperationRefused: There is no such operation, or it refused.
    """
    operation = OPERATIONS.get(name)
    if operation is None:
        raise OperationRefused("this version of the platform does not know the command")
    _log.info("operation %s", name)
    return operation(platform, arguments)
