"""Lengths of time as authors write them."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar

from pydantic.json_schema import JsonSchemaValue

from cjm.model.values import DECIMAL, OutOfRange, Value, decimal, number
from cjm.vocabulary import units

_ISO = (
    r"P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?"
)


_LARGEST = 1_000_000
"""The largest number before a unit of time."""


@cache
def _unit_names() -> dict[str, str]:
    """Each way in which a unit may be written, with the unit."""
    names: dict[str, str] = {}
    for unit, words in units().items():
        for word in words:
            for form in (word, word.lower(), word.upper(), word[:1].upper() + word[1:]):
                names.setdefault(form, unit)
    return names


@cache
def _unit_pattern() -> str:
    return "|".join(sorted(map(re.escape, _unit_names()), key=lambda name: (-len(name), name)))


@dataclass(frozen=True, slots=True)
class Duration(Value):
    """A length of time as an author writes it: `20 min`, `2h 30m`, `2-4 weeks`, `P3D`.

    `parts` are amounts with their units (`s`, `min`, `h`, `d`, `w`, `mo`, `y`); `upto` is the
    upper end of a range and goes with a single part.
    """

    parts: tuple[tuple[float, str], ...]
    upto: float | None = None

    DAYS: ClassVar[dict[str, float]] = {
        "s": 1 / 86400,
        "min": 1 / 1440,
        "h": 1 / 24,
        "d": 1,
        "w": 7,
        "mo": 30.4375,
        "y": 365.25,
    }

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> "Duration":
        """Read `20 min`, `2h 30m`, `3 days`, `2-4 weeks` or `P3D`."""
        text = text.strip()
        names = _unit_names()
        if re.fullmatch(_ISO, text):
            date, _, time = text[1:].partition("T")
            letters = {"Y": "y", "M": "mo", "W": "w", "D": "d"}
            parts = [(float(n), letters[u]) for n, u in re.findall(r"([0-9]+)([YMWD])", date)]
            parts += [(float(n), {"H": "h", "M": "min", "S": "s"}[u]) for n, u in re.findall(r"([0-9]+)([HMS])", time)]
            return cls._within_reason(tuple(parts))
        unit = _unit_pattern()
        if found := re.fullmatch(rf"({DECIMAL})\s*[-–]\s*({DECIMAL})\s*({unit})", text):
            low, high = decimal(found[1]), decimal(found[2])
            if high <= low:
                raise ValueError(f"`{text}` runs backwards; write the smaller number first")
            return cls._within_reason(((low, names[found[3]]),), high)
        if re.fullmatch(rf"{DECIMAL}\s*(?:{unit})(?:\s*{DECIMAL}\s*(?:{unit}))*", text):
            return cls._within_reason(
                tuple((decimal(n), names[u]) for n, u in re.findall(rf"({DECIMAL})\s*({unit})", text))
            )
        if found := re.fullmatch(r"([0-9]+):([0-9]{2})", text):
            a, b = int(found[1]), int(found[2])
            raise ValueError(f"`{text}` can be read in two ways; write `{a}h {b}min` or `{a}min {b}s`")
        if re.fullmatch(DECIMAL, text):
            raise ValueError(f"`{text}` has no unit; write for example `{text} min` or `{text} days`")
        raise ValueError(f"`{text}` is not a duration; write for example `20 min`, `2h 30m`, `3 days` or `2-4 weeks`")

    @classmethod
    def shape(cls) -> str:
        """A pattern of all durations, for JSON Schema; the units, a long list, stand in it once."""
        unit = _unit_pattern().replace("\\ ", " ")
        upto = rf"{DECIMAL}\s*[-–]\s*(?={DECIMAL}[^0-9]*$)"
        return rf"{_ISO}|(?:{upto})?(?:{DECIMAL}\s*(?:{unit})\s*)+"

    @classmethod
    def _within_reason(cls, parts: tuple[tuple[float, str], ...], upto: float | None = None) -> "Duration":
        """The duration, unless one of its numbers is larger than anybody means."""
        if max(upto or 0, *(amount for amount, _ in parts)) > _LARGEST:
            raise OutOfRange("this is longer than any journey")
        return cls(parts, upto)

    @classmethod
    def json_schema(cls) -> JsonSchemaValue:
        """A text of amounts and units, in the languages of the report."""
        return {
            "type": "string",
            "pattern": rf"^\s*(?:{cls.shape()})\s*$",
            "examples": ["20 min", "2h 30m", "3 days", "2-4 weeks"],
        }

    @property
    def days(self) -> float:
        """The length in days (a month counts 30.4375, a year 365.25); the middle of a range."""
        low = sum(amount * self.DAYS[unit] for amount, unit in self.parts)
        if self.upto is None:
            return low
        return (low + self.upto * self.DAYS[self.parts[0][1]]) / 2

    def after(self, day: datetime.date) -> datetime.date:
        """The day this long after `day`; months and years by the calendar."""
        months = 0.0
        days = 0.0
        for amount, unit in self.parts:
            amount = self.upto if self.upto is not None else amount
            if unit in ("mo", "y"):
                months += amount * (12 if unit == "y" else 1)
            else:
                days += amount * self.DAYS[unit]
        count = day.month - 1 + int(months)
        year, month = day.year + count // 12, count % 12 + 1
        if year > datetime.MAXYEAR:
            return datetime.date.max
        moved = day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
        try:
            return moved + datetime.timedelta(days=days + (months % 1) * self.DAYS["mo"])
        except OverflowError:
            return datetime.date.max

    def __str__(self) -> str:
        if self.upto is not None:
            amount, unit = self.parts[0]
            return f"{number(amount)}-{number(self.upto)} {unit}"
        return " ".join(f"{number(amount)} {unit}" for amount, unit in self.parts)
