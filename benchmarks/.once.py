"""How much longer than an ordinary map cjm takes for what somebody hands to it who means it no good.

    python benchmarks/hostile.py [--all]

Each case of `tests/cli/hostile_cases.py` goes through `python -m cjm` with each verb. Yardstick: the same command on a
map of ten lines with nothing wrong, in the same run; what is printed is the time beyond that, the worst first. The
limit of 100 ms is that of a machine on which the yardstick takes 200 ms, so it grows with the yardstick.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "cli"))

from hostile_cases import BROKEN, FOLDERS, HEAVY, MAP, STUCK

ROUNDS = 1
LIMIT = 0.5
"""Beyond start-up, in yardsticks: 100 ms where the yardstick takes 200."""
VERBS = {
    "validate": ["validate"],
    "lint": ["lint"],
    "fix": ["lint", "--fix"],
    "render": ["render", "--force"],
}


def seconds(folder: Path, arguments: list[str], rounds: int = ROUNDS) -> float:
    """The median of several calls. The exit code has to be 0, 1 or 2, and nobody may see a traceback."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "cjm", *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            check=False, env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
        )  # fmt: skip
        times.append(time.perf_counter() - start)
        assert done.returncode in (0, 1, 2), (arguments, done.returncode)
        assert not any(word in done.stderr for word in (b"Traceback", b"internal error")), done.stderr
    return statistics.median(times)


def cases() -> dict[str, tuple[Callable[[Path], None], tuple[str, ...]]]:
    """What makes the folder of each case, and what has to be added to `cjm render` to meet it."""

    def a_map(data: bytes) -> Callable[[Path], None]:
        return lambda folder: (folder / "map.cjm.yaml").write_bytes(data) and None

    return {
        **{name: (a_map(data), ()) for name, data in {**BROKEN, **HEAVY}.items()},
        **FOLDERS,
        **{name: (make, ()) for name, make in STUCK.items()},
    }


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "plain"
        plain.mkdir()
        (plain / "map.cjm.yaml").write_text(f"# an ordinary map\n{MAP}", encoding="utf-8")
        yardsticks = {verb: seconds(plain, arguments, 5) for verb, arguments in VERBS.items()}
        for case, (make, more) in cases().items():
            for verb, arguments in VERBS.items():
                if more and verb != "render":
                    continue
                folder = Path(name) / f"{case}-{verb}"
                folder.mkdir()
                make(folder)
                took = seconds(folder, [*arguments, *more])
                rows.append((took - yardsticks[verb], (took - yardsticks[verb]) / yardsticks[verb], verb, case))
    rows.sort(reverse=True)
    print(", ".join(f"{verb} {1000 * took:.0f} ms" for verb, took in yardsticks.items()), "for ten lines")
    print(f"{'beyond':>10} {'yardsticks':>11}")
    for beyond, ratio, verb, case in rows if "--all" in sys.argv else rows[:40]:
        print(f"{1000 * beyond:7.0f} ms {ratio:11.2f}  {verb} {case}")
    over = sum(ratio > LIMIT for _, ratio, _, _ in rows)
    print(f"{over} of {len(rows)} beyond the limit of {LIMIT} yardsticks")


if __name__ == "__main__":
    main()
