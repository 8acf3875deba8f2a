"""What `dev.py` does once .venv is ready: judge, lock and build. Not part of the app."""
