"""From data to the model, and the model's complaints in words for authors.

pydantic finds all faults of shape in one go, but builds nothing if there is one. So each fault is
noted, the data is mended as little as possible, and read again: references and ids of the rest can
then be checked in the same run. What was mended is remembered, so that nothing is said of it.
"""

import types
import typing
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from cjm.finding import Path
from cjm.model import Record
from cjm.model.base import Plain
from cjm.source import Source
from cjm.source.scalars import plain
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
            errors = [(error, _path(error, source)) for error in problem.errors(include_url=False, include_input=False)]
        settled = set(result.mended)
        lists = {path[:-1] for _, path in errors if _keyed_list(kind, path[:-1], source)}
        meant = _meant(kind, [path for error, path in errors if error["type"] == "extra_forbidden"], source, lists)
        for path in lists:
            result.complaints.append(_no_list(path, source))
            result.mended.add(path)
        for error, path in errors:
            if within(path, lists) or (error["type"] == "missing" and path in meant.values()):
                continue
            complaint = _complaint(kind, error, path, source)
            if (complaint.rule, complaint.path) not in noted and not within(path, settled):
                noted.add((complaint.rule, complaint.path))
                result.complaints.append(complaint)
            if complaint.rule == "unsupported-version":
                result.complaints = [complaint]
                return result
            if path not in meant and not _stands_in(path, source, tries):
                result.mended.add(path)
                _mend(error, path, source, tries)
        for path in lists:
            source.value(path[:-1])[path[-1]] = []
        for old, new in meant.items():
            source.rename(old, str(new[-1]))
            if new == ("cjm",):  # under its wrong name it says nothing about the version of this format
                source.data["cjm"] = _required("cjm")
    return result


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


def _meant(kind: type[Record], unknown: list[Path], source: Source, lists: Collection[Path]) -> dict[Path, Path]:
    """Unknown keys that are read as what they were meant to be, so that what stands under them is checked."""
    meant: dict[Path, Path] = {}
    for path in unknown:
        keys = meant_key(str(path[-1]), _keys(kind, path[:-1]), _place(kind, path[:-1]))
        holder = source.value(path[:-1])
        if keys and isinstance(holder, dict) and keys[0] not in holder and not within(path, lists):
            new = (*path[:-1], keys[0])
            if new not in meant.values():
                meant[path] = new
    return meant


def _keyed_list(kind: type[Record], path: Path, source: Source) -> bool:
    """Whether a list of stages, steps … is written as names with what belongs to them: `Buy: {steps: …}`."""
    if not path or not isinstance(path[-1], str):
        return False
    info = _field(_record_at(kind, path[:-1]), path[-1])
    value = source.value(path)
    if info is None or typing.get_origin(info.annotation) is not list or not isinstance(value, dict):
        return False
    place, known = _place(kind, path), _keys(kind, path)
    return bool(value) and not any(meant_key(str(key).lstrip("- "), known, place) for key in value)


def _no_list(path: Path, source: Source) -> Complaint:
    first = next(iter(source.value(path)))
    message = f"`{path[-1]}` should be a list, and its entries have no dash"
    texts = ("pain_points", "opportunities", "gains", "quotes", "expectations")
    key = "id" if path[-1] == "lanes" else "text" if path[-1] in texts else "name"
    return Complaint("wrong-type", path, message, (f"write `- {key}: {first}`, and what belongs to it below that",))


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


