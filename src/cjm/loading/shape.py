"""From data to the model, and the model's complaints in words for authors.

pydantic finds all faults of shape in one go, but builds nothing if there is one. So each fault is
noted, the data is mended as little as possible, and read again: references and ids of the rest can
then be checked in the same run. What was mended is remembered, so that nothing is said of it.
"""

import typing
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cjm.finding import Path, Place
from cjm.loading.annotations import field_of, keys_at, record_at
from cjm.loading.wording import (
    Complaint,
    Hints,
    complaint,
    entry_text,
    naming,
    no_key,
    no_list,
    owners,
    place_name,
    too_many,
)
from cjm.model import Record
from cjm.model.base import Plain
from cjm.source import Source

Kind = TypeVar("Kind", bound=Record)

_MOST_ROUNDS = 8
_MOST_COMPLAINTS = 1_000
_STAND_INS: tuple[Any, ...] = ("…", {"name": "…"}, {"text": "…"}, {"id": "…", "title": "…"})
"""What may stand for a list item that cannot be read, so that the others keep their positions."""


@dataclass
class Shape(Generic[Kind]):
    """What a text turned into: the model, as far as it can be built, and what is wrong."""

    model: Kind | None
    complaints: list[Complaint] = field(default_factory=list)
    mended: set[Path] = field(default_factory=set)
    """Paths whose content was removed or replaced to get there."""


def shape(kind: type[Kind], source: Source) -> Shape[Kind]:
    """Build a model from a source's data. The data of the source is mended in place."""
    result: Shape[Kind] = Shape(None)
    noted: set[tuple[str, Path]] = set()
    tries: dict[Path, int] = {}
    renamed: set[Path] = set()
    hints = Hints()
    at_fault = {_spot(fault.place) for fault in source.faults}
    more: list[Path] = []
    for _ in range(_MOST_ROUNDS):
        try:
            result.model = kind.model_validate(source.data)
            break
        except ValidationError as problem:
            errors = [(error, _path(error, source)) for error in problem.errors(include_url=False, include_input=False)]
        settled = set(result.mended)
        lists = {path[:-1] for _, path in errors if _keyed_list(kind, path[:-1], source, hints)}
        meant = _meant(
            kind,
            [path for error, path in errors[:_MOST_COMPLAINTS] if error["type"] == "extra_forbidden"],
            source,
            lists,
            hints,
        )
        entries = _entries(kind, errors, source, meant.values(), hints)
        for path in lists:
            result.complaints.append(no_list(kind, path, source))
            result.mended.add(path)
        for error, path in errors:
            if within(path, lists) or (error["type"] == "missing" and path in meant.values()):
                continue
            if path[:-1] in entries and path[-1] in entries[path[:-1]]:
                if error["type"] == "missing":
                    result.complaints.append(no_key(kind, path, source))
                continue
            if len(result.complaints) >= _MOST_COMPLAINTS:
                if not within(path, settled):
                    more.append(path)
                if path not in meant and not _stands_in(path, source, tries):
                    result.mended.add(path)
                    _mend(error, path, source, tries)
                continue
            said = complaint(kind, error, path, source, hints)
            misread = said.rule == "wrong-type" and path in renamed  # the key meant something of another kind
            known = bool(at_fault) and _spot(source.place(said.path)) in at_fault and not said.at_key
            if not misread and not known and (said.rule, said.path) not in noted and not within(path, settled):
                noted.add((said.rule, said.path))
                result.complaints.append(said)
            if said.rule == "unsupported-version":
                result.complaints = [said]
                return result
            if path not in meant and not _stands_in(path, source, tries):
                result.mended.add(path)
                _mend(error, path, source, tries)
        for path in lists:
            source.value(path[:-1])[path[-1]] = []
        for path, (key, _) in entries.items():
            source.name_entry(path, key, entry_text(kind, path, source))
        for old, new in meant.items():
            source.rename(old, str(new[-1]))
            renamed.add(new)
            if new == ("cjm",):  # under its wrong name it says nothing about the version of this format
                source.data["cjm"] = _required("cjm")
    if more:
        result.complaints.append(too_many(more))
    return result


def _spot(place: Place) -> tuple[int, int]:
    """Where a place begins."""
    return place.line, place.column


def within(path: Path, paths: Collection[Path]) -> bool:
    """Whether a path is one of some paths, or lies below one."""
    return any(path[:length] in paths for length in range(len(path) + 1))


def as_written(path: Path, source: Source) -> Path:
    """A path of the model without the list positions that the short forms of a text lack."""
    written: list[str | int] = []
    data = source.data
    for step in path:
        if isinstance(step, int) and not isinstance(data, list):
            continue
        written.append(step)
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list):
            data = data[step] if isinstance(step, int) and step < len(data) else None
    return tuple(written)


