"""The Receiver page: webhooks that are sent to this computer (mockup 09)."""
