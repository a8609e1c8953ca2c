"""What cjm may know of the terminal: whether it has colours, how wide it is, and how to write to it."""

import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import TextIO

from cjm.errors import CjmError


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
    _write(sys.stdout, text)


def say(line: str) -> None:
    """Tell something about the run, a line on standard error."""
    _write(sys.stderr, line + "\n")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None or not text:  # a program without a console has no streams
        return
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


def width() -> int:
    """Columns of the terminal, 100 where there is none."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


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
