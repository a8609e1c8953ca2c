"""What is published is more than a guess.

A map of the current state with `status: published` and `basis: hypothesis`. Future maps are left alone, for what
nobody has lived yet cannot be more than a hypothesis.

Why it matters: Decisions are made on published maps, and teams that guess are mostly right about the frame and often
wrong about what matters, as Heart of the Customer has found. Smaply, How to evaluate a journey map, sees a great
danger in deciding on assumptions; Bitrix24, How to Create a Customer Journey Map, asks not to make customers' paths
up.

How to fix: Talk to a few customers, correct the map, list the talks under `evidence`, and set `basis: mixed`. Until
then keep `status: draft` or `in-review`.

Example:

    status: published
    basis: hypothesis

Better:

    status: in-review
    basis: hypothesis

When to ignore: Where hypotheses are published on purpose, to be challenged. The report says that it is one.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Many

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE


class Options(Record):
    """Which maps must be more than a guess."""

    statuses: Annotated[list[Literal["in-review", "published"]], Many] = Field(default=["published"])
    """Maps with one of these statuses."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a guess that is shown as a result."""
    if journey.state == "current" and journey.basis == "hypothesis" and journey.status in options.statuses:
        yield Remark(
            ("status",),
            f"map '{journey.title}' is {journey.status} but still a hypothesis",
            help=("check it with customers, or keep `status: draft` until then",),
        )
