"""What the map rests on: sources and claims, measured and computed figures."""

from cjm import figures
from cjm.model import Evidence, Metric
from cjm.model.metric import better
from cjm.views import steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table
from cjm.views.tables import bit, notes, table


def evidence(index: Index) -> Table | None:
    """The sources, and the claims that rest on each."""
    rows = []
    for anchor, (label, id, source) in index.sources.items():
        rows.append(
            Row(
                (
                    (
                        Bit(label, style="label"),
                        Bit(source.title or id),
                        *notes(("Id", id)),
                        *notes(("", source.note)),
                        *((Bit(source.url, source.url, "note"),) if source.url else ()),
                        *notes(("File", source.file)),
                    ),
                    bit(words.EVIDENCE_TYPES.get(source.type or "")),
                    bit(str(source.n) if source.n is not None else None, "number"),
                    (
                        *bit(words.date(source.date) if source.date else None),
                        *notes(("Confirmed", words.date(source.confirmed) if source.confirmed else None)),
                    ),
                    _claims_on(index, id, source),
                ),
                anchor,
            )
        )
    waived = _waived(index)
    return table(
        "evidence",
        "Evidence",
        _proven(index),
        ("Source", "Kind", "Size", "Collected", "Claims that rest on it"),
        rows,
        after=waived,
    )


def unproven(index: Index) -> tuple[Cell, tuple[Fact, ...]]:
    """What the evidence section says where the map names no source: how many claims there are, and what was waived."""
    return _proven(index), _waived(index)


def _proven(index: Index) -> Cell:
    whole = figures.coverage(index.claims)
    if not whole.claims:
        return ()
    named: tuple[tuple[figures.ClaimKind, str], ...] = (
        ("emotion", "emotions"),
        ("pain point", "pain points"),
        ("gain", "gains"),
        ("quote", "quotes"),
    )
    kinds = [
        f"{part.backed} of {part.claims} {name}"
        for kind, name in named
        if (part := figures.coverage(index.claims, kind)).claims
    ]
    rest = words.plural(whole.claims, "claim rests", "claims rest")
    found = [Bit(f"{whole.backed} of {rest} on research: {', '.join(kinds)}.")]
    assumed = [claim for claim in index.claims if not claim.backed]
    if assumed:
        found.append(Bit("Assumptions:"))
        pains = [claim for claim in assumed if claim.kind == "pain point"]
        found += [index.ref(index.steps[claim.step].pain_points[claim.index].id) for claim in pains]
        for kind, name in named:
            at = dict.fromkeys(claim.step for claim in assumed if claim.kind == kind != "pain point")
            if at:
                found.append(Bit(f"{name} in steps" if len(at) > 1 else f"{kind} in step"))
                found += [index.ref(index.steps[step].id) for step in at]
    return tuple(found)


def _claims_on(index: Index, id: str, source: Evidence) -> Cell:
    if index.shared.get(id) is not source:
        return bit("The persona", "muted")
    resting = [claim for claim in index.claims if id in claim.sources]
    pains = [index.steps[claim.step].pain_points[claim.index].id for claim in resting if claim.kind == "pain point"]
    at = dict.fromkeys(claim.step for claim in resting if claim.kind != "pain point")
    if not resting:
        return ()
    found = [Bit(f"{len(resting)}:"), *(index.ref(id) for id in pains)]
    if at:
        found += [Bit("steps" if len(at) > 1 else "step"), *(index.ref(index.steps[i].id) for i in at)]
    return tuple(found)


def _waived(index: Index) -> tuple[Fact, ...]:
    """What the linter was told not to report, and why; and where this map's own settings differ."""
    lint = index.journey.lint
    lines = [
        Bit(f"{one.rule}{f' ({one.address})' if one.address else ''}: {one.reason or 'no reason given'}")
        for one in index.waivers
    ]
    if lint is not None:
        said = {waiver.rule for waiver in index.waivers}
        lines += [Bit(f"{rule}: {reason}") for rule, reason in lint.ignore.items() if rule not in said]
        lines += [Bit(f"{rule} counts as {level}") for rule, level in lint.severity.items()]
        lines += [
            Bit(f"{rule}, {key}: {steps.plain(value)}")
            for rule, options in lint.options.items()
            for key, value in options.items()
        ]
    return (Fact("Waived", tuple(lines)),) if lines else ()


