"""Forms bound to immutable drafts."""
