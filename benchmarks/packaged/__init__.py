"""What the stand-alone app costs; needs `dist/`, so it is no part of `dev.py bench`."""
