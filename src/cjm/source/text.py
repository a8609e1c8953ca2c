"""From bytes to text and lines."""

import codecs
import re

from cjm.finding import Place

LARGEST = 4 * 1024 * 1024
"""Bytes that a file may hold."""

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line, for YAML."""


def lines(text: str) -> list[str]:
    """The lines of a text, counted as YAML counts them."""
    return BREAK.split(text)


class NotText(Exception):
    """Bytes that are no UTF-8: `message` says which and what was probably meant, `place` where."""

    def __init__(self, message: str, place: Place, help: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.help = help


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with a byte order mark. Raises `NotText`."""
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
        skipped = 3
    else:
        skipped = 0
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data[:4] and len(data) % 2 == 0:
        help = ("save the file as UTF-8",)
        raise NotText("this file looks like UTF-16 without the mark that has to begin it", Place(), help)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        if encoding == "utf-16":
            raise NotText(
                f"this file begins like UTF-16, but byte {problem.start} does not fit",
                Place(),
                ("save the file as UTF-8",),
            ) from None
        before = lines(data[: problem.start].decode("utf-8"))
        line, column = len(before), len(before[-1]) + 1
        byte = data[problem.start]
        likely = _likely(data[problem.start : problem.start + 1])
        kind = "letter" if likely.isalpha() else "character"
        meant = f", in Latin-1 or Windows-1252 the {kind} `{likely}`" if likely else ""
        raise NotText(
            f"byte {problem.start + skipped} (0x{byte:02X}) is not UTF-8{meant}",
            Place(line, column, line, column + 1),
            ("save the file with the encoding UTF-8",),
        ) from None


def _likely(byte: bytes) -> str:
    try:
        letter = byte.decode("windows-1252")
    except UnicodeDecodeError:
        letter = byte.decode("latin-1")
    return letter if letter.isprintable() else ""
