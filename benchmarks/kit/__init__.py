"""What the benchmarks share: a bare loop, a receiver, a folder on a disk, a table."""
