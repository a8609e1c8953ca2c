"""What can be computed from a map: the course of the mood, friction, evidence, priorities.

Pure functions. Steps are known by their position in file order (from 0); a score is -2 to 2, or `None` where nobody can
tell. Scores need the project's vocabulary, so they are handed in.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cjm.model import Emotion, Evidence, Journey, Opportunity, Step

Scores = Sequence[float | None]
"""The score of each step in file order."""

SEVERITY_WEIGHT = {"low": 1, "medium": 2, "high": 3, "critical": 4}
"""How much a pain point of each severity weighs."""
FREQUENCY_WEIGHT = {"rare": 0.25, "sometimes": 0.5, "often": 1.0}
"""How much its frequency counts; a pain point without frequency counts as often."""


# ---------- the main path ----------


def main_path(journey: Journey) -> tuple[int, ...]:
    """Positions of the steps of the main path, in the order in which it runs through them.

    It begins at the first step and takes the first `next` each time (by default the following step); it ends at a step
    that leads nowhere, or where it would come to a step for the second time.
    """
    steps = list(journey.steps)
    position = {step.id: index for index, step in enumerate(steps)}
    path: list[int] = []
    at: int | None = 0 if steps else None
    while at is not None and at not in path:
        path.append(at)
        step = steps[at]
        if step.given("next"):
            at = position.get(step.next[0].to) if step.next else None
        elif step.outcome is not None or at + 1 == len(steps):
            at = None
        else:
            at += 1
    return tuple(path)


# ---------- the curve ----------


@dataclass(frozen=True, slots=True)
class Fall:
    """The largest way down on the main path, from a high to a later low (maximum drawdown)."""

    points: float
    """How far, in points of the scale; 0 if the mood never falls."""
    start: int
    """Position of the step from which it falls."""
    end: int
    """Position of the step to which it falls."""
    steps: int
    """How many steps of the path lie between them, the last one counted."""


@dataclass(frozen=True, slots=True)
class Mood:
    """The course of the mood along the main path. Steps without a score are passed over, never guessed."""

    start: int
    """Position of the first step with a score."""
    highest: int
    """Position of the highest score, the first of several."""
    lowest: int
    """Position of the lowest score, the first of several."""
    end: int
    """Position of the last step with a score."""
    peak: int
    """Position of the most intense moment, good or bad: on ties the bad one, then the later one."""
    fall: Fall
    average: float
    peak_end: float
    """Mean of the most intense moment and the end: an estimate of what is remembered (peak-end rule, Kahneman and
    Fredrickson; found for single lived episodes)."""
    swing: float
    """Mean change from one scored step to the next, up or down alike; 0 with a single score."""
    positive: float
    """Part of the scored steps with a score above 0, from 0 to 1."""


def mood(scores: Scores, path: Sequence[int]) -> Mood | None:
    """The course of the mood along `path`; `None` if no step of it has a score."""
    felt = [(at, score) for at in path if (score := scores[at]) is not None]
    if not felt:
        return None
    values = [score for _, score in felt]
    peak = max(range(len(felt)), key=lambda i: (abs(values[i]), values[i] < 0, i))
    return Mood(
        start=felt[0][0],
        highest=felt[values.index(max(values))][0],
        lowest=felt[values.index(min(values))][0],
        end=felt[-1][0],
        peak=felt[peak][0],
        fall=_fall(felt, path),
        average=sum(values) / len(values),
        peak_end=(values[peak] + values[-1]) / 2,
        swing=sum(abs(b - a) for a, b in itertools.pairwise(values)) / max(1, len(values) - 1),
        positive=sum(value > 0 for value in values) / len(values),
    )


def _fall(felt: list[tuple[int, float]], path: Sequence[int]) -> Fall:
    place = {at: index for index, at in enumerate(path)}
    top, top_score = felt[0]
    best = Fall(0.0, top, top, 0)
    for at, score in felt:
        if score > top_score:
            top, top_score = at, score
        if top_score - score > best.points:
            best = Fall(round(top_score - score, 10), top, at, place[at] - place[top])
    return best


def mean(scores: Scores) -> float | None:
    """Mean of the scores that are known; `None` if none is."""
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


# ---------- friction ----------


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


# ---------- evidence ----------

ClaimKind = Literal["emotion", "pain point", "gain", "quote"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a map says about customers: an emotion, a pain point, a gain or a quote."""

    kind: ClaimKind
    step: int
    """Position of its step."""
    index: int
    """Which of its kind in the step, from 0."""
    sources: tuple[str, ...]
    """Ids of the sources that it or its step cites, its own first."""
    backed: bool
    """Whether one of them is not internal; else the claim is an assumption."""


