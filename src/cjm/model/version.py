"""What every file of the format begins with."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from cjm.model.base import Record, Text, _number

VERSION = 1
"""The version of the format that this cjm reads."""


def _version(value: Any) -> int:
    number = _number(value)
    if number == VERSION:
        return VERSION
    if number > VERSION:
        problem = f"this file is written in version {number:g} of the format, and this cjm reads version {VERSION}"
    else:
        problem = f"there is no version {number:g} of the format; write `cjm: {VERSION}`"
    raise PydanticCustomError("unsupported-version", "{problem}", {"problem": problem})


class Versioned(Record):
    """A file of the format: begins with `cjm: 1`, may name its schema, passes over keys with `x-`."""

    cjm: Annotated[int, BeforeValidator(_version), WithJsonSchema({"const": VERSION})]
    """The version of the format; the first line of every file."""
    schema_: Text | None = Field(default=None, alias="$schema")
    """The JSON Schema, for editors."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if isinstance(data, dict) and any(isinstance(key, str) and key.startswith("x-") for key in data):
            data = {key: value for key, value in data.items() if not (isinstance(key, str) and key.startswith("x-"))}
        return Record._read.__func__(cls, data)  # noqa: SLF001 (pydantic validators cannot be called with super())

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = super().__get_pydantic_json_schema__(core, handler)
        handler.resolve_ref_schema(schema)["patternProperties"] = {"^x-": {}}
        return schema
