"""What pydantic finds, in words for authors. Keyed on the type of an error, never on its message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic_core import ErrorDetails

from cjm.finding import Change, Path
from cjm.loading.annotations import annotation_at, bounds, field_of, is_names, keys_at, literals, record_at, records_in
from cjm.model import Record
from cjm.model.base import Plain
from cjm.source import Source
from cjm.source.mending import BULLETS
from cjm.source.scalars import plain
from cjm.vocabulary.aliases import meant_key, meant_value, respelt


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
    change: Change | None = None
    """What would correct it, where that is sure."""


@dataclass
class Hints:
    """What authors may have meant, for the first faults of a file: looking it up takes long, and nobody reads more."""

    left: int = 50
    _known: dict[tuple[str, object, str], list[str]] = field(default_factory=dict)

    def key(self, written: str, known: frozenset[str], place: str) -> list[str]:
        """The keys that an unknown one may stand for, the likeliest first."""
        return self._asked((written, known, place), lambda: meant_key(written, known, place))

    def value(self, written: str, allowed: tuple[str, ...], thing: str) -> list[str]:
        """The words that a wrong value may stand for, the likeliest first."""
        return self._asked((written, allowed, thing), lambda: meant_value(written, allowed, thing))

    def _asked(self, question: tuple[str, object, str], answer: Callable[[], list[str]]) -> list[str]:
        if question not in self._known:
            if self.left <= 0:
                return []
            self.left -= 1
            self._known[question] = answer()
        return self._known[question]


def complaint(kind: type[Record], error: ErrorDetails, path: Path, source: Source, hints: Hints) -> Complaint:
    """The error in words for authors. Keyed on the type of the error, never on its message."""
    problem = error["type"]
    value = source.value(path) if path else source.data
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    context = error.get("ctx", {})
    if problem == "missing":
        return _missing(kind, path)
    if problem == "extra_forbidden":
        return _unknown(kind, path, value, source, hints)
    if "[key]" in error["loc"]:
        message = f"`{key}` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`"
        return Complaint("invalid-value", path, message, at_key=True)
    if problem == "literal_error":
        allowed = literals(annotation_at(kind, error["loc"]))
        if isinstance(value, dict | list):
            return Complaint("wrong-type", path, f"`{key}` should be one word", allowed=allowed)
        if value is None and path and isinstance(path[-1], str):
            return Complaint("missing-key", path, f"`{key}` is empty", (f"write something after `{key}:`",), allowed)
        holder = field_of(record_at(kind, path[:-2]), str(path[-2])) if len(path) > 1 else None
        thing = str(path[-2] if holder is not None and is_names(holder.annotation) else key)
        meant = hints.value(str(value), allowed, thing)
        change = Change("replace", path, meant[0], str(value)) if len(meant) == 1 and value else None
        message = f"`{value}` is not {_a(_words(thing))}"
        return Complaint("invalid-value", path, message, did_you_mean(meant), allowed, change=change)
    if problem == "string_pattern_mismatch":
        if isinstance(value, str) and value.strip().startswith("@ ") and error["loc"][-1] == "name":
            message = "this touchpoint has no name in front of the `@`"
            return Complaint("missing-key", path, message, (f"write for example `Order form {value.strip()}`",))
        if isinstance(value, str) and value.strip():
            message = f"`{value}` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`"
            return Complaint("invalid-value", path, message)
        return _empty(path)
    if problem == "string_too_short":
        return _empty(path)
    if problem in ("greater_than_equal", "less_than_equal"):
        low, high = bounds(annotation_at(kind, error["loc"]))
        between = f"outside {low:g} to {high:g}" if high is not None else f"less than {low:g}"
        return Complaint("out-of-range", path, f"{value} is {between}")
    if problem in ("int_from_float", "int_parsing", "int_type"):
        return Complaint("invalid-value", path, f"`{value}` is not a whole number")
    if problem in ("list_type", "dict_type", "model_type", "model_attributes_type", "string_type"):
        return _wrong_kind(kind, error, path, value, source)
    if problem == "wrong-type":
        wanted = str(context["wanted"])
        low, high = bounds(annotation_at(kind, error["loc"])) if wanted == "a number" else (0.0, None)
        if high is not None:
            wanted = f"a number from {low:g} to {high:g}"
        return _wrong_type(wanted, path, value, source, keys_at(kind, path))
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
        thing = f"this {_words(place_name(kind, path[:-1]))}"
    hints = {
        "name": "`name: …`",
        "text": "`text: …`",
        "title": "`title: …`",
        "stages": "`stages:` and one stage per line below it, each beginning with `- name: …`",
    }
    return Complaint("missing-key", path, f"{thing} has no `{key}`", (f"add {hints.get(key, f'`{key}: …`')}",))


def _unknown(kind: type[Record], path: Path, value: Any, source: Source, hints: Hints) -> Complaint:
    key = str(path[-1])
    holder = source.value(path[:-1])
    known = keys_at(kind, path[:-1])
    place = place_name(kind, path[:-1])
    meant = hints.key(key, known, place)
    thing = _thing(place)
    if homes := owners(kind, path, meant, holder):
        message = f"`{key}` is not a key of {thing}"
        help: tuple[str, ...] = (f"`{_at_home(kind, key)}` belongs to {_either(homes)}",)
        return Complaint("unknown-key", path, message, help, at_key=True)
    if value is None and (glued := _glued(key, known)):
        return Complaint("syntax", path, f"a space is missing after `{glued[0]}:`", (glued[1],), at_key=True)
    if not meant and value is None and source.in_flow(path) and key != next(iter(holder), None):
        message = f"the text was cut at the comma before `{key}`"
        help = ("put quotes around the text, or write one key per line",)
        return Complaint("unknown-key", path, message, help, at_key=True)
    if key.startswith("-") and key[1:].strip() in known:
        help = (f"write `- {key[1:].strip()}: …`",)
        return Complaint("syntax", path, "a space is missing after the dash", help, at_key=True)
    if key.startswith(tuple(BULLETS)) and key[1:].strip() in known:
        help = (f"write `- {key[1:].strip()}: …`",)
        return Complaint("syntax", path, f"a list is written with dashes, not with `{key[0]}`", help, at_key=True)
    if isinstance(holder, dict) and len(meant) == 1 and meant[0] in holder and key not in known:
        help = (f"`{meant[0]}` stands here already; put both contents under it",)
        change = None
    else:
        help = did_you_mean(meant)
        change = Change("rename", path, meant[0]) if len(meant) == 1 else None
    message = f"`{key}` is not a key of {thing}"
    allowed = () if meant else tuple(sorted(known - {"cjm", "$schema"}))
    allowed = allowed if len(allowed) <= 16 else ()
    return Complaint("unknown-key", path, message, help, allowed, at_key=True, change=change)


def _thing(place: str) -> str:
    return {"journey": "a map", "project": "the project file"}.get(place, _a(_words(place)))


def _either(things: tuple[str, ...]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} or {things[-1]}"


def _glued(key: str, known: frozenset[str]) -> tuple[str, str] | None:
    """The key in `name:Ana`, where the space after the colon is missing, and what to write."""
    name, colon, rest = key.partition(":")
    return (name, f"write `{name}: {rest}`") if colon and name in known else None


_MOST_OWNERS = 3
_BETTER_MEANT = frozenset({"channel", "channels", "ideas", "score", "title"})
"""Keys of which it says more what they were meant to be than where they belong."""


def owners(kind: type[Record], path: Path, meant: list[str], holder: Any) -> tuple[str, ...]:
    """The things that a key belongs to that stands at the wrong level; none where `meant` says more.

    `severity` beside `pain_points` belongs to a pain point, and `touchpoints` of a stage belong to a step.
    """
    key, record = _at_home(kind, str(path[-1])), record_at(kind, path[:-1])
    homes = _homes(kind).get(key, ())
    if not 0 < len(homes) <= _MOST_OWNERS or record in homes:
        return ()
    if meant and not _contains(record, meant[0], key, holder):
        return ()
    return tuple(_thing(_CALLED.get(name, name)) for name in (_snake(home.__name__) for home in homes))


def _at_home(kind: type[Record], key: str) -> str:
    """A key as it is spelt where it belongs: `pain points` of a stage are the `pain_points` of a step."""
    homes = _homes(kind)
    return key if key in homes else respelt(key, homes) or key


def _contains(record: type[Record], meant: str, key: str, holder: Any) -> bool:
    """Whether a key was taken for the list that holds what it belongs to, or for one that is there already."""
    if key in _BETTER_MEANT or _singular(key) == _singular(meant):
        return False
    info = field_of(record, meant)
    inner = next(records_in(info.annotation), None) if info is not None else None
    there = isinstance(holder, dict) and meant in holder
    if inner is not None and key in inner.keys():  # noqa: SIM118 - a record's own method
        return key != inner.short_form and (there or not (info is not None and info.is_required()))
    return there


def _singular(word: str) -> str:
    return word.removesuffix("s")


@cache
def _homes(kind: type[Record]) -> dict[str, tuple[type[Record], ...]]:
    """For each key of a file, the parts of the file that have it; steps and stages first."""
    parts: list[type[Record]] = [kind]
    for part in parts:
        for info in part.model_fields.values():
            parts += [inner for inner in dict.fromkeys(records_in(info.annotation)) if inner not in parts]
    parts = [part for part in parts if part is kind or not part.__name__.startswith(("Lint", "Render"))]
    parts.sort(key=lambda part: {"Step": 0, "Stage": 1}.get(part.__name__, 2))
    homes: dict[str, tuple[type[Record], ...]] = {}
    for part in parts:
        for key in sorted(part.keys()):
            homes[key] = (*homes.get(key, ()), part)
    return homes


def naming(kind: type[Record], path: Path) -> str | None:
    """The key that says what the thing at `path` is, such as `name` or `text`, if it needs just one."""
    record = record_at(kind, path)
    required = [info.alias or name for name, info in record.model_fields.items() if info.is_required()]
    return required[0] if len(required) == 1 else None


def entry_text(kind: type[Record], path: Path, source: Source) -> str:
    """The text of an entry that begins with its own text as a key."""
    entry = source.value(path)
    first = str(next(iter(entry)))
    if glued := _glued(first, keys_at(kind, path)):
        return first[len(glued[0]) + 1 :]
    value = entry[first]
    colon = isinstance(value, str) and naming(kind, path) in ("name", "text")
    return f"{first}: {value}" if colon else first


def no_key(kind: type[Record], path: Path, source: Source) -> Complaint:
    """What to say of an entry that begins with its own text as a key; `path` is that of the key that is missing."""
    entry = source.value(path[:-1])
    first = str(next(iter(entry)))
    at = (*path[:-1], first)
    key, text = str(path[-1]), entry_text(kind, path[:-1], source)
    dash = "" if source.in_flow(at) else "- "
    if glued := _glued(first, keys_at(kind, path[:-1])):
        return Complaint("syntax", at, f"a space is missing after `{glued[0]}:`", (glued[1],), at_key=True)
    if text != first:
        quoted = f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
        short = len(entry) == 1 and record_at(kind, path[:-1]).short_form is not None
        help = f"write `{dash}{quoted}`" if short else f"write `{dash}{key}: {quoted}`"
        return Complaint("syntax", path[:-1], "this text holds a colon and has to stand in quotes", (help,))
    message = f"`{first}` is not a key of {_thing(place_name(kind, path[:-1]))}"
    more = ", and what belongs to it below that" if isinstance(entry[first], dict) or len(entry) > 1 else ""
    return Complaint("unknown-key", at, message, (f"write `{dash}{key}: {first}`{more}",), at_key=True)


def _wrong_kind(kind: type[Record], error: ErrorDetails, path: Path, value: Any, source: Source) -> Complaint:
    annotation = annotation_at(kind, error["loc"])
    record = next(records_in(annotation), None)
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
        if path and isinstance(path[-1], str):
            thing = "the reason" if "ignore" in path else wanted
            message = f"`{path[-1]}` is empty; it should be {thing}"
            return Complaint("wrong-type", path, message, (f"write {thing} after `{path[-1]}:`",))
        return Complaint("wrong-type", path, f"this entry is empty; it should be {wanted}", help)
    if isinstance(value, dict):
        alone = len(value) == 1 or source.in_flow((*path, next(iter(value), "")))
        if wanted == "a text" and alone and keys.isdisjoint(value):
            help = ('put quotes around the text; a colon in it makes it a key: "…: …"',)
        wanted = "one text" if wanted == "a text" else wanted
        return Complaint("wrong-type", path, f"this should be {wanted}, and it has keys of its own", help)
    if isinstance(value, list) and path == ("persona",):
        help = ("write one persona without a dash, or put several under `personas:`",)
        return Complaint("wrong-type", path, "`persona` takes one persona, and this is a list", help)
    if isinstance(value, list):
        wanted, help = ("one text", ("write it as one text",)) if wanted == "a text" else (wanted, help)
        return Complaint("wrong-type", path, f"this should be {wanted}, and it is a list", help)
    word = str(value).strip().lower()
    if wanted.startswith("true"):
        answer = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(word)
        help = (f"write {answer}" + (", or the reason" if "reason" in wanted else ""),) if answer else ()
    bare = plain(str(value)) if not isinstance(value, Plain) else None
    if path == ("cjm",) and not isinstance(bare, Plain):
        help = ("write `cjm: 1`",)
    if not help and isinstance(bare, Plain) and wanted.startswith("true") == isinstance(bare.value, bool):
        help = ("remove the quotes",)
    return Complaint("wrong-type", path, f"`{value}` should be {wanted}", help)


def did_you_mean(names: list[str]) -> tuple[str, ...]:
    """A line of help that offers names; none where there is nothing to offer."""
    if not names:
        return ()
    if len(names) == 1:
        return (f"did you mean `{names[0]}`?",)
    return (f"did you mean {', '.join(f'`{name}`' for name in names[:-1])} or `{names[-1]}`?",)


def _words(name: str | int) -> str:
    return "entry of `next`" if name == "branch" else str(name).replace("_", " ")


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


def too_many(paths: list[Path]) -> Complaint:
    """What to say of all the faults at `paths`, beyond those that are said one by one."""
    count = "1 more mistake is" if len(paths) == 1 else f"{len(paths):,} more mistakes are"
    return Complaint("wrong-type", paths[0], f"{count} not listed", ("mend those that are listed, and look again",))


def no_list(kind: type[Record], path: Path, source: Source) -> Complaint:
    """What to say of a list that was written as names with what belongs to them."""
    first = next(iter(source.value(path)))
    message = f"`{path[-1]}` should be a list, and its entries have no dash"
    record = record_at(kind, path)
    required = (info.alias or name for name, info in record.model_fields.items() if info.is_required())
    key = record.short_form or next(required, "name")
    return Complaint("wrong-type", path, message, (f"write `- {key}: {first}`, and what belongs to it below that",))


def place_name(kind: type[Record], path: Path) -> str:
    """What the part of the format at `path` is called: `step`, `pain_point`."""
    name = _snake(record_at(kind, path).__name__)
    return _CALLED.get(name, name)


_CALLED = {
    "inline_persona": "persona",
    "persona_fields": "persona",
    "lint_levels": "lint",
    "lint_settings": "lint",
}
"""What parts of the format are called where the name of the model is no word of authors."""
