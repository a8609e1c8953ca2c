"""Measured figures on a map, a stage or a step."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from cjm.model.amounts import Amount, Scale
from cjm.model.base import Count, Record, Text, Texts
from cjm.model.dates import PartialDate

NPS_RANGE = (-100.0, 100.0)

ALIASES = {"css": "csat"}
"""Other names of known metrics."""

BETTER = {
    "nps": "up",
    "csat": "up",
    "conversion": "up",
    "retention": "up",
    "churn": "down",
    "time": "down",
    "cost": "down",
}
"""Whether more or less is better, for the metrics that cjm knows."""


class Sample(Record):
    """One value of a series."""

    date: PartialDate
    """When it was measured."""
    value: Amount
    """What was measured then."""


def _series_kind(value: Any) -> str:
    return "~rows" if isinstance(value, list) else "~file"


Series = Annotated[Annotated[list[Sample], Tag("~rows")] | Annotated[Text, Tag("~file")], Discriminator(_series_kind)]


class Metric(Record):
    """A figure: a number, a share (`41%`), a duration (`14 days`), or a mapping that says how it was measured."""

    short_form: ClassVar[str | None] = "value"

    value: Amount | None = None
    """What was measured."""
    unit: Text | None = None
    """What is counted: `%`, `EUR`, `visits` …"""
    scale: Scale | None = None
    """What it is counted on: `1-5`, `1-7`, `0-10`, `%`."""
    target: Amount | None = None
    """What it should become."""
    baseline: Amount | None = None
    """What it was before."""
    direction: Literal["up", "down"] | None = None
    """Whether more or less is better; known for known names."""
    date: PartialDate | None = None
    """When it was measured."""
    n: Count | None = None
    """How many answers or cases."""
    segment: Text | None = None
    """Whose figure it is."""
    evidence: Texts = Field(default_factory=list)
    """Sources, by id."""
    series: Series | None = None
    """How it developed: a list of `{date, value}`, or the path of a CSV file with these columns, named in its first
    line. With semicolons or tabs between the columns decimals may have a comma and days may read `14.05.2026`."""

    @classmethod
    def short_schema(cls) -> dict[str, Any]:
        """The figure alone."""
        return Amount.json_schema()


def canonical(name: str) -> str:
    """The name under which cjm knows a metric: lower case, aliases resolved (`CSS` is `csat`)."""
    lowered = name.strip().lower()
    return ALIASES.get(lowered, lowered)


def better(name: str, metric: Metric) -> str | None:
    """`up` or `down`: which way is better for this metric; `None` if nobody said."""
    if metric.direction is not None:
        return metric.direction
    if canonical(name) == "ces" and metric.scale is not None:
        return "down" if (metric.scale.low, metric.scale.high) == (1, 5) else "up"
    return BETTER.get(canonical(name))
