"""Every text that an author wrote, wherever it stands in a part of a map."""

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from cjm.model.base import Record
from cjm.model.journey import Path

REFERENCES = frozenset(
    {
        "id",
        "to",
        "evidence",
        "addresses",
        "baseline",
        "parent",
        "journey",
        "persona_id",
        "file",
        "url",
        "channel",
        "schema_",
        "cjm",
        "preset",
        "language",
    }
)
"""Fields that hold ids, paths and codes rather than prose."""


def texts(thing: Any, path: Path = ()) -> list[tuple[Path, str]]:
    """Each prose text below `thing` with its path, in the order of the format; no ids, paths or codes."""
    found: list[tuple[Path, str]] = []
    _gather_texts(thing, path, found)
    return found


def _gather_texts(thing: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(thing, str):
        found.append((path, thing))
    elif isinstance(thing, list):
        for index, value in enumerate(thing):
            _gather_texts(value, (*path, index), found)
    elif isinstance(thing, BaseModel):
        values, given = thing.__dict__, thing.model_fields_set
        for name, key in _prose(type(thing)):
            if name in given:
                value = values[name]
                if name not in REFERENCES or isinstance(value, dict):
                    _gather_texts(value, (*path, key), found)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            _gather_texts(value, (*path, key), found)


def records(thing: Any, path: Path = ()) -> list[tuple[Path, Record]]:
    """Each part of a map that is a mapping of its own, `thing` first, with its path."""
    found: list[tuple[Path, Record]] = []
    _gather_records(thing, path, found)
    return found


def _gather_records(thing: Any, path: Path, found: list[tuple[Path, Record]]) -> None:
    if isinstance(thing, Record):
        found.append((path, thing))
        values = thing.__dict__
        for name, key in _parts(type(thing)):
            if value := values[name]:
                _gather_records(value, (*path, key), found)
    elif isinstance(thing, list):
        for index, value in enumerate(thing):
            if not isinstance(value, str):
                _gather_records(value, (*path, index), found)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            _gather_records(value, (*path, key), found)


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
