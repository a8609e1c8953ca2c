"""Small types with a text form of their own: durations, shares, dates and scales.

Each has `parse`, which raises `ValueError` with a sentence for the author, and a `str` that
parses to an equal value again.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cjm.vocabulary import units


class Value:
    """A value that is written as text and read by `parse`."""

    __slots__ = ()
    error: ClassVar[str] = "invalid-value"
    """The id of the finding when `parse` refuses a text."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the value from its text form; `ValueError` says what is wrong with it."""
        raise NotImplementedError

    @classmethod
    def json_schema(cls) -> JsonSchemaValue:
        """The JSON Schema of the text form."""
        raise NotImplementedError

    @classmethod
    def _validate(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise PydanticCustomError("wrong-type", "this should be {wanted}", {"wanted": f"a {cls.__name__.lower()}"})
        try:
            return cls.parse(str(value))
        except OutOfRange as problem:
            raise PydanticCustomError("out-of-range", "{problem}", {"problem": str(problem)}) from None
        except ValueError as problem:
            raise PydanticCustomError(cls.error, "{problem}", {"problem": str(problem)}) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return cls.json_schema()


class OutOfRange(ValueError):
    """A number that is readable but impossible here."""


def number(value: float) -> str:
    """A number without a needless `.0`: `3`, `0.25`."""
    return str(int(value)) if value == int(value) else repr(round(value, 10))


_DECIMAL = r"[0-9]+(?:[.,][0-9]+)?"
_ISO = (
    r"P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?"
)
_PERCENT = r"0*(?:100(?:[.,]0+)?|[0-9]{0,2}[.,][0-9]+|[0-9]{1,2})\s*%"
"""Not more than 100 %, for JSON Schema."""


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


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
    @cache
    def parse(cls, text: str) -> "Duration":
        """Read `20 min`, `2h 30m`, `3 days`, `2-4 weeks` or `P3D`."""
        text = text.strip()
        names = _unit_names()
        if re.fullmatch(_ISO, text):
            date, _, time = text[1:].partition("T")
            letters = {"Y": "y", "M": "mo", "W": "w", "D": "d"}
            parts = [(float(n), letters[u]) for n, u in re.findall(r"([0-9]+)([YMWD])", date)]
            parts += [(float(n), {"H": "h", "M": "min", "S": "s"}[u]) for n, u in re.findall(r"([0-9]+)([HMS])", time)]
            return cls(tuple(parts))
        unit = _unit_pattern()
        if found := re.fullmatch(rf"({_DECIMAL})\s*[-–]\s*({_DECIMAL})\s*({unit})", text):
            low, high = _decimal(found[1]), _decimal(found[2])
            if high <= low:
                raise ValueError(f"`{text}` runs backwards; write the smaller number first")
            return cls(((low, names[found[3]]),), high)
        if re.fullmatch(rf"{_DECIMAL}\s*(?:{unit})(?:\s*{_DECIMAL}\s*(?:{unit}))*", text):
            return cls(tuple((_decimal(n), names[u]) for n, u in re.findall(rf"({_DECIMAL})\s*({unit})", text)))
        if found := re.fullmatch(r"([0-9]+):([0-9]{2})", text):
            a, b = int(found[1]), int(found[2])
            raise ValueError(f"`{text}` can be read in two ways; write `{a}h {b}min` or `{a}min {b}s`")
        if re.fullmatch(_DECIMAL, text):
            raise ValueError(f"`{text}` has no unit; write for example `{text} min` or `{text} days`")
        raise ValueError(f"`{text}` is not a duration; write for example `20 min`, `2h 30m`, `3 days` or `2-4 weeks`")

    @classmethod
    def shape(cls) -> str:
        """A pattern of all durations, for JSON Schema; the units, a long list, stand in it once."""
        unit = _unit_pattern().replace("\\ ", " ")
        upto = rf"{_DECIMAL}\s*[-–]\s*(?={_DECIMAL}[^0-9]*$)"
        return rf"{_ISO}|(?:{upto})?(?:{_DECIMAL}\s*(?:{unit})\s*)+"

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


@dataclass(frozen=True, slots=True)
class Share(Value):
    """A part of a whole, `34%` or `0.34`; `fraction` lies between 0 and 1."""

    fraction: float

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Read `34%`, `34 %` or `0.34`."""
        found = re.fullmatch(r"\s*(-?[0-9]*[.,]?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(%?)\s*", text)
        if not found:
            raise ValueError(f"`{text}` is not a share; write `34%` or `0.34`")
        amount = _decimal(found[1])
        fraction = amount / 100 if found[2] else amount
        if fraction > 1:
            hint = f"; write `{text.strip()}%`" if not found[2] and 1 < amount <= 100 else ""
            raise OutOfRange(f"`{text}` is more than 100 %{hint}")
        if fraction < 0:
            raise OutOfRange(f"`{text}` is less than nothing; a share lies between 0% and 100%")
        return cls(fraction)

    @classmethod
    def json_schema(cls) -> JsonSchemaValue:
        """A number between 0 and 1, or a text with a percent sign."""
        fraction = r"0*(?:[.,][0-9]+|1(?:[.,]0+)?|0)"
        return {
            "type": ["string", "number"],
            "minimum": 0,
            "maximum": 1,
            "pattern": rf"^\s*(?:{_PERCENT}|{fraction})\s*$",
            "examples": ["34%", 0.34],
        }

    @property
    def percent(self) -> float:
        """The share in percent, 0 to 100."""
        return round(self.fraction * 100, 10)

    def __str__(self) -> str:
        return f"{number(self.percent)}%"


_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_YEAR = r"(?!0000)[0-9]{4}"
_DAY = (
    rf"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    rf"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?!0000){_LEAP}-02-29)"
)


class Day(datetime.date):
    """A day of the calendar, `2026-05-14`."""

    @classmethod
    def parse(cls, text: str) -> "Day":
        """Read `2026-05-14`; `ValueError` says whether the form or the day is wrong."""
        year, month, day = _calendar(text)
        if month is None or day is None:
            wanted = f"{year:04}-{month or 12:02}-{calendar.monthrange(year, month or 12)[1]:02}"
            raise ValueError(f"`{text.strip()}` names no day; write for example `{wanted}`")
        return cls(year, month, day)

    def __str__(self) -> str:
        return self.isoformat()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _date_reader(cls), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": rf"^\s*{_DAY}\s*$", "examples": ["2026-05-14"]}


@dataclass(frozen=True, slots=True)
class PartialDate(Value):
    """A date as exactly as it is known: `2026`, `2026-05` or `2026-05-14`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2026`, `2026-05` or `2026-05-14`."""
        return cls(*_calendar(text))

    @classmethod
    def json_schema(cls) -> JsonSchemaValue:
        """A year as a number, or a text."""
        return {
            "type": ["string", "integer"],
            "minimum": 1000,
            "maximum": 9999,
            "pattern": rf"^\s*(?:{_YEAR}(?:-(?:0[1-9]|1[0-2]))?|{_DAY})\s*$",
            "examples": ["2026-05"],
        }

    @property
    def first(self) -> datetime.date:
        """The first day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text


def _calendar(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of a date, as far as they are written."""
    found = re.fullmatch(r"\s*([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\s*", text)
    if not found:
        raise ValueError(f"`{text.strip()}` is not a date; write `2026-05-14` (year, month, day)")
    year = int(found[1])
    month = int(found[2]) if found[2] else None
    day = int(found[3]) if found[3] else None
    if year == 0:
        raise ValueError("there is no year 0000")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"`{text.strip()}` does not exist: there is no month {month:02}")
    if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        last = calendar.monthrange(year, month)[1]
        raise ValueError(f"`{text.strip()}` does not exist: {year:04}-{month:02} has {last} days")
    return year, month, day


def _date_reader(kind: type[Day]) -> Any:
    def read(value: Any) -> datetime.date:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise PydanticCustomError("wrong-type", "this should be {wanted}", {"wanted": "a date"})
        try:
            return kind.parse(str(value))
        except ValueError as problem:
            raise PydanticCustomError("invalid-date", "{problem}", {"problem": str(problem)}) from None

    return read


@dataclass(frozen=True, slots=True)
class Scale(Value):
    """What a figure is counted on: `1-5`, `0-10`, or `%` (0 to 100)."""

    low: float
    high: float
    percent: bool = False

    @classmethod
    def parse(cls, text: str) -> "Scale":
        """Read `1-5`, `0-10` or `%`."""
        if text.strip() == "%":
            return cls(0, 100, percent=True)
        found = re.fullmatch(r"\s*(-?[0-9]+)\s*[-–]\s*([0-9]+)\s*", text)
        if not found:
            raise ValueError(f"`{text}` is not a scale; write for example `1-5`, `0-10` or `%`")
        low, high = int(found[1]), int(found[2])
        if high <= low:
            raise ValueError(f"the scale `{text}` runs backwards; write the smaller number first")
        return cls(low, high)

    @classmethod
    def json_schema(cls) -> JsonSchemaValue:
        """A text of two whole numbers, or the percent sign."""
        pattern = r"^\s*(?:%|-?[0-9]+\s*[-–]\s*[0-9]+)\s*$"
        return {"type": "string", "pattern": pattern, "examples": ["1-5", "0-10", "%"]}

    def __str__(self) -> str:
        return "%" if self.percent else f"{number(self.low)}-{number(self.high)}"


@dataclass(frozen=True, slots=True)
class Amount(Value):
    """The value of a metric: a number, a share (`41%`) or a duration (`14 days`)."""

    number: float | None = None
    share: Share | None = None
    duration: Duration | None = None

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """Read `3.1`, `41%` or `14 days`."""
        if re.fullmatch(r"\s*-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?\s*", text):
            return cls(number=float(text))
        if re.fullmatch(r"\s*-?[0-9.,]+\s*%\s*", text):
            return cls(share=Share.parse(text))
        try:
            return cls(duration=Duration.parse(text))
        except ValueError:
            problem = f"`{text}` is not a figure; write a number, a share (`41%`) or a duration (`14 days`)"
            raise ValueError(problem) from None

    @classmethod
    def json_schema(cls) -> JsonSchemaValue:
        """A number, or a text that is a number, a share or a duration."""
        decimal = r"-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?"
        return {
            "type": ["number", "string"],
            "pattern": rf"^\s*(?:{_PERCENT}|{decimal}|{Duration.shape()})\s*$",
            "examples": [3.1, "41%", "14 days"],
        }

    @property
    def size(self) -> float:
        """The bare number for comparisons: the number, the percent, or the days."""
        if self.share is not None:
            return self.share.percent
        if self.duration is not None:
            return self.duration.days
        return self.number or 0.0

    def __str__(self) -> str:
        if self.share is not None:
            return str(self.share)
        if self.duration is not None:
            return str(self.duration)
        return number(self.number or 0.0)
