"""A map of the future names the map of today that it improves.

A map with `state: future` and no `baseline`, in a project that has a map of the current state for the same persona.
Personas are the same where both maps name one persona file. Archived maps do not count.

Why it matters: Without the way things are today nobody can see what becomes better, or what was forgotten. Touchpoint
Dashboard reminds teams that are anxious to get to the future that the map of it is never the first one; reports show
the two curves one above the other where the map says which.

How to fix: Add `baseline` with the path of the map of today. If the new journey replaces none, say so in a comment.

Example:

    title: I buy bread by text message
    state: future
    persona: sam

Better:

    title: I buy bread by text message
    state: future
    baseline: bread.cjm.yaml
    persona: sam

When to ignore: For a service that does not exist yet, while the maps of today show other journeys of the persona.
"""

import posixpath
from collections.abc import Iterator

from cjm.finding import Category, Remark, Severity
from cjm.portfolio import Portfolio

SEVERITY = Severity.INFO
CATEGORY = Category.PORTFOLIO

_NAMED = 3
"""How many maps the help names."""


def check(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """Report future maps that do not say which map they improve."""
    today = [one for one in portfolio.live if one.state == "current"]
    for entry in portfolio.live:
        if entry.state != "future" or entry.baseline is not None:
            continue
        folder = posixpath.dirname(entry.file) or "."
        near = [
            posixpath.relpath(one.file, folder) for one in today if not set(one.personas).isdisjoint(entry.personas)
        ]
        if near:
            lines = " or ".join(f"`baseline: {file}`" for file in near[:_NAMED])
            yield (
                entry.file,
                Remark(
                    ("state",),
                    f"map '{entry.title}' shows the future and names no map of today that it improves",
                    help=(f"add {lines}",),
                ),
            )
