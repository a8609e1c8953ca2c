"""From a path in the data to the part of the model that it leads to: its keys, its words, its bounds."""

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from cjm.finding import Path
from cjm.model import Record


def keys_at(kind: type[Record], path: Path) -> frozenset[str]:
    """The keys that the format knows at `path`."""
    return record_at(kind, path).keys()


def record_at(kind: type[Record], path: Path) -> type[Record]:
    """The model that a path of data leads to."""
    record: type[Record] = kind
    annotation: Any = kind
    skip = False
    for step in path:
        if skip or isinstance(step, int):
            skip = False
            continue
        info = field_of(record, step)
        if info is None:
            continue
        annotation = info.annotation
        record = next(records_in(annotation), record)
        skip = is_names(annotation)
    return record


def annotation_at(kind: type[Record], location: tuple[str | int, ...]) -> Any:
    """The annotation of the field that an error's location ends in."""
    record: type[Record] = kind
    annotation: Any = kind
    skip = False
    for step in location:
        if skip or isinstance(step, int) or step.startswith("~"):
            skip = False if not (isinstance(step, str) and step.startswith("~")) else skip
            continue
        info = field_of(record, step)
        if info is None:
            continue
        annotation = typing.Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        record = next(records_in(annotation), record)
        skip = is_names(annotation)
    return annotation


def field_of(record: type[Record], key: str) -> FieldInfo | None:
    """The field that is written as `key`, `None` if there is none."""
    return next((info for name, info in record.model_fields.items() if (info.alias or name) == key), None)


def is_names(annotation: Any) -> bool:
    """Whether an annotation is a mapping of free names, whose key is the next step of a path."""
    origin = typing.get_origin(annotation)
    if origin is dict:
        return True
    several = origin in (typing.Annotated, typing.Union, types.UnionType)
    return several and any(is_names(part) for part in typing.get_args(annotation))


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The records that an annotation holds, the first that it names first."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in typing.get_args(annotation):
        yield from records_in(part)


def literals(annotation: Any) -> tuple[str, ...]:
    """The words that an annotation allows; none where it is not about fixed words."""
    if typing.get_origin(annotation) is typing.Literal:
        return tuple(str(word) for word in typing.get_args(annotation))
    return next((words for part in typing.get_args(annotation) if (words := literals(part))), ())


def bounds(annotation: Any) -> tuple[float, float | None]:
    """The range of numbers that an annotation allows."""
    low, high = 0.0, None
    for part in _parts(annotation):
        low = float(part.ge) if getattr(part, "ge", None) is not None else low
        high = float(part.le) if getattr(part, "le", None) is not None else high
    return low, high


def _parts(annotation: Any) -> Iterator[Any]:
    for part in typing.get_args(annotation):
        if isinstance(part, FieldInfo):
            yield from part.metadata
        yield part
        yield from _parts(part)
