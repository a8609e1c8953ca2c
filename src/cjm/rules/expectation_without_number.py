"""At least one expectation of the customer can be measured.

Looks at the expectations of the map and of its steps. Fires once, at the first of them, where none at all has a
`measure`, a `target` or an amount in its text: a figure, a number in words, or a time such as "within the hour".
Maps without expectations are none of this rule's business, and neither are texts in languages whose numbers it does not
know (that is, all but English, German, French, Spanish and Swedish).

Why it matters: "Quickly" cannot be missed, and so nobody can say afterwards whether it was kept. The ServiceNow guide
to customer journeys asks for expectations that can be counted, and gives the time to completion as its example.

How to fix: Ask customers what they count on, in minutes, days, calls or money, and write it down: in the sentence, or
under `measure` and `target`.

Example:

    expectations:
      - The bike is ready soon
      - Somebody tells me what it costs

Better:

    expectations:
      - text: The bike is ready soon
        measure: time from bringing to fetching
        target: 2 days
      - Somebody tells me what it costs

When to ignore: Early on, while you have only heard what people hope for and not yet how much of it.
"""

import re
from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Expectation, Journey
from cjm.vocabulary.wording import wording, words

SEVERITY = Severity.INFO
CATEGORY = Category.METRICS


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """A remark on a map whose expectations cannot be measured."""
    amounts = frozenset(wording("amounts", look.language).get("words", ()))
    places = list(_expectations(journey))
    if not places or not amounts or any(_measured(one, amounts) for _, several in places for one in several):
        return
    yield Remark(
        places[0][0],
        f"no expectation on map '{journey.title}' can be measured; say how much or how soon, at least once",
        help=("add `measure:` and `target:` to one, such as `measure: time from order to delivery`, `target: 2 days`",),
    )


def _expectations(journey: Journey) -> Iterator[tuple[Path, list[Expectation]]]:
    if journey.expectations:
        yield ("expectations",), journey.expectations
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            if step.expectations:
                yield ("stages", i, "steps", j, "expectations"), step.expectations


def _measured(one: Expectation, amounts: frozenset[str]) -> bool:
    """Whether an expectation says how much, how soon or how often."""
    if any(text and text.strip() for text in (one.measure, one.target)):
        return True
    return bool(re.search(r"\d", one.text)) or not amounts.isdisjoint(words(one.text))
