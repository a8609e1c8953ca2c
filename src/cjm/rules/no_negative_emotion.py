"""A map of today shows where it feels bad too.

Fires on maps of the current state on which at least `min_steps` steps have a score and none of them feels bad. Mixed
feelings such as `[nervous, relieved]` count as bad where one of them is. Silent where some feeling has no score, since
that one may be the bad one.

Why it matters: Somewhere customers doubt, wait or are lost; a sunny map of today is a brochure. First Loop's article on
customer journey maps makes the map to see where customers struggle, and NN/g keeps what is and what ought to be apart:
the current state shows reality, the future state an ideal.

How to fix: Ask customers what nearly made them give up, and write down how that felt. If the map shows what you intend,
say `state: future`.

Example:

    - {name: I look for a shop, emotion: calm}
    - {name: I bring the bike in, emotion: delighted}
    - {name: I wait, emotion: neutral}

Better:

    - {name: I look for a shop, emotion: calm}
    - {name: I bring the bike in, emotion: delighted}
    - {name: I wait, emotion: worried}

When to ignore: On a short service that customers, once asked, really found pleasant all the way.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Whole

SEVERITY = Severity.INFO
CATEGORY = Category.EMOTION


class Options(Record):
    """From when on a map is looked at."""

    min_steps: Annotated[Whole, Field(ge=1)] = 5
    """How many steps need a score before the map is judged."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map of today without any bad moment."""
    if journey.state != "current":
        return
    felt = [
        feeling for stage in journey.stages for step in stage.steps if (feeling := look.felt(step, stage)) is not None
    ]
    if len(felt) < options.min_steps or any(feeling.score is None or feeling.negative for feeling in felt):
        return
    yield Remark(
        ("stages",),
        f"none of the {len(felt)} steps with an emotion on map '{journey.title}' feels bad; "
        "is this the journey that customers have today, or the one that you want?",
        help=("ask customers what nearly made them give up", "on a map of what you want, write `state: future`"),
    )
