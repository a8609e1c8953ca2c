"""How mature a map is: five levels, each with a gate that the map passes or that says what it lacks."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cjm.figures.gaps import Completeness
from cjm.figures.grounds import Coverage
from cjm.figures.pains import Answered
from cjm.model import Duration, Journey, Metric, Opportunity

Level = Literal["Sketch", "Complete", "Grounded", "Actionable", "Managed"]
LEVELS: tuple[Level, ...] = ("Sketch", "Complete", "Grounded", "Actionable", "Managed")
STAGES = 3
"""How many stages a sketch has."""
COMPLETE = 0.8
"""From which completeness on a map is complete."""
BACKED = 0.5
"""Which part of the claims of a grounded map rests on research."""
OLDEST = 24.0
"""Months after which even the newest evidence is too old to ground a map."""
PATIENCE = Duration.parse("6 months")
"""How long a review holds where the map does not say, as in the rule `review-overdue`."""

Asked = Literal[
    "persona", "goal", "stages",
    "completeness", "warnings",
    "basis", "coverage", "age",
    "answers", "tracking",
    "owner", "review", "metric",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a level asks for."""

    asked: Asked
    met: bool
    have: float | None = None
    """What the map has, where that is a number: stages, a share, months, or how many are at fault; `None`: nothing."""


@dataclass(frozen=True, slots=True)
class Maturity:
    """The highest level whose gate, and all gates below it, the map passes."""

    gates: tuple[tuple[Condition, ...], ...]
    """What each level asks for, the lowest first."""

    @property
    def level(self) -> int:
        """From 0, not yet a sketch, to 5, managed."""
        passed = [all(condition.met for condition in gate) for gate in self.gates]
        return (*passed, False).index(False)

    @property
    def name(self) -> Level | None:
        """What the level is called; `None` below the first."""
        return LEVELS[self.level - 1] if self.level else None

    @property
    def following(self) -> Level | None:
        """The next level; `None` at the top."""
        return LEVELS[self.level] if self.level < len(LEVELS) else None

    @property
    def blocking(self) -> tuple[Condition, ...]:
        """What the next level asks for and the map lacks."""
        if self.following is None:
            return ()
        return tuple(condition for condition in self.gates[self.level] if not condition.met)


def maturity(
    journey: Journey,
    complete: Completeness,
    warnings: int,
    proven: Coverage,
    newest: float | None,
    severe: Answered,
    opportunities: Sequence[Opportunity],
    today: datetime.date,
) -> Maturity:
    """The maturity of a map that `validate` finds nothing wrong with.

    `warnings` counts what lint says of completeness (warnings and errors of the default profile), `newest` is the age
    of the newest evidence in months. An idea of levels of effort (Temkin's pyramid); the gates are cjm's own.
    """
    unanswered = severe.severe - severe.answered
    loose = sum(not _acted_on(one) for one in opportunities)
    due = review_due(journey)
    return Maturity((
        (
            Condition("persona", journey.persona is not None or bool(journey.personas)),
            Condition("goal", bool((journey.goal or "").strip())),
            Condition("stages", len(journey.stages) >= STAGES, len(journey.stages)),
        ),
        (
            Condition("completeness", round(complete.share, 9) >= COMPLETE, complete.share),
            Condition("warnings", warnings == 0, warnings),
        ),
        (
            Condition("basis", journey.basis in ("mixed", "research")),
            Condition("coverage", proven.share >= BACKED, proven.share),
            Condition("age", newest is not None and newest <= OLDEST, newest),
        ),
        (
            Condition("answers", unanswered == 0, unanswered),
            Condition("tracking", loose == 0, loose),
        ),
        (
            Condition("owner", bool((journey.owner or "").strip())),
            Condition("review", due is not None and today <= due, max(0, (today - due).days) if due else None),
            Condition("metric", any(one.value is not None and one.target is not None for one in _metrics(journey))),
        ),
    ))  # fmt: skip


def review_due(journey: Journey) -> datetime.date | None:
    """The day by which the map should be looked at again; `None` where it promises none."""
    reviewed = journey.reviewed
    promises: list[datetime.date] = []
    if journey.review_by is not None and (reviewed is None or reviewed < journey.review_by):
        promises.append(journey.review_by)
    if reviewed is not None and (journey.review_every is not None or not promises):
        promises.append((journey.review_every or PATIENCE).after(reviewed))
    return min(promises, default=None)


def _acted_on(opportunity: Opportunity) -> bool:
    """Whether an opportunity is done, dismissed, or has somebody, a status and a day."""
    if opportunity.status in ("done", "dismissed"):
        return True
    return bool((opportunity.owner or "").strip() and opportunity.status and opportunity.due)


def _metrics(journey: Journey) -> Iterator[Metric]:
    yield from journey.metrics.values()
    for stage in journey.stages:
        yield from stage.metrics.values()
    for step in journey.steps:
        yield from step.metrics.values()