def metrics(index: Index) -> Table | None:
    """All measured figures: of the journey, its stages and its steps."""
    entries: list[tuple[str, Metric, Cell]] = [
        (name, one, bit("Journey")) for name, one in index.journey.metrics.items()
    ]
    for stage in index.journey.stages:
        entries += ((name, one, (Bit(stage.name, f"#s-{stage.id}"),)) for name, one in stage.metrics.items())
    for at, step in enumerate(index.steps):
        entries += ((name, one, (index.step_ref(at),)) for name, one in step.metrics.items())
    rows = []
    for name, one, where in entries:
        series: Cell = ()
        if isinstance(one.series, list):
            series = bit("; ".join(f"{words.date(sample.date)}: {words.amount(sample.value)}" for sample in one.series))
        elif one.series:
            series = bit(one.series)
        direction = better(name, one)
        rows.append(
            Row(
                (
                    (Bit(words.metric_name(name)), *notes(("", one.segment))),
                    where,
                    bit(index.mark + words.measured(name, one, one.value) if one.value is not None else None, "number"),
                    bit(
                        index.mark + words.measured(name, one, one.baseline) if one.baseline is not None else None,
                        "number",
                    ),
                    (
                        *bit(
                            index.mark + words.measured(name, one, one.target) if one.target is not None else None,
                            "number",
                        ),
                        *notes(
                            (
                                "",
                                words.DIRECTIONS[direction]
                                if direction and (one.direction or one.target is not None)
                                else None,
                            )
                        ),
                    ),
                    (
                        *bit(words.date(one.date) if one.date else None),
                        *notes(
                            ("", f"n = {one.n}" if one.n is not None else None),
                            ("Scale", str(one.scale) if one.scale else None),
                        ),
                    ),
                    series,
                    index.cite(one.evidence),
                )
            )
        )
    return table(
        "metrics",
        "Metrics",
        (),
        ("Metric", "Of", "Value", "Before", "Target", "Measured", "Over time", "Evidence"),
        rows,
    )


def carries(index: Index) -> Table | None:
    """Computed figures, each with how it is computed."""
    rows: list[Row] = []

    def add(name: str, value: str, how: str) -> None:
        rows.append(Row((bit(name), bit(value), bit(how))))

    proven = figures.coverage(index.claims)
    if proven.claims:
        add(
            "Evidence",
            f"{words.percent(proven.share)}",
            "Claims with at least one source that is not internal, of all emotions, pain points, gains and quotes.",
        )
    mood = index.mood
    if mood is not None:
        add(
            "Peak-end",
            f"{index.signed(mood.peak_end)} (estimate)",
            f"Mean of the most intense moment (step {mood.peak + 1}) and the end: what is likely to be remembered.",
        )
        add("Average mood", index.signed(mood.average), "Mean score of the main path; hides the lows.")
        add("Swing", f"{mood.swing:.1f}", "Mean change from one step to the next, up or down.")
        add("Positive steps", words.percent(mood.positive), "Steps of the main path with a score above zero.")
    friction = figures.stage_friction(index.journey)
    if any(stage.mean for stage in friction):
        value = "; ".join(
            f"{stage.name} {one.mean:.1f} ({words.percent(one.share)})"
            for stage, one in zip(index.journey.stages, friction, strict=True)
            if one.mean
        )
        loose = figures.unrated(index.journey)
        how = "Severity times frequency of the pain points, per step; in brackets the stage's part of the whole."
        add(
            "Friction",
            value,
            how
            + (f" {words.plural(loose, 'pain point is', 'pain points are')} not rated and left out." if loose else ""),
        )
    days = figures.days(index.journey)
    if days is not None:
        add("Length", words.span(days), "Sum over the steps of the main path; the middle of ranges.")
    return table(
        "carries",
        "How far this map carries",
        (Bit("Figures computed from this map alone."),),
        ("Figure", "Value", "How it is computed"),
        rows,
    )
