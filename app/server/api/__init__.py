"""HTTP routes, one module per contract section."""
