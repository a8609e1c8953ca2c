"""Customers meet the organisation in every stage after the first contact.

A stage with steps of the customer, all of which say `touchpoints: []`. Stages with the role `need` or `awareness`
pass, and so do stages without a role that come before the first touchpoint of the map: there customers may be by
themselves. Where a step has no `touchpoints` at all, the rule is silent: that is asked for elsewhere. A stage in which
every step is known to feel fine, without any pain point, passes too: nobody is missed there.

Why it matters: Where nobody meets the customer, nobody can change how it feels. The customer service article on journey
mapping analyses the touchpoints within each stage, and the Bitrix24 guide gives every stage one or more points of
contact.

How to fix: Look again: a bill, a reminder, a parcel or a page that is looked up is a contact too. If there is none, ask
whether there should be one.

Example:

    - name: Use
      steps:
        - name: I ride to work
          touchpoints: []
        - name: I oil the chain
          touchpoints: []

Better:

    - name: Use
      steps:
        - name: I ride to work
          touchpoints: []
        - name: I oil the chain
          touchpoints: [Care leaflet @ document]

When to ignore: Where customers want to be left alone, as while they think something over. The comment keeps that as
the reason.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Stage, Step
from cjm.model.base import Many
from cjm.model.journey import Role

SEVERITY = Severity.INFO
CATEGORY = Category.COMPLETENESS


class Options(Record):
    """Where contact is not asked for."""

    roles: Annotated[list[Role], Many] = Field(default=["need", "awareness"])
    """Roles of stages in which customers may be by themselves."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each stage in which customers are by themselves."""
    met = False
    for index, stage in enumerate(journey.stages):
        contact = any(step.touchpoints for step in stage.steps)
        met = met or contact
        alone = stage.role in options.roles if stage.role is not None else not met
        steps = [step for step in stage.steps if step.actor == "customer"]
        said = all(step.given("touchpoints") for step in steps)
        if steps and said and not contact and not alone and not all(_fine(step, stage, look) for step in steps):
            yield Remark(
                ("stages", index),
                f"nobody meets the customer in stage '{stage.name}'; look for touchpoints there, "
                "or ask whether there should be one",
            )


def _fine(step: Step, stage: Stage, look: Look) -> bool:
    """Whether a step is known to feel no worse than neutral, and nothing is known to go wrong."""
    felt = look.felt(step, stage)
    return felt is not None and felt.score is not None and felt.score >= 0 and not step.pain_points
