"""New Webhook Listener and Edit, with preview and test beside the form."""
