"""From an event to an attempt: outbox, schedule, senders, guard."""
