"""Catalog, JSON schemas, samples and the seed."""
