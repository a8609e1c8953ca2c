"""Customers have seen a map before it is published.

A map with `status: published` that has no `feedback`, and no contributor whose role is that of an end user or a
customer.

Why it matters: A team easily agrees on a journey that nobody has ever made. The ServiceNow guide to customer journeys
gathers feedback from key users before a map goes round, and the Bitrix24 guide shows the finished map to the audience
and corrects it.

How to fix: Show the map to two or three customers, correct what they shake their heads at, and write down who they were
under `feedback`. Until then it is `status: in-review`.

Example:

    title: I get my bike repaired
    status: published

Better:

    title: I get my bike repaired
    status: published
    feedback:
      - {from: A courier who comes every month, on: 2026-10-05, verdict: That is how it was}

When to ignore: Where customers must not see the map, as before a launch that is still secret.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey
from cjm.vocabulary import roles

SEVERITY = Severity.INFO
CATEGORY = Category.EVIDENCE


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """A remark on a published map that no customer has seen."""
    if journey.status != "published" or journey.feedback:
        return
    if any("end user" in roles.meant(one.role or "", look.language) for one in journey.contributors):
        return
    yield Remark(
        ("feedback",),
        f"map '{journey.title}' is published, and no customer has seen it",
        help=("show it to a few of them, and write under `feedback` who they were and what they said",),
    )