def _complaint(kind: type[Record], error: ErrorDetails, path: Path, source: Source) -> Complaint:
    """The error in words for authors. Keyed on the type of the error, never on its message."""
    problem = error["type"]
    value = source.value(path) if path else source.data
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    context = error.get("ctx", {})
    if problem == "missing":
        return _missing(kind, path)
    if problem == "extra_forbidden":
        return _unknown(kind, path, value, source)
    if "[key]" in error["loc"]:
        message = f"`{key}` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`"
        return Complaint("invalid-value", path, message, at_key=True)
    if problem == "literal_error":
        allowed = _literals(_annotation(kind, error["loc"]))
        if isinstance(value, dict | list):
            return Complaint("wrong-type", path, f"`{key}` should be one word", allowed=allowed)
        holder = _field(_record_at(kind, path[:-2]), str(path[-2])) if len(path) > 1 else None
        thing = str(path[-2] if holder is not None and _is_names(holder.annotation) else key)
        meant = meant_value(str(value), allowed, thing)
        return Complaint("invalid-value", path, f"`{value}` is not {_a(_words(thing))}", _did_you_mean(meant), allowed)
    if problem == "string_pattern_mismatch":
        if isinstance(value, str) and value.strip():
            message = f"`{value}` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`"
            return Complaint("invalid-value", path, message)
        return _empty(path)
    if problem == "string_too_short":
        return _empty(path)
    if problem in ("greater_than_equal", "less_than_equal"):
        low, high = _bounds(_annotation(kind, error["loc"]))
        between = f"outside {low:g} to {high:g}" if high is not None else f"less than {low:g}"
        return Complaint("out-of-range", path, f"{value} is {between}")
    if problem in ("int_from_float", "int_parsing", "int_type"):
        return Complaint("invalid-value", path, f"`{value}` is not a whole number")
    if problem in ("list_type", "dict_type", "model_type", "model_attributes_type", "string_type"):
        return _wrong_kind(kind, error, path, value, source)
    if problem == "wrong-type":
        wanted = str(context["wanted"])
        low, high = _bounds(_annotation(kind, error["loc"])) if wanted == "a number" else (0.0, None)
        if high is not None:
            wanted = f"a number from {low:g} to {high:g}"
        return _wrong_type(wanted, path, value, source, _keys(kind, path))
    message = str(context.get("problem", "this cannot be read"))
    return Complaint(problem if "-" in problem else "invalid-value", path, message, at_key=problem == "missing-key")


def _empty(path: Path) -> Complaint:
    key = next((step for step in reversed(path) if isinstance(step, str)), "this")
    if isinstance(path[-1], int):
        help = ("write something there, or remove the entry",)
        return Complaint("missing-key", path, f"an entry of `{key}` is empty", help)
    return Complaint("missing-key", path, f"`{key}` is empty", (f"write something after `{key}:`",))


