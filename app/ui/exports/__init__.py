"""Writing what a list shows into a file: asked where, done behind it, and told above it."""
