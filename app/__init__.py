"""Webhook Listeners for Picksmart: the desktop app and its embedded platform."""

from __future__ import annotations

__version__ = "0.1.0"

DISTRIBUTION = "picksmart-webhooks"
DISPLAY_NAME = "Webhook Listeners for Picksmart"
