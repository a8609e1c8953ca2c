"""What the customer feels at a step."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from cjm.model.base import Many, OneToFive, Plain, Prose, Record, Text, Texts, wrong_type

LOWEST = -2.0
HIGHEST = 2.0


def _scored(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Plain) and re.fullmatch(r"\+[0-9]+(\.[0-9]+)?", value):
        return float(value)
    value = value.value if isinstance(value, Plain) else value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_type("a number from -2 to 2")
    return value


def _in_range(value: float) -> float:
    if not LOWEST <= value <= HIGHEST:
        problem = f"{value:g} is outside the scale from -2 (very negative) to 2 (very positive)"
        raise PydanticCustomError("out-of-range", "{problem}", {"problem": problem})
    if round(value, 1) != value:
        problem = f"{value:g} is finer than the scale; one decimal is enough: {value:.1f}"
        raise PydanticCustomError("invalid-value", "{problem}", {"problem": problem})
    return value


_WANTED = "a score is a number from -2 to 2 with at most one decimal"
# Said as "a number that is none of these is wrong": with a plain `enum` every editor would offer 41 numbers, and
# `multipleOf: 0.1` refuses 0.3, because 0.3 / 0.1 is not 3 for a computer.
_ON_SCALE: JsonSchemaValue = {
    "if": {
        "type": "number",
        "not": {"title": "Tenth", "enum": [t / 10 if t % 10 else t // 10 for t in range(-20, 21)]},
    },
    "then": {"type": ["string"], "errorMessage": _WANTED},
}
_SCALE = r"(?:0*[01](?:\.[0-9]0*)?|0*2(?:\.0+)?)"

Score = Annotated[
    float,
    AfterValidator(_in_range),
    BeforeValidator(_scored),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            **_ON_SCALE,
            "pattern": rf"^\+{_SCALE}$",
            "patternErrorMessage": _WANTED,
        }
    ),
]
"""How good or bad it feels, from -2 (very negative) to 2 (very positive), 0 neutral, one decimal."""


def as_score(word: str) -> float | None:
    """The score, where a feeling is given as a number: `-1`, `+0.5`."""
    return float(word) if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", word.strip()) else None


def _feeling(word: str) -> str:
    score = as_score(word)
    if score is not None:
        _in_range(score)
    return word


Feeling = Annotated[Text, AfterValidator(_feeling)]


_FEELING: JsonSchemaValue = {
    "type": ["string", "number", "boolean"],
    **_ON_SCALE,
    "pattern": rf"^(?!\s*[+-]?[0-9]+(?:\.[0-9]+)?\s*$)|^\s*[+-]?{_SCALE}\s*$",
    "patternErrorMessage": _WANTED,
}


class Emotion(Record):
    """What the customer feels: a word, a score, several of these, or a mapping that says more."""

    short_form: ClassVar[str | None] = "feeling"

    feeling: Annotated[list[Annotated[Feeling, WithJsonSchema(_FEELING)]], Many] = Field(default_factory=list)
    """A feeling such as `frustrated`, or several; `very` and `slightly` may stand before it."""
    score: Score | None = None
    """How good or bad it feels, from -2 (very negative) to 2 (very positive); wins over the word."""
    because: Prose | None = None
    """Why the customer feels so."""
    cause: Literal["company", "situation"] | None = None
    """Whether the company's work or the situation itself causes the feeling."""
    evidence: Texts = Field(default_factory=list)
    """Sources that show it, by id."""
    expected: Score | None = None
    """The score that the customer counted on."""
    engagement: OneToFive | None = None
    """How much is at stake for the customer, 1 to 5: the dramatic arc."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if isinstance(data, list):
            return {"feeling": data}
        return Record._read.__func__(cls, data)  # noqa: SLF001 (pydantic validators cannot be called with super())

    @classmethod
    def lift(cls, text: str) -> dict[str, Any]:
        """A number is a score, all else a feeling."""
        return {"feeling": [text]}

    @classmethod
    def short_schema(cls) -> JsonSchemaValue:
        """A feeling, a score, or a list of these."""
        return {"anyOf": [_FEELING, {"type": "array", "items": _FEELING}]}
