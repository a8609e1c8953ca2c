"""Colour, width and progress in a real terminal, and in a pipe."""

import os
import re
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cli_calls import BAD, GOOD

from cjm.cli import terminal

if sys.platform == "win32":
    pytest.skip("pseudo-terminals of POSIX", allow_module_level=True)

import fcntl
import pty
import termios

DOOR = [sys.executable, "-m", "cjm"]
STEERING = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "GITHUB_ACTIONS", "CJM_OUTPUT_FORMAT")


def environment(**set_: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in STEERING}
    return kept | {"TERM": "xterm-256color"} | set_


def on_terminal(
    folder: Path, *arguments: str, columns: int = 100, piped: tuple[str, ...] = (), **set_: Any
) -> tuple[str, int]:
    """What a call shows in a terminal of so many columns, and its exit code; what is `piped` goes elsewhere."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    streams = {name: subprocess.DEVNULL if name in piped else theirs for name in ("stdout", "stderr")}
    process = subprocess.Popen(
        [*DOOR, *arguments], cwd=folder, stdin=subprocess.DEVNULL, env=environment(**set_), **streams  # type: ignore[call-overload]
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # so Linux says that all have left the terminal
        pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), process.wait(timeout=20)


def in_pipe(folder: Path, *arguments: str, **set_: str) -> str:
    done = subprocess.run(
        [*DOOR, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment(**set_)
    )
    return done.stdout + done.stderr


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "bad.cjm.yaml").write_text(BAD, encoding="utf-8")
    return tmp_path


COLOUR = [  # each line: who speaks, and what follows in a terminal and in a pipe
    ((), {}, True, False),
    (("--color", "always"), {"NO_COLOR": "1"}, True, True),
    (("--color", "never"), {"FORCE_COLOR": "1"}, False, False),
    ((), {"NO_COLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, False, False),
    ((), {"NO_COLOR": ""}, True, False),
    ((), {"FORCE_COLOR": "1", "CLICOLOR": "0", "TERM": "dumb"}, True, True),
    ((), {"CLICOLOR_FORCE": "1", "CLICOLOR": "0", "TERM": "dumb"}, True, True),
    ((), {"FORCE_COLOR": "0"}, True, False),
    ((), {"CLICOLOR": "0"}, False, False),
    ((), {"CLICOLOR": "1"}, True, False),
    ((), {"TERM": "dumb"}, False, False),
]


@pytest.mark.parametrize(("options", "set_", "terminal", "pipe"), COLOUR, ids=str)
def test_colour_in_a_terminal_and_in_a_pipe(
    bad: Path, options: tuple[str, ...], set_: dict[str, str], terminal: bool, pipe: bool
) -> None:
    shown, code = on_terminal(bad, "validate", *options, **dict[str, Any](set_))
    assert (code, "\x1b[1;31merror" in shown, "\x1b" in shown) == (1, terminal, terminal)
    assert ("\x1b" in in_pipe(bad, "validate", *options, **set_)) is pipe
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == in_pipe(bad, "validate", "--color", "never")


@pytest.mark.parametrize(
    "call", ["rules", "rules missing-goal", "new --list", "lint --statistics -v", "render", "lint --help", "nonsense"]
)
def test_off_means_not_one_escape_byte_in_any_verb(bad: Path, call: str) -> None:
    assert "\x1b" not in on_terminal(bad, *call.split(), NO_COLOR="1")[0]


def test_findings_of_render_are_coloured_as_standard_error_is(bad: Path) -> None:
    assert "\x1b[1;31merror" in on_terminal(bad, "render", piped=("stdout",))[0]
    assert "\x1b" not in on_terminal(bad, "render", piped=("stderr",))[0]


LONG = GOOD.replace("calm", "[" + "calm, " * 40 + "hihg: 1]")


@pytest.mark.parametrize(("columns", "set_"), [(60, {}), (132, {}), (132, {"COLUMNS": "60"}), (60, {"COLUMNS": "no"})])
def test_lines_are_cut_to_the_width_of_the_terminal(tmp_path: Path, columns: int, set_: dict[str, str]) -> None:
    (tmp_path / "a.cjm.yaml").write_text(LONG, encoding="utf-8")
    room = 60 if set_.get("COLUMNS") == "60" else columns
    for verb, piped in (("validate", ()), ("render", ("stdout",))):
        shown, _ = on_terminal(tmp_path, verb, "--color", "never", columns=columns, piped=piped, **set_)
        snippets = [line for line in shown.splitlines() if re.match(r" *[0-9]* \|", line)]
        assert any("…" in line for line in snippets)
        assert room - 3 <= max(map(len, snippets)) <= room


@pytest.mark.parametrize("columns", [30, 45, 80])
@pytest.mark.parametrize(
    "text", ["料金がとても高いです" * 4, "👟💳🧾" * 9, "e\u0301te\u0301 " * 12], ids=["CJK", "emoji", "accents"]
)
def test_the_caret_stands_below_the_mistake_in_a_narrow_terminal(tmp_path: Path, columns: int, text: str) -> None:
    line = BAD.replace("The card is refused", f'"{text}"')
    (tmp_path / "a.cjm.yaml").write_text(line, encoding="utf-8")
    shown, _ = on_terminal(tmp_path, "validate", "--color", "never", columns=columns)
    rows = shown.splitlines()
    at = next(number for number, row in enumerate(rows) if row.endswith("^^^^"))
    row, carets = rows[at - 1], rows[at]
    assert "hihg" in row
    assert wide(row.partition("hihg")[0]) == carets.index("^")
    assert wide(row) <= columns


def wide(text: str) -> int:
    """Columns of a text, counted anew and more plainly than the report does."""
    kinds = ((unicodedata.east_asian_width(sign), unicodedata.combining(sign)) for sign in text)
    return sum(0 if combining else 2 if kind in "WF" else 1 for kind, combining in kinds)


def many(folder: Path) -> None:
    steps = "".join(f"      - name: I take step {n}\n        emotion: calm\n" for n in range(60))
    for number in range(600):
        (folder / f"{number:03}.cjm.yaml").write_text(
            f"cjm: 1\ntitle: T\nstages:\n  - name: A\n    steps:\n{steps}", encoding="utf-8"
        )


def test_progress_is_shown_in_a_terminal_and_taken_back_before_anything_is_said(tmp_path: Path) -> None:
    many(tmp_path)
    shown, code = on_terminal(tmp_path, "validate", NO_COLOR="1")
    assert code == 0
    assert re.search(r"\rChecking: [0-9]+ of 600 files", shown)
    assert "\x1b" not in shown
    *_, taken_back, summary = shown.split("\r")
    assert (taken_back.strip(), summary) == ("", "All good: 600 files checked\n")
    quiet, _ = on_terminal(tmp_path, "validate", "--quiet")
    assert quiet == ""
    assert "Checking" not in on_terminal(tmp_path, "validate", TERM="dumb")[0]
    assert in_pipe(tmp_path, "validate", FORCE_COLOR="1") == "All good: 600 files checked\n"


def test_progress_waits_a_second_and_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    written: list[str] = []
    monkeypatch.setattr("cjm.cli.terminal.time.monotonic", lambda: now[0])
    monkeypatch.setattr(terminal._Progress, "_put", lambda self, text: written.append(text))
    monkeypatch.setenv("COLUMNS", "12")
    line = terminal._Progress()
    now[0] += 0.99
    line.show("Checking", 1, 10)
    line.erase()
    assert written == [], "nothing is taken back that was not shown"
    now[0] += 1.0
    line.show("Checking", 2, 10)
    now[0] += 0.05
    line.show("Checking", 3, 10)
    assert written == ["\rChecking: 2"], "one look in a tenth of a second"
    line.erase()
    assert written[1:] == ["\r" + " " * 11 + "\r"]


def test_a_run_that_is_over_soon_shows_no_progress(bad: Path) -> None:
    shown, _ = on_terminal(bad, "validate")
    assert "Checking" not in shown
    assert "\r" not in shown
