"""A map of the future holds what is wanted, not what was measured.

On maps with `state: future`: a metric with a `value`, an emotion or pain point that cites a customer source, or
`basis: research`. Tests of a prototype (evidence of type `usability-test`) pass, and so do figures that cite one.

Why it matters: Nobody has lived the future journey yet, so measured numbers in it were copied or wished for. In
SINTEF's customer journey language, experience belongs to journeys that were lived and not to planned ones; Smaply, How
to evaluate a journey map, first asks which state a map shows.

How to fix: Write what you want as `target` and the figure of today as `baseline`. What customers said belongs to the
map of the current state, which `baseline` of the map can name.
`--unsafe-fixes` makes a `target` of the `value` where there is none yet.

Example:

    state: future
    metrics: {nps: {value: 41}}

Better:

    state: future
    metrics: {nps: {baseline: 41, target: 50}}

When to ignore: During a pilot in which some customers already live the new journey; better make that a current map of
its own.
"""

from collections.abc import Iterator, Mapping

from cjm.atlas import Look
from cjm.finding import Category, Change, Path, Remark, Severity
from cjm.model import Evidence, Journey, Metric, Record
from cjm.model.base import Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE
FIX = "unsafe"


class Options(Record):
    """What may be known of the future."""

    allow_prototype_evidence: Truth = True
    """Whether sources of type `usability-test` pass: tests of what is to come."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report what a map of the future cannot know."""
    if journey.state != "future":
        return
    if journey.basis == "research":
        yield _remark(
            ("basis",), journey, "says `basis: research`", "set `basis: hypothesis`, or `mixed` once parts were tested"
        )
    known = look.atlas.evidence(journey)
    for path, metrics in _metrics(journey):
        for name, metric in metrics.items():
            if metric.value is not None and not _tested(metric, known, options):
                yield _remark(
                    (*path, name, "value"),
                    journey,
                    f"gives `{name}` the measured value {metric.value}",
                    "write what you want as `target:` and the figure of today as `baseline:`",
                    Change("rename", (*path, name, "value"), "target", safe=False) if metric.target is None else None,
                )
    for path, what, cited in _claims(journey):
        heard = [key for key in cited if key in known and _heard(known[key], options)]
        if heard:
            yield _remark(
                (*path, "evidence"),
                journey,
                f"rests {what} on what customers live today (`{'`, `'.join(heard)}`)",
                "keep it in the map of the current state; tests of a prototype are of type `usability-test`",
            )


def _remark(path: Path, journey: Journey, what: str, advice: str, change: Change | None = None) -> Remark:
    message = f"map '{journey.title}' describes a future state but {what}"
    return Remark(path, message, help=(advice,), change=change)


def _metrics(journey: Journey) -> Iterator[tuple[Path, Mapping[str, Metric]]]:
    yield ("metrics",), journey.metrics
    for i, stage in enumerate(journey.stages):
        yield ("stages", i, "metrics"), stage.metrics
        for j, step in enumerate(stage.steps):
            yield ("stages", i, "steps", j, "metrics"), step.metrics


def _claims(journey: Journey) -> Iterator[tuple[Path, str, list[str]]]:
    """Emotions and pain points: the path, the words for it, and the sources that it cites."""
    for i, stage in enumerate(journey.stages):
        at: Path = ("stages", i)
        if stage.emotion is not None:
            yield (*at, "emotion"), f"the emotion of stage '{stage.name}'", stage.emotion.evidence
        for j, step in enumerate(stage.steps):
            below: Path = (*at, "steps", j)
            if step.emotion is not None:
                yield (*below, "emotion"), f"the emotion of step '{step.name}'", step.emotion.evidence
            for k, pain in enumerate(step.pain_points):
                yield (*below, "pain_points", k), f"pain point '{pain.text}'", pain.evidence


def _heard(source: Evidence, options: Options) -> bool:
    """Whether a source is the voice of customers of today."""
    if source.type == "usability-test" and options.allow_prototype_evidence:
        return False
    return source.type not in (None, "other") and not source.internal


def _tested(metric: Metric, known: Mapping[str, Evidence], options: Options) -> bool:
    """Whether a figure comes from a test of what is to come."""
    types = {known[key].type for key in metric.evidence if key in known}
    return options.allow_prototype_evidence and "usability-test" in types
