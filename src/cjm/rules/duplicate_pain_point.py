"""A pain point stands once, at the step where it begins.

Compares the words of the pain points of different steps, without small words such as "the" and "my". Fires where at
least three words count and as many of them are the same as `threshold` says. In languages whose small words are not
known (that is, all but English, German, French, Spanish and Swedish) only the very same words count.

Why it matters: Counted twice, a problem looks worse than it is, and two teams may set out to solve it. TheyDo treats
what hurts as one building block that several journeys share; the threshold is a judgement of our own.

How to fix: Keep it where it begins. If it hurts again later, say what is worse then.

Example:

    - name: I pay
      pain_points: [The form forgets my address]
    - name: I change the plan
      pain_points: [the form forgets my address]

Better:

    - name: I pay
      pain_points: [The form forgets my address]
    - name: I change the plan
      pain_points: [My second address is gone after I change the plan]

When to ignore: Where the same problem strikes at two steps for different reasons. Better name the reasons.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Path, Pointer, Remark, Severity
from cjm.likeness import first_alike
from cjm.model import Journey, Record, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
CATEGORY = Category.DUPLICATION


class Options(Record):
    """How alike is too much alike."""

    threshold: Annotated[Number, Field(gt=0.5, le=1)] = 0.8
    """Part of all words of two pain points that both share, from 0.5 to 1."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each pain point that is like one of an earlier step."""
    pains: list[tuple[Path, Step, str]] = [
        (("stages", i, "steps", j, "pain_points", k), step, pain.text)
        for i, stage in enumerate(journey.stages)
        for j, step in enumerate(stage.steps)
        for k, pain in enumerate(step.pain_points)
    ]
    alike = first_alike([text for *_, text in pains], look.language, options.threshold)
    for (path, step, text), at in zip(pains, alike, strict=True):
        if at is None:
            continue
        # The first one that is alike stands in the same step only where none is alike in a step before.
        first_path, first_step, first_text = pains[at]
        if first_step is not step:
            yield Remark(
                path,
                f"pain point '{text}' of step '{step.name}' is much like '{first_text}' of step '{first_step.name}'",
                help=("say what differs, or keep it only at the step where it begins",),
                related=(Pointer("the earlier one", first_path),),
            )
