"""The list of webhook listeners with its detail panel."""
