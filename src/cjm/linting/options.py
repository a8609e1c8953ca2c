"""What can be set for a rule: each option with what it takes, and what somebody gives it, checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cjm.errors import CjmError
from cjm.finding import Path
from cjm.linting.rule import Rule
from cjm.model import Record
from cjm.model.base import Plain
from cjm.vocabulary.aliases import closest

JsonSchema = Mapping[str, Any]


@dataclass(frozen=True)
class Option:
    """One thing that can be set for a rule."""

    name: str
    """Dotted where it is nested: `steps.max`."""
    takes: str
    """What it takes, completing "should be …": `a whole number from 1`."""
    allowed: tuple[str, ...]
    """The words that it takes, where only some are right."""
    default: Any
    """What it is unless somebody says otherwise, as data: a truth value, number, text, list or mapping; `None` where it
    is off."""
    description: str

    @property
    def written(self) -> str:
        """The default as an author would write it."""
        return _yaml(self.default)


def _yaml(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_yaml(item)}' for key, item in value.items())}}}"
    return f"{value:g}" if isinstance(value, float) else str(value)


class WrongOption(CjmError):
    """An option of a rule that is unknown or impossible."""

    def __init__(self, message: str, help: str | None, path: Path, *, at_key: bool) -> None:
        super().__init__(message, help)
        self.path = path
        """Where it stands below the options of its rule."""
        self.at_key = at_key
        """Whether its name is at fault rather than its value."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross from one process to another as what it is to others: an error with a message."""
        return CjmError, (self.message, self.help)


def options_of(rule: Rule) -> tuple[Option, ...]:
    """All options of a rule, in the order in which its page lists them."""
    return _options_of(rule.options) if rule.options is not None else ()


@cache
def _options_of(kind: type[Record]) -> tuple[Option, ...]:
    schema = kind.model_json_schema()
    return tuple(_below("", schema, schema.get("$defs", {}), kind().model_dump(mode="json", by_alias=True)))


def _below(prefix: str, schema: JsonSchema, models: JsonSchema, defaults: Mapping[str, Any]) -> Iterator[Option]:
    for name, entry in schema["properties"].items():
        inner = models[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry
        if "properties" in inner:
            yield from _below(f"{prefix}{name}.", inner, models, defaults[name])
        else:
            description = " ".join(entry.get("description", "").split())
            yield Option(prefix + name, _takes(inner), _allowed(inner), defaults[name], description)


# ---------- what an option takes, in words ----------


def _takes(schema: JsonSchema) -> str:
    """What a JSON Schema accepts, completing "should be …"."""
    schema = _plain(schema)
    if words := _words(schema):
        return _either(words)
    kind = schema.get("type")
    if kind == "array":
        return _list(schema)
    if kind == "object":
        return f"names, each with {_takes(schema['additionalProperties'])}"
    if "examples" in schema:
        return f"{'a length of time' if kind == 'string' else 'a share'}, such as `{schema['examples'][0]}`"
    names = {"boolean": "true or false", "integer": "a whole number", "number": "a number"}
    return " ".join(filter(None, (names.get(str(kind), "a text"), _range(schema))))


def _plain(schema: JsonSchema) -> JsonSchema:
    """The alternative that says most: without null, and the list where one value stands for a list of one."""
    alternatives = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    lists = [one for one in alternatives if one.get("type") == "array"]
    return _plain((lists or alternatives)[0]) if alternatives else schema


def _words(schema: JsonSchema) -> tuple[str, ...]:
    return tuple(schema.get("enum", [schema["const"]] if "const" in schema else ()))


def _allowed(schema: JsonSchema) -> tuple[str, ...]:
    schema = _plain(schema)
    return _words(_plain(schema["items"])) if schema.get("type") == "array" else _words(schema)


def _list(schema: JsonSchema) -> str:
    item = _plain(schema["items"])
    if words := _words(item):
        return f"a list of any of {_either(words)}"
    if item.get("type") == "array":
        return "a list of lists of texts"
    things = "numbers" if item.get("type") in ("integer", "number") else "texts"
    return f"a list of {schema['minItems']} {things}" if "minItems" in schema else f"a list of {things}"


def _range(schema: JsonSchema) -> str:
    """The range of a number; bounds behind a validator of ours come under pydantic's own names."""
    ends = {
        key: f"{bound:g}"
        for key, other in (("minimum", "ge"), ("exclusiveMinimum", "gt"), ("maximum", "le"), ("exclusiveMaximum", "lt"))
        if (bound := schema.get(key, schema.get(other))) is not None
    }
    match ends:
        case {"minimum": low, "maximum": high}:
            return f"from {low} to {high}"
        case {"minimum": low, "exclusiveMaximum": high}:
            return f"from {low}, below {high}"
        case {"exclusiveMinimum": low, "maximum": high}:
            return f"above {low}, up to {high}"
        case {"minimum": low}:
            return f"from {low}"
        case {"exclusiveMinimum": low}:
            return f"above {low}"
        case {"maximum": high}:
            return f"up to {high}"
    return ""


def _either(words: Sequence[str]) -> str:
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} or {last}" if most else last


