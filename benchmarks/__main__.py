"""Runs every benchmark, or those that are named, each in a process of its own.

    python -m benchmarks [NAME …]

A benchmark is a module here that can be run by itself; those that train a model are left to be run by hand.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benchmarks() -> list[str]:
    """Return the names of all benchmarks, by name."""
    runnable = (p for p in sorted(HERE.glob("[a-z]*.py")) if '__name__ == "__main__"' in p.read_text("utf-8"))
    return [p.stem for p in runnable if not p.stem.startswith("train_")]


def main() -> int:
    """Run them and return 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(benchmarks()))
    names = parser.parse_args().names or benchmarks()
    unknown = set(names) - set(benchmarks())
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(benchmarks())}")
    failed = []
    for name in names:
        print(f"\n=== {name} ===\n", flush=True)
        began = time.monotonic()
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False).returncode:
            failed.append(name)
        print(f"\n({name}: {time.monotonic() - began:.0f} s)", flush=True)
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
