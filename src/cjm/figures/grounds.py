"""What the claims of a map rest on: how many on research, and how old that is."""

import datetime
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cjm.figures.moods import Scores
from cjm.model import Emotion, Evidence, Journey, Step
from cjm.model.emotion import HIGHEST

DAYS_OF_A_MONTH = 30.4375

ClaimKind = Literal["emotion", "pain point", "gain", "quote"]
CLAIM_KINDS: tuple[ClaimKind, ...] = ("emotion", "pain point", "gain", "quote")


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


def strong(journey: Journey, found: Sequence[Claim], scores: Scores, evidence: Mapping[str, Evidence]) -> Coverage:
    """How many of the strong claims are backed: severe pain points, feelings of -2 and 2, moments of truth.

    These are the claims that the rule `unsupported-claim` asks evidence for. A moment of truth is backed with its step,
    or with anything that the step claims.
    """
    steps = list(journey.steps)
    said = [
        claim.backed
        for claim in found
        if (claim.kind == "pain point" and steps[claim.step].pain_points[claim.index].severe)
        or (claim.kind == "emotion" and abs(scores[claim.step] or 0.0) >= HIGHEST)
    ]
    proven = {claim.step for claim in found if claim.backed}
    said += [
        at in proven or any(id in evidence and not evidence[id].internal for id in step.evidence)
        for at, step in enumerate(steps)
        if step.moment_of_truth and str(step.moment_of_truth).strip()
    ]
    return Coverage(sum(said), len(said))


def age(source: Evidence, today: datetime.date) -> float | None:
    """Months since a source was collected, or confirmed to hold still; `None` where it has no date.

    A date that is known by its month or year counts from its last day.
    """
    known = [date.last for date in (source.date, source.confirmed) if date is not None]
    return max(0, (today - max(known)).days) / DAYS_OF_A_MONTH if known else None


def newest(sources: Sequence[Evidence], today: datetime.date) -> float | None:
    """Months since the newest of some sources; `None` where none has a date."""
    return min((months for one in sources if (months := age(one, today)) is not None), default=None)


def typical_age(found: Sequence[Claim], evidence: Mapping[str, Evidence], today: datetime.date) -> float | None:
    """Months since the newest source of a claim, as the median over the claims; `None` where no source has a date."""
    ages = [newest([evidence[id] for id in claim.sources if id in evidence], today) for claim in found]
    dated = [months for months in ages if months is not None]
    return statistics.median(dated) if dated else None
