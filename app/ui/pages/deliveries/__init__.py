"""Deliveries: every attempt to reach an endpoint or a mailbox, and how it went."""
