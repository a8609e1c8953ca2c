"""The page of every finding that cjm can report: what it is, why it matters, what to do."""

import inspect
import re
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

from cjm import vocabulary
from cjm.errors import CjmError
from cjm.finding import Category, Severity
from cjm.linting import Rule, all_rules
from cjm.vocabulary.aliases import closest


@dataclass(frozen=True)
class RuleOption:
    """An option of a rule."""

    name: str
    """Dotted where it is nested: `steps.max`."""
    default: str
    """As it would be written in YAML."""
    description: str


@dataclass(frozen=True)
class RulePage:
    """All about one finding."""

    name: str
    category: Category
    severity: Severity
    title: str
    """What should hold, in one sentence."""
    what: str
    """When it fires, and when not."""
    why: str
    """Why it matters, and who says so."""
    fix: str
    """What to do."""
    example: str = ""
    """YAML with the fault."""
    better: str = ""
    """The same without it."""
    ignore: str = ""
    """When it is right to ignore it."""
    options: tuple[RuleOption, ...] = ()
    profile: str = "default"
    """The smallest profile that it is part of: sketch, default, or strict where it is off by default."""


@cache
def pages() -> dict[str, RulePage]:
    """The page of each finding by its name: lint's rules, then what validate finds."""
    found = {name: _rule(rule) for name, rule in sorted(all_rules().items())}
    for name, entry in vocabulary.format_findings().items():
        found[name] = RulePage(
            name,
            Category.FORMAT,
            Severity(entry.get("severity", "error")),
            title=entry["title"],
            what=entry["what"],
            why=entry["why"],
            fix=entry["fix"],
            example=entry["example"],
            better=entry["better"],
            ignore=entry["ignore"],
            profile="sketch",
        )
    return found


def page(name: str) -> RulePage:
    """The page of one finding. Raises `CjmError` where there is none of this name."""
    if name in pages():
        return pages()[name]
    near = closest(name.replace("_", "-").lower(), pages())
    raise CjmError(f"there is no rule `{name}`", f"did you mean `{near[0]}`?" if near else "`cjm rules` lists them")


def _rule(rule: Rule) -> RulePage:
    title, sections = _sections(rule.page)
    return RulePage(
        rule.name,
        rule.category,
        rule.severity,
        title,
        what=sections[""],
        why=sections["Why it matters"],
        fix=sections["How to fix"],
        example=sections["Example"],
        better=sections["Better"],
        ignore=sections["When to ignore"],
        options=tuple(_options(rule.options, "")) if rule.options else (),
        profile="sketch" if rule.sketch else "strict" if rule.opt_in else "default",
    )


_HEADINGS = ("Why it matters", "How to fix", "Example", "Better", "When to ignore")


def _sections(text: str) -> tuple[str, dict[str, str]]:
    """The first line of a rule's docstring, and its sections by heading; the part before the first is `""`."""
    title, _, rest = text.partition("\n\n")
    pieces = re.split(rf"^({'|'.join(_HEADINGS)}):", rest, flags=re.MULTILINE)
    sections = dict.fromkeys(("", *_HEADINGS), "")
    sections[""] = _prose(pieces[0])
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        code = heading in ("Example", "Better")
        sections[heading] = inspect.cleandoc(body) if code else _prose(body)
    return " ".join(title.split()), sections


def _prose(text: str) -> str:
    """Paragraphs with their line breaks undone."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _options(model: Any, prefix: str) -> list[RuleOption]:
    found = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and hasattr(inner, "model_fields"):
            found += _options(inner, f"{prefix}{name}.")
            continue
        default = field.get_default(call_default_factory=True)
        key = prefix + (field.alias or name)
        found.append(RuleOption(key, _yaml(default), " ".join((field.description or "").split())))
    return found


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_yaml(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_yaml(item)}' for key, item in typing.cast(dict[str, Any], value).items())}}}"
    return str(value)
