"""How due deliveries reach a sender: embedded now, PgQueuer later."""
