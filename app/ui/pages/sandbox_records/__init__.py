"""Sandbox records: create or change a record and watch its webhook arrive."""
