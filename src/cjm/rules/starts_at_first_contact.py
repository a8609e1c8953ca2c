"""A journey begins in the customer's life, not at your door.

A journey from end to end whose first step happens at your own touchpoints only: all its channels are registered with
`owned: true`. A first stage with the role `need` or `awareness` passes, and so does a first step without contact
(`touchpoints: []`). Where nobody has registered whose channel it is, the rule stays silent.

Why it matters: A map that opens on the home page misses the need, the alternatives and the advice of other people.
The Bitrix24 guide calls this a narrow view and lets the journey begin when a need is noticed; the designers of the
British government's services begin where the need for a service arises.

How to fix: Put a step in front: what happens in the customer's life that makes them look for something? Say
`touchpoints: []` where you are not part of it yet. If the first stage is about the need already, give it
`role: need`.

Example:

    stages:
      - name: Purchase
        steps:
          - name: Open the site
            touchpoints: [Home page @ website]

Better:

    stages:
      - name: Need
        role: need
        steps:
          - name: I notice that my boots leak
            touchpoints: []
      - name: Purchase
        steps:
          - name: Open the site
            touchpoints: [Home page @ website]

When to ignore: For one episode, such as a call to support, or a journey inside a product: say `level: episode`, and the
rule is silent.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Touchpoint
from cjm.model.base import Many
from cjm.model.journey import Role

SEVERITY = Severity.WARNING
CATEGORY = Category.STRUCTURE


class Options(Record):
    """Which journeys are looked at, and what counts as a beginning."""

    levels: Annotated[list[Literal["lifecycle", "end-to-end", "episode"]], Many] = Field(default=["end-to-end"])
    """Only maps of these levels."""
    need_roles: Annotated[list[Role], Many] = Field(default=["need", "awareness"])
    """Roles of a first stage with which a journey begins early enough."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on the first step, where the customer already stands before you."""
    if journey.level not in options.levels:
        return
    first = next((i for i, stage in enumerate(journey.stages) if stage.steps), None)
    if first is None or any(stage.role in options.need_roles for stage in journey.stages[: first + 1]):
        return
    touchpoints = journey.stages[first].steps[0].touchpoints
    if touchpoints and all(_owned(touchpoint, look) for touchpoint in touchpoints):
        touchpoint = touchpoints[0]
        channel = "" if look.atlas.is_channel(touchpoint) else f" ({touchpoint.channel})"
        yield Remark(
            ("stages", first, "steps", 0, "touchpoints"),
            f"the journey starts at your own touchpoint '{touchpoint.name}'{channel}; "
            "add what happens before: how does the customer notice the need?",
        )


def _owned(touchpoint: Touchpoint, look: Look) -> bool:
    """Whether a touchpoint happens in a channel that is registered as the organisation's own."""
    channel = look.atlas.channel(look.atlas.channel_name(touchpoint))
    return channel is not None and channel.owned is True
