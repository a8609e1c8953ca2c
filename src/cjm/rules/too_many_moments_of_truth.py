"""Few steps are moments of truth.

Fires where more steps are marked as moments of truth than `max` and than a share of `max_share` of all steps.

Why it matters: The mark is there to put the effort where it counts. Heart of the Customer has seen workshops come out
with more than a dozen candidates, which nobody can put first all at once; the ServiceNow guide to customer journeys
means the moments that decide how customers see the brand. The limit is our own.

How to fix: Keep the mark where customers, asked for the moment that decided, name it unprompted. What merely matters
has `importance: high`.

Example:

    - {name: I look for a shop, moment_of_truth: true}
    - {name: I bring the bike in, moment_of_truth: They listen or they do not}
    - {name: I hear the price, moment_of_truth: true}
    - {name: I fetch the bike, moment_of_truth: true}
    - {name: I ride home}

Better:

    - {name: I look for a shop}
    - {name: I bring the bike in, importance: high}
    - {name: I hear the price, moment_of_truth: Is it what they said?}
    - {name: I fetch the bike, moment_of_truth: true}
    - {name: I ride home}

When to ignore: If your organisation calls every contact a moment of truth, as Jan Carlzon did. The mark then says
nothing.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Step
from cjm.model.base import Count, Number

SEVERITY = Severity.INFO
CATEGORY = Category.EMOTION


class Options(Record):
    """How many moments of truth a map may have; the larger of both limits counts."""

    max: Count = 3
    """This many may be on any map."""
    max_share: Annotated[Number, Field(ge=0, le=1)] = 0.25
    """This part of all steps may be, where a map is long."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map with too many of them."""
    steps = list(journey.steps)
    marked = sum(map(_marked, steps))
    most = max(options.max, int(len(steps) * options.max_share))
    if marked > most:
        yield Remark(
            ("stages",),
            f"{marked} of {len(steps)} steps are moments of truth; where all matter most, none does",
            help=(f"keep the {most} that customers name, and give others `importance: high`",),
        )


def _marked(step: Step) -> bool:
    reason = step.moment_of_truth
    return bool(reason.strip()) if isinstance(reason, str) else bool(reason)
