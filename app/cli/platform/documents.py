"""`platform openapi`: the description of the API."""

from __future__ import annotations

import sys


def openapi() -> None:
    """Print the OpenAPI document of the platform."""
    from app.server.api.openapi import openapi_text

    sys.stdout.write(openapi_text())
