"""Pure values and rules: no I/O, no clock, no user-visible text."""
