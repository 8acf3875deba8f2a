"""Connect to a platform: address, sign-in, and a live check that changes nothing."""