# ---------- what somebody gives it ----------


def check_options(rule: Rule, given: Mapping[str, Any]) -> Record | None:
    """The options of a rule, `None` if it has none. Raises `WrongOption` where one is unknown or impossible."""
    if rule.options is None:
        if given:
            raise WrongOption(f"the rule {rule.name} has no options", None, (), at_key=True)
        return None
    try:
        return rule.options.model_validate(given)
    except ValidationError as problem:
        raise _wrong(rule, given, problem.errors(include_url=False, include_input=False)[0]) from None


def _wrong(rule: Rule, given: Mapping[str, Any], error: ErrorDetails) -> WrongOption:
    path = tuple(step for step in error["loc"] if step != "[key]")
    option = next(
        (one for one in options_of(rule) if tuple(one.name.split(".")) == path[: one.name.count(".") + 1]), None
    )
    if error["type"] == "extra_forbidden":
        known = _names(rule, path[:-1])
        near = closest(str(path[-1]), known)
        help = f"did you mean `{near[0]}`?" if near else f"it has: {', '.join(known)}"
        return WrongOption(f"the rule {rule.name} has no option `{_dotted(path)}`", help, path, at_key=True)
    if option is None:
        message = f"the option `{_dotted(path)}` of the rule {rule.name} should have one of its own below it"
        return WrongOption(message, f"it has: {', '.join(_names(rule, path))}", path, at_key=False)
    value = _value(given, path)
    message = f"the option `{option.name}` of the rule {rule.name} should be {option.takes}"
    if isinstance(value, str | int | float):
        message += f", not `{str(value).lower() if isinstance(value, bool) else value}`"
    near = closest(str(value), option.allowed) if option.allowed else []
    reason = f"did you mean `{near[0]}`?" if near else _reason(error)
    if isinstance(value, str) and not isinstance(value, Plain) and value.isdecimal() and "number" in option.takes:
        reason = "take the quotes away: a number in quotes is a text"
    return WrongOption(message, reason, path, at_key=False)


def _reason(error: ErrorDetails) -> str | None:
    """What a rule or a value itself says is wrong; pydantic's own messages are for programmers."""
    if "-" not in error["type"] or error["type"] == "wrong-type":
        return None
    return str(error.get("ctx", {}).get("problem", error["msg"]))


def _names(rule: Rule, above: Path) -> list[str]:
    """The options below a place in the options of a rule."""
    paths = [tuple(option.name.split(".")) for option in options_of(rule)]
    return list(dict.fromkeys(path[len(above)] for path in paths if path[: len(above)] == above))


def _value(given: Any, path: Path) -> Any:
    """What stands at a path; where one value stands for a list of one, that value."""
    for step in path:
        if isinstance(given, Mapping):
            given = given.get(step, given)
        elif isinstance(given, list) and isinstance(step, int):
            given = given[step]
    return given


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
