"""Every text that an author wrote, wherever it stands in a part of a map."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from cjm.model.base import Record
from cjm.model.journey import Path

REFERENCES = frozenset({
    "id", "to", "evidence", "addresses", "baseline", "parent", "journey", "persona_id", "file", "url", "channel",
    "schema_", "cjm", "preset", "language",
})
"""Fields that hold ids, paths and codes rather than prose."""


def texts(thing: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each prose text below `thing` with its path, in the order of the format; no ids, paths or codes."""
    if isinstance(thing, str):
        yield path, thing
    elif isinstance(thing, BaseModel):
        for name, key in _prose(type(thing)):
            if name in thing.model_fields_set and (name not in REFERENCES or isinstance(getattr(thing, name), dict)):
                yield from texts(getattr(thing, name), (*path, key))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from texts(value, (*path, key))
    elif isinstance(thing, list):
        for index, value in enumerate(thing):
            yield from texts(value, (*path, index))


def records(thing: Any, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """Each part of a map that is a mapping of its own, `thing` first, with its path."""
    if isinstance(thing, Record):
        yield path, thing
        values = thing.__dict__
        for name, key in _parts(type(thing)):
            if value := values[name]:
                yield from records(value, (*path, key))
    elif isinstance(thing, list):
        for index, value in enumerate(thing):
            if not isinstance(value, str):
                yield from records(value, (*path, index))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from records(value, (*path, key))


@cache
def _parts(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of a record that can hold records, each with its key."""
    return tuple(
        (name, field.alias or name) for name, field in kind.model_fields.items() if _holds_records(field.annotation)
    )


def _holds_records(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(_holds_records(part) for part in get_args(annotation))


@cache
def _prose(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a part of a map that can hold prose, each with its key."""
    return tuple(
        (name, field.alias or name) for name, field in kind.model_fields.items() if not _coded(field.annotation)
    )


def _coded(annotation: Any) -> bool:
    """Whether a field takes one of a few fixed words."""
    return "Literal" in str(annotation)
