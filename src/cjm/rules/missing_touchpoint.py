"""Every step says where customer and organisation meet, or that they do not.

A step of the customer without `touchpoints`. An empty list passes: `touchpoints: []` says that there is no
contact, as in a talk with a friend or while somebody notices a need. Steps that the organisation or a partner
does (`actor`) are passed over.

Why it matters: A touchpoint is where a feeling can be changed, and a step without one cannot be given to
anybody. First Loop's article on customer journey maps asks for each touchpoint, online, offline and after the
purchase; the Bitrix24 guide wants them all shown, since every one counts for satisfaction.

How to fix: Name what the customer meets and through which medium, in short `Plan comparison page @ website`.
For a step without any contact write `touchpoints: []`.

Example:

    - name: Compare plans
      emotion: confused

Better:

    - name: Compare plans
      emotion: confused
      touchpoints:
        - name: Plan comparison page
          channel: website

When to ignore: In maps of a life outside any company, drawn before there is a service at all.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Whole

SEVERITY = Severity.WARNING
CATEGORY = Category.COMPLETENESS
SKETCH = True


class Options(Record):
    """How much is asked for."""

    min_per_map: Whole = 0
    """How many touchpoints a map has at least, over all steps; 0 asks for none. UXPressia advises 5 to 7."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each step that says nothing of contact, and on a map with too few touchpoints."""
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            if step.actor == "customer" and not step.given("touchpoints"):
                yield Remark(
                    ("stages", i, "steps", j, "touchpoints"),
                    f"step '{step.name}' has no touchpoint; name where the customer meets you, "
                    "or write `touchpoints: []` for a step without contact",
                )
    found = sum(len(step.touchpoints) for step in journey.steps)
    if found < options.min_per_map:
        yield Remark(
            ("stages",),
            f"map '{journey.title}' names too few touchpoints ({found}, at least {options.min_per_map} wanted); "
            "walk through the journey and note every contact",
        )
