"""The migrations, one module a step.  A step that was released never changes."""