def claims(journey: Journey, emotions: Sequence[Emotion | None], evidence: Mapping[str, Evidence]) -> tuple[Claim, ...]:
    """All claims in page order. `emotions` holds what each step feels like (its stage's where it has none itself)."""
    return tuple(
        Claim(kind, at, index, sources, any(source in evidence and not evidence[source].internal for source in sources))
        for at, step in enumerate(journey.steps)
        for kind, index, sources in _claims(step, emotions[at])
    )


def _claims(step: Step, emotion: Emotion | None) -> Iterator[tuple[ClaimKind, int, tuple[str, ...]]]:
    if emotion is not None:
        yield "emotion", 0, _sources(emotion.evidence, step)
    for index, pain in enumerate(step.pain_points):
        yield "pain point", index, _sources(pain.evidence, step)
    for index, gain in enumerate(step.gains):
        yield "gain", index, _sources(gain.evidence, step)
    for index, quote in enumerate(step.quotes):
        yield "quote", index, _sources(quote.evidence, step)


def _sources(own: Sequence[str], step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*own, *step.evidence]))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims are backed."""

    backed: int
    claims: int

    @property
    def share(self) -> float:
        """Backed claims of all claims, 0 to 1; 0 where there is no claim."""
        return self.backed / self.claims if self.claims else 0.0


def coverage(found: Sequence[Claim], kind: ClaimKind | None = None) -> Coverage:
    """How many of the claims are backed; of one kind, if named."""
    chosen = [claim for claim in found if kind is None or claim.kind == kind]
    return Coverage(sum(claim.backed for claim in chosen), len(chosen))


# ---------- priorities ----------

Third = Literal[0, 1, 2]
"""Low (1 or 2 of 5), medium (3), high (4 or 5)."""


def third(value: int) -> Third:
    """In which third of the matrix a value from 1 to 5 falls."""
    return 0 if value <= 2 else 1 if value == 3 else 2


def priority(opportunity: Opportunity) -> int | None:
    """Twice the impact less the effort, from the exact values; `None` where one of them is missing."""
    if opportunity.impact is None or opportunity.effort is None:
        return None
    return 2 * opportunity.impact - opportunity.effort


def rank(opportunities: Sequence[Opportunity]) -> tuple[int, ...]:
    """Positions in `opportunities`, the best first: by priority, then impact, then order; unweighed ones last."""

    def order(at: int) -> tuple[bool, int, int, int]:
        value, impact = priority(opportunities[at]), opportunities[at].impact
        return value is None, -(value or 0), -(impact or 0) if value is not None else 0, at

    return tuple(sorted(range(len(opportunities)), key=order))


Quadrant = Literal["Do now", "Plan next", "Big bet", "Later"]
QUADRANTS: tuple[tuple[Quadrant, Quadrant, Quadrant], ...] = (
    ("Later", "Later", "Later"),
    ("Do now", "Plan next", "Later"),
    ("Do now", "Plan next", "Big bet"),
)
"""Names of the matrix's cells, by thirds of impact (the lowest first) and effort."""


def quadrant(opportunity: Opportunity) -> Quadrant | None:
    """The name of the cell in which an opportunity stands; `None` where impact or effort is missing."""
    if opportunity.impact is None or opportunity.effort is None:
        return None
    return QUADRANTS[third(opportunity.impact)][third(opportunity.effort)]


# ---------- time ----------


def days(journey: Journey) -> float | None:
    """How long the main path takes, in days (the middle of ranges); `None` unless each of its steps says so."""
    steps = list(journey.steps)
    lengths = [steps[at].duration for at in main_path(journey)]
    if not lengths or any(length is None for length in lengths):
        return None
    return sum(length.days for length in lengths if length is not None)
