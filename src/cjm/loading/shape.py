"""From data to the model, and the model's complaints in words for authors.

pydantic finds all faults of shape in one go, but builds nothing if there is one. So each fault is
noted, the data is mended as little as possible, and read again: references and ids of the rest can
then be checked in the same run. What was mended is remembered, so that nothing is said of it.
"""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from cjm.finding import Path
from cjm.model import Record
from cjm.source import Source
from cjm.vocabulary.aliases import meant_key, meant_value

Kind = TypeVar("Kind", bound=Record)

_MOST_ROUNDS = 8
_STAND_INS: tuple[Any, ...] = ("…", {"name": "…"}, {"text": "…"}, {"id": "…", "title": "…"})
"""What may stand for a list item that cannot be read, so that the others keep their positions."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault of shape: what it is, where in the data, and what to say."""

    rule: str
    path: Path
    message: str
    help: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    at_key: bool = False
    """Whether the key at the end of the path is at fault rather than its value."""


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
    for _ in range(_MOST_ROUNDS):
        try:
            result.model = kind.model_validate(source.data)
            return result
        except ValidationError as problem:
            errors = problem.errors(include_url=False, include_input=False)
        settled = set(result.mended)
        meant = {}
        for error in errors:
            if error["type"] == "extra_forbidden":
                path = _path(error, source)
                keys = meant_key(str(path[-1]), _keys(kind, path[:-1]), _place(kind, path[:-1]))
                holder = source.value(path[:-1])
                if keys and isinstance(holder, dict) and keys[0] not in holder and (*path[:-1], keys[0]) not in meant.values():
                    meant[path] = (*path[:-1], keys[0])
        for error in errors:
            path = _path(error, source)
            if error["type"] == "missing" and path in meant.values():
                continue
            if unlisted := _unlisted(kind, path, source):
                path, complaint = unlisted.path, unlisted
                meant = {old: new for old, new in meant.items() if old[: len(path)] != path}
            elif path in result.mended and path not in settled and path != _path(error, source):
                continue
            else:
                complaint = _complaint(kind, error, path, source)
            if (complaint.rule, complaint.path) not in noted and not any(path[:length] in settled for length in range(len(path) + 1)):
                noted.add((complaint.rule, complaint.path))
                result.complaints.append(complaint)
            if complaint.rule == "unsupported-version":
                result.complaints = [complaint]
                return result
            if path not in meant:
                if not _stands_in(path, source, tries):
                    result.mended.add(path)
                    _mend(error["type"], path, source, tries)
        for old, new in meant.items():
            source.rename(old, str(new[-1]))
    return result


def _path(error: ErrorDetails, source: Source) -> Path:
    """Where the error lies in the data: pydantic's location without tags of unions and list positions that the text lacks."""
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


def _mend(kind: str, path: Path, source: Source, tries: dict[Path, int]) -> None:
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
        if kind in ("missing", "string_pattern_mismatch", "missing-key") or path in tries:
            holder[last] = _required(str(last))
        else:
            holder.pop(last, None)
        tries[path] = tries.get(path, 0) + 1


def _required(key: str) -> Any:
    from cjm.model.base import Plain

    if key == "cjm":
        return Plain("1", 1)
    if key == "stages":
        return [{"name": "…"}]
    if key in ("value", "score"):
        return Plain("0", 0)
    return "2000" if key == "date" else "…"


