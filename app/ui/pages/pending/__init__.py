"""What was changed here and is not on the platform yet: looked at, mended, taken back."""
