"""How much of what a map is asked for it says: completeness, and what is missing most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cjm.figures.grounds import Claim
from cjm.model import Emotion, Journey, Opportunity, Step

Part = Literal["map", "steps", "opportunities"]
PARTS: dict[Part, float] = {"map": 0.3, "steps": 0.6, "opportunities": 0.1}
"""How much each part counts; without opportunities the others share their weight."""
Item = Literal[
    "persona", "goal", "scenario", "start", "end", "state", "basis", "owner", "review", "evidence",
    "emotion", "pain points", "touchpoints", "actions", "thoughts",
    "tracking",
]  # fmt: skip
STEP_WEIGHT: dict[Item, int] = {"emotion": 3, "pain points": 3, "touchpoints": 2, "actions": 2, "thoughts": 1}
"""How much each thing counts that a step is asked for."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One thing that a map is asked for, and how far it says it."""

    item: Item
    part: Part
    filled: int
    """How often it is there."""
    of: int
    """How often it is asked for: once, at each step of the customer, or at each opportunity."""
    weight: float
    """Its part of the whole map, 0 to 1; together they are 1."""

    @property
    def share(self) -> float:
        """How far it is filled, 0 to 1; nothing where there is no place for it."""
        return self.filled / self.of if self.of else 0.0

    @property
    def lost(self) -> float:
        """How much of the whole is missing for want of it, 0 to 1."""
        return self.weight * (1 - self.share)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what a map is asked for it says. Completeness is not quality."""

    items: tuple[Filled, ...]

    @property
    def share(self) -> float:
        """The whole, 0 to 1."""
        return sum(one.weight * one.share for one in self.items)

    def part(self, part: Part) -> float | None:
        """How far a part is filled, 0 to 1; `None` for opportunities where there are none."""
        items = [one for one in self.items if one.part == part]
        whole = sum(one.weight for one in items)
        return sum(one.weight * one.share for one in items) / whole if items else None

    @property
    def missing(self) -> tuple[Filled, ...]:
        """What is not there or not everywhere, the heaviest loss first."""
        return tuple(sorted((one for one in self.items if one.filled < one.of), key=lambda one: -one.lost))


def completeness(
    journey: Journey,
    emotions: Sequence[Emotion | None],
    reached: Sequence[bool],
    claims: Sequence[Claim],
    opportunities: Sequence[Opportunity],
) -> Completeness:
    """How complete a map is: 0.3 the map itself, 0.6 its steps, 0.1 its opportunities.

    `emotions` holds what each step feels like, `reached` whether it names a touchpoint with a channel. An explicit
    empty list counts as filled: somebody looked, and found nothing. As in the rules, only steps of the customer are
    asked.
    """
    steps = [at for at, step in enumerate(journey.steps) if step.actor == "customer"]
    told = [_told(step, emotions[at] is not None, reached[at]) for at, step in enumerate(journey.steps)]
    whole = 1.0 if opportunities else 1 - PARTS["opportunities"]
    top = _map(journey, cited=any(claim.sources for claim in claims))
    found = [Filled(item, "map", there, 1, PARTS["map"] / len(top) / whole) for item, there in top.items()]
    found += [
        Filled(
            item,
            "steps",
            sum(item in told[at] for at in steps),
            len(steps),
            PARTS["steps"] * weight / sum(STEP_WEIGHT.values()) / whole,
        )
        for item, weight in STEP_WEIGHT.items()
    ]
    if opportunities:
        kept = sum(tracked(one) for one in opportunities)
        found.append(Filled("tracking", "opportunities", kept, len(opportunities), PARTS["opportunities"]))
    return Completeness(tuple(found))


def _map(journey: Journey, cited: bool) -> dict[Item, bool]:
    scope = journey.scope
    return {
        "persona": journey.persona is not None or bool(journey.personas),
        "goal": _said(journey.goal),
        "scenario": _said(journey.scenario),
        "start": scope is not None and _said(scope.start),
        "end": scope is not None and _said(scope.end),
        "state": journey.given("state"),
        "basis": journey.basis is not None,
        "owner": _said(journey.owner),
        "review": journey.reviewed is not None or journey.review_by is not None,
        "evidence": bool(journey.evidence) or cited,
    }


def _told(step: Step, felt: bool, reached: bool) -> set[Item]:
    there: dict[Item, bool] = {
        "emotion": felt,
        "pain points": step.given("pain_points"),
        "touchpoints": reached or (step.given("touchpoints") and not step.touchpoints),
        "actions": any(map(_said, step.actions)) or (step.given("actions") and not step.actions),
        "thoughts": any(map(_said, step.thoughts)) or (step.given("thoughts") and not step.thoughts),
    }
    return {item for item, is_there in there.items() if is_there}


def tracked(opportunity: Opportunity) -> bool:
    """Whether an opportunity has an owner and a status, and a day once it is planned; a dismissed one has no owner."""
    if opportunity.status == "dismissed":
        return True
    due = opportunity.status not in ("planned", "in-progress") or opportunity.due is not None
    return _said(opportunity.owner) and opportunity.status is not None and due


def _said(text: str | None) -> bool:
    return bool(text and text.strip())