def _meant(
    kind: type[Record], unknown: list[Path], source: Source, lists: Collection[Path], hints: Hints
) -> dict[Path, Path]:
    """Unknown keys that are read as what they were meant to be, so that what stands under them is checked."""
    meant: dict[Path, Path] = {}
    for path in unknown:
        keys = hints.key(str(path[-1]), keys_at(kind, path[:-1]), place_name(kind, path[:-1]))
        holder = source.value(path[:-1])
        if owners(kind, path, keys, holder):
            continue
        if keys and isinstance(holder, dict) and keys[0] not in holder and not within(path, lists):
            new = (*path[:-1], keys[0])
            if new not in meant.values():
                meant[path] = new
    return meant


def _entries(
    kind: type[Record],
    errors: list[tuple[ErrorDetails, Path]],
    source: Source,
    meant: Collection[Path],
    hints: Hints,
) -> dict[Path, tuple[str, str]]:
    """Entries that begin with their own text as a key, such as `Slow: the site is slow` or `Search:`.

    For each, the key that is missing and the text that stands there as one.
    """
    entries: dict[Path, tuple[str, str]] = {}
    for error, path in errors:
        if error["type"] != "missing" or len(path) < 2 or path in meant or path[-1] != naming(kind, path[:-1]):
            continue
        holder = source.value(path[:-1])
        first = next(iter(holder), None) if isinstance(holder, dict) else None
        if first is None or (not isinstance(path[-2], int) and (holder[first] is not None or not source.in_flow(path))):
            continue
        known = keys_at(kind, path[:-1])
        unknown = first not in known and not first.lstrip().startswith("-")
        if unknown and not hints.key(first, known, place_name(kind, path[:-1])):
            entries[path[:-1]] = (str(path[-1]), first)
    return entries


def _keyed_list(kind: type[Record], path: Path, source: Source, hints: Hints) -> bool:
    """Whether a list of stages, steps … is written as names with what belongs to them: `Buy: {steps: …}`."""
    if not path or not isinstance(path[-1], str):
        return False
    info = field_of(record_at(kind, path[:-1]), path[-1])
    value = source.value(path)
    if info is None or typing.get_origin(info.annotation) is not list or not isinstance(value, dict):
        return False
    place, known = place_name(kind, path), keys_at(kind, path)
    return bool(value) and not any(hints.key(str(key).lstrip("- "), known, place) for key in islice(value, 9))


def _path(error: ErrorDetails, source: Source) -> Path:
    """Where the error lies in the data.

    That is pydantic's location without tags of unions, and without list positions that the text lacks.
    """
    path: list[str | int] = []
    data: Any = source.data
    for step in error["loc"]:
        if isinstance(step, str) and (step.startswith("~") or step == "[key]"):
            continue
        if isinstance(step, int) != isinstance(data, list) and data is not None:
            continue  # the long form of what was written short
        if isinstance(data, str):
            continue
        path.append(step)
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            data = None
    return tuple(path)


def _stands_in(path: Path, source: Source, tries: dict[Path, int]) -> bool:
    """Let a text that stands where a step or stage belongs be its name, so that its id is known."""
    holder = source.value(path[:-1]) if path else None
    if isinstance(holder, list) and isinstance(path[-1], int) and path not in tries:
        text = holder[path[-1]]
        if isinstance(text, str) and path[-2] in ("stages", "steps"):
            holder[path[-1]] = {"name": text}
            tries[path] = 0
            return True
    return False


def _mend(error: ErrorDetails, path: Path, source: Source, tries: dict[Path, int]) -> None:
    """Take the fault at `path` out of the data, keeping as much as possible around it."""
    if not path:
        source.data = {}
        return
    holder = source.value(path[:-1])
    last = path[-1]
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        count = tries.get(path, 0)
        tries[path] = count + 1
        if count < len(_STAND_INS):
            stand_in = _STAND_INS[count]
            holder[last] = dict(stand_in) if isinstance(stand_in, dict) else stand_in
        else:
            source.value(path[:-2]).pop(path[-2], None) if len(path) > 1 else None
    elif isinstance(holder, dict):
        if error["type"] == "missing" or (path in tries and "[key]" not in error["loc"]):
            holder[last] = _required(str(last))
        else:
            holder.pop(last, None)
        tries[path] = tries.get(path, 0) + 1


def _required(key: str) -> Any:
    if key == "cjm":
        return Plain("1", 1)
    if key == "stages":
        return [{"name": "…"}]
    if key in ("value", "score"):
        return Plain("0", 0)
    if key == "id":
        return "x"
    return "2000" if key == "date" else "…"
