"""Somebody plans something where a figure misses its target.

Looks at the metrics of maps, stages and steps of the current state that have a `value` and a `target` of one kind, and
of which is known whether more or less is better: by `direction`, or by a known name such as `csat`, `churn` or `time`.
Fires where the value misses the target and there is no opportunity: for a step on it, under its pain points or by
`addresses`, for a stage on one of its steps, for a map anywhere on it. Dismissed ones do not count.

Why it matters: A target that is missed year after year without a plan is decoration. The ServiceNow guide to customer
journeys wants measures of success to lead to improvements, and the customer service article on journey mapping wants
the improvements turned into specific actions.

How to fix: Find out what holds the figure back, and write an opportunity where it lies. If the target was a dream, set
one that somebody stands for.

Example:

    - name: I wait for the repair
      metrics:
        time: {value: 6 days, target: 2 days}

Better:

    - name: I wait for the repair
      metrics:
        time: {value: 6 days, target: 2 days}
      opportunities: [How might we have spare parts at hand?]

When to ignore: Where the plan is written down elsewhere; better link it as the `ticket` of an opportunity.
"""

from collections.abc import Iterator, Mapping

from cjm.atlas import Look, helped
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Amount, Journey, Metric
from cjm.model.metric import better, canonical

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """A remark on each figure that misses its target while nobody does anything."""
    if journey.state != "current":
        return
    plans = helped(journey)
    if not any(plans.values()) and not any(one.status != "dismissed" for one in journey.opportunities):
        yield from _missed((), journey.metrics, "the journey")
    for i, stage in enumerate(journey.stages):
        if not any(plans[step.id] for step in stage.steps):
            yield from _missed(("stages", i), stage.metrics, f"stage '{stage.name}'")
        for j, step in enumerate(stage.steps):
            if not plans[step.id]:
                yield from _missed(("stages", i, "steps", j), step.metrics, f"step '{step.name}'")


def _missed(path: Path, metrics: Mapping[str, Metric], where: str) -> Iterator[Remark]:
    for name, metric in metrics.items():
        ahead = _ahead(name, metric)
        if ahead is not None and ahead < 0:
            called = name.upper() if canonical(name) in ("csat", "ces", "nps") else f"'{name}'"
            yield Remark(
                (*path, "metrics", name),
                f"{called} of {where} is {_said(metric.value, metric)} (target {_said(metric.target, metric)}), "
                "and no opportunity would bring it there",
                help=("add one to the step that holds it back, or name that step in the `addresses` of another",),
            )


def _ahead(name: str, metric: Metric) -> float | None:
    """By how much a figure is better than its target; `None` where nobody can tell."""
    way = better(name, metric)
    if way is None or metric.value is None or metric.target is None:
        return None
    if _kind(metric.value, metric) != _kind(metric.target, metric):
        return None
    distance = metric.value.size - metric.target.size
    return distance if way == "up" else -distance


def _said(amount: Amount | None, metric: Metric) -> str:
    """An amount with what is counted: `3.1 EUR`."""
    if amount is None or amount.number is None or not metric.unit:
        return str(amount)
    return f"{amount}%" if metric.unit == "%" else f"{amount} {metric.unit}"


def _kind(amount: Amount, metric: Metric) -> str:
    """What an amount is: a length of time, a percentage, or a plain number."""
    if amount.duration is not None:
        return "time"
    percent = (metric.unit or "").strip() == "%" or (metric.scale is not None and metric.scale.percent)
    return "percent" if amount.share is not None or percent else "number"
