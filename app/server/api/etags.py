"""ETags of resources with a version: random, so none ever stands for other content.

Were they worked out from the version, a platform restored from a backup would give
the same tag to another version 8.
"""

from __future__ import annotations

import secrets


def new_etag() -> str:
    """A fresh strong ETag, quotes included."""
    return f'"{secrets.token_urlsafe(12)}"'
