"""A journey goes on after the purchase.

A journey from end to end whose last steps lie in a stage of buying. A stage is one of buying by its `role: buy`; one
without a role also by its name, if that has a word such as purchase, order or checkout. Names that speak of another
moment (`After the purchase`, `Track my order`) are passed over. Journeys without a stage of buying are none of this
rule's business.

Why it matters: Loyalty, the cost of service and word of mouth are decided after the sale. The ServiceNow guide to
customer journeys has a third of the journey follow the purchase, First Loop's article on customer journey maps counts
contacts after the purchase among the touchpoints and ends with support and loyalty, and the customer service article
on journey mapping asks to go beyond the purchase.

How to fix: Ask what happens next, and add stages for it: delivery, first use, help, buying again, leaving. If the stage
has another purpose than its name suggests, give it a `role`.

Example:

    stages:
      - name: Consideration
        steps:
          - name: Compare boots
      - name: Purchase
        steps:
          - name: Pay for the boots

Better:

    stages:
      - name: Consideration
        steps:
          - name: Compare boots
      - name: Purchase
        steps:
          - name: Pay for the boots
      - name: Use
        steps:
          - name: Walk in the rain

When to ignore: Where a map of its own covers the time after the purchase; or say `level: episode`, and the rule is
silent.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Stage
from cjm.model.base import Many, Texts

SEVERITY = Severity.WARNING
CATEGORY = Category.STRUCTURE

_OTHER_MOMENTS = frozenset(
    {
        "after",
        "arrives",
        "before",
        "cancel",
        "history",
        "post",
        "pre",
        "receive",
        "return",
        "status",
        "track",
        "tracking",
    }
)
"""Words that move a name of buying away from the purchase: `Track my order`."""


class Options(Record):
    """Which journeys are looked at, and what counts as buying."""

    levels: Annotated[list[Literal["lifecycle", "end-to-end", "episode"]], Many] = Field(default=["end-to-end"])
    """Only maps of these levels."""
    buy_names: Texts = Field(
        default=[
            "purchase",
            "purchasing",
            "buy",
            "buying",
            "order",
            "ordering",
            "checkout",
            "check out",
            "decision",
            "sign",
        ]
    )
    """Words in the name of a stage without a role that make it one of buying; put those of your language here."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on the stage of buying at which a journey stops."""
    if journey.level not in options.levels:
        return
    last = max((i for i, stage in enumerate(journey.stages) if _buying(stage, options.buy_names)), default=None)
    if last is not None and not any(stage.steps for stage in journey.stages[last + 1 :]):
        yield Remark(
            ("stages", last),
            f"the journey stops at '{journey.stages[last].name}'; "
            "add what happens after buying (delivery, use, support, renewal, leaving)",
        )


def _buying(stage: Stage, names: list[str]) -> bool:
    """Whether customers buy in a stage: by its role, or without one by whole words of its name."""
    if stage.role is not None:
        return stage.role == "buy"
    words = _words(stage.name)
    if not _OTHER_MOMENTS.isdisjoint(words):
        return False
    wanted = [_words(name) for name in names]
    return any(name == words[i : i + len(name)] for name in wanted if name for i in range(len(words)))


def _words(text: str) -> list[str]:
    """The words of a text; a hyphen joins: `check-out` is `checkout`, and `post-purchase` is no `purchase`."""
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)[-\u2010\u2011](?=\w)", "", text.casefold()))
