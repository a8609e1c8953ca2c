"""A map that was edited is reviewed again.

A map with `status: published` whose latest commit is more than `grace_days` later than `reviewed`, as the git
repository tells. Without a repository, or in a shallow clone that does not reach back far enough, the rule is silent.
It is off by default, because a commit that only mends spelling counts like any other.

Why it matters: `reviewed` promises readers that somebody compared the whole map with reality on that day. What was
written afterwards carries a promise that nobody gave. Smaply's guide to governance asks for a rhythm of reviews, and
the ServiceNow guide for feedback of key users on what a map says.

How to fix: Let somebody who talks to customers read what has changed, and set `reviewed` to that day.

Example:

    reviewed: 2020-09-01

Better:

    reviewed: 2026-11-20

When to ignore: After changes of wording or formatting.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Whole

SEVERITY = Severity.INFO
CATEGORY = Category.UPKEEP
OPT_IN = True
HISTORY = True


class Options(Record):
    """How patient the rule is."""

    grace_days: Annotated[Whole, Field(ge=0)] = 14
    """How many days after a review edits are part of it."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a published map with edits that are younger than its review."""
    edited = look.atlas.edited.get(look.file)
    if journey.status != "published" or journey.reviewed is None or edited is None or edited.map is None:
        return
    days = (edited.map - journey.reviewed).days
    if days > options.grace_days:
        yield Remark(
            ("reviewed",),
            f"map '{journey.title}' was last changed on {edited.map}, {days} days after its review",
            help=(f"let somebody check what is new, then set `reviewed: {look.today}`",),
        )
