"""Where customers are dissatisfied with a touchpoint, the map says what goes wrong.

A touchpoint with a `satisfaction` of 2 or less (of 5) at a step without any pain point.

Why it matters: The number says that something hurts, and only the pain point says what. The customer service article on
journey mapping asks of every touchpoint how satisfied clients are with it, and marks those that fall short as pain
points.

How to fix: Ask the dissatisfied why, and write the answer as a pain point of the step. If the number is old, measure it
again.

Example:

    - name: I call the shop
      touchpoints:
        - {name: Hotline, channel: phone, satisfaction: 1.5}

Better:

    - name: I call the shop
      touchpoints:
        - {name: Hotline, channel: phone, satisfaction: 1.5}
      pain_points: [Nobody picks up before ten]

When to ignore: While the number is known and the reason is still being asked for.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Number

SEVERITY = Severity.WARNING
CATEGORY = Category.METRICS


class Options(Record):
    """What is low."""

    threshold: Annotated[Number, Field(ge=1, le=5)] = 2
    """Up to which satisfaction, of 5, a touchpoint needs a pain point."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each touchpoint that dissatisfies for no stated reason."""
    if step.pain_points:
        return
    for index, touchpoint in enumerate(step.touchpoints):
        if touchpoint.satisfaction is not None and touchpoint.satisfaction <= options.threshold:
            yield Remark(
                ("touchpoints", index, "satisfaction"),
                f"customers rate touchpoint '{touchpoint.name}' {touchpoint.satisfaction:g} of 5, "
                f"and step '{step.name}' has no pain point; write down what goes wrong there",
            )
