"""Those who know the journey from each side took part in mapping it.

Looks at maps in review or published with at least four contributors that say their `role`. Fires where none of them is
one of these: owner of the process, owner of the technology, management, end user, UX. Everyday words will do:
`operations`, `CTO`, `director`, `customer`, `designer`. Somebody who gave `feedback` counts as an end user. Businesses
of one or two people pass, and roles in languages that the rule does not know.

Why it matters: Each of them sees what the others cannot, and whoever was not asked will not act on the map. The
ServiceNow guide to customer journeys lists these as the teams to include at some point, and First Loop's article on
customer journey maps advises to engage stakeholders.

How to fix: Show the map to those who are missing, and add them under `contributors` with their `role`. If somebody has
two roles, name both.

Example:

    contributors:
      - {name: Ana, role: process owner}
      - {name: Ben, role: CTO}
      - {name: Cleo, role: designer}
      - {name: Dan, role: marketing}

Better:

    contributors:
      - {name: Ana, role: process owner}
      - {name: Ben, role: CTO}
      - {name: Cleo, role: designer}
      - {name: Dan, role: managing director}
      - {name: Two couriers, role: customers}

When to ignore: Where there is no such role, as in a service without any technology; the option `roles` says whom you
want at the table.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Count, Many
from cjm.vocabulary.roles import ROLES, Role, known, meant

SEVERITY = Severity.INFO
CATEGORY = Category.UPKEEP


class Options(Record):
    """Who should take part, and where it is asked for."""

    min_contributors: Count = 4
    """How many contributors with a role a map needs before somebody can be missing."""
    roles: Annotated[list[Role], Many] = Field(default=list(ROLES))
    """Who should take part."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map that somebody important had no part in."""
    if journey.status not in ("in-review", "published") or not known(look.language):
        return
    said = [one.role for one in journey.contributors if one.role and one.role.strip()]
    if len(said) < options.min_contributors:
        return
    named = {role for one in said for role in meant(one, look.language)}
    if journey.feedback:
        named.add("end user")
    missing = ["UX" if role == "ux" else role for role in options.roles if role not in named]
    if missing:
        listed = " or ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        yield Remark(
            ("contributors",),
            f"nobody took part in map '{journey.title}' as {listed}",
            help=("ask them, and add them under `contributors` with their `role`",),
        )
