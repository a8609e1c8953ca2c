"""A step that feels good has no severe pain point, or says how both can be.

Fires where a step feels good (`min_score` or more) and lists a severe pain point of the customer. A stage's emotion
counts for its steps. Silent where the emotion says why (`because`), or where one of several feelings is bad. Pain
points that are `rare` pass, since most customers never meet them, and so do those of the business.

Why it matters: A reader believes either the curve or the list, and then doubts the rest of the map. This is a judgement
of our own; it rests on tools for journeys such as TheyDo, which work out the curve from what hurts and what helps at
each step.

How to fix: Look into your notes. If the problem hurt, correct the feeling; if hardly anybody minded, lower the
severity; if it was put right, give both feelings, or say so with `because`.

Example:

    - name: I pay
      emotion: delighted
      pain_points:
        - {text: My card is refused twice, severity: critical}

Better:

    - name: I pay
      emotion: frustrated
      pain_points:
        - {text: My card is refused twice, severity: critical}

When to ignore: Seldom, since a reason under `because` says it to your readers as well.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Number
from cjm.model.journey import SEVERITIES, PainSeverity

SEVERITY = Severity.WARNING
CATEGORY = Category.EMOTION


class Options(Record):
    """What counts as a contradiction."""

    min_severity: PainSeverity = "high"
    """From which severity on a pain point should be felt."""
    min_score: Annotated[Number, Field(gt=0, le=2)] = 1
    """From which score on a step feels good."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a good feeling beside a severe pain point."""
    assert look.stage is not None
    emotion = look.atlas.step_emotion(step, look.stage)
    felt = look.atlas.felt(emotion, look.journey)
    if emotion is None or felt is None or felt.score is None or felt.score < options.min_score:
        return
    if felt.negative or (emotion.because or "").strip():
        return
    severe = SEVERITIES[SEVERITIES.index(options.min_severity) :]
    felt_by_customers = [pain for pain in step.pain_points if pain.side == "customer" and pain.frequency != "rare"]
    pains = [pain for pain in felt_by_customers if pain.severity in severe]
    if pains:
        worst = max(pains, key=lambda pain: SEVERITIES.index(pain.severity or "low"))
        yield Remark(
            ("emotion",),
            f"step '{step.name}' feels {felt}, but lists the {worst.severity} pain point '{worst.text}'",
            help=("correct the feeling or the severity, or say how both can be with `because:` on the emotion",),
        )
