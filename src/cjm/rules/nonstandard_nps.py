"""What is called NPS is a Net Promoter Score.

Looks at `nps` of maps, stages and steps. Fires where its `scale` is another one than 0 to 10, or where it is given as a
share. A scale from -100 to 100 passes, since that is the range of the score itself.

Why it matters: The score is defined by one question, answered from 0 to 10: those with 9 and 10, less those with 0 to
6. From other scales it cannot be compared with any benchmark, nor with your own of last year. The ServiceNow guide to
customer journeys names it among the measures of success; survey tools offer variants from 1 to 5 and from 1 to 10 under
the same name.

How to fix: If the question was asked from 0 to 10, correct the scale. If not, give the figure a name of its own.

Example:

    - name: I pay
      metrics:
        nps: {value: 31, scale: 1-5}

Better:

    - name: I pay
      metrics:
        nps: {value: 31, scale: 0-10}

When to ignore: Never; a name of its own costs nothing.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Stage, Step
from cjm.model.metric import NPS_RANGE, canonical

SEVERITY = Severity.WARNING
CATEGORY = Category.METRICS


def check(thing: Journey | Stage | Step, look: Look) -> Iterator[Remark]:
    """A remark on each NPS that is none."""
    for name, metric in thing.metrics.items():
        if canonical(name) != "nps":
            continue
        scale = metric.scale
        if scale is not None and not scale.percent and (scale.low, scale.high) not in ((0, 10), NPS_RANGE):
            yield Remark(
                ("metrics", name, "scale"),
                f"an NPS is asked on a scale of 0-10 (promoters 9-10, detractors 0-6), and this one says {scale}; "
                f"correct the scale or call it `recommend_{scale.low:g}_to_{scale.high:g}`",
            )
        elif (metric.unit or "").strip() == "%" or (scale is not None and scale.percent):
            yield Remark(
                ("metrics", name, "unit" if metric.given("unit") else "scale"),
                "an NPS is no share: it lies between -100 and 100; remove the percent sign, "
                "or name the figure after what it counts, such as `promoters`",
            )
