"""Sending one test and telling what came of it: for the form, and for the page of its own."""
