"""What all parts of a map share: how text, lists, short forms and absent keys are read."""

import re
import unicodedata
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


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

    def __reduce__(self) -> tuple[type["Plain"], tuple[str, bool | int | float]]:
        """Copy and pickle whole."""
        return type(self), (str(self), self.value)


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


class _Many:
    """Reads one value as a list of one, and says so in the JSON Schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        several = handler(core)
        return {"anyOf": [several, several["items"]]}


class _Markup:
    """Marks a text that may hold light Markdown, and says so in the JSON Schema."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "contentMediaType": "text/markdown"}


_SCALAR = ["string", "number", "boolean"]
"""What an author may write for a text: `title: 2026` is the text `2026`."""
_NOT_BLANK = {"type": _SCALAR, "pattern": r"\S", "patternErrorMessage": "this text is blank"}

Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": _SCALAR})]
Required = Annotated[str, StringConstraints(pattern=r"\S"), BeforeValidator(_text), WithJsonSchema(_NOT_BLANK)]
"""Text that is not blank."""
Number = Annotated[float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_number)]
Truth = Annotated[bool, BeforeValidator(_truth)]
OneToFive = Annotated[int, Field(ge=1, le=5), BeforeValidator(_number)]
Count = Annotated[int, Field(ge=0), BeforeValidator(_number)]
Many = _Many()
"""Marks a list for which one value stands for a list of one."""
Markup = _Markup()
"""Marks a text that may hold light Markdown (see `cjm.views.prose`): what people write as sentences. A name, an id, a
tag or the path of a file is never markup."""
Texts = Annotated[list[Text], Many]
Prose = Annotated[Text, Markup]
RequiredProse = Annotated[Required, Markup]
Sentences = Annotated[list[Prose], Many]
# Readers of JSON Schema disagree about `\w` (for some it is ASCII), so the schema names what an id may not hold.
_NO_ID = (
    r"\s!-,/:-@\[-\^`\{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    r"\u2010-\u2027\u2030-\u203e\u20a0-\u20cf\u2190-\u2bff\u3001-\u3004\u3008-\u3020"
)
Id = Annotated[
    str,
    StringConstraints(pattern=r"^[\w.-]+$"),
    BeforeValidator(_text),
    WithJsonSchema(
        {
            "type": _SCALAR,
            "pattern": rf"^[^{_NO_ID}]+$",
            "patternErrorMessage": "an id holds letters, digits, `-`, `_` and `.`",
        }
    ),
]
"""A written id: letters and digits of any script, `-`, `_` and `.`."""


class Record(BaseModel):
    """A mapping of the format: unknown keys are errors, an explicit null is the same as no key."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True, defer_build=True)

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
        return dict(_NOT_BLANK)


_SEPARATORS = re.compile(r"[^a-z0-9]+")
_EXTRA = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})


def slug(text: str) -> str:
    """An id made of a text: lower case, letters and digits of any script, the rest as single hyphens.

    Accents on Latin letters are folded (`Café` is `cafe`); at most 60 characters.
    """
    if text.isascii():
        return _SEPARATORS.sub("-", text.lower()).strip("-")[:60].rstrip("-")
    lowered = unicodedata.normalize("NFKD", text).lower().translate(_EXTRA)
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", lowered):
        if unicodedata.combining(letter):
            if letters and letters[-1][0].isalnum() and "LATIN" not in unicodedata.name(letters[-1][0], ""):
                letters[-1] += letter
        else:
            letters.append(letter)
    composed = unicodedata.normalize("NFC", "".join(letters))
    kept = "".join(
        c if c.isalnum() or unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Mc") else "-"
        for c in composed
    )
    return re.sub(r"-+", "-", kept).strip("-")[:60].rstrip("-")
