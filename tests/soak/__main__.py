"""`python3 dev.py soak`; see `tests/soak/running.py`.

Each process of a storm imports this once more, as multiprocessing has it: so nothing is
imported here unless it is to run.
"""

if __name__ == "__main__":
    import sys

    from tests.soak.running import main

    sys.exit(main(sys.argv[1:]))
