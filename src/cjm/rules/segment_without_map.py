"""Every segment that the project names has a persona, and that persona a map.

A segment in the `segments` of `cjm.yaml` that no persona names as its `segment`, or whose personas no map names. Maps
that are archived do not count; a persona that is written out inside a map counts as mapped. Without `segments` in the
project file the rule has nothing to say.

Why it matters: The gaps between maps tell as much as the maps. The Bitrix24 guide wants a representative for every
segment of the audience and a journey map for each of them; First Loop's article wants personas that stand for
different segments.

How to fix: Write a persona with this `segment`, and map its journey.

Example:

    segments: [students, families]

Better:

    segments: [students]

When to ignore: Where a segment is left out on purpose, take it out of `segments`: list the ones that are in scope.
"""

from collections.abc import Iterator

from cjm.finding import Category, Remark, Severity
from cjm.model import slug
from cjm.portfolio import Portfolio

SEVERITY = Severity.INFO
CATEGORY = Category.PORTFOLIO


def check(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """Report segments of the project file without a persona, or without a map."""
    if portfolio.project is None or portfolio.project_file is None:
        return
    mapped = {slug(segment) for one in portfolio.live for segment in one.segments}
    named = set(mapped)
    for file, persona in portfolio.personas.items():
        if persona.segment:
            named.add(slug(persona.segment))
            if file in portfolio.mapped_personas:
                mapped.add(slug(persona.segment))
    for index, segment in enumerate(portfolio.project.segments):
        key = slug(segment.name)
        if key in mapped:
            continue
        if key in named:
            what = "personas, but no map names one of them; map the journey of one"
        else:
            what = f"no persona; add one with `segment: {segment.name}` and map its journey"
        yield portfolio.project_file, Remark(("segments", index), f"segment '{segment.name}' has {what}")
