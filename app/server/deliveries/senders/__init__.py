"""How a message reaches its destination: HTTP, SMTP, or the embedded mailbox."""
