"""Every source in the list of evidence is cited by something.

A source under `evidence` of a map that nothing in this map cites, or one under `evidence` of `cjm.yaml` that no map
and no persona of the project cites. What a metric or a persona rests on counts too.

Why it matters: The ServiceNow guide to customer journeys begins with research, and research that nothing leans on
convinces nobody: readers see a long list of sources and cannot tell which claim any of them supports.

How to fix: Name the source where it belongs (`evidence: its-id` on an emotion, a pain point, a gain, a quote, a
metric or the whole step), or take it out.

Example:

    evidence:
      calls: {type: call-log, date: 2026-05}

Better:

    evidence: calls

When to ignore: A source that supports the map as a whole, such as the workshop in which it was drawn.
"""

from collections.abc import Iterator

from cjm.finding import Category, Remark, Severity
from cjm.portfolio import Portfolio

SEVERITY = Severity.INFO
CATEGORY = Category.EVIDENCE


def check(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """Report sources that nobody cites, of maps and of the project."""
    for file, entry in portfolio.maps.items():
        for id in entry.sources:
            if id not in entry.cites:
                yield file, Remark(("evidence", id), f"nothing on this map cites the source '{id}'; {_ADVICE}")
    if portfolio.project is None or portfolio.project_file is None:
        return
    cited = {id for entry in portfolio.maps.values() for id in entry.cites}
    cited |= {id for entry in portfolio.personas.values() for id in entry.cites}
    for id in portfolio.project.evidence:
        if id not in cited:
            message = f"no map and no persona cites the source '{id}'; {_ADVICE}"
            yield portfolio.project_file, Remark(("evidence", id), message)


_ADVICE = "name it where it supports a claim, or take it out"
