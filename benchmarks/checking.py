"""How long it takes to validate and lint many maps, as a ratio to what PyYAML needs to read them.

    python benchmarks/checking.py [MAPS]

Yardstick: `yaml.load(CSafeLoader)` of the same files in the same run, on one core. Absolute times move with the
machine, so only the ratios count. Rounds are interleaved; medians are printed.
"""

import datetime
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from cjm.api import LintOptions, Request, lint
from cjm.linting import all_rules

TODAY = datetime.date(2026, 12, 1)
ROUNDS = 5


def a_map(number: int, steps: int = 25) -> str:
    """A map with every common lane filled, about 340 lines for 25 steps."""
    lines = [
        "cjm: 1",
        f"title: I renew contract {number}",
        "persona:",
        "  name: Kim, who commutes",
        "  goals: [Pay less]",
        "  behaviours: [Compares on the phone]",
        "  frustrations: [Long forms]",
        "scenario: The contract ends next month",
        "goal: Pay less without losing my number",
        "scope: {start: I notice the higher bill, end: The new bill is right}",
        "basis: research",
        "owner: Contracts",
        "evidence:",
        "  calls: {type: interview, date: 2026-05, n: 12}",
        "stages:",
    ]
    for index in range(steps):
        if index % 5 == 0:
            lines += [f"  - name: Part {index // 5 + 1} of the way", "    steps:"]
        feeling = ("annoyed", "hopeful", "confused", "relieved", "pleased")[index % 5]
        lines += [
            f"      - name: I take step {index + 1} of the renewal", f"        emotion: {feeling}",
            "        actions:", "          - I open the letter again", "          - I compare two offers",
            "        thoughts:", "          - Which of these is the cheapest for me?",
            "        touchpoints:", "          - Comparison page @ website", "        evidence: calls",
            "        pain_points:", "          - text: The total does not update after a change",
            "            severity: medium",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    all_rules()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            (folder / f"m{number:05}.cjm.yaml").write_text(a_map(number), encoding="utf-8")
        files = sorted(folder.iterdir())
        request = Request((), folder)

        def read() -> None:
            for file in files:
                yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)

        def check() -> None:
            lint(request, LintOptions(), TODAY)

        cores = os.sched_getaffinity(0)
        times: dict[str, list[float]] = {"read": [], "one": [], "all": []}
        for _ in range(ROUNDS):
            os.sched_setaffinity(0, {min(cores)})
            times["read"].append(timed(read))
            times["one"].append(timed(check))
            os.sched_setaffinity(0, cores)
            times["all"].append(timed(check))
    middle = {key: statistics.median(values) for key, values in times.items()}
    print(f"{count} maps of {len(a_map(0).splitlines())} lines")
    print(f"yaml.load(CSafeLoader), one core     1.00  ({middle['read']:.2f} s)")
    print(f"validate and lint, one core          {middle['one'] / middle['read']:.2f}")
    print(f"validate and lint, {len(cores)} cores           {middle['all'] / middle['read']:.2f}")


if __name__ == "__main__":
    main()
