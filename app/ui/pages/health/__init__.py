"""The Health page: how well deliveries arrive, per listener and over time (mockup 05)."""
