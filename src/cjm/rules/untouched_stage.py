"""Every stage of a published map is touched within the review interval.

A stage whose lines were not changed for longer than the map's `review_every` (else `default_every`), as the git
repository tells, on a map with `status: published`. A review counts for the whole map: if `reviewed` lies within the
interval, no stage is reported. Without a repository, in one that does not know the file, or in a shallow clone that
does not reach back far enough, the rule is silent. It is off by default.

Why it matters: A map is often kept up where it hurts most this year, while its far end still tells of a shop that
closed. The ServiceNow guide wants maps to evolve continuously, and Uxcel recommends to look at them every quarter
where little changes.

How to fix: Check the stage with somebody who works there, correct it, or confirm it by setting `reviewed`.

Example:

    reviewed: 2024-09-01
    review_every: 6 months

Better:

    reviewed: 2026-09-01
    review_every: 6 months

When to ignore: A stage that does not change, such as a contract that the law prescribes.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Duration, Journey, Record

SEVERITY = Severity.INFO
CATEGORY = Category.UPKEEP
OPT_IN = True
HISTORY = True


class Options(Record):
    """How patient the rule is."""

    default_every: Duration = Duration.parse("12 months")
    """The interval on maps without `review_every`."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report stages that nobody changed or reviewed for longer than the interval."""
    edited = look.atlas.edited.get(look.file)
    if journey.status != "published" or edited is None:
        return
    every = journey.review_every or options.default_every
    for index, (stage, day) in enumerate(zip(journey.stages, edited.stages, strict=False)):
        last = max((known for known in (day, journey.reviewed) if known is not None), default=None)
        if day is not None and last is not None and every.after(last) < look.today:
            yield Remark(
                ("stages", index),
                f"stage '{stage.name}' was last changed on {day}, longer ago than the review interval ({every})",
                help=("check that it still holds, and correct it or set `reviewed`",),
            )
