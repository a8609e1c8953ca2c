"""Every opportunity has somebody who sees to it, a status and, once it is planned, a date.

Names what is missing: `owner` (not asked of dismissed opportunities), `status`, and `due` while the status is planned
or in-progress. Looks at opportunities wherever they stand: on pain points, steps or the map. With `tracker` set, a
`ticket` in that tracker stands for all three.

Why it matters: An idea without a name and a date is a wish. Bitrix24, How to Create a Customer Journey Map, ends its
nine steps with a list of activities, deadlines and responsible people, and the customer service article on journey
mapping turns opportunities into specific actions.

How to fix: Agree on one name, a status and a date, and write them down. It may be the same name everywhere: in a
business of one person, that person owns it all.

Example:

    opportunities:
      - text: How might we shorten the wait for spare parts?
        status: planned

Better:

    opportunities:
      - text: How might we shorten the wait for spare parts?
        owner: Lea
        status: planned
        due: 2026-12-15

When to ignore: On raw collections of ideas; there `status: open` and an owner for the whole list are a beginning. Teams
that plan elsewhere set `tracker` and give each opportunity its `ticket`.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Opportunity, Record
from cjm.model.base import Many, Texts

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTION

_NAMES = {"owner": "owner", "status": "status", "due": "due date"}
_HELP = {
    "owner": "set `owner:` to the person or team who sees to it",
    "status": "set `status:` to open, planned, in-progress, done or dismissed",
    "due": "set `due:` to the day by which it should be done",
}


class Options(Record):
    """What keeps an opportunity on track."""

    require: Annotated[list[Literal["owner", "status", "due"]], Many] = Field(default=["owner", "status", "due"])
    """The keys that an opportunity needs."""
    due_for: Annotated[list[Literal["open", "planned", "in-progress", "done", "dismissed"]], Many] = Field(
        default=["planned", "in-progress"]
    )
    """The statuses that need a date."""
    # Beginnings rather than patterns: they need no escaping, and none can keep a run busy for ever.
    tracker: Texts = Field(default_factory=list)
    """What tickets of your tracker begin with: `CX-`, `https://tickets.example.org/`; such a ticket stands for all."""


def check(opportunity: Opportunity, look: Look, options: Options) -> Iterator[Remark]:
    """Report an opportunity that nobody keeps on track."""
    ticket = (opportunity.ticket or "").casefold()
    if any(beginning.strip() and ticket.startswith(beginning.strip().casefold()) for beginning in options.tracker):
        return
    lacks = {
        "owner": opportunity.status != "dismissed" and not (opportunity.owner or "").strip(),
        "status": opportunity.status is None,
        "due": opportunity.status in options.due_for and opportunity.due is None,
    }
    missing = [key for key in lacks if lacks[key] and key in options.require]
    if missing:
        yield Remark(
            (missing[0],),
            f"opportunity '{opportunity.text}' has no {' and no '.join(_NAMES[key] for key in missing)}",
            help=tuple(_HELP[key] for key in missing),
        )
