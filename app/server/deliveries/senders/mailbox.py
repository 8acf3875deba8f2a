"""The embedded mailbox: a Maildir in the data folder, where e-mail goes without SMTP.

Only its owner may read it.  A message is complete before it has its name, and its
name comes from its event and listener, so a repeated try replaces it (no second copy).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from app.server.store.private_files import make_private_folder, write_private

FOLDER: Final = "mailbox"


def deliver(folder: Path, *, name: str, data: bytes) -> Path:
    """Put one message into the Maildir `folder`, durably; answers where it is."""
    for one in (folder, folder / "tmp", folder / "new", folder / "cur"):
        make_private_folder(one)
    draft, final = folder / "tmp" / name, folder / "new" / name
    write_private(draft, data)
    draft.replace(final)
    _sync_folder(final.parent)
    return final


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
