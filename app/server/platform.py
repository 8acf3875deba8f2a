"""One running platform: everything its requests share, made in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.secret import Secret
from app.server.records.catalog import PlatformCatalog
from app.server.settings import PlatformSettings
from app.server.store.database import Database
from app.server.store.keys import KeyFile
from app.server.store.sealing import Sealer

if TYPE_CHECKING:
    from app.server.deliveries.engine import DeliveryEngine

DATABASE_FILE: Final = "platform.sqlite3"
LOCK_FILE: Final = "platform.lock"
KEY_FILE: Final = "platform.key"
TOKEN_FILE: Final = "admin-token"  # noqa: S105 - a file name


@dataclass(frozen=True, slots=True)
class Platform:
    """What every request may use."""

    settings: PlatformSettings
    database: Database
    sealer: Sealer
    key_file: KeyFile
    catalog: PlatformCatalog
    engine: DeliveryEngine
    token_file: Path
    admin_token: Secret

    def now_ms(self) -> int:
        """The platform's clock as whole milliseconds."""
        return int(self.settings.clock().timestamp() * 1000)
