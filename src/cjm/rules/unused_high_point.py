"""What makes the best moment of a journey good is written down.

The step with the highest score on a map of the current state, from `min_score` on, that names no gain, no opportunity
and no moment of truth. Where several steps are as high, one that does is enough. Off unless somebody selects it.

Why it matters: Whoever mends only what hurts may break what delights. NN/g, 7 Ways to Analyze a Customer-Journey Map,
ends with the high points, and First Loop's article on customer journey maps wants the positive moments enhanced as well
as the pain points solved.

How to fix: Ask what made this moment good, and write it under `gains`, so that it survives the next change. If it could
carry more, add an opportunity.

Example:

    - {name: I ride home, emotion: delighted}

Better:

    - {name: I ride home, emotion: delighted, gains: [The gears are better than new]}

When to ignore: Where the good feeling comes from life itself, as on the first day of a holiday.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look, helped
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Journey, Record, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION
OPT_IN = True


class Options(Record):
    """What is a high point."""

    min_score: Annotated[Number, Field(gt=0, le=2)] = 1.5
    """From which score on the highest step is a high point."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a high point of which nobody knows why it is one."""
    if journey.state != "current":
        return
    felt: list[tuple[float, Path, Step]] = []
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            read = look.felt(step, stage)
            if read is not None and read.score is not None:
                felt.append((read.score, ("stages", i, "steps", j), step))
    top = max((score for score, *_ in felt), default=0.0)
    highest = [(path, step) for score, path, step in felt if score == top]
    plans = helped(journey)
    if top >= options.min_score and not any(step.gains or plans[step.id] or _decides(step) for _, step in highest):
        path, step = highest[0]
        yield Remark(
            path,
            f"step '{step.name}' is the best moment of the journey ({top:+g}), "
            "and the map does not say what makes it good",
            help=("write it under `gains`, so that it is kept; add an opportunity if it could carry more",),
        )


def _decides(step: Step) -> bool:
    reason = step.moment_of_truth
    return bool(reason.strip()) if isinstance(reason, str) else bool(reason)
