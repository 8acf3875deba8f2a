"""Runs every benchmark beside this file, each in a process of its own.

python -m benchmarks [name …]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run those that are named, or all; the number that failed."""
    known = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    wanted = sys.argv[1:] or known
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted:
        print(f"== {name}", flush=True)
        failed += subprocess.call([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent) > 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
