"""A figure says how it is to be read.

Looks at the metrics of maps, stages and steps. Fires on CSAT that is neither a share nor on a scale; on an effort score
(CES) that is not on a scale from 1 to 7 and does not say its `direction`; and on any other figure without a `unit`. NPS
and `volume` need none. A share (`41%`), a duration (`14 days`) or a scale says enough, and so does a name with a unit
in it: `minutes to answer`, `calls per ride`.

Why it matters: 4.2 is poor or excellent, depending on the question that was asked. The ServiceNow guide to customer
journeys names CES, NPS and CSS as measures of success, and CustomerGauge warns that the effort score was turned round
between its versions: on 1 to 5 a low figure is good, on 1 to 7 a high one.

How to fix: Look up the question in the survey, and add what is missing. Counts have `unit: count`, or better what is
counted: `unit: visits`.

Example:

    - name: I pay
      metrics:
        csat: {value: 4.2}

Better:

    - name: I pay
      metrics:
        csat: {value: 4.2, scale: 1-5}

When to ignore: Where everybody knows how a figure of your own is counted; list it under the option `known`.
"""

import re
from collections.abc import Iterator

from pydantic import Field

from cjm import vocabulary
from cjm.atlas import Look
from cjm.finding import Category, Change, Remark, Severity
from cjm.model import Journey, Metric, Record, Stage, Step
from cjm.model.base import Texts
from cjm.model.metric import canonical
from cjm.vocabulary.wording import wording

SEVERITY = Severity.WARNING
CATEGORY = Category.METRICS
FIX = "unsafe"


class Options(Record):
    """Which figures need no unit."""

    known: Texts = Field(default_factory=list)
    """Names of further metrics that everybody can read without a unit."""


def check(thing: Journey | Stage | Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each figure that can be read in several ways."""
    known = {"nps", "volume", *map(canonical, options.known)}
    for name, metric in thing.metrics.items():
        kind = canonical(name)
        figure = metric.value or metric.target or metric.baseline
        if figure is None or kind in known:
            continue
        if missing := _missing(kind, name, metric, look.language):
            called = name.upper() if kind in ("csat", "ces") else f"'{name}'"
            percent = kind == "csat" and 5 < figure.size <= 100
            yield Remark(
                ("metrics", name),
                f"{called} {figure} can be read in several ways; add {missing}",
                change=Change("insert", ("metrics", name, "unit"), "'%'", safe=False) if percent else None,
            )


def _missing(kind: str, name: str, metric: Metric, language: str) -> str | None:
    """What a figure lacks to be read in one way only."""
    if kind == "ces":
        plain = metric.scale is not None and (metric.scale.low, metric.scale.high) == (1, 7)
        return None if plain or metric.direction else "`direction: up` if a high figure is good, else `direction: down`"
    amounts = (metric.value, metric.target, metric.baseline)
    if metric.scale is not None or any(amount is not None and amount.number is None for amount in amounts):
        return None
    unit = (metric.unit or "").strip()
    if kind == "csat":
        return None if unit == "%" else "`unit: '%'` or the scale, such as `scale: 1-5`"
    return None if unit or _names_unit(name, language) else "`unit:`, such as `'%'`, `EUR`, `days` or `count`"


def _names_unit(name: str, language: str) -> bool:
    """Whether the name of a metric says in what it is counted: `minutes to answer`, `refused (%)`, `calls per ride`."""
    units = {word for words in vocabulary.units().values() for word in words if len(word) > 2}
    units |= {*wording("counting", language).get("words", ())}
    return bool(re.search(r"[%€$£¥]", name)) or not units.isdisjoint(re.findall(r"\w+", name.lower()))
