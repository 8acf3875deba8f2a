"""What is kept only for a time, and how it goes: payloads, tries, keys, files."""
