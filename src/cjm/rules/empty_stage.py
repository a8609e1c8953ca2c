"""Every stage has steps.

A stage without `steps`, or with an empty list of them. While the map is a draft this is only an info, since a fresh
map begins with empty stages.

Why it matters: Templates leave columns behind, and in a report an empty column looks like a finding. The customer
service article on journey mapping wants each stage mapped in detail, and the Bitrix24 guide notes how little a bare
template says.

How to fix: Add what the customer does in this stage. If it does not belong to this journey, remove it and name it
under `scope.excludes`, so that readers know it was left out on purpose.

Example:

    stages:
      - name: Awareness
        steps: []
      - name: Purchase
        steps:
          - name: Pay at the counter

Better:

    stages:
      - name: Awareness
        steps:
          - name: Hear about them from a neighbour
      - name: Purchase
        steps:
          - name: Pay at the counter

When to ignore: For a stage that another team is about to fill in.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Stage
from cjm.model.base import Many

SEVERITY = Severity.WARNING
ALSO = (Severity.INFO,)
CATEGORY = Category.STRUCTURE


class Options(Record):
    """Where empty stages are harmless."""

    allow_in_status: Annotated[list[Literal["draft", "in-review", "published"]], Many] = Field(default=["draft"])
    """In maps with this status an empty stage is only an info."""


def check(stage: Stage, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a stage in which nothing happens."""
    if not stage.steps:
        yield Remark(
            ("steps",),
            f"stage '{stage.name}' has no steps; add what the customer does there, "
            "or remove the stage and name it under `scope.excludes`",
            severity=Severity.INFO if look.map.status in options.allow_in_status else None,
        )
