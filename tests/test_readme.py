"""The README is true: each of its commands is run, in order, in one folder, and does what is written there.

How it is written:

- A line in a `console` block that begins with `$ ` is a command for the shell. It must end well, or with the
  code that a comment behind it names: `$ cjm lint shoes.cjm.yaml  # exit 1`.
- The lines below it are what it prints, standard output and standard error together. Where there are none,
  nothing is compared. `...` stands for anything within a line, or alone for any number of lines.
- A `yaml` block with a file name behind the word `yaml` is a file that the reader writes before going on.
- The folder holds the examples, and `cjm` is the one under test. The two lines that set up an environment
  are run from a copy of the checkout, or by the gate.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETS_UP = "python3 -m venv"


@dataclass(frozen=True)
class Write:
    """A file that the reader is asked to write."""

    line: int
    name: str
    text: str


@dataclass(frozen=True)
class Type:
    """A command that the reader is asked to type, and what is said to follow."""

    line: int
    command: str
    code: int
    output: str


def steps(readme: str) -> Iterator[Write | Type]:
    """What a reader does who follows the text from top to bottom."""
    for block in re.finditer(r"^```(\w+)[ ]*(.*)\n((?:(?!```).*\n)*)```$", readme, flags=re.MULTILINE):
        language, name, body = block.groups()
        line = readme.count("\n", 0, block.start(3)) + 1
        if language == "yaml" and name:
            yield Write(line, name, body)
        if language == "console":
            for typed in re.finditer(r"^\$ (.*?)(?:[ ]+# exit (\d+))?$\n?((?:(?!\$ ).*\n)*)", body, flags=re.MULTILINE):
                command, code, output = typed.groups()
                yield Type(line + body.count("\n", 0, typed.start()), command, int(code or 0), output.strip())


def matches(said: str, printed: str) -> bool:
    """Whether a text is as the README says, where `...` stands for anything."""
    lines = [line.rstrip() for line in said.strip().splitlines()]
    pattern = [r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n" for line in lines]
    text = "".join(f"{line.rstrip()}\n" for line in printed.strip().splitlines())
    return re.fullmatch("".join(pattern), text) is not None


README = (ROOT / "README.md").read_text(encoding="utf-8")
SET_UP = [step.command for step in steps(README) if isinstance(step, Type) and step.command.startswith(SETS_UP)]
TOUR = [step for step in steps(README) if isinstance(step, Write) or not step.command.startswith(SETS_UP)]


def _shell(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("CJM_", "GITHUB_", "PYTHON"))}
    return subprocess.run(
        ["bash", "-c", command],
        check=False,
        cwd=folder,
        env=keep | {"NO_COLOR": "1", "COLUMNS": "100"} | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def test_the_tour_goes_as_it_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    assert any(isinstance(step, Type) and step.command.startswith("cjm ") for step in TOUR)
    for step in TOUR:
        if isinstance(step, Write):
            (tmp_path / step.name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / step.name).write_text(step.text, encoding="utf-8")
            continue
        done = _shell(step.command, tmp_path, PATH=path)
        what = f"README.md:{step.line}: $ {step.command}"
        assert done.returncode == step.code, f"{what}\nended with {done.returncode}:\n{done.stdout}"
        assert not step.output or matches(step.output, done.stdout), f"{what}\nprinted:\n{done.stdout}"


@pytest.mark.packaging
def test_one_line_renders_the_first_report_in_a_fresh_copy(tmp_path: Path) -> None:
    (command,) = [line for line in SET_UP if not line.endswith("pytest")]
    litter = shutil.ignore_patterns(".*", "*.html", "__pycache__", "node_modules", "build", "dist")
    shutil.copytree(ROOT, tmp_path / "cjm", ignore=litter)
    done = _shell(command, tmp_path / "cjm")
    assert done.returncode == 0, done.stdout
    written = tmp_path / "cjm" / done.stdout.splitlines()[-1]
    assert written.suffix == ".html"
    assert written.is_file()


def test_one_line_runs_the_tests_and_is_the_one_that_the_gate_runs() -> None:
    tests = [line for line in SET_UP if line.endswith(".venv/bin/pytest")]
    assert len(tests) == 1
    assert f"    {tests[0]}\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


SAID = """\
```yaml shoes.cjm.yaml
cjm: 1
```
```console
$ cjm lint  # exit 1
warning...
...
3 findings
$ cjm --version
```
"""


def test_commands_files_codes_and_output_are_read_from_a_text() -> None:
    assert list(steps(SAID)) == [
        Write(2, "shoes.cjm.yaml", "cjm: 1\n"),
        Type(5, "cjm lint", 1, "warning...\n...\n3 findings"),
        Type(9, "cjm --version", 0, ""),
    ]


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("warning: x\n3 findings\n", True),
        ("warning: x\n\n  | y\n3 findings", True),
        ("error: x\n3 findings", False),
        ("warning: x\n13 findings", False),
        ("warning: x\n3 findings\nmore", False),
    ],
)
def test_three_dots_stand_for_anything(printed: str, same: bool) -> None:
    assert matches("warning...\n...\n3 findings", printed) is same
