"""Credentials: what endpoints ask for before they accept a delivery."""
