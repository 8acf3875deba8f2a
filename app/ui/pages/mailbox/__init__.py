"""The Mailbox page: e-mail that the sandbox kept instead of sending it, as it was sent."""