def _complaint(kind: type[Record], error: ErrorDetails, path: Path, source: Source) -> Complaint:
    """The error in words for authors. Keyed on the type of the error, never on its message."""
    problem = error["type"]
    value = source.value(path) if path else source.data
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    context = error.get("ctx", {})
    if problem == "missing":
        return _missing(kind, path, source)
    if problem == "extra_forbidden":
        return _unknown(kind, path, value, source)
    if "[key]" in error["loc"]:
        message = f"`{key}` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`"
        return Complaint("invalid-value", path, message, at_key=True)
    if problem == "literal_error":
        allowed = _literals(_annotation(kind, error["loc"]))
        if isinstance(value, dict | list):
            return Complaint("wrong-type", path, f"`{key}` should be one word", allowed=allowed)
        meant = meant_value(str(value), allowed, str(key))
        return Complaint("invalid-value", path, f"`{value}` is not {_a(_words(key))}", _did_you_mean(meant), allowed)
    if problem == "string_pattern_mismatch":
        if isinstance(value, str) and value.strip():
            message = f"`{value}` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`"
            return Complaint("invalid-value", path, message)
        return Complaint("missing-key", path, f"{_what(path)} is empty", (f"write something after `{key}:`",))
    if problem == "string_too_short":
        return Complaint("missing-key", path, f"{_what(path)} is empty", (f"write something after `{key}:`",))
    if problem in ("greater_than_equal", "less_than_equal"):
        low, high = _bounds(_annotation(kind, error["loc"]))
        between = f"outside {low:g} to {high:g}" if high is not None else f"less than {low:g}"
        return Complaint("out-of-range", path, f"{value} is {between}")
    if problem in ("int_from_float", "int_parsing", "int_type"):
        return Complaint("invalid-value", path, f"`{value}` is not a whole number")
    if problem in ("list_type", "dict_type", "model_type", "model_attributes_type", "string_type"):
        return _wrong_kind(kind, error, path, value, source)
    if problem == "wrong-type":
        return _wrong_type(str(context["wanted"]), path, value, source)
    message = str(context.get("problem", "this cannot be read"))
    return Complaint(problem if "-" in problem else "invalid-value", path, message, at_key=problem == "missing-key")


def _missing(kind: type[Record], path: Path, source: Source) -> Complaint:
    key = str(path[-1])
    if len(path) == 1:
        if key == "cjm":
            help: tuple[str, ...] = ("write `cjm: 1` as the first line; it names the version of the format",)
            return Complaint("missing-key", path, "the file does not say `cjm: 1`", help)
        thing = {"Journey": "the map", "Persona": "the persona"}.get(kind.__name__, "the file")
    else:
        thing = f"this {_words(_place(kind, path[:-1]))}"
    hints = {
        "name": "`name: …`", "text": "`text: …`", "title": "`title: …`",
        "stages": "`stages:` and one stage per line below it, each beginning with `- name: …`",
    }
    return Complaint("missing-key", path, f"{thing} has no `{key}`", (f"add {hints.get(key, f'`{key}: …`')}",))


def _unknown(kind: type[Record], path: Path, value: Any, source: Source) -> Complaint:
    key = str(path[-1])
    holder = source.value(path[:-1])
    known = _keys(kind, path[:-1])
    place = _place(kind, path[:-1])
    meant = meant_key(key, known, place)
    if not meant and value is None and source.in_flow(path):
        message = f"the text was cut at the comma before `{key}`"
        help: tuple[str, ...] = ("put quotes around the text, or write one key per line",)
        return Complaint("unknown-key", path, message, help, at_key=True)
    if key.startswith("-") and key[1:].strip() in known:
        return Complaint("syntax", path, "a space is missing after the dash", (f"write `- {key[1:].strip()}: …`",), at_key=True)
    if isinstance(holder, dict) and len(meant) == 1 and meant[0] in holder and key not in known:
        help = (f"`{meant[0]}` stands here already; put both contents under it",)
    else:
        help = _did_you_mean(meant)
    message = f"`{key}` is not a key of {_a(_words(place)) if path[:-1] else {'persona': 'a persona'}.get(place, 'a map')}"
    if place == "project":
        message = f"`{key}` is not a key of the project file"
    allowed = () if meant else tuple(sorted(known - {"cjm", "$schema"}))
    return Complaint("unknown-key", path, message, help, allowed if len(allowed) <= 16 else (), at_key=True)


def _wrong_kind(kind: type[Record], error: ErrorDetails, path: Path, value: Any, source: Source) -> Complaint:
    annotation = _annotation(kind, error["loc"])
    record = next(_records(annotation), None)
    if error["type"] in ("model_type", "model_attributes_type") and record is not None:
        required = [name for name, info in record.model_fields.items() if info.is_required()]
        first = required[0].rstrip("_") if required else next(iter(record.model_fields))
        thing = _words(_snake(record.__name__))
        if record.short_form is None and isinstance(value, str):
            message = f"this {thing} is only a text"
            return Complaint("wrong-type", path, message, (f"write `{first}: {value}`" if required else f"write its keys below it, such as `{first}: …`",))
        return Complaint("wrong-type", path, f"this should be {_a(thing)}", (f"write its keys below it, such as `{first}: …`",))
    if error["type"] == "dict_type":
        key = next((step for step in reversed(path) if isinstance(step, str)), "this")
        example = {"evidence": "interviews-2026: {type: interview}", "metrics": "nps: 31"}.get(str(key), "name: value")
        return Complaint("wrong-type", path, f"`{key}` should be names with their values", (f"write one per line below it, such as `{example}`",))
    return _wrong_type("a text" if error["type"] == "string_type" else "a list", path, value, source)