def _missing(kind: type[Record], path: Path) -> Complaint:
    key = str(path[-1])
    if len(path) == 1:
        if key == "cjm":
            help: tuple[str, ...] = ("write `cjm: 1` as the first line; it names the version of the format",)
            return Complaint("missing-key", path, "the file does not say `cjm: 1`", help)
        thing = {"Journey": "the map", "Persona": "the persona"}.get(kind.__name__, "the file")
    else:
        thing = f"this {_words(_place(kind, path[:-1]))}"
    hints = {
        "name": "`name: …`",
        "text": "`text: …`",
        "title": "`title: …`",
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
        help = (f"write `- {key[1:].strip()}: …`",)
        return Complaint("syntax", path, "a space is missing after the dash", help, at_key=True)
    if isinstance(holder, dict) and len(meant) == 1 and meant[0] in holder and key not in known:
        help = (f"`{meant[0]}` stands here already; put both contents under it",)
    else:
        help = _did_you_mean(meant)
    thing = {"journey": "a map", "project": "the project file"}.get(place, _a(_words(place)))
    message = f"`{key}` is not a key of {thing}"
    allowed = () if meant else tuple(sorted(known - {"cjm", "$schema"}))
    return Complaint("unknown-key", path, message, help, allowed if len(allowed) <= 16 else (), at_key=True)


def _wrong_kind(kind: type[Record], error: ErrorDetails, path: Path, value: Any, source: Source) -> Complaint:
    annotation = _annotation(kind, error["loc"])
    record = next(_records(annotation), None)
    if error["type"] in ("model_type", "model_attributes_type") and record is not None:
        return _no_record(record, path, value, source)
    if error["type"] == "dict_type":
        key = next((step for step in reversed(path) if isinstance(step, str)), "this")
        examples = {
            "evidence": "interviews-2026: {type: interview}",
            "metrics": "nps: 31",
            "traits": "patience: 2",
            "ignore": "missing-owner: the reason why",
            "severity": "missing-owner: error",
        }
        help = (f"write one per line below it, such as `{examples.get(str(key), 'name: value')}`",)
        return Complaint("wrong-type", path, f"`{key}` should be names with their values", help)
    return _wrong_type("a text" if error["type"] == "string_type" else "a list", path, value, source, frozenset())


def _no_record(record: type[Record], path: Path, value: Any, source: Source) -> Complaint:
    """Something else where keys belong: a text, a list or nothing."""
    name = _snake(record.__name__)
    thing = _words(_CALLED.get(name, name))
    if value is None:
        return _wrong_type(_a(thing), path, value, source, frozenset())
    required = [name for name, info in record.model_fields.items() if info.is_required()]
    first = required[0].rstrip("_") if required else next(iter(record.model_fields))
    what = "a list" if isinstance(value, list) else "only a text"
    if record.short_form is not None:
        help = (f"write it as one text, or with keys such as `{first}: …`",)
        return Complaint("wrong-type", path, f"this should be {_a(thing)}, and it is {what}", help)
    if required and isinstance(value, str):
        dash = "" if isinstance(path[-1], int) else "- "
        where = " on a line below it" if dash else ""
        help = (f"write `{dash}{first}: {value}`{where}",)
        return Complaint("wrong-type", path, f"this {thing} is only a text", help)
    subject = f"`{path[-1]}`" if path and isinstance(path[-1], str) else f"this {thing}"
    help = (f"write them below it, such as `{first}: …`",)
    return Complaint("wrong-type", path, f"{subject} should have keys of its own, and it is {what}", help)


def _wrong_type(wanted: str, path: Path, value: Any, source: Source, keys: frozenset[str]) -> Complaint:
    """A value of the wrong kind; `keys` are those that the format knows where it stands."""
    help: tuple[str, ...] = ()
    if value is None:
        place = source.place(path)
        row = source.lines[place.line - 1] if place.line <= len(source.lines) else ""
        if "#" in row[place.column - 1 :]:
            help = ('a `#` begins a comment; a text that begins with one has to stand in "quotes"',)
        else:
            help = ("write something after the dash, or remove the dash",)
        return Complaint("wrong-type", path, f"this entry is empty; it should be {wanted}", help)
    if isinstance(value, dict):
        alone = len(value) == 1 or source.in_flow((*path, next(iter(value), "")))
        if wanted == "a text" and alone and keys.isdisjoint(value):
            help = ('put quotes around the text; a colon in it makes it a key: "…: …"',)
        wanted = "one text" if wanted == "a text" else wanted
        return Complaint("wrong-type", path, f"this should be {wanted}, and it has keys of its own", help)
    if isinstance(value, list):
        wanted, help = ("one text", ("write it as one text",)) if wanted == "a text" else (wanted, help)
        return Complaint("wrong-type", path, f"this should be {wanted}, and it is a list", help)
    word = str(value).strip().lower()
    if wanted.startswith("true"):
        answer = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(word)
        help = (f"write {answer}" + (", or the reason" if "reason" in wanted else ""),) if answer else ()
    bare = plain(str(value)) if not isinstance(value, Plain) else None
    if not help and isinstance(bare, Plain) and wanted.startswith("true") == isinstance(bare.value, bool):
        help = ("remove the quotes",)
    return Complaint("wrong-type", path, f"`{value}` should be {wanted}", help)


def _did_you_mean(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    if len(names) == 1:
        return (f"did you mean `{names[0]}`?",)
    return (f"did you mean {', '.join(f'`{name}`' for name in names[:-1])} or `{names[-1]}`?",)


did_you_mean = _did_you_mean


def _words(name: str | int) -> str:
    return "way on" if name == "branch" else str(name).replace("_", " ")


def _a(noun: str) -> str:
    if noun in ("feedback", "evidence"):
        return f"a piece of {noun}"
    if noun == "requirements":
        return noun
    if noun in ("lint", "render"):
        return f"`{noun}`"
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _place(kind: type[Record], path: Path) -> str:
    """What the part of the format at `path` is called: `step`, `pain_point`."""
    name = _snake(_record_at(kind, path).__name__)
    return _CALLED.get(name, name)


_CALLED = {
    "inline_persona": "persona",
    "persona_fields": "persona",
    "lint_levels": "lint",
    "lint_settings": "lint",
}
"""What parts of the format are called where the name of the model is no word of authors."""


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
    several = origin in (typing.Annotated, typing.Union, types.UnionType)
    return several and any(_is_names(part) for part in typing.get_args(annotation))


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
