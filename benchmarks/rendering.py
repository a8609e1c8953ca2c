"""How long rendering one map takes, beyond starting Python and importing what rendering needs.

    python benchmarks/rendering.py [MAP] [--runs 30]

Three commands run in turns, so that a busy machine slows all of them: the imports alone, with the models, which
pydantic finishes when the first map is read; the imports and a Jinja template that prints as many characters as the
page has, a hundred at a time; and `cjm render`. What counts is how much the last takes beyond the imports: the goal is
less than 60 ms, and the ratio to the template tells how much of it is cjm's own.

Compiled files matter, of Python and of templates: both are made before measuring.
"""

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import cjm

GOAL = 60
"""Milliseconds."""

DOOR = "import sys; from cjm.__main__ import main; sys.exit(main())"
IMPORTS = (
    "import cjm.api, cjm.cli.app, cjm.cli.render, cjm.linting, cjm.markdown, cjm.publishing, cjm.rendering, "
    "cjm.views.map; cjm.linting.all_rules(); "
    "tiny = b'cjm: 1\\ntitle: T\\nstages: [{name: S, steps: [{name: N, emotion: sad}]}]'; "
    "cjm.api.validate(cjm.api.Request(('-',), stdin=tiny))"
)
EMPTY = """
from jinja2 import Environment
template = Environment(autoescape=True).from_string("{% for n in range(n) %}{{ t }}{% endfor %}")
template.render(n=SIZE // 100, t="x" * 100)
"""


def once(command: list[str], folder: str) -> float:
    """Milliseconds from start to end of a process."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=folder)
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Measure and print; 1 if the goal is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    clinic = Path(__file__).resolve().parents[1] / "examples" / "clinic.cjm.yaml"
    options.add_argument("map", nargs="?", type=Path, default=clinic, help="the map to render")
    options.add_argument("--runs", type=int, default=30, help="runs of each command")
    asked = options.parse_args()
    compileall.compile_dir(Path(cjm.__file__).parent, quiet=1)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

    with tempfile.TemporaryDirectory() as folder:
        render = [sys.executable, "-I", "-c", DOOR, "render", str(asked.map.resolve()), "-o", "page.html", "--force"]
        once(render, folder)
        size = (Path(folder) / "page.html").stat().st_size
        commands = {
            "imports": [sys.executable, "-I", "-c", IMPORTS],
            f"imports, and {size:,} bytes by Jinja": [
                sys.executable, "-I", "-c", IMPORTS + EMPTY.replace("SIZE", str(size)),
            ],
            "cjm render": render,
        }  # fmt: skip
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(asked.runs):
            for name, command in commands.items():
                times[name].append(once(command, folder))
    base, empty, ours = (median(taken) for taken in times.values())
    for name, taken in times.items():
        print(f"{name:<38}  {median(taken):7.1f} ms  {median(taken) - base:+7.1f} ms")
    print(f"beyond the imports: {ours - base:.1f} ms, {(ours - base) / (empty - base):.1f} x the empty template")
    print(f"goal {GOAL} ms: {'reached' if ours - base <= GOAL else 'missed'}")
    return 0 if ours - base <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
