"""Use cases: synchronous, constructor-injected ports, cancellable."""
