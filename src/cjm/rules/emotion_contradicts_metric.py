"""What a step feels like agrees with what was measured there.

Looks at CSAT, CES and NPS of steps on maps of the current state. Fires where a step feels bad (-1 or less) and its
figure is good, or where it feels good (1 or more) and its figure is bad. What counts as good and bad are the `bands`;
between them a figure says nothing. Satisfaction and effort on another scale are stretched onto the scale of their band,
and where less is better they are turned round. Figures that can be read in several ways are left to other rules, and so
are figures of a `segment` that is not the persona's.

Why it matters: Where the story and the number disagree, one of them is wrong, or you have found something out. The
ServiceNow guide to customer journeys names these three scores as the measures of success of a journey; the bands follow
what survey tools such as SoGoSurvey, Zonka and MetricsFlare call good and poor, and to compare them with the emotion is
our own idea.

How to fix: Look at the source, the date and the sample of both. If both are right, the figure is that of other
customers: name them under `segment` of the metric, or write a map for each group.

Example:

    - name: I ask support for help
      emotion: furious
      metrics:
        csat: {value: 91, unit: '%', scale: 1-5}

Better:

    - name: I ask support for help
      emotion: pleased
      metrics:
        csat: {value: 91, unit: '%', scale: 1-5}

When to ignore: Where the persona stands for the few whom the average hides, and the figure cannot be split up.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Metric, Record, Step
from cjm.model.base import Number
from cjm.model.metric import NPS_RANGE, better, canonical

SEVERITY = Severity.WARNING
CATEGORY = Category.EMOTION


def _ordered(band: list[float]) -> list[float]:
    if band[0] >= band[1]:
        raise PydanticCustomError("invalid-value", "a band is the highest bad figure, then the lowest good one")
    return band


Band = Annotated[list[Number], Field(min_length=2, max_length=2), AfterValidator(_ordered)]
"""The highest figure that is bad, then the lowest that is good."""


class Bands(Record):
    """Up to which figure a metric is bad, and from which on it is good."""

    csat: Band = Field(default=[40, 80])
    """Share of satisfied customers, in percent."""
    csat_mean: Band = Field(default=[2, 4])
    """Mean satisfaction on a scale from 1 to 5."""
    ces: Band = Field(default=[3, 5])
    """Mean of the effort score on a scale from 1 to 7, where more is easier."""
    nps: Band = Field(default=[-1, 30])
    """Promoters less detractors."""


class Options(Record):
    """What counts as a good and as a bad figure."""

    bands: Bands = Field(default_factory=Bands)


SAYS = {
    ("csat", True): "customers are satisfied",
    ("csat", False): "customers are not satisfied",
    ("ces", True): "it was easy",
    ("ces", False): "it was hard",
    ("nps", True): "customers recommend you",
    ("nps", False): "customers do not recommend you",
}
"""What a good and what a bad figure says."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each figure that says the opposite of the feeling."""
    felt = look.felt(step)
    if look.map.state != "current" or felt is None or felt.score is None or -1 < felt.score < 1:
        return
    segments = {(persona.segment or "").strip().lower() for persona in look.personas}
    for name, metric in step.metrics.items():
        segment = (metric.segment or "").strip().lower()
        good = _good(canonical(name), metric, options.bands) if not segment or segment in segments else None
        if good is not None and good is not (felt.score > 0):
            figure = f"{metric.value}%" if _percent(metric) and "%" not in str(metric.value) else str(metric.value)
            kind = canonical(name)
            yield Remark(
                ("metrics", name),
                f"step '{step.name}' feels {felt}, but its {kind.upper()} of {figure} says that {SAYS[kind, good]}",
                help=(
                    "look at source, date and sample of both",
                    "if the figure is that of other customers, name them under `segment` of the metric",
                ),
            )


def _good(kind: str, metric: Metric, bands: Bands) -> bool | None:
    """Whether a figure is good (`True`) or bad (`False`); `None` where it is neither, or nobody can tell."""
    if metric.value is None:
        return None
    value, scale = metric.value.size, metric.scale
    if kind == "nps" and (scale is None or (scale.low, scale.high) == (0, 10)) and not _percent(metric):
        (low, high), band = NPS_RANGE, bands.nps
    elif kind == "csat" and _percent(metric):
        (low, high), band = (0.0, 100.0), bands.csat
    elif kind in ("csat", "ces") and scale is not None and not _percent(metric):
        low, high, band = (1.0, 5.0, bands.csat_mean) if kind == "csat" else (1.0, 7.0, bands.ces)
        value = low + (value - scale.low) * (high - low) / (scale.high - scale.low)
    else:
        return None
    if better(kind, metric) == "down":
        value = low + high - value
    return False if value <= band[0] else True if value >= band[1] else None


def _percent(metric: Metric) -> bool:
    """Whether a figure is a share of customers rather than a mean."""
    share = metric.value is not None and metric.value.share is not None
    return share or (metric.unit or "").strip() == "%" or (metric.scale is not None and metric.scale.percent)
