"""How due deliveries reach a sender: within one process, or by PgQueuer on PostgreSQL."""
