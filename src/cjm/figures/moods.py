"""The course of the mood along the main path, and how long that path takes."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from cjm.model import Journey

Scores = Sequence[float | None]
"""The score of each step in file order."""


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
    highs: tuple[int, ...]
    """Positions of all steps with the highest score."""
    lowest: int
    """Position of the lowest score, the valley; the first of several."""
    lows: tuple[int, ...]
    """Positions of all steps with the lowest score."""
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
    top, bottom = max(values), min(values)
    highs = tuple(at for at, score in felt if score == top)
    lows = tuple(at for at, score in felt if score == bottom)
    return Mood(
        start=felt[0][0],
        highest=highs[0],
        highs=highs,
        lowest=lows[0],
        lows=lows,
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


def days(journey: Journey) -> float | None:
    """How long the main path takes, in days (the middle of ranges); `None` unless each of its steps says so."""
    steps = list(journey.steps)
    lengths = [steps[at].duration for at in main_path(journey)]
    if not lengths or any(length is None for length in lengths):
        return None
    return sum(length.days for length in lengths if length is not None)
