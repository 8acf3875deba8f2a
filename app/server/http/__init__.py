"""How connections are kept: what of HTTP is let in, for how long, and how many at once."""
