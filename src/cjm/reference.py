"""All that cjm can find as one document: JSON for programs, Markdown to read."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from cjm.catalogue import RulePage
from cjm.finding import Category
from cjm.linting import Option
from cjm.markdown import kept

_LINT = "What `cjm lint` finds in comments and settings"
_VALIDATE = "What `cjm validate` finds"
_INTRODUCTION = """\
<!-- Made by `cjm rules --output-format markdown`; change the rules, not this file. -->

# What cjm finds

Everything that `cjm lint` and `cjm validate` can find, with the reason, an example and the way to mend it. In the
terminal, `cjm rules` lists the same and `cjm rules NAME` explains one.

- **Severity** says how much a finding matters: error, warning or info. `lint: severity:` in `cjm.yaml` sets another
  one, for a rule or for a whole category.
- **Profile** says from when on a rule is on: `sketch` for first drafts, `default`, or `strict`, where it is off unless
  that profile or `--extend-select` asks for it.
- **Options** stand in `cjm.yaml`, or in a map below `lint:`, for example
  `lint: {options: {map-size: {steps: {max: 20}}}}`.
- Whoever silences a rule says why: `# cjm: ignore[missing-emotion] the reason` behind a line or above it, or
  `ignore: {missing-emotion: the reason}` below `lint:`. What `cjm validate` finds cannot be silenced.
"""


# ---------- for programs ----------


def as_json(pages: Iterable[RulePage]) -> str:
    """Pages as a list of objects; its shape is `schemas/rules.schema.json`."""
    return json.dumps([_object(page) for page in _in_order(pages)], ensure_ascii=False, indent=2) + "\n"


def _object(page: RulePage) -> dict[str, Any]:
    return {
        "name": page.name,
        "category": page.category,
        "found_by": page.found_by,
        "severity": page.severity,
        "severities": sorted({page.severity, *page.also}, key=lambda one: -one.rank),
        "profile": page.profile,
        "opt_in": page.opt_in,
        "fixable": page.fixable or "none",
        "title": page.title,
        "what": page.what,
        "why": page.why,
        "fix": page.fix,
        "example": page.example,
        "better": page.better,
        "ignore": page.ignore,
        "options": [
            {
                "name": option.name,
                "type": option.takes,
                "allowed": list(option.allowed),
                "default": option.default,
                "description": option.description,
            }
            for option in page.options
        ],
    }


def _in_order(pages: Iterable[RulePage]) -> list[RulePage]:
    """By category, what validate finds last, then by name."""
    order = list(Category)
    return sorted(
        pages, key=lambda page: (page.category is Category.FORMAT, page.found_by, order.index(page.category), page.name)
    )


# ---------- to read ----------


def as_markdown(pages: Iterable[RulePage]) -> str:
    """All pages as one document: a table with links, then a section for each, below its category."""
    found = _in_order(pages)
    table = _table(
        ("Rule", "Category", "Severity", "Profile", "What should hold"),
        (
            (f"[{page.name}](#{page.name})", str(page.category), _severities(page), page.profile or "always",
             _text(page.title))
            for page in found
        ),
    )  # fmt: skip
    blocks = [_INTRODUCTION.rstrip(), table]
    for heading, below in groupby(found, key=_heading):
        blocks.append(f"## {heading}")
        for page in below:
            blocks += [f"### {page.name}", *_sections(page)]
    return "\n\n".join(blocks) + "\n"


def one_as_markdown(page: RulePage) -> str:
    """One page as a document of its own."""
    return "\n\n".join([f"# {page.name}", *_sections(page)]) + "\n"


def _heading(page: RulePage) -> str:
    if page.category is not Category.FORMAT:
        return page.category.capitalize()
    return _VALIDATE if page.found_by == "validate" else _LINT


def _severities(page: RulePage) -> str:
    return ", ".join((page.severity, *page.also))


def _sections(page: RulePage) -> Iterator[str]:
    yield _text(page.title)
    yield _facts(page)
    yield from _prose("What it finds", page.what)
    yield from _prose("Why it matters", page.why)
    yield from _prose("How to fix it", page.fix)
    yield from _code("Example", page.example)
    yield from _code("Better", page.better)
    yield from _prose("When to ignore it", page.ignore)
    if page.options:
        yield f"**Options**, below `lint: options: {page.name}:`"
        yield _table(("Option", "Takes", "Default", "Meaning"), (_option(option) for option in page.options))


def _facts(page: RulePage) -> str:
    also = f" (in some cases {', '.join(page.also)})" if page.also else ""
    if page.profile is None:
        found = "found by `cjm validate`, cannot be silenced"
    elif page.opt_in:
        found = "off unless the profile `strict` or `--extend-select` asks for it"
    else:
        found = f"on from the profile `{page.profile}`"
    fixes = {"safe": "; `cjm lint --fix` corrects what is clear", "unsafe": "; `cjm lint --unsafe-fixes` corrects some"}
    return f"*{page.severity.capitalize()}{also}; {found}{fixes.get(page.fixable or '', '')}.*"


def _option(option: Option) -> Sequence[str]:
    return f"`{option.name}`", option.takes, f"`{option.written}`", _text(option.description)


def _prose(heading: str, text: str) -> Iterator[str]:
    if text:
        yield f"**{heading}.** {_text(text)}"


def _code(heading: str, text: str) -> Iterator[str]:
    if text:
        yield f"**{heading}**"
        yield f"```yaml\n{text}\n```"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(text: str) -> str:
    """Paragraphs of a page; what stands between backticks stays code."""
    pieces = re.split(r"`([^`]*)`", text)
    pieces[::2] = ["\n\n".join(map(kept, piece.split("\n\n"))) for piece in pieces[::2]]
    pieces[1::2] = [f"`{piece}`" for piece in pieces[1::2]]
    return "".join(pieces)
