"""How long `cjm --version` takes, as a multiple of starting Python and doing nothing.

    python benchmarks/startup.py [--runs 60]

The yardstick is `python -I -c pass`. Both run in turns, so that a busy machine slows both; only the
ratio of the medians counts. The goal is at most 1.25.

Compiled files matter: without them Python compiles every module again at each start. They are made
before measuring, and PYTHONDONTWRITEBYTECODE, which prevents them, has no effect on reading them.
"""

import argparse
import compileall
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import cjm

GOAL = 1.25

# What the installed `cjm` command does, without the import of `re` that some installers add to it.
DOOR = "import sys; from cjm.__main__ import main; sys.exit(main())"

COMMANDS = {
    "python -I -c pass": [sys.executable, "-I", "-c", "pass"],
    "cjm --version": [sys.executable, "-I", "-c", DOOR, "--version"],
}
REST = {
    "cjm --help": [sys.executable, "-I", "-c", DOOR, "--help"],
    "cjm rendr (a wrong command)": [sys.executable, "-I", "-c", DOOR, "rendr"],
}


def once(command: list[str]) -> float:
    """Milliseconds from start to end of a process."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Measure and print; 1 if the goal is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=60, help="runs of each command")
    options.add_argument("--all", action="store_true", help="measure other starts as well, which have no goal")
    asked = options.parse_args()
    compileall.compile_dir(Path(cjm.__file__).parent, quiet=1)

    commands = COMMANDS | REST if asked.all else COMMANDS
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(asked.runs):
        for name, command in commands.items():
            times[name].append(once(command))
    base = median(times["python -I -c pass"])
    for name, taken in times.items():
        print(f"{name:<28}  {median(taken):7.1f} ms  {median(taken) / base:6.2f} x")
    ratio = median(times["cjm --version"]) / base
    print(f"goal {GOAL} x: {'reached' if ratio <= GOAL else 'missed'}", end="")
    print(" (PYTHONDONTWRITEBYTECODE is set)" if os.environ.get("PYTHONDONTWRITEBYTECODE") else "")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
