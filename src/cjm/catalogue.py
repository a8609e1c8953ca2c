"""The page of every finding that cjm can report: what it is, why it matters, what to do."""

import inspect
import re
from dataclasses import dataclass
from functools import cache

from cjm import vocabulary
from cjm.errors import CjmError
from cjm.finding import Category, Severity
from cjm.linting import OWN, Option, Rule, all_rules, options_of
from cjm.vocabulary.aliases import closest


@dataclass(frozen=True)
class RulePage:
    """All about one finding."""

    name: str
    category: Category
    severity: Severity
    """How severe it is, unless somebody says otherwise."""
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
    options: tuple[Option, ...] = ()
    profile: str | None = "default"
    """The smallest profile that it is part of: sketch, default, or strict where it is off by default; `None` for what
    `cjm validate` finds, which is never off."""
    also: tuple[Severity, ...] = ()
    """Further severities, of findings that weigh more or less than the others."""
    fixable: str | None = None
    """Whether `cjm lint --fix` can correct some of it: `safe`, `unsafe` where the author has to agree."""

    @property
    def opt_in(self) -> bool:
        """Whether it is off until somebody asks for it."""
        return self.profile == "strict"

    @property
    def found_by(self) -> str:
        """The verb that finds it first."""
        return "validate" if self.category is Category.FORMAT and self.name not in OWN else "lint"


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
            profile="sketch" if name in OWN else None,
            fixable=entry.get("fixable"),
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
        options=options_of(rule),
        profile="sketch" if rule.sketch else "strict" if rule.opt_in else "default",
        also=rule.also,
        fixable=rule.fix,
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
