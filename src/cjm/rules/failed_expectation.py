"""Where a moment falls far short of what the customer counted on, the map says why.

A step whose emotion has an `expected` score that is at least `gap` points above what was felt, without a pain point of
the customer and without `because`. Low points that nothing explains are reported by a rule of their own, and are passed
over here.

Why it matters: People judge by what they counted on: a wait of ten minutes is nothing at a restaurant and much at a
till. NN/g, 7 Ways to Analyze a Customer-Journey Map, looks first for the points where expectations were not met.

How to fix: Write down which expectation was not met, as a pain point of `kind: unmet-expectation`, or why under
`because`.

Example:

    - name: I fetch the bike
      emotion: {feeling: neutral, expected: 1.5}

Better:

    - name: I fetch the bike
      emotion: {feeling: neutral, expected: 1.5}
      pain_points:
        - {text: The shop had promised to clean it too, kind: unmet-expectation}

When to ignore: While the gap is known and its reason is still being asked for.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
CATEGORY = Category.EMOTION

_LOW = -1
"""Up to which score a step is a low point, which the rule `unexplained-low-point` asks about."""


class Options(Record):
    """How far is far."""

    gap: Annotated[Number, Field(gt=0, le=4)] = 1.5
    """By how many points it feels worse than expected."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a step that disappoints for no stated reason."""
    emotion, felt = step.emotion, look.felt(step)
    if emotion is None or emotion.expected is None or felt is None or felt.score is None:
        return
    if (emotion.because or "").strip() or any(pain.side == "customer" for pain in step.pain_points):
        return
    if felt.score <= _LOW and emotion.cause != "situation":
        return
    if emotion.expected - felt.score >= options.gap - 1e-9:
        yield Remark(
            ("emotion", "expected"),
            f"step '{step.name}' feels {felt}, and the customer counted on {emotion.expected:+g}; say what fell short",
            help=("add a pain point of `kind: unmet-expectation`, or `because:` on the emotion",),
        )
