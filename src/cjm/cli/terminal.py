"""What cjm may know of the terminal: whether it has colours, how wide it is, and how to write to it."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from cjm.errors import CjmError

_PATIENCE = 1.0
"""Seconds that work may take before its progress is shown."""
_PAUSE = 0.1
"""Seconds between two looks of the line that shows it."""


def prepare() -> None:
    """Make sure that any text can be written: UTF-8 in files and pipes, substitutes in old terminals."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str) -> None:
    """Write to standard output. Quiet if nobody reads any more; raises `CjmError` if it cannot be written."""
    if sys.stdout is None and text:
        raise CjmError("standard output is closed")
    _write(sys.stdout, text)


def write_paths(paths: Iterable[str]) -> None:
    """Write paths to standard output, one per line: to a program with the very bytes that they have on the disk."""
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(errors="surrogateescape" if os.name == "posix" else "backslashreplace")
        write("".join(f"{path}\n" for path in paths))
        prepare()
    else:
        write("".join(f"{one_line(path)}\n" for path in paths))


def say(line: str) -> None:
    """Tell something about the run, a line on standard error."""
    _write(sys.stderr, line + "\n")


def complain(problem: CjmError) -> None:
    """Tell why cjm could not do its work, and what would help."""
    say(f"cjm: error: {safe(problem.message)}")
    if problem.help:
        say(f"  = help: {safe(problem.help)}")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None or not text:  # a program without a console has no streams
        return
    _progress.erase()
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if stream is sys.stdout:
            raise CjmError(f"standard output cannot be written: {problem.strerror}") from problem


def safe(text: str) -> str:
    """The text without anything that could steer the terminal; its lines stay."""
    return "".join(sign if sign.isprintable() or sign == "\n" else repr(sign)[1:-1] for sign in text)


def one_line(text: str) -> str:
    """The text on one line, without anything that could steer the terminal."""
    return " ".join(safe(text).split("\n"))


def width(stream: TextIO | None = None) -> int:
    """Columns of the terminal that a stream leads to, standard output if none is named; 100 where there is none.

    COLUMNS has the last word.
    """
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    stream = stream or sys.stdout
    try:
        return (os.get_terminal_size(stream.fileno()).columns if stream is not None else 0) or 100
    except (OSError, ValueError):
        return 100


def colour(asked: str, stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """Whether to write colours to a stream.

    `asked` is `--color`; then the first of these that says something decides: NO_COLOR, FORCE_COLOR and
    CLICOLOR_FORCE, CLICOLOR=0, TERM=dumb, and at last whether the stream is a terminal.
    """
    if asked != "auto":
        return asked == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


@contextmanager
def progress(*, quiet: bool) -> Iterator[None]:
    """Show how far the work is, on one line of standard error.

    Only where that is a terminal, once the work has taken a second, and until anything else is written. The line is
    taken back with spaces, so that there is no escape code in it.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from cjm.progress import told_to

    _progress.begin()
    with told_to(_progress.show):
        try:
            yield
        finally:
            _progress.erase()


class _Progress:
    """The line that shows how far the work is."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing is shown, and from now on the time counts."""
        self._shown = ""
        self._next = time.monotonic() + _PATIENCE

    def show(self, doing: str, done: int, total: int) -> None:
        """Show how many files are done, unless that was done just now."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        line = f"{doing}: {done} of {total} file{'' if total == 1 else 's'}"[: width(sys.stderr) - 1]
        self._put("\r" + line.ljust(len(self._shown)))
        self._shown = line

    def erase(self) -> None:
        """Take the line back."""
        if self._shown:
            self._put("\r" + " " * len(self._shown) + "\r")
        self.begin()

    def _put(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._next = float("inf")  # the terminal is gone; that is no reason to stop


_progress = _Progress()
