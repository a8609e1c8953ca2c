"""A map is looked at again when it was promised.

Fires when the promised day is past by more than `grace_days`: `review_by`, or `reviewed` plus `review_every`, whichever
comes first. A review on or after `review_by` keeps that promise. A map that only says when it was `reviewed` is due
after `default_every`. A published map with neither `reviewed` nor `review_by` is an info.

Why it matters: Customers change without telling the map, and a dated promise is the cheapest way to notice. First
Loop's article on customer journey maps wants scheduled reviews; Bitrix24, How to Create a Customer Journey Map, warns
that a map loses its worth when it is made once and for all.

How to fix: Read the map again with somebody who talks to customers, correct it, and set `reviewed` to that day.

Example:

    reviewed: 2026-01-10
    review_every: 6 months

Better:

    reviewed: 2026-11-10
    review_every: 6 months

When to ignore: On maps that are kept as a record; better give them `status: archived`, and no rule looks at them.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Duration, Journey, Record
from cjm.model.base import Whole

SEVERITY = Severity.WARNING
ALSO = (Severity.INFO,)
CATEGORY = Category.UPKEEP


class Options(Record):
    """How patient the rule is."""

    default_every: Duration = Duration.parse("6 months")
    """How long a review holds on maps without `review_every` or `review_by`."""
    grace_days: Annotated[Whole, Field(ge=0)] = 14
    """How many days late a review may be."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a map whose review is overdue, or that promises none."""
    if journey.reviewed is None and journey.review_by is None:
        if journey.status == "published":
            yield Remark(
                ("reviewed",),
                f"map '{journey.title}' is published but has no review date",
                help=("set `reviewed:` to the day on which it was last found to be true, or `review_by:` to the next",),
                severity=Severity.INFO,
            )
        return
    due, key = min(_promises(journey, options))
    days = (look.today - due).days
    if days > options.grace_days:
        yield Remark(
            (key,),
            f"the review of map '{journey.title}' was due on {due} ({days} {'day' if days == 1 else 'days'} ago)",
            help=(f"check with customers what has changed, then set `reviewed: {look.today}`",),
        )


def _promises(journey: Journey, options: Options) -> list[tuple[datetime.date, str]]:
    """The days by which the map should be looked at, each with the key that says so."""
    promises: list[tuple[datetime.date, str]] = []
    reviewed = journey.reviewed
    if journey.review_by is not None and (reviewed is None or reviewed < journey.review_by):
        promises.append((journey.review_by, "review_by"))
    if reviewed is not None and journey.review_every is not None:
        promises.append((journey.review_every.after(reviewed), "reviewed"))
    if reviewed is not None and not promises:
        promises.append((options.default_every.after(reviewed), "reviewed"))
    return promises
