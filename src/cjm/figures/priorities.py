"""What to do first: opportunities by impact and effort, and by the customers that they reach."""

import re
from collections.abc import Sequence
from typing import Literal

from cjm.model import Opportunity

Third = Literal[0, 1, 2]
"""Low (1 or 2 of 5), medium (3), high (4 or 5)."""


def third(value: int) -> Third:
    """In which third of the matrix a value from 1 to 5 falls."""
    return 0 if value <= 2 else 1 if value == 3 else 2


def priority(opportunity: Opportunity) -> int | None:
    """Twice the impact less the effort, from the exact values; `None` where one of them is missing."""
    if opportunity.impact is None or opportunity.effort is None:
        return None
    return 2 * opportunity.impact - opportunity.effort


def rank(opportunities: Sequence[Opportunity]) -> tuple[int, ...]:
    """Positions in `opportunities`, the best first: by priority, then impact, then order; unweighed ones last."""

    def order(at: int) -> tuple[bool, int, int, int]:
        value, impact = priority(opportunities[at]), opportunities[at].impact
        return value is None, -(value or 0), -(impact or 0) if value is not None else 0, at

    return tuple(sorted(range(len(opportunities)), key=order))


Quadrant = Literal["Do now", "Plan next", "Big bet", "Later"]
QUADRANTS: tuple[tuple[Quadrant, Quadrant, Quadrant], ...] = (
    ("Later", "Later", "Later"),
    ("Do now", "Plan next", "Later"),
    ("Do now", "Plan next", "Big bet"),
)
"""Names of the matrix's cells, by thirds of impact (the lowest first) and effort."""


def quadrant(opportunity: Opportunity) -> Quadrant | None:
    """The name of the cell in which an opportunity stands; `None` where impact or effort is missing."""
    if opportunity.impact is None or opportunity.effort is None:
        return None
    return QUADRANTS[third(opportunity.impact)][third(opportunity.effort)]


# ---------- RICE ----------

RICE_IMPACT = {5: 3.0, 4: 2.0, 3: 1.0, 2: 0.5, 1: 0.25}
"""What RICE counts for an impact from 1 to 5: massive, high, medium, low, minimal."""
_NUMBER = re.compile(r"(?<![^\s~≈])(?:\d{1,3}(?:[ .,'’\u00a0\u2009\u202f]\d{3}(?!\d))+|\d+)(?![^\s/])")
"""A whole number that stands by itself, with or without signs between its thousands: `2000`, `~2,000`, `300/month`."""
_SCALED = re.compile(r"\s*(?:%|million|thousand|hundred)", re.IGNORECASE)
"""What makes something else of the number before it: `35 %`, `2 million`."""


def reach(text: str | None) -> int | None:
    """The number of customers in `2000` or `300 a month`; `None` where there is not exactly one whole number."""
    found = _NUMBER.search(text or "")
    if found is None or text is None or _SCALED.match(text, found.end()):
        return None
    rest = text[: found.start()] + text[found.end() :]
    return None if re.search(r"\d", rest) else int(re.sub(r"\D", "", found[0]))


def rice(opportunity: Opportunity) -> float | None:
    """Reach times impact times confidence by effort (Intercom's RICE); `None` where one of them is missing.

    Impact is put on RICE's scale. Effort stays as it stands, 1 to 5, where RICE counts months of a person's work: the
    numbers compare opportunities of one map, whose reach is counted over the same time, and nothing beyond.
    """
    customers = reach(opportunity.reach)
    if customers is None or opportunity.impact is None or opportunity.effort is None or opportunity.confidence is None:
        return None
    sure = opportunity.confidence.percent / 100
    return customers * RICE_IMPACT[opportunity.impact] * sure / opportunity.effort
