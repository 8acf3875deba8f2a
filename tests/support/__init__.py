"""Fakes, builders and real counterparts that tests share."""
