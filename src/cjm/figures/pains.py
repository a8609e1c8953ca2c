"""How much goes wrong, by the severity and frequency of the pain points, and how much of it is answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjm.model import Journey, Opportunity, PainPoint, Step

SEVERITY_WEIGHT = {"low": 1, "medium": 2, "high": 3, "critical": 4}
"""How much a pain point of each severity weighs."""
FREQUENCY_WEIGHT = {"rare": 0.25, "sometimes": 0.5, "often": 1.0}
"""How much its frequency counts; a pain point without frequency counts as often."""


def friction(step: Step) -> float:
    """How much goes wrong at a step: the sum of severity times frequency over its pain points.

    Severity counts 1 (low) to 4 (critical); frequency 0.25 (rare), 0.5 (sometimes), 1 (often, or not said). Pain points
    without a severity do not count: see `unrated`. Good for comparing within one map only.
    """
    return sum(
        SEVERITY_WEIGHT[pain.severity] * FREQUENCY_WEIGHT[pain.frequency or "often"]
        for pain in step.pain_points
        if pain.severity is not None
    )


def unrated(journey: Journey) -> int:
    """How many pain points have no severity, and so stand outside friction."""
    return sum(pain.severity is None for step in journey.steps for pain in step.pain_points)


@dataclass(frozen=True, slots=True)
class StageFriction:
    """How much goes wrong in a stage."""

    mean: float
    """Per step: how intense it is."""
    share: float
    """Of the whole map's friction, 0 to 1: where the weight lies."""


def stage_friction(journey: Journey) -> tuple[StageFriction, ...]:
    """Friction of each stage, in order."""
    sums = [sum(friction(step) for step in stage.steps) for stage in journey.stages]
    whole = sum(sums)
    return tuple(
        StageFriction(total / len(stage.steps) if stage.steps else 0.0, total / whole if whole else 0.0)
        for stage, total in zip(journey.stages, sums, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """How many severe pain points somebody means to do something about."""

    answered: int
    """Those with an opportunity that is not dismissed."""
    severe: int
    """Those of high or critical severity that nobody accepted."""
    accepted: int
    """Severe ones that the map accepts, with a reason: they need no answer."""

    @property
    def share(self) -> float | None:
        """Answered ones of those that need an answer, 0 to 1; `None` where none does."""
        return self.answered / self.severe if self.severe else None


def severe_answered(pains: Iterable[tuple[PainPoint, Sequence[Opportunity]]]) -> Answered:
    """The severe ones among pain points, each given with the opportunities that address it."""
    severe = [(pain, answers) for pain, answers in pains if pain.severe]
    left = [answers for pain, answers in severe if not (pain.accepted or "").strip()]
    answered = sum(any(one.status != "dismissed" for one in answers) for answers in left)
    return Answered(answered, len(left), len(severe) - len(left))
