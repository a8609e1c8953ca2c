"""A step that hurts is looked at from both sides.

At each step of the current state with a pain point of high or critical severity that is not `accepted`, asks for seven
perspectives: what the customer thinks or feels, how satisfied they are with a touchpoint, what each side requires,
which information is wrong or missing, the issues of the customer and those of the business, the processes behind it,
and what could become better. One finding names those that are missing. Requirements count as information too; where a
step has no contact (`touchpoints: []`), satisfaction is not asked for. Off unless somebody selects it.

Why it matters: The customer service article on journey mapping calls these seven the best way to understand which
touchpoints are pain points: a problem that is only seen from the customer's side is mended at the surface.

How to fix: Fill in what is missing: `thoughts`, `satisfaction` of a touchpoint, `requirements`, a pain point of `kind:
missing-information`, one with `side: business`, `backstage` or `systems`, an opportunity. The option `perspectives`
lists those that you want.

Example:

    - name: I ask when the bike is ready
      touchpoints: [phone]
      thoughts: [Did they forget me?]
      pain_points:
        - {text: Nobody knows when the bike is ready, severity: high}

Better:

    - name: I ask when the bike is ready
      touchpoints: [{name: Call, channel: phone, satisfaction: 2}]
      thoughts: [Did they forget me?]
      requirements: {customer: A day, business: Fewer calls}
      pain_points:
        - {text: Nobody knows when the bike is ready, severity: high}
        - {text: Each call takes a mechanic off a bike, side: business}
      backstage: [Repairs stand on a board in the workshop]
      opportunities: [How might we tell people the day?]

When to ignore: In a first round, when you only collect what hurts.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look, helped
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Opportunity, Record, Stage, Step
from cjm.model.base import Many
from cjm.model.journey import SEVERITIES, PainSeverity

SEVERITY = Severity.INFO
CATEGORY = Category.COMPLETENESS
OPT_IN = True

Perspective = Literal["customer", "satisfaction", "requirements", "information", "issues", "processes", "opportunities"]
_ASKED: dict[Perspective, str] = {
    "customer": "what the customer thinks or feels (`thoughts`)",
    "satisfaction": "satisfaction with a touchpoint (`satisfaction`)",
    "requirements": "what each side requires (`requirements`)",
    "information": "information that is wrong or missing (a pain point of `kind: missing-information`)",
    "issues": "issues of both sides (a pain point of `side: business` too)",
    "processes": "the processes behind it (`backstage`)",
    "opportunities": "what could become better (`opportunities`)",
}


class Options(Record):
    """What is asked for, and where."""

    perspectives: Annotated[list[Perspective], Many] = Field(default=list(_ASKED))
    """The perspectives that a step needs; leave out those that you do without."""
    min_severity: PainSeverity = "high"
    """From which severity of a pain point on its step is looked at."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each step that hurts and is seen from one side only."""
    if journey.state != "current":
        return
    plans = helped(journey)
    severe = SEVERITIES[SEVERITIES.index(options.min_severity) :]
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            if any(pain.severity in severe and not (pain.accepted or "").strip() for pain in step.pain_points):
                there = _there(step, stage, plans[step.id], look)
                missing = [_ASKED[one] for one in options.perspectives if not there[one]]
                if missing:
                    yield Remark(
                        ("stages", i, "steps", j),
                        f"step '{step.name}' hurts, and the map does not show: {', '.join(missing)}",
                    )


def _there(step: Step, stage: Stage, plans: list[Opportunity], look: Look) -> dict[Perspective, bool]:
    needs = step.requirements is not None and bool(step.requirements.customer or step.requirements.business)
    kinds = {pain.kind for pain in step.pain_points}
    contact = step.touchpoints or not step.given("touchpoints")
    return {
        "customer": bool(step.thoughts or step.quotes) or look.felt(step, stage) is not None,
        "satisfaction": not contact or any(one.satisfaction is not None for one in step.touchpoints),
        "requirements": needs,
        "information": needs or "missing-information" in kinds,
        "issues": {pain.side for pain in step.pain_points} == {"customer", "business"},
        "processes": bool(
            step.frontstage or step.backstage or step.support or step.systems or step.policies
            or stage.backstage or stage.support
        ),
        "opportunities": bool(plans),
    }  # fmt: skip
