"""What the map rests on: sources and claims, measured and computed figures."""

from collections.abc import Mapping

from cjm import figures
from cjm.model import Evidence, Metric
from cjm.model.metric import better
from cjm.views import curve, steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table
from cjm.views.prose import prose
from cjm.views.tables import bit, notes, table
from cjm.views.words import NC_, NN_

LISTED = 12
"""So many values of a file are written out."""
BACKED: Mapping[figures.ClaimKind, tuple[str, str]] = {
    "emotion": NN_("{backed} of {n} emotion", "{backed} of {n} emotions"),
    "pain point": NN_("{backed} of {n} pain point", "{backed} of {n} pain points"),
    "gain": NN_("{backed} of {n} gain", "{backed} of {n} gains"),
    "quote": NN_("{backed} of {n} quote", "{backed} of {n} quotes"),
}
"""How many claims of a kind rest on research."""
ASSUMED: Mapping[figures.ClaimKind, tuple[str, str]] = {
    "emotion": NN_("emotion in step", "emotions in steps"),
    "gain": NN_("gain in step", "gains in steps"),
    "quote": NN_("quote in step", "quotes in steps"),
}
"""Claims without evidence, by kind, before the numbers of their steps."""


def evidence(index: Index) -> Table | None:
    """The sources, and the claims that rest on each."""
    say, date, rows = index.words.say, index.words.date, []
    for anchor, (label, id, source) in index.sources.items():
        rows.append(
            Row(
                (
                    (
                        Bit(label, style="label"),
                        Bit(source.title or id),
                        *notes(index, (say("Id"), id), ("", prose(source.note))),
                        *((Bit(source.url, source.url, "note"),) if source.url else ()),
                        *notes(index, (say("File"), source.file)),
                    ),
                    bit(say(words.EVIDENCE_TYPES[source.type]) if source.type else None),
                    bit(index.words.number(source.n) if source.n is not None else None, "number"),
                    (
                        *bit(date(source.date) if source.date else None),
                        *notes(index, (say("Confirmed"), date(source.confirmed) if source.confirmed else None)),
                    ),
                    _claims_on(index, id, source),
                ),
                anchor,
            )
        )
    waived = _waived(index)
    return table(
        "evidence",
        say("Evidence"),
        _proven(index),
        (say("Source"), say("Kind"), say("Size"), say("Collected"), say("Claims that rest on it")),
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
    say, count = index.words.say, index.words.count
    kinds = [
        count(*forms, part.claims, backed=index.words.number(part.backed))
        for kind, forms in BACKED.items()
        if (part := figures.coverage(index.claims, kind)).claims
    ]
    rest = count(
        "{backed} of {n} claim rests on research: {kinds}.", "{backed} of {n} claims rest on research: {kinds}.",
        whole.claims, backed=index.words.number(whole.backed), kinds=index.words.listed(kinds),
    )  # fmt: skip
    found = [Bit(rest)]
    assumed = [claim for claim in index.claims if not claim.backed]
    if assumed:
        found.append(Bit(say("Assumptions:")))
        pains = [claim for claim in assumed if claim.kind == "pain point"]
        found += [index.ref(index.steps[claim.step].pain_points[claim.index].id) for claim in pains]
        for kind, forms in ASSUMED.items():
            at = dict.fromkeys(claim.step for claim in assumed if claim.kind == kind)
            if at:
                found.append(Bit(count(*forms, len(at))))
                found += [index.ref(index.steps[step].id) for step in at]
    return tuple(found)


def _claims_on(index: Index, id: str, source: Evidence) -> Cell:
    if index.shared.get(id) is not source:
        return bit(index.words.say("The persona"), "muted")
    resting = [claim for claim in index.claims if id in claim.sources]
    pains = [index.steps[claim.step].pain_points[claim.index].id for claim in resting if claim.kind == "pain point"]
    at = dict.fromkeys(claim.step for claim in resting if claim.kind != "pain point")
    if not resting:
        return ()
    counted = index.words.number(len(resting)) + index.words.terms["colon"]
    found = [Bit(counted), *(index.ref(id) for id in pains)]
    if at:
        found += [Bit(index.words.count("step", "steps", len(at))), *(index.ref(index.steps[i].id) for i in at)]
    return tuple(found)


def _waived(index: Index) -> tuple[Fact, ...]:
    """What the linter was told not to report, and why; and where this map's own settings differ."""
    lint, say, label = index.journey.lint, index.words.say, index.words.label
    lines = [
        Bit(label(f"{one.rule} ({one.address})" if one.address else one.rule, one.reason or say("no reason given")))
        for one in index.waivers
    ]
    if lint is not None:
        said = {waiver.rule for waiver in index.waivers}
        lines += [Bit(label(rule, reason)) for rule, reason in lint.ignore.items() if rule not in said]
        lines += [
            Bit(say("{rule} counts as {severity}", rule=rule, severity=say(words.FINDINGS.get(level, level))))
            for rule, level in lint.severity.items()
        ]
        lines += [
            Bit(label(f"{rule}, {key}", steps.plain(index, value)))
            for rule, options in lint.options.items()
            for key, value in options.items()
        ]
    return (Fact(say("Waived"), tuple(lines)),) if lines else ()


def _development(index: Index, one: Metric) -> Cell:
    """How a figure developed: a small line and its values; of a long file the first and the last."""
    samples = index.samples(one)
    said = [index.words.label(index.words.date(at.date), index.words.amount(at.value)) for at in samples]
    if isinstance(one.series, str) and len(said) > LISTED:
        said[1:-1] = ["…"]
    line = curve.spark([at.value.size for at in samples])
    file = notes(index, ("", one.series)) if isinstance(one.series, str) else ()
    return (*((Bit(index.words.parted(said), style="series", spark=line),) if said else ()), *file)


def metrics(index: Index) -> Table | None:
    """All measured figures: of the journey, its stages and its steps."""
    say, date, measured = index.words.say, index.words.date, index.words.measured
    entries: list[tuple[str, Metric, Cell]] = [
        (name, one, bit(say("Journey"))) for name, one in index.journey.metrics.items()
    ]
    for stage in index.journey.stages:
        entries += ((name, one, (Bit(stage.name, f"#s-{stage.id}"),)) for name, one in stage.metrics.items())
    for at, step in enumerate(index.steps):
        entries += ((name, one, (index.step_ref(at),)) for name, one in step.metrics.items())
    rows = []
    for name, one, where in entries:
        direction = better(name, one)
        rows.append(
            Row(
                (
                    (Bit(index.words.metric_name(name)), *notes(index, ("", one.segment))),
                    where,
                    bit(measured(name, one, one.value) if one.value is not None else None, "number"),
                    bit(
                        measured(name, one, one.baseline) if one.baseline is not None else None,
                        "number",
                    ),
                    (
                        *bit(
                            measured(name, one, one.target) if one.target is not None else None,
                            "number",
                        ),
                        *notes(
                            index,
                            (
                                "",
                                say(words.DIRECTIONS[direction])
                                if direction and (one.direction or one.target is not None)
                                else None,
                            ),
                        ),
                    ),
                    (
                        *bit(date(one.date) if one.date else None),
                        *notes(
                            index,
                            ("", say("n = {n}", n=index.words.number(one.n)) if one.n is not None else None),
                            (say("Scale"), str(one.scale) if one.scale else None),
                        ),
                    ),
                    _development(index, one),
                    index.cite(one.evidence),
                )
            )
        )
    return table(
        "metrics",
        say("Metrics"),
        (),
        (
            say("Metric"),
            say(NC_("metric", "Of")),
            say("Value"),
            say(NC_("metric", "Before")),
            say("Target"),
            say("Measured"),
            say("Over time"),
            say("Evidence"),
        ),
        rows,
    )
