"""Every pain point says how much it matters.

A pain point without `severity`, also one that is written as a plain text. A severity is asked for even where nothing
will be done about it.

Why it matters: Severity sorts the list: without it nobody can tell where to begin, and neither can the report's order
of priorities. Bitrix24, How to Create a Customer Journey Map, gives barriers three levels of importance; NN/g,
Severity Ratings for Usability Problems, weighs how often something happens, how much it hurts and whether it stays.

How to fix: Decide among `low`, `medium`, `high` and `critical`, roughly: annoying once, slows me down, makes me look
elsewhere, stops me.

Example:

    pain_points: [The form forgets my address]

Better:

    pain_points: [{text: The form forgets my address, severity: medium}]

When to ignore: While pain points are still being collected; weigh them together when the list is complete.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import PainPoint
from cjm.model.journey import SEVERITIES

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION


def check(pain: PainPoint, look: Look) -> Iterator[Remark]:
    """Report a pain point that nobody has weighed."""
    if pain.severity is None:
        assert look.step is not None
        yield Remark(
            ("severity",),
            f"pain point '{pain.text}' in step '{look.step.name}' has no severity; use {_LEVELS}",
            allowed=SEVERITIES,
        )


_LEVELS = f"{', '.join(SEVERITIES[:-1])} or {SEVERITIES[-1]}"
