"""What the small types with a text form of their own share.

Each has `parse`, which raises `ValueError` with a sentence for the author, and a `str` that
parses to an equal value again.
"""

from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


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


DECIMAL = r"[0-9]+(?:[.,][0-9]+)?"
"""A number with a decimal point or comma, as a pattern."""


def decimal(text: str) -> float:
    """The number that a text with a decimal point or comma stands for."""
    return float(text.replace(",", "."))
