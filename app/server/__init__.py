"""The embedded platform: a process of its own that speaks the contract."""
