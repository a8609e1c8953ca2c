"""Every step says what goes wrong, or that nothing does.

A step of the customer without `pain_points`. An empty list passes: `pain_points: []` says that you looked and
found nothing. Steps that the organisation or a partner does (`actor`) are passed over.

Why it matters: Readers must be able to tell a good moment from one that nobody has examined. The ServiceNow
guide to customer journeys asks for pain points and challenges at each step, the Bitrix24 guide for every
barrier on the way to the goal, however small, and the customer service article on journey mapping for the
issues at each touchpoint.

How to fix: Look at the step with people who talk to customers, and list what gets in the way, each with a
`severity`. If you looked and found nothing, write `pain_points: []`.

Example:

    - name: Register on the site
      emotion: neutral

Better:

    - name: Register on the site
      emotion: annoyed
      pain_points:
        - text: The confirmation e-mail lands in spam
          severity: medium

When to ignore: In a first sketch that only collects steps and feelings.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Change, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Truth, Whole

SEVERITY = Severity.WARNING
CATEGORY = Category.COMPLETENESS
FIX = "unsafe"
SKETCH = True


class Options(Record):
    """How much is asked for."""

    strict: Truth = False
    """Whether an empty list is reported too."""
    min_per_map: Whole = 0
    """How many pain points a map has at least, over all steps; 0 asks for none."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each step that was not examined, and on a map with too few pain points."""
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            if step.actor != "customer" or step.pain_points:
                continue
            path = ("stages", i, "steps", j, "pain_points")
            if not step.given("pain_points"):
                yield Remark(
                    path,
                    f"step '{step.name}' does not say what goes wrong; "
                    "list `pain_points`, or write `pain_points: []` if you looked and found none",
                    change=Change("insert", path, "[]", safe=False),
                )
            elif options.strict:
                yield Remark(path, f"step '{step.name}' has no pain point; list what goes wrong under `pain_points`")
    found = sum(len(step.pain_points) for step in journey.steps)
    if found < options.min_per_map:
        yield Remark(
            ("stages",),
            f"map '{journey.title}' names too few pain points ({found}, at least {options.min_per_map} wanted); "
            "ask customers what gets in their way",
        )
