"""What all parts of a map share: how text, lists, short forms and absent keys are read."""

import re
import unicodedata
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


class Plain(str):
    """A number or truth value as it was written: `1.10`, `true`.

    A text field takes it as the text that it is; a number or truth field takes its `value`.
    """

    __slots__ = ("value",)
    value: bool | int | float

    def __new__(cls, written: str, value: bool | int | float) -> "Plain":
        """Keep the written text beside what it means."""
        plain = super().__new__(cls, written)
        plain.value = value
        return plain


def wrong_type(wanted: str) -> PydanticCustomError:
    """The error for a value of the wrong kind; `wanted` completes "this should be …"."""
    return PydanticCustomError("wrong-type", "this should be {wanted}", {"wanted": wanted})


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise wrong_type("a text")


def _number(value: Any) -> Any:
    value = value.value if isinstance(value, Plain) else value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_type("a number")
    return value


def _truth(value: Any) -> Any:
    value = value.value if isinstance(value, Plain) else value
    if not isinstance(value, bool):
        raise wrong_type("true or false")
    return value


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


class _TextSchema:
    """Text may be written as a number or truth value too: `title: 2026`."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        return {**schema, "type": ["string", "number", "boolean"]}


Text = Annotated[str, BeforeValidator(_text), _TextSchema]
Required = Annotated[str, StringConstraints(pattern=r"\S"), BeforeValidator(_text), _TextSchema]
"""Text that is not blank."""
Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_number)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Many = BeforeValidator(_listed)
"""Marks a list for which one value stands for a list of one."""
Texts = Annotated[list[Text], Many]
Id = Annotated[
    str, StringConstraints(pattern=r"^[\w.-]+$"), BeforeValidator(_text), _TextSchema
]
"""A written id: letters and digits of any script, `-`, `_` and `.`."""


class Record(BaseModel):
    """A mapping of the format: unknown keys are errors, an explicit null is the same as no key."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True, populate_by_name=True)

    short_form: ClassVar[str | None] = None
    """The key that a plain text stands for, where the format has a short form."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        """Lift the short form; drop known keys that are null."""
        if isinstance(data, dict):
            if None in data.values():
                known = cls.keys()
                return {key: value for key, value in data.items() if value is not None or key not in known}
            return data
        if cls.short_form is not None and isinstance(data, str | int | float):
            return cls.lift(data if isinstance(data, str) else Plain(_text(data), data))
        return data

    @classmethod
    def lift(cls, text: str) -> dict[str, Any]:
        """The long form of the short form `text`."""
        assert cls.short_form is not None
        return {cls.short_form: text}

    @classmethod
    def keys(cls) -> frozenset[str]:
        """The keys that the format knows here, as they are written."""
        return frozenset(field.alias or name for name, field in cls.model_fields.items())

    def given(self, key: str) -> bool:
        """Whether the key is there at all. `pain_points: []` is given, and says "we looked and found none"."""
        return key in self.model_fields_set

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        if cls.short_form is None:
            return schema
        resolved = handler.resolve_ref_schema(schema)
        long_form = dict(resolved)
        resolved.clear()
        resolved.update({"anyOf": [cls.short_schema(), long_form]})
        for key in ("title", "description"):
            if key in long_form:
                resolved[key] = long_form.pop(key)
        return schema

    @classmethod
    def short_schema(cls) -> JsonSchemaValue:
        """The JSON Schema of the short form."""
        return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


_FOLDED = re.compile(r"[^\w]+|_+")
_EXTRA = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})


def slug(text: str) -> str:
    """An id made of a text: lower case, letters and digits of any script, the rest as single hyphens.

    Accents on Latin letters are folded (`Café` is `cafe`); at most 60 characters.
    """
    lowered = text.lower().translate(_EXTRA)
    letters = []
    for letter in unicodedata.normalize("NFKD", lowered):
        if unicodedata.combining(letter):
            if letters and "LATIN" not in unicodedata.name(letters[-1][0], ""):
                letters[-1] += letter
        else:
            letters.append(letter)
    composed = unicodedata.normalize("NFC", "".join(letters))
    kept = "".join(c if c.isalnum() or unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Mc") else "-" for c in composed)
    return re.sub(r"-+", "-", kept).strip("-")[:60].rstrip("-")
