"""The strong claims of a researched map cite their sources.

On current maps with `basis: research` or `mixed`, looks at the claims that steer money: severe pain points, the
strongest emotions (-2 and 2) and moments of truth. Fires where neither the claim nor its step cites evidence; evidence
of any type will do. A moment of truth has no `evidence` of its own, so what any other claim of its step cites counts.
An emotion that stands on the stage for its steps is reported once, on the stage.

Why it matters: Decisions follow the deepest lows and the moments of truth, and teams that guess these, as Heart of the
Customer has seen in workshops, guess widely apart. First Loop's article on customer journey maps asks to build on real
feedback and data, and Bitrix24, How to Create a Customer Journey Map, puts research before brainstorming.

How to fix: List the source under `evidence` of the map or the project, and cite its id on the claim or on the whole
step. Where there is no source, say so: set `basis: hypothesis`, or take the claim back to what you know.

Example:

    - name: I pay for the repair
      emotion: furious
      pain_points:
        - text: The card reader refuses my card twice
          severity: critical

Better:

    - name: I pay for the repair
      emotion: {feeling: furious, evidence: interviews}
      pain_points:
        - text: The card reader refuses my card twice
          severity: critical
          evidence: interviews

When to ignore: Where a source may not even be named. A confidential one can be listed by title and date alone, without
any link.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Felt, Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Emotion, Gain, PainPoint, Quote, Record, Stage, Step
from cjm.model.base import Many
from cjm.model.emotion import HIGHEST
from cjm.model.journey import SEVERITIES, PainSeverity

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE

SOURCES = 6
"""How many of the map's sources the help names."""

Claim = Literal["severe_pain", "strong_emotion", "moment_of_truth"]


class Options(Record):
    """Which claims need evidence."""

    claims: Annotated[list[Claim], Many] = Field(default=["severe_pain", "strong_emotion", "moment_of_truth"])
    """The kinds of claims that are looked at."""
    min_severity: PainSeverity = "high"
    """From which severity on a pain point is severe."""


def check(stage: Stage, look: Look, options: Options) -> Iterator[Remark]:
    """Report the strong claims of a stage that cite nothing."""
    if look.map.state != "current" or look.map.basis not in ("research", "mixed"):
        return
    if "strong_emotion" in options.claims and stage.emotion is not None and not stage.emotion.evidence:
        felt = look.atlas.felt(stage.emotion, look.journey)
        stands_for = [step for step in stage.steps if look.atlas.step_emotion(step, stage) is stage.emotion]
        if _strong(felt) and any(not step.evidence for step in stands_for):
            yield _remark(("emotion",), f"{_feeling(felt)} of stage '{stage.name}'", "it or to its steps", look)
    for index, step in enumerate(stage.steps):
        if not step.evidence:
            for path, claim, where in _claims(step, look, options):
                yield _remark(("steps", index, *path), f"{claim} in step '{step.name}'", where, look)


def _claims(step: Step, look: Look, options: Options) -> Iterator[tuple[Path, str, str]]:
    """Strong claims of a step that cite nothing: the path, the words for it, and where evidence may stand."""
    if "strong_emotion" in options.claims and step.emotion is not None and not step.emotion.evidence:
        felt = look.atlas.felt(step.emotion, look.journey)
        if _strong(felt):
            yield ("emotion",), _feeling(felt), "it or to its step"
    if "severe_pain" in options.claims:
        severe = SEVERITIES[SEVERITIES.index(options.min_severity) :]
        for index, pain in enumerate(step.pain_points):
            if pain.severity in severe and not pain.evidence:
                yield ("pain_points", index), f"pain point '{pain.text}' ({pain.severity})", "it or to its step"
    if "moment_of_truth" in options.claims and _moment_of_truth(step):
        claims: list[Emotion | PainPoint | Gain | Quote] = [*step.pain_points, *step.gains, *step.quotes]
        claims += [step.emotion] if step.emotion is not None else []
        if not any(claim.evidence for claim in claims):
            yield ("moment_of_truth",), "the moment of truth", "its step"


def _strong(felt: Felt | None) -> bool:
    return felt is not None and felt.score is not None and abs(felt.score) >= HIGHEST


def _feeling(felt: Felt | None) -> str:
    assert felt is not None
    if not felt.words:
        return f"the emotion {felt.score:+g}"
    return f"the emotion '{', '.join(felt.words)}' ({felt.score:+g})"


def _moment_of_truth(step: Step) -> bool:
    reason = step.moment_of_truth
    return bool(reason.strip()) if isinstance(reason, str) else bool(reason)


def _remark(path: Path, claim: str, where: str, look: Look) -> Remark:
    sources = list(look.atlas.evidence(look.map))
    cite = f"add `evidence: <id>` to {where}"
    if sources:
        cite = f"{cite}; known sources: {', '.join(sources[:SOURCES])}{', …' if len(sources) > SOURCES else ''}"
    else:
        cite = f"list your sources under `evidence` of the map, then {cite}"
    return Remark(
        path,
        f"{claim} has no evidence, but the map says `basis: {look.map.basis}`",
        help=(cite, "if the map is a guess, set `basis: hypothesis`"),
    )
