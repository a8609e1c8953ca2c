"""Every severe pain point leads to an opportunity, or says why nothing will be done.

Fires for pain points of high or critical severity on current maps that no opportunity addresses: none stands under the
pain point or on its step, and none names either in `addresses`. Dismissed opportunities do not count. A reason under
`accepted` is an answer too, and the report shows it.

Why it matters: A map that finds a severe problem and proposes nothing will change nothing. First Loop's article on
customer journey maps calls it lack of action and puts significant pain points first; the customer service article on
journey mapping wants every chance to improve turned into a specific action.

How to fix: Write the need as an opportunity under the pain point, or name the pain point in the `addresses` of one that
you already have. Where the cause is out of your hands, say so with `accepted`.

Example:

    pain_points:
      - text: Nobody calls when the bike is ready
        severity: high

Better:

    pain_points:
      - text: Nobody calls when the bike is ready
        severity: high
        opportunities: ['How might we tell people the moment it is done?']

When to ignore: Rarely; `accepted` keeps the reason in the map, where readers see it. Future maps are left alone unless
`states` says otherwise.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import PainPoint, Record
from cjm.model.base import Many
from cjm.model.journey import SEVERITIES, PainSeverity

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTION


class Options(Record):
    """Which pain points need an answer."""

    min_severity: PainSeverity = "high"
    """From which severity on a pain point is severe."""
    states: Annotated[list[Literal["current", "future"]], Many] = Field(default=["current"])
    """The states of maps that are looked at."""


def check(pain: PainPoint, look: Look, options: Options) -> Iterator[Remark]:
    """Report a severe pain point that nobody answers."""
    severe = SEVERITIES[SEVERITIES.index(options.min_severity) :]
    if look.map.state not in options.states or pain.severity not in severe or (pain.accepted or "").strip():
        return
    assert look.step is not None
    if any(opportunity.status != "dismissed" for opportunity in look.answers(pain, look.step)):
        return
    yield Remark(
        (),
        f"pain point '{pain.text}' ({pain.severity}) in step '{look.step.name}' is addressed by no opportunity",
        help=(
            f"add one under it, or one with `addresses: {pain.id}`",
            "if nothing will be done, say why: `accepted: <reason>`",
        ),
    )
