"""A metric's development in a CSV file, as a spreadsheet writes it."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from cjm.checks import Problem
from cjm.files import content
from cjm.finding import Path, Remark
from cjm.model import Amount, PartialDate
from cjm.model.metric import Sample
from cjm.source import decode
from cjm.source.text import NotText

LARGEST = 1024 * 1024
"""Bytes that a file may hold."""
_MOST_LINES = 20_000
_EXAMPLE = "write it like this: `date,value` in the first line, then lines such as `2026-05,41`"
_WIDEST = 40
"""Letters of a value that a message shows."""


class _Unusable(Exception):
    """Why nothing can be made of a file: the finding's id, what to say, and what to do."""

    def __init__(self, rule: str, message: str, *help: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.help = rule, message, help


def read_series(file: FilePath, path: Path, reference: str) -> tuple[list[Sample], list[Problem]]:
    """The values in a CSV file, or why there are none; `path` is where the map names it, as `reference`.

    The first line names the columns `date` and `value`, in any order and among others. Columns are parted by commas, or
    by semicolons or tabs: then decimals may have a comma and days may be written `14.05.2026`, as spreadsheets in much
    of Europe do. Empty lines do not count.
    """
    try:
        samples = list(_samples(_text(file)))
    except _Unusable as problem:
        return [], [(problem.rule, Remark(path, f"`{reference}`{problem.message}", problem.help))]
    if not samples:
        return [], [("missing-key", Remark(path, f"`{reference}` holds no values", (_EXAMPLE,)))]
    return samples, []


def _text(file: FilePath) -> str:
    try:
        data = content(file, LARGEST)
        if len(data) > LARGEST:
            raise _Unusable("too-large", " is larger than 1 MB", "keep the columns date and value, and fewer rows")
        return decode(data)
    except OSError as problem:
        why = (problem.strerror or "unknown reason").lower()
        raise _Unusable("unreadable", f" cannot be read: {why}") from None
    except NotText as problem:
        where = f", line {problem.place.line}" if problem.place.line > 1 else ""
        raise _Unusable("encoding", f"{where}: {problem.message}", *problem.help) from None


def _samples(text: str) -> Iterator[Sample]:
    delimiter = _delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[int, int] | None = None
    try:
        for row in rows:
            if rows.line_num > _MOST_LINES:
                message = f" has more than {_MOST_LINES:,} lines"
                raise _Unusable("too-large", message, "keep the columns date and value, and fewer rows")
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row)
                continue
            date, value = (row[at].strip() if at < len(row) else "" for at in columns)
            try:
                yield Sample(date=_date(date, delimiter), value=_value(value, delimiter))
            except ValueError as problem:
                raise _Unusable("invalid-value", f", line {rows.line_num}: {problem}") from None
    except csv.Error:
        message = f", line {rows.line_num}: the quotes do not fit together, or a cell is far too long"
        raise _Unusable("invalid-value", message, "end each quote that you begin, or leave the quotes out") from None


def _delimiter(text: str) -> str:
    """What parts the columns, by the first line with content: `;`, a tab, or a comma."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return next((sign for sign in ";\t" if sign in head), ",")


def _columns(row: list[str]) -> tuple[int, int]:
    """Where date and value stand."""
    names = [cell.strip().lower() for cell in row]
    for name in ("date", "value"):
        if name not in names:
            raise _Unusable("missing-key", f" has no column `{name}`", _EXAMPLE)
    return names.index("date"), names.index("value")


def _date(text: str, delimiter: str) -> PartialDate:
    found = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text) if delimiter != "," else None
    if found:
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    if not text:
        raise ValueError("there is no date")
    return PartialDate.parse(_short(text))


def _value(text: str, delimiter: str) -> Amount:
    if not text:
        raise ValueError("there is no value")
    if delimiter != "," and re.fullmatch(r"[-+]?[0-9]*,[0-9]+", text):
        text = text.replace(",", ".")
    return Amount.parse(_short(text.removeprefix("+").replace("\u2212", "-")))


def _short(text: str) -> str:
    """A value, cut where it is longer than any date or figure."""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
