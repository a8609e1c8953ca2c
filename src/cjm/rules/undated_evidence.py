"""Every source says when it was collected.

An entry under `evidence` without `date`, or with a `date` or `confirmed` that is still to come. Where a source has no
day of its own, such as a law or a price list, `confirmed` counts as its date. With `accept_year: false` a year alone
is not enough.

Why it matters: Without a date nobody can tell fresh insight from an old story that is told again and again. First
Loop's article on customer journey maps warns of static documents with outdated insights, and Bitrix24, How to Create a
Customer Journey Map, reminds that audiences change; a date is the least that lets you notice.

How to fix: Write the day, month or year in which the last answer came in: `2026-05-14`, `2026-05` or `2026`. For a
source that holds for ever, write under `confirmed` when somebody last looked.

Example:

    exit-survey: {type: survey, n: 240, title: Survey of those who left}

Better:

    exit-survey: {type: survey, n: 240, date: 2026-03, title: Survey of those who left}

When to ignore: Rarely; a year is better than nothing.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Evidence, Record
from cjm.model.base import Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE

HELP = "add `date: YYYY-MM-DD` (or YYYY-MM); where a source has none, `confirmed:` with the day somebody checked it"


class Options(Record):
    """How exact a date has to be."""

    accept_year: Truth = True
    """Whether a year alone will do."""


def check(source: Evidence, look: Look, options: Options) -> Iterator[Remark]:
    """Report a source of which nobody can tell how old it is."""
    to_come = [
        (key, date)
        for key, date in (("date", source.date), ("confirmed", source.confirmed))
        if date is not None and date.first > look.today
    ]
    for key, date in to_come:
        happened = "is dated" if key == "date" else "was confirmed on"
        yield Remark((key,), f"evidence '{look.key}' {happened} {date}, which is still to come")
    if to_come or source.confirmed is not None:
        return
    if source.date is None:
        yield Remark(("date",), f"evidence '{look.key}' has no date", help=(HELP,))
    elif source.date.month is None and not options.accept_year:
        yield Remark(("date",), f"evidence '{look.key}' is dated by its year only; add the month", help=(HELP,))
