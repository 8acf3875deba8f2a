"""One keyed model, delegates and views for every list."""
