"""A published map changes, or is confirmed, from time to time.

A map with `status: published` that was `reviewed` more than `max_age_months` ago. With `use_git: true` the day of its
latest commit counts as well, and the later of the two decides; then a map without `reviewed` is looked at too. Git is
not asked otherwise, because a shallow clone or a change of formatting tells the wrong day. The rule is off by default.

Why it matters: Nothing breaks when a map is wrong, so it rots in silence. First Loop's article names "static documents"
among the pitfalls, Bitrix24 the map that is made once and for all among the six mistakes, and Smaply sees maps fail
that are treated as something to deliver.

How to fix: Read the map with somebody who talks to customers, correct what has changed, and set `reviewed`.

Example:

    reviewed: 2024-11-01

Better:

    reviewed: 2026-04-01

When to ignore: A journey that does not change, such as one that the law prescribes.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Duration, Journey, Record
from cjm.model.base import Truth, Whole

SEVERITY = Severity.INFO
CATEGORY = Category.UPKEEP
OPT_IN = True
HISTORY = True


class Options(Record):
    """How old a map may be, and who tells its age."""

    max_age_months: Annotated[Whole, Field(ge=1, le=1200)] = 12
    """How many months a map may stand without a change or a review."""
    use_git: Truth = False
    """Whether the day of the latest commit counts as a change."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a published map that nobody touched for long."""
    if journey.status != "published":
        return
    touched: list[datetime.date | None] = [journey.reviewed]
    if options.use_git and (edited := look.atlas.edited.get(look.file)) is not None:
        touched.append(edited.map)
    known = [day for day in touched if day is not None]
    if not known:
        return
    last = max(known)
    if Duration(((float(options.max_age_months), "mo"),)).after(last) < look.today:
        yield Remark(
            ("reviewed",) if journey.reviewed is not None else (),
            f"map '{journey.title}' has not changed for {_months(last, look.today)} months; is it still true?",
            help=(f"check with customers what has changed, then set `reviewed: {look.today}`",),
        )


def _months(then: datetime.date, now: datetime.date) -> int:
    """Whole months between two days."""
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
