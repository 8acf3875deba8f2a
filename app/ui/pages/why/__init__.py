"""Why did it not arrive: every listener that was considered, and what happened."""
