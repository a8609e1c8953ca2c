"""`--watch`, as somebody uses it: in a process of its own, at a terminal and without one."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli_calls import BAD, GOOD, Call

needs_watchfiles = pytest.mark.skipif(find_spec("watchfiles") is None, reason="needs watchfiles (cjm-cli[watch])")
PATIENCE = 60


class Watching:
    """A process that watches, and all that it has written so far."""

    def __init__(self, folder: Path, *arguments: str, terminal: bool = False) -> None:
        read, write = self._terminal() if terminal else os.pipe()
        keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "GITHUB_ACTIONS")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cjm", *arguments, "--watch"],
            cwd=folder,
            env=keep | {"TERM": "xterm", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=write,
            start_new_session=True,
        )
        os.close(write)
        self._written = b""
        self._reader = threading.Thread(target=self._read, args=[read], daemon=True)
        self._reader.start()

    @staticmethod
    def _terminal() -> tuple[int, int]:
        pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
        return pty.openpty()  # type: ignore[no-any-return]

    def _read(self, end: int) -> None:
        try:
            while piece := os.read(end, 65536):
                self._written += piece
        except OSError:
            pass  # what a terminal answers when nobody holds its other end any more
        os.close(end)

    @property
    def text(self) -> str:
        return self._written.decode()

    def until(self, holds: Callable[[str], bool]) -> str:
        """What was written, as soon as that is enough."""
        end = time.monotonic() + PATIENCE
        while not holds(self.text):
            assert time.monotonic() < end, self.text
            assert self._process.poll() is None, self.text
            time.sleep(0.02)
        return self.text

    def rounds(self, number: int) -> str:
        """What was written up to the end of a round."""
        return self.until(lambda text: text.count("Ctrl-C ends") >= number)

    def interrupt(self) -> int:
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def watching(folder: Path) -> Iterator[Callable[..., Watching]]:
    """Begin to watch the folder."""
    begun: list[Watching] = []

    def begin(*arguments: str, terminal: bool = False) -> Watching:
        begun.append(Watching(folder, *arguments, terminal=terminal))
        return begun[-1]

    yield begin
    for one in begun:
        one.end()


@needs_watchfiles
def test_a_change_shows_the_new_findings_and_ctrl_c_ends_it(watching: Callable[..., Watching], good: Path) -> None:
    watch = watching("validate", "--output-format", "concise")
    assert watch.rounds(1) == "All good: 1 file checked\nWatching 1 file; Ctrl-C ends\n"
    good.write_text(BAD, encoding="utf-8")
    assert "good.cjm.yaml:7:61: error[invalid-value] " in watch.rounds(2)
    good.write_text(GOOD, encoding="utf-8")
    assert watch.rounds(3).count("All good") == 2
    assert watch.interrupt() == 130
    assert "Traceback" not in watch.text
    assert "\x1b" not in watch.text


@needs_watchfiles
def test_only_files_that_matter_wake_it(watching: Callable[..., Watching], good: Path, folder: Path) -> None:
    (folder / "kim.persona.yaml").write_text("cjm: 1\nid: kim\nname: Kim\n", encoding="utf-8")
    (folder / "cjm.yaml").write_text("cjm: 1\n", encoding="utf-8")
    (folder / "sales.csv").write_text("date,value\n2026-01-01,3\n", encoding="utf-8")
    good.write_text(GOOD + "metrics: {sales: {value: 3, series: sales.csv}}\n", encoding="utf-8")
    watch = watching("lint", "--select", "missing-thoughts", "--output-format", "concise")
    watch.rounds(1)
    (folder / "notes.txt").write_text("Hello", encoding="utf-8")
    (folder / ".good.cjm.yaml.swp").write_text("Hello", encoding="utf-8")
    time.sleep(1)
    for number, (name, text) in enumerate(
        [
            ("kim.persona.yaml", "cjm: 1\nid: kim\nname: Kim, who cooks\n"),
            ("sales.csv", "date,value\n2026-01-01,nothing\n"),
            ("sales.csv", "date,value\n2026-01-01,3\n"),
            ("cjm.yaml", "cjm: 2\n"),
            ("cjm.yaml", "cjm: 1\nlint: {ignore: {missing-thoughts: We know}}\n"),
            ("new.cjm.yaml", BAD),
        ],
        2,
    ):
        (folder / name).write_text(text, encoding="utf-8")
        watch.rounds(number)
    text = watch.text
    assert text.count("Ctrl-C ends") == 7
    assert "nothing" in text
    assert "cjm: error: " in text
    assert "new.cjm.yaml:7:61: error[invalid-value]" in text
    assert watch.interrupt() == 130


@needs_watchfiles
def test_a_terminal_is_cleared_before_each_round(watching: Callable[..., Watching], good: Path) -> None:
    watch = watching("validate", terminal=True)
    assert watch.rounds(1).startswith("\x1b[2J\x1b[H")
    good.write_text(BAD, encoding="utf-8")
    newest = watch.rounds(2).rpartition("\x1b[2J\x1b[H")[2]
    assert "hihg" in newest
    assert "All good" not in newest
    assert watch.interrupt() == 130


@needs_watchfiles
def test_without_colour_there_is_no_escape_code(watching: Callable[..., Watching], good: Path) -> None:
    watch = watching("validate", "--color", "never", terminal=True)
    watch.rounds(1)
    assert watch.interrupt() == 130
    assert "\x1b" not in watch.text


@needs_watchfiles
def test_a_report_is_made_again(watching: Callable[..., Watching], good: Path, folder: Path) -> None:
    watch = watching("render")
    assert watch.rounds(1).startswith("good.html\n")
    good.write_text(GOOD.replace("by card", "in cash"), encoding="utf-8")
    watch.rounds(2)
    assert "I pay in cash" in (folder / "good.html").read_text(encoding="utf-8")
    assert watch.interrupt() == 130


def test_what_cannot_be_watched_is_refused(call: Call, good: Path) -> None:
    for arguments in (
        ["validate", "-"],
        ["lint", "-"],
        ["lint", "--fix"],
        ["lint", "--diff"],
        ["lint", "--baseline", "base.json", "--update-baseline"],
        ["render", "-o", "-"],
        ["render", "-"],
    ):
        result = call(*arguments, "--watch")
        assert (result.code, result.out) == (2, ""), arguments
        assert "watch" in result.err


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    call: Call, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = call("validate", "--watch")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "cjm: error: --watch needs the package watchfiles, which is not installed\n"
        "  = help: install it with `pip install 'cjm-cli[watch]'`\n"
    )
