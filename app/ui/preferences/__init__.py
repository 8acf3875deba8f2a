"""What a person likes: applied at once, kept, and the window that sets it."""
