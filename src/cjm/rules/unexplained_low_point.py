"""A low point says what it comes from.

Fires where a step feels bad (`max_score` or less), has no pain point of the customer, and its emotion gives no reason:
neither `because` nor `cause: situation`. A stage's emotion that stands for its steps is explained by a pain point of
any step of the stage, and reported once, on the stage.

Why it matters: What nobody has a reason for, nobody can work on. Custellence's guide looks for opportunities where the
curve is low, and Bitrix24, How to Create a Customer Journey Map, points out that a feeling need not be the company's
doing: who waits for test results is tense, however good the clinic is. That is worth saying too.

How to fix: Write down what went wrong as a pain point. If nothing did, and the moment itself is hard, say so with
`because`.

Example:

    - name: I wait for my test results
      emotion: anxious
      pain_points: []

Better:

    - name: I wait for my test results
      emotion:
        feeling: anxious
        because: waiting for a diagnosis is frightening, however good the service
      pain_points: []

When to ignore: While a feeling is known and its reason is still being asked for. With `thoughts_count`, thoughts are
reason enough.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Felt, Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Emotion, Record, Stage, Step
from cjm.model.base import Number, Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.EMOTION


class Options(Record):
    """What is a low point, and what explains it."""

    max_score: Annotated[Number, Field(ge=-2, lt=0)] = -1
    """Up to which score a step is a low point."""
    thoughts_count: Truth = False
    """Whether what the customer thinks explains the feeling."""


def check(stage: Stage, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each low point of a stage that nothing explains."""
    stands_in = [look.atlas.step_emotion(step, stage) is stage.emotion for step in stage.steps]
    # What a stage feels like may come from any of its steps, also from those that have a feeling of their own.
    felt = _low(stage.emotion, look, options)
    if felt is not None and any(stands_in) and not any(_explained(step, options) for step in stage.steps):
        yield _remark(("emotion",), "stage", stage.name, felt)
    for index, step in enumerate(stage.steps):
        if stands_in[index] or _explained(step, options):
            continue
        if felt := _low(step.emotion, look, options):
            yield _remark(("steps", index, "emotion"), "step", step.name, felt)


def _low(emotion: Emotion | None, look: Look, options: Options) -> Felt | None:
    """What an emotion feels like, if that is bad and it gives no reason."""
    felt = look.atlas.felt(emotion, look.journey)
    if emotion is None or felt is None or felt.score is None or felt.score > options.max_score:
        return None
    return None if (emotion.because or "").strip() or emotion.cause == "situation" else felt


def _explained(step: Step, options: Options) -> bool:
    """Whether something else on a step says why it feels bad."""
    pain = any(pain.side == "customer" for pain in step.pain_points)
    return pain or (options.thoughts_count and any(thought.strip() for thought in step.thoughts))


def _remark(path: tuple[str | int, ...], kind: str, name: str, felt: Felt) -> Remark:
    return Remark(
        path,
        f"{kind} '{name}' feels {felt}, and nothing says why; add the pain point, or `because:` on the emotion",
    )
