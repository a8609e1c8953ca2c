"""A map that calls itself researched has heard customers.

Fires on current maps with `basis: research` or `mixed` whose sources are all the organisation's own: workshops,
internal notes, desk research. The map's own sources count and those that it cites from the project. Sources without a
type are given the benefit of the doubt, and support tickets and call logs are the customer's voice.

Why it matters: Colleagues know the process, customers know the experience. Dave Fish, Ten mistakes to avoid in journey
mapping, begins with not talking to customers; Bitrix24, How to Create a Customer Journey Map, asks to talk to them in
person.

How to fix: Talk to a handful of customers, or read their tickets and reviews, and list that under `evidence`. Until
then `basis: hypothesis` is the honest word.

Example:

    basis: research
    evidence:
      mapping-day: {type: workshop, date: 2026-03, n: 9, title: Mapping day}

Better:

    basis: research
    evidence:
      mapping-day: {type: workshop, date: 2026-03, n: 9, title: Mapping day}
      switchers: {type: interview, date: 2026-04, n: 7, title: Calls with people who switched}

When to ignore: Where customers sat in the workshop; better list it as an interview or a field study too.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Many
from cjm.model.evidence import INTERNAL, EvidenceType

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE


class Options(Record):
    """What is not the customer's voice."""

    internal: Annotated[list[EvidenceType], Many] = Field(default=sorted(INTERNAL))
    """Types of evidence that are the organisation's own."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a researched map without a customer's voice."""
    if journey.state != "current" or journey.basis not in ("research", "mixed"):
        return
    types = [source.type for source in look.atlas.sources(journey).values()]
    if not types or any(type not in options.internal for type in types):
        return
    kinds = ", ".join(dict.fromkeys(str(type) for type in types))
    sources = "its only source is" if len(types) == 1 else "all its sources are"
    yield Remark(
        ("evidence",) if journey.evidence else ("basis",),
        f"map '{journey.title}' says `basis: {journey.basis}`, but {sources} internal ({kinds})",
        help=("add a source in which customers speak, such as interviews or reviews, or set `basis: hypothesis`",),
    )
