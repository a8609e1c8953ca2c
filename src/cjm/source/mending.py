"""Mending a text line by line: replacing, quoting and measuring, and how far the parser gets with the result."""

import re
from itertools import zip_longest

import yaml

from cjm.source.composing import TooDeep, compose
from cjm.source.text import BREAK

BULLETS = "•‣▪▫●○◦∙·"
"""Marks that begin the items of a list in other documents, and so in what is copied from them."""


def text_before(text: str, number: int) -> str:
    """The text before line `number`."""
    position = 0
    for match, _count in zip(BREAK.finditer(text), range(number), strict=False):
        position = match.end()
    return text[:position]


def with_rows(text: str, rows: list[str]) -> str:
    """The text with other lines, line ends kept."""
    ends = [match[0] for match in BREAK.finditer(text)]
    return "".join(row + end for row, end in zip_longest(rows, ends, fillvalue=""))


def furthest_line(text: str) -> int:
    """The line on which the parser stumbles; beyond all lines if it does not."""
    try:
        compose(text)
    except TooDeep:
        return -1
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        return mark.line if mark is not None else -1
    return len(text) + 1


def indent_of(line: str) -> int:
    """How many spaces stand in front of a line."""
    return len(line) - len(line.lstrip(" "))


def with_line(text: str, number: int, line: str) -> str:
    """The text with line `number`, counted from 0, replaced; its line end is kept."""
    start = 0
    for count, match in enumerate(BREAK.finditer(text)):
        if count == number:
            return text[:start] + line + text[match.start() :]
        start = match.end()
    return text[:start] + line


def cut_comment(text: str) -> tuple[str, str]:
    """A value without quotes, and the comment behind it with the spaces before it."""
    found = re.search(r"\s+#.*$|\s+$", text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def single_quoted(text: str) -> str:
    """The text in single quotes, those inside doubled."""
    return "'" + text.replace("'", "''") + "'"


def in_quotes(text: str) -> str:
    """The text in the quotes that need the least care."""
    return f'"{text}"' if '"' not in text and "\\" not in text else single_quoted(text)


def shortened(text: str) -> str:
    """The text for a message: at most 60 characters."""
    return text if len(text) <= 60 else text[:57].rstrip(" :`'\"") + "…"
