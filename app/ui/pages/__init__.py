"""One folder a page: a presenter decides, a view shows."""