def _wrong_type(wanted: str, path: Path, value: Any, source: Source) -> Complaint:
    help: tuple[str, ...] = ()
    if value is None:
        return Complaint("wrong-type", path, f"this entry is empty; it should be {wanted}", ("write something after the dash, or remove the dash",))
    if wanted.startswith("true"):
        word = str(value).strip().lower()
        answer = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(word)
        help = (f"write {answer}" + (", or the reason" if "reason" in wanted else ""),) if answer else ()
        return Complaint("wrong-type", path, f"`{value}` should be {wanted}", help)
    if isinstance(value, dict) and wanted == "a text":
        cut = source.in_flow((*path, next(iter(value), "")))
        if len(value) == 1 or cut:
            help = ('put quotes around the text; a colon in it makes it a key: "…: …"',)
        return Complaint("wrong-type", path, "this should be one text, and it has keys of its own", help)
    if isinstance(value, list):
        return Complaint("wrong-type", path, f"this should be {wanted}, and it is a list", help)
    if isinstance(value, dict):
        return Complaint("wrong-type", path, f"this should be {wanted}, and it has keys of its own", help)
    return Complaint("wrong-type", path, f"`{value}` should be {wanted}", help)


def _did_you_mean(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    if len(names) == 1:
        return (f"did you mean `{names[0]}`?",)
    return (f"did you mean {', '.join(f'`{name}`' for name in names[:-1])} or `{names[-1]}`?",)


did_you_mean = _did_you_mean


def _what(path: Path) -> str:
    """The last key of a path as a subject: `name`."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "this")
    return f"`{key}`" if isinstance(path[-1], str) else f"an entry of `{key}`"


def _words(name: str | int) -> str:
    return str(name).replace("_", " ")


def _a(noun: str) -> str:
    if noun in ("feedback", "evidence", "scope"):
        return noun if noun != "evidence" else "a piece of evidence"
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _place(kind: type[Record], path: Path) -> str:
    """What the part of the format at `path` is called: `step`, `pain_point`."""
    name = _snake(_record_at(kind, path).__name__)
    return {"inline_persona": "persona", "persona_fields": "persona", "lint_levels": "lint", "lint_settings": "lint"}.get(name, name)


def _keys(kind: type[Record], path: Path) -> frozenset[str]:
    return _record_at(kind, path).keys()


def _record_at(kind: type[Record], path: Path) -> type[Record]:
    """The model that a path of data leads to."""
    record: type[Record] = kind
    annotation: Any = kind
    skip = False
    for step in path:
        if skip or isinstance(step, int):
            skip = False
            continue
        info = _field(record, step)
        if info is None:
            continue
        annotation = info.annotation
        record = next(_records(annotation), record)
        skip = _is_names(annotation)
    return record


def _annotation(kind: type[Record], location: tuple[str | int, ...]) -> Any:
    """The annotation of the field that an error's location ends in."""
    record: type[Record] = kind
    annotation: Any = kind
    skip = False
    for step in location:
        if skip or isinstance(step, int) or step.startswith("~"):
            skip = False if not (isinstance(step, str) and step.startswith("~")) else skip
            continue
        info = _field(record, step)
        if info is None:
            continue
        annotation = typing.Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        record = next(_records(annotation), record)
        skip = _is_names(annotation)
    return annotation


def _field(record: type[Record], key: str) -> FieldInfo | None:
    return next((info for name, info in record.model_fields.items() if (info.alias or name) == key), None)


def _is_names(annotation: Any) -> bool:
    """Whether an annotation is a mapping of free names, whose key is the next step of a path."""
    origin = typing.get_origin(annotation)
    if origin is dict:
        return True
    return origin is not list and any(_is_names(part) for part in typing.get_args(annotation) if origin in (typing.Annotated, typing.Union, types.UnionType))


def _records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _records(part)


def _literals(annotation: Any) -> tuple[str, ...]:
    if typing.get_origin(annotation) is typing.Literal:
        return tuple(str(word) for word in typing.get_args(annotation))
    return next((words for part in typing.get_args(annotation) if (words := _literals(part))), ())


def _bounds(annotation: Any) -> tuple[float, float | None]:
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
