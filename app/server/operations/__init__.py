"""What an operator does to a platform from the command line, by name.

An operation runs in the process that owns the database: the platform that serves the
folder, asked over its control channel, or the command itself while nothing serves.
"""
