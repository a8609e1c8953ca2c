"""Shares, scales and the values of metrics."""

import math
import re
from dataclasses import dataclass

from pydantic.json_schema import JsonSchemaValue

from cjm.model.duration import Duration
from cjm.model.values import OutOfRange, Value, decimal, number

_PERCENT = r"0*(?:100(?:[.,]0+)?|[0-9]{0,2}[.,][0-9]+|[0-9]{1,2})\s*%"
"""Not more than 100 %, for JSON Schema."""


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
        amount = decimal(found[1])
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
            if not math.isfinite(figure := float(text)):
                raise OutOfRange("this number is too large for any figure")
            return cls(number=figure)
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
