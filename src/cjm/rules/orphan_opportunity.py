"""Every opportunity shows what it is for.

An opportunity of the map, that is one that stands on no step and no pain point, whose `addresses` names none either.
Dismissed ones are left alone.

Why it matters: An idea that is tied to no moment of the journey is somebody's pet project, and nobody can tell later
whether it helped. Sergio Tavares, From clusters to How Might We, wants each opportunity to be traceable to its
evidence; Bitrix24, How to Create a Customer Journey Map, puts recommendations next to the barriers.

How to fix: Move it under the pain point or step that it helps, or name these in `addresses`. What adds a joy rather
than removing a pain belongs to its step.

Example:

    opportunities:
      - {text: How might we use chat?, owner: Lea, status: open}

Better:

    opportunities:
      - {text: How might we answer within a minute?, owner: Lea, status: open, addresses: ask}

When to ignore: Where something helps the whole journey and no moment in particular, such as one contact for everything.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """Report opportunities of the map that point nowhere."""
    for index, opportunity in enumerate(journey.opportunities):
        if opportunity.status != "dismissed" and not any(id.strip() for id in opportunity.addresses):
            yield Remark(
                ("opportunities", index, "addresses"),
                f"opportunity '{opportunity.text}' points to no pain point or step",
                help=("put it under what it helps, or add `addresses: <id>`, so that readers see what it is for",),
            )
