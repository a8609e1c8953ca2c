"""`cjm rules`."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from textwrap import indent, wrap
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from cjm.cli import DONE, choices, options, outcome, terminal
from cjm.errors import CjmError
from cjm.finding import Category, Severity

if TYPE_CHECKING:
    from cjm import linting
    from cjm.catalogue import RulePage

_WIDEST = 88
"""Columns of prose that are pleasant to read."""
_HEAD = 36
"""Columns for the name and default of an option; what is longer has a line of its own."""


def rules(
    name: Annotated[
        str | None, Argument(metavar="NAME", help="A rule, such as missing-emotion. Without: the list of all rules.")
    ] = None,
    output_format: Annotated[
        str,
        Option(
            "--output-format",
            metavar="FORMAT",
            show_default=False,
            rich_help_panel=options.SHOW,
            help="table, json or markdown. Default: table, or for one rule its page as text. json and markdown hold "
            "the whole pages.",
        ),
    ] = "table",
    output_file: Annotated[
        str | None,
        Option("--output-file", "-o", metavar="FILE", rich_help_panel=options.SHOW, help="Write into a file."),
    ] = None,
    color: options.Color = "auto",
) -> int:
    """List the rules, or explain one.

    Examples:
      cjm rules
      cjm rules missing-emotion
      cjm rules --output-format markdown -o rules.md
    """
    choices.choice(output_format, ("table", "json", "markdown"), "a format of rules")
    choices.choice(color, ("auto", "always", "never"), "a value of --color")
    file = None if output_file == "-" else output_file
    if file is not None and file.endswith((".yaml", ".yml")):
        raise CjmError(f"`{file}` is the name of a map, a persona or settings", help="-o names the file for the rules")
    from cjm import api

    pages = api.rules() if name is None else [api.rule(name)]
    if output_format == "table":
        stream = None if file else sys.stdout
        strong = _strong if terminal.colour(color, stream, os.environ) else str
        if name is None:
            columns = terminal.width() if stream is not None and stream.isatty() else sys.maxsize
            text = catalogue(pages, columns, strong)
        else:
            text = page(pages[0], _WIDEST if file else min(terminal.width(), _WIDEST), strong)
    else:
        from cjm import reference

        if output_format == "json":
            text = reference.as_json(pages)
        else:
            text = reference.as_markdown(pages) if name is None else reference.one_as_markdown(pages[0])
    if file is None:
        terminal.write(text)
    else:
        outcome.save(file, text)
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
    sections = {
        "What it finds": _prose(rule.what, columns),
        "Why it matters": _prose(rule.why, columns),
        "How to fix it": _prose(rule.fix, columns),
        "Example": indent(rule.example, "    "),
        "Better": indent(rule.better, "    "),
        "When to ignore it": _prose(rule.ignore, columns),
        f"Options, in cjm.yaml below lint: options: {rule.name}": _options(rule.options, columns),
    }
    blocks = [f"{strong(rule.name)}  ({kind})\n{_prose(rule.title, columns)}"]
    blocks += [f"{strong(heading)}\n{body}" for heading, body in sections.items() if body]
    return "\n\n".join(blocks) + "\n"


def _options(options: Sequence["linting.Option"], columns: int) -> str:
    """Each option with its default and what it takes, side by side where that leaves room to read."""
    heads = [f"  {option.name}: {option.written}" for option in options]
    margin = " " * (max((len(head) for head in heads if len(head) <= _HEAD), default=6) + 2)
    blocks = []
    for head, option in zip(heads, options, strict=True):
        text = _prose(f"{option.description} Takes {option.takes}.", columns, margin)
        blocks.append(f"{head}\n{text}" if len(head) > _HEAD else head + text[len(head) :])
    return "\n".join(blocks)


def _prose(text: str, columns: int, margin: str = "  ") -> str:
    """Paragraphs in lines that fit; names of rules and addresses are never cut."""
    return "\n\n".join(
        "\n".join(
            wrap(
                paragraph,
                columns,
                initial_indent=margin,
                subsequent_indent=margin,
                break_on_hyphens=False,
                break_long_words=False,
            )
        )
        for paragraph in text.split("\n\n")
    )
