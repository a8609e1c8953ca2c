"""`cjm rules`."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from cjm.cli import DONE, choices, options, terminal

if TYPE_CHECKING:
    from cjm.api import RulePage


def rules(
    name: Annotated[
        str | None, Argument(metavar="NAME", help="A rule, such as missing-emotion. Without: the list of all rules.")
    ] = None,
    color: options.Color = "auto",
) -> int:
    """List the rules, or explain one.

    \b
    Examples:
      cjm rules
      cjm rules missing-emotion
    """
    choices.choice(color, ("auto", "always", "never"), "a value of --color")
    from cjm import api

    strong = _strong if terminal.colour(color, sys.stdout, os.environ) else str
    if name is None:
        terminal.write(catalogue(api.rules(), terminal.width(), strong))
    else:
        terminal.write(page(api.rule(name), strong))
    return DONE


def _strong(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def catalogue(pages: Iterable["RulePage"], columns: int, strong: Callable[[str], str]) -> str:
    """All rules on one page, a heading for each category: name, severity, what should hold."""
    by_category: dict[str, list[RulePage]] = {}
    for rule in pages:
        by_category.setdefault(rule.category, []).append(rule)
    names = max((len(rule.name) for rules in by_category.values() for rule in rules), default=0)
    blocks = []
    for category, group in by_category.items():
        rows = [strong(category)]
        for rule in sorted(group, key=lambda rule: rule.name):
            row = f"  {rule.name:<{names}}  {rule.severity:<7}  "
            room = max(columns - len(row), 20)
            title = rule.title if len(rule.title) <= room else rule.title[: room - 1] + "…"
            rows.append(row + title)
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def page(rule: "RulePage", strong: Callable[[str], str]) -> str:
    """The whole page of one rule."""
    return ""
