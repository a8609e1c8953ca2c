"""What was promised by a day is done by that day, or promised anew.

An opportunity whose `due` is past by more than `grace_days` and whose status is neither done nor dismissed. Looks at
opportunities wherever they stand: on pain points, steps or the map.

Why it matters: Where dates slip in silence, a list of actions turns back into a poster. Bitrix24, How to Create a
Customer Journey Map, ends with activities, deadlines and responsible people; Smaply, Why journey maps fail, begins
with maps after which nothing happens.

How to fix: If it is done, say so with `status: done`, and with `result` what came of it. If not, agree on a new day
with the owner, or dismiss it and write why.

Example:

    - text: How might we shorten the wait for spare parts?
      owner: Lea
      status: planned
      due: 2026-01-15

Better:

    - text: How might we shorten the wait for spare parts?
      owner: Lea
      status: done
      due: 2026-01-15

When to ignore: Where the dates are kept elsewhere; then leave `due` out and give the `ticket`. A build that must not
turn red by the calendar alone sets the day with `--today`.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Opportunity, Record
from cjm.model.base import Count

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTION


class Options(Record):
    """How patient the rule is."""

    grace_days: Count = 0
    """How many days late an opportunity may be."""


def check(opportunity: Opportunity, look: Look, options: Options) -> Iterator[Remark]:
    """Report an opportunity that is late."""
    if opportunity.due is None or opportunity.status in ("done", "dismissed"):
        return
    days = (look.today - opportunity.due).days
    if days > options.grace_days:
        yield Remark(
            ("due",),
            f"opportunity '{opportunity.text}' was due on {opportunity.due} ({days} {'day' if days == 1 else 'days'} "
            f"ago) and is still {opportunity.status or 'without a status'}",
            help=("set `status: done`, agree on a new `due:`, or dismiss it",),
        )
