"""Test deliveries: sending one, and everything there is to see of the result."""
