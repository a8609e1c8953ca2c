"""A measured score says what it should become.

Looks at CSAT, NPS and CES (the option `types`) of maps, stages and steps, on maps of the current state. Fires where
there is a value and no target. Off unless somebody selects it.

Why it matters: A number without a goal informs but decides nothing, and reports cannot show the gap. The ServiceNow
guide to customer journeys asks for expectations in numbers and for measures of success; that each needs a target is a
judgement of our own.

How to fix: Agree on a target with whoever owns the step, and add `target`.

Example:

    - name: I pay
      metrics:
        csat: {value: 71, unit: '%'}

Better:

    - name: I pay
      metrics:
        csat: {value: 71, unit: '%', target: 80}

When to ignore: Where a figure only describes, such as how many people call.
"""

from collections.abc import Iterator

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Stage, Step
from cjm.model.base import Texts
from cjm.model.metric import canonical

SEVERITY = Severity.INFO
CATEGORY = Category.METRICS
OPT_IN = True


class Options(Record):
    """Which metrics need a target."""

    types: Texts = Field(default=["csat", "nps", "ces"])
    """Names of the metrics that need a target."""


def check(thing: Journey | Stage | Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each score without a target."""
    types = {canonical(name) for name in options.types}
    for name, metric in thing.metrics.items():
        kind = canonical(name)
        if look.map.state == "current" and kind in types and metric.value is not None and metric.target is None:
            called = name.upper() if kind in ("csat", "ces", "nps") else f"'{name}'"
            yield Remark(
                ("metrics", name),
                f"{called} {metric.value} has no target; add `target:`, so that the report can show the gap",
            )
