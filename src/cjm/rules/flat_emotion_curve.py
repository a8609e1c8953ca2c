"""An emotion curve has highs and lows.

Fires where at least `min_steps` steps have a score and highest and lowest lie less than `min_range` apart, on the scale
from -2 to 2. Steps without a score are passed over; a curve that is low all the way is flat too.

Why it matters: A straight line usually means that the row was filled in at one go, at a desk. Smaply names the flat
emotional layer among the ten most common mistakes of journey mapping, and Adaptive Path's guide to experience mapping
asks to show the highs and lows; the two limits are a judgement of our own.

How to fix: Ask customers where it was best and where it was worst, and correct these two steps first. Words such as
`delighted` or `slightly annoyed` spread the curve further than `happy` and `calm`.

Example:

    - {name: I look for a shop, emotion: calm}
    - {name: I bring the bike in, emotion: calm}
    - {name: I wait, emotion: neutral}
    - {name: I fetch the bike, emotion: pleased}
    - {name: I ride home, emotion: calm}

Better:

    - {name: I look for a shop, emotion: annoyed}
    - {name: I bring the bike in, emotion: calm}
    - {name: I wait, emotion: neutral}
    - {name: I fetch the bike, emotion: pleased}
    - {name: I ride home, emotion: calm}

When to ignore: On short routine services that really are even, once customers have confirmed it.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Number, Whole

SEVERITY = Severity.WARNING
CATEGORY = Category.EMOTION


class Options(Record):
    """What counts as flat."""

    min_steps: Annotated[Whole, Field(ge=2)] = 5
    """How many steps need a score before the curve is judged."""
    min_range: Annotated[Number, Field(ge=0, le=4)] = 2
    """How far apart the highest and the lowest score should be."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a curve without highs and lows."""
    felt = [look.felt(step, stage) for stage in journey.stages for step in stage.steps]
    scores = [feeling.score for feeling in felt if feeling is not None and feeling.score is not None]
    if len(scores) < options.min_steps:
        return
    lowest, highest = min(scores), max(scores)
    if round(highest - lowest, 2) >= options.min_range:
        return
    between = f"all {len(scores)} steps at {_signed(lowest)}"
    if lowest != highest:
        between = f"{len(scores)} steps between {_signed(lowest)} and {_signed(highest)}"
    yield Remark(
        ("stages",),
        f"the emotion curve of map '{journey.title}' is flat ({between})",
        help=("real journeys have highs and lows: ask customers where it was best and where it was worst",),
    )


def _signed(score: float) -> str:
    return f"{score:+g}" if score else "0"
