"""Days, and dates as exactly as they are known."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cjm.model.values import Value

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

    error: ClassVar[str] = "invalid-date"

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
