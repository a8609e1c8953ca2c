"""`cjm rules`."""

import os
import sys
from collections.abc import Callable, Iterable
from textwrap import indent, wrap
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from cjm.cli import DONE, choices, options, terminal
from cjm.finding import Category, Severity

if TYPE_CHECKING:
    from cjm.catalogue import RulePage

_WIDEST = 88
"""Columns of prose that are pleasant to read."""


def rules(
    name: Annotated[
        str | None, Argument(metavar="NAME", help="A rule, such as missing-emotion. Without: the list of all rules.")
    ] = None,
    color: options.Color = "auto",
) -> int:
    """List the rules, or explain one.

    Examples:
      cjm rules
      cjm rules missing-emotion
    """
    choices.choice(color, ("auto", "always", "never"), "a value of --color")
    from cjm import api

    strong = _strong if terminal.colour(color, sys.stdout, os.environ) else str
    if name is None:
        columns = terminal.width() if sys.stdout is not None and sys.stdout.isatty() else sys.maxsize
        terminal.write(catalogue(api.rules(), columns, strong))
    else:
        terminal.write(page(api.rule(name), min(terminal.width(), _WIDEST), strong))
    return DONE


def _strong(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def catalogue(pages: Iterable["RulePage"], columns: int, strong: Callable[[str], str]) -> str:
    """All rules on one page, a heading for each category: name, severity, what should hold.

    What is longer than the terminal is wide is cut; the page of the rule has all of it.
    """
    rules = sorted(pages, key=lambda rule: rule.name)
    names = max((len(rule.name) for rule in rules), default=0)
    blocks = []
    for category in sorted(Category, key=lambda category: category is Category.FORMAT):
        rows = [
            _cut(f"  {rule.name:<{names}}  {_level(rule):<7}  {rule.title}", columns)
            for rule in rules
            if rule.category is category
        ]
        if rows:
            blocks.append("\n".join([strong(category), *rows]))
    blocks.append("off: with --profile strict or --extend-select only.  `cjm rules NAME` explains a rule.")
    return "\n\n".join(blocks) + "\n"


def _level(rule: "RulePage") -> str:
    return "off" if rule.profile == "strict" else rule.severity


def _cut(row: str, columns: int) -> str:
    return row if len(row) <= columns else row[: max(columns - 1, 0)].rstrip() + "…"


def page(rule: "RulePage", columns: int, strong: Callable[[str], str]) -> str:
    """All about one rule."""
    if rule.category is Category.FORMAT and rule.severity is Severity.ERROR:
        kind = f"{rule.severity}, found by `cjm validate`; cannot be ignored"
    elif rule.category is Category.FORMAT:
        kind = f"{rule.severity}, found by `cjm lint` in comments and settings"
    elif rule.profile == "strict":
        kind = f"{rule.severity}, {rule.category}; off unless --profile strict or --extend-select asks for it"
    else:
        kind = f"{rule.severity}, {rule.category}, from profile {rule.profile}"
    heads = [f"{option.name}: {option.default}" for option in rule.options]
    widest = max(map(len, heads), default=0)
    listed = "\n".join(
        _prose(option.description, columns, f"  {head:<{widest}}  ", " " * (widest + 4))
        for head, option in zip(heads, rule.options, strict=True)
    )
    sections = {
        "What it finds": _prose(rule.what, columns),
        "Why it matters": _prose(rule.why, columns),
        "How to fix it": _prose(rule.fix, columns),
        "Example": indent(rule.example, "    "),
        "Better": indent(rule.better, "    "),
        "When to ignore it": _prose(rule.ignore, columns),
        f"Options, in cjm.yaml below lint: options: {rule.name}": listed,
    }
    blocks = [f"{strong(rule.name)}  ({kind})\n{_prose(rule.title, columns)}"]
    blocks += [f"{strong(heading)}\n{body}" for heading, body in sections.items() if body]
    return "\n\n".join(blocks) + "\n"


def _prose(text: str, columns: int, margin: str = "  ", later: str | None = None) -> str:
    """Paragraphs in lines that fit; names of rules and addresses are never cut."""
    below = margin if later is None else later
    return "\n\n".join(
        "\n".join(
            wrap(
                paragraph,
                columns,
                initial_indent=margin,
                subsequent_indent=below,
                break_on_hyphens=False,
                break_long_words=False,
            )
        )
        for paragraph in text.split("\n\n")
    )
