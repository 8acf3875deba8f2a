"""First page of a fresh profile: the sandbox or a platform of one's own."""
