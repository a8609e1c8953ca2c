"""The sections below the map: what to fix first, pain points, action plan, evidence, figures, and what is about the map."""

import math
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from cjm import figures
from cjm.model import Evidence, Metric, Opportunity, PainPoint, slug
from cjm.model import Touchpoint as TouchpointModel
from cjm.model.metric import better
from cjm.views import curve, head, parts, steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table

NOTHING: Cell = (Bit("–", style="muted"),)


def _table(key: str, title: str, lead: Cell, columns: Sequence[str], rows: Sequence[Row], head: int = 0,
           after: tuple[Fact, ...] = ()) -> Table | None:  # fmt: skip
    """A table without the columns that no row fills; `None` if it has no row."""
    if not rows:
        return None
    kept = [i for i in range(len(columns)) if i == head or any(row.cells[i] for row in rows)]
    pick = itemgetter(*kept) if len(kept) > 1 else lambda cells: (cells[kept[0]],)
    return Table(
        key, title, lead, tuple(columns[i] for i in kept),
        tuple(Row(tuple(cell or NOTHING for cell in pick(row.cells)), row.anchor) for row in rows), kept.index(head), after,
    )  # fmt: skip


def _bit(text: str | None, style: str = "") -> Cell:
    return (Bit(text, style=style),) if text else ()


def _notes(*pairs: tuple[str, str | None]) -> Cell:
    return tuple(Bit(f"{label}: {text}" if label else text, style="note") for label, text in pairs if text)


def _note(*parts: str | None) -> Cell:
    """One line of small facts."""
    text = " · ".join(part for part in parts if part)
    return (Bit(text, style="note"),) if text else ()


def _link(text: str) -> str | None:
    return text if text.lower().startswith(("http://", "https://", "mailto:")) else None


# ---------- what to fix first ----------


def opportunities(index: Index) -> tuple[Table | None, parts.Matrix | None]:
    """Opportunities, the best first, and the matrix of impact and effort."""
    entries = index.opportunities
    order = figures.rank([one for _, _, one in entries])
    rows = []
    for number in order:
        at, under, one = entries[number]
        planned = _in_plan(one)
        rows.append(Row(
            (
                (Bit(index.label[one.id], style="label"), Bit(one.text), *_details(one, ticketed=not planned)),
                _bit(_weight(one.impact)), _bit(_weight(one.effort)), _bit(figures.quadrant(one)),
                index.solves(at, under, one), _doing(index, one),
            ),
            f"s-{one.id}",
        ))  # fmt: skip
    lead = "Opportunities by impact on the customer and effort for us, each from 1 to 5."
    table = _table("opportunities", "What to fix first", (Bit(lead),),
                   ("Opportunity", "Impact", "Effort", "When", "Solves", "Action"), rows)  # fmt: skip
    return table, _matrix(index)


def _weight(value: int | None) -> str | None:
    return f"{words.THIRDS[figures.third(value)]} ({value})" if value is not None else None


def _details(one: Opportunity, ticketed: bool) -> Cell:
    ticket = (Bit(one.ticket, _link(one.ticket), "note"),) if ticketed and one.ticket else ()
    return (
        *(Bit(idea, style="note idea") for idea in one.ideas),
        *_note(
            words.OPPORTUNITY_KINDS.get(one.kind or ""), f"aim: {words.AIMS[one.aim]}" if one.aim else None,
            f"reach: {one.reach}" if one.reach else None,
            f"confidence: {words.share(one.confidence)}" if one.confidence is not None else None,
            f"process: {one.process}" if one.process else None, f"tags: {', '.join(one.tags)}" if one.tags else None,
        ),
        *_notes(("Result", one.result if ticketed else None)),
        *ticket,
    )  # fmt: skip


def _in_plan(one: Opportunity) -> bool:
    return bool(one.owner or one.due or one.status not in (None, "open"))


def overdue(index: Index, one: Opportunity) -> bool:
    """Whether its day has passed and it is neither done nor dismissed."""
    return one.due is not None and one.due < index.today and one.status not in ("done", "dismissed")


def _status(index: Index, one: Opportunity) -> Bit:
    icon, word = words.OPPORTUNITY_STATUSES[one.status or "open"]
    if overdue(index, one):
        return Bit(f"{word}, overdue", style="status late", icon=index.icon("late"))
    return Bit(word, style="status " + (one.status or "open"), icon=index.icon(icon))


def _doing(index: Index, one: Opportunity) -> Cell:
    if not _in_plan(one):
        return _bit("None yet", "muted")
    return (_status(index, one),)


def _matrix(index: Index) -> parts.Matrix | None:
    cells: dict[tuple[int, int], list[str]] = {}
    loose: list[Bit] = []
    for _, _, one in index.opportunities:
        if one.impact is None or one.effort is None:
            loose.append(index.ref(one.id))
        else:
            cells.setdefault((figures.third(one.effort), figures.third(one.impact)), []).append(index.label[one.id])
    if not cells:
        return None
    bubbles = []
    for (effort, impact), labels in cells.items():
        if len(labels) > 9:
            labels = [*labels[:8], f"+{len(labels) - 8}"]
        across, down = min(len(labels), 3), math.ceil(len(labels) / 3)
        for number, label in enumerate(labels):
            line, place = divmod(number, across)
            x = effort * 100 + 50 + (place - (min(across, len(labels) - line * across) - 1) / 2) * 31
            y = (2 - impact) * 100 + 58 + (line - (down - 1) / 2) * 27
            bubbles.append(parts.Bubble(curve.short(x), curve.short(y), label, impact == 2))
    names = ("Do now", "Plan next", "Big bet", "", "", "Later", "Later", "", "")
    text = "Impact and effort matrix. The same values stand in the table next to it."
    return parts.Matrix(tuple(bubbles), names, text, tuple(loose))


# ---------- pain points and actions ----------


def pains(index: Index) -> Table | None:
    """Pain points: the most severe first, then the best proven, then where the mood is lowest; unrated ones last."""

    def order(entry: tuple[int, PainPoint]) -> tuple[int, int, float]:
        at, pain = entry
        claim = _pain_claim(index, at, pain)
        return -words.SEVERITIES[pain.severity][0], -len(claim.sources), index.scores[at] or 0.0

    rows = []
    for at, pain in sorted(index.pains, key=order):
        claim = _pain_claim(index, at, pain)
        kind = words.PAIN_KINDS.get(pain.kind or "")
        answers = tuple(index.ref(one.id) for one in index.answers(pain, at))
        rows.append(Row(
            (
                (severity(index, pain),),
                (
                    Bit(index.label[pain.id], style="label"), Bit(pain.text),
                    *_note(
                        kind, words.FREQUENCIES.get(pain.frequency or ""), "ours" if pain.side == "business" else None,
                        f"tags: {', '.join(pain.tags)}" if pain.tags else None,
                    ),
                    *_notes(("Accepted", pain.accepted)),
                ),
                (index.step_ref(at),),
                answers or _bit("None, accepted" if pain.accepted else "None yet", "muted"),
                proof(index, claim),
            ),
            f"s-{pain.id}",
        ))  # fmt: skip
    return _table(
        "pains", "Pain points", (Bit("Most severe first; equal ones by the amount of evidence."),),
        ("Severity", "Pain point", "Step", "Opportunity", "Evidence"), rows, head=1,
    )  # fmt: skip


def _pain_claim(index: Index, at: int, pain: PainPoint) -> figures.Claim:
    number = next(i for i, one in enumerate(index.steps[at].pain_points) if one is pain)
    return index.claim["pain point", at, number]


def severity(index: Index, pain: PainPoint) -> Bit:
    """The word and sign of a pain point's severity."""
    level, word = words.SEVERITIES[pain.severity]
    return Bit(word, style=f"severity sev{level}", icon=index.icon(f"s{level}") if level else None)


def proof(index: Index, claim: figures.Claim) -> Cell:
    """What a claim rests on; marked where that is no research."""
    mark = () if claim.backed else (Bit("assumption", style="assumption"),)
    return (*index.cite(claim.sources), *mark)


def actions(index: Index) -> Table | None:
    """The action plan: opportunities with an owner, a due date or a status other than open."""
    rows = []
    for _, _, one in index.opportunities:
        if not _in_plan(one):
            continue
        rows.append(Row((
            (index.ref(one.id), Bit(one.text)),
            _bit(one.owner) or _bit("No owner", "missing"),
            _bit(words.day(one.due), "number") if one.due else _bit("No date", "muted"),
            (_status(index, one),),
            (Bit(one.ticket, _link(one.ticket), "ticket"),) if one.ticket else (),
            _bit(one.result),
        )))  # fmt: skip
    late = sum(overdue(index, one) for _, _, one in index.opportunities)
    lead = f"As of {words.day(index.today)}." + (f" {words.plural(late, 'action is', 'actions are')} overdue." if late else "")
    return _table("actions", "Action plan", (Bit(lead),), ("Action", "Owner", "Due", "Status", "Ticket", "Result"), rows)


def before(index: Index) -> Table | None:
    """On a future map: what becomes of the pain points of the map that it improves."""
    found = head.today(index)
    if found is None:
        return None
    file, journey = found
    here = {pain.id: pain for _, pain in index.pains}
    rows = []
    for step in journey.steps:
        for pain in step.pain_points:
            kept = here.get(pain.id)
            accepted = (kept.accepted if kept else None) or pain.accepted
            fate = (
                (Bit("Accepted", style="muted"), Bit(accepted, style="note")) if accepted
                else (Bit("Still open", style="missing"),) if kept else (Bit("Addressed", style="status done", icon=index.icon("done")),)
            )  # fmt: skip
            rows.append(Row(((severity(index, pain),), _bit(pain.text), _bit(step.name), fate)))
    lead = f"The pain points of {journey.title} ({file}), and what becomes of them here."
    return _table("before", "From today's journey", (Bit(lead),), ("Severity", "Pain point", "Step", "In this map"), rows, head=1)


# ---------- moments, touchpoints, stages ----------


def moments(index: Index) -> Table | None:
    """What is behind the curve: reasons, expectations, stakes."""
    rows = []
    for at, step in enumerate(index.steps):
        felt = steps.feeling(index, at)
        reason = step.moment_of_truth if isinstance(step.moment_of_truth, str) else None
        if felt is None and not reason:
            continue
        if not reason and felt and not (felt.because or felt.cause or felt.expected or felt.engagement):
            continue
        feels: Cell = ()
        if felt is not None:
            feels = (Bit(felt.words, style="feeling"), *_bit(felt.score, "number"), *_bit(f"expected {felt.expected}" if felt.expected else None, "note"))
        rows.append(Row((
            (index.step_ref(at),), feels,
            (*_bit(felt.because), *_bit(felt.cause, "note")) if felt else (),
            _bit(felt.engagement) if felt else (), _bit(reason),
            proof(index, index.claim["emotion", at, 0]) if felt else (),
        )))  # fmt: skip
    return _table(
        "moments", "Behind the curve", (Bit("Why the customer feels so, and how much is at stake."),),
        ("Step", "Feeling", "Because", "At stake", "Moment of truth", "Evidence"), rows,
    )  # fmt: skip


def touchpoints(index: Index) -> Table | None:
    """Every touchpoint once, with the steps in which it occurs: the same id, else the same name and channel."""
    groups: dict[tuple[str, str], list[tuple[int, TouchpointModel]]] = {}
    for at, step in enumerate(index.steps):
        for one in step.touchpoints:
            key = ("id", one.id) if one.id else (slug(one.name) or one.name, steps.channel(index, one)[1])
            groups.setdefault(key, []).append((at, one))
    rows = []
    for uses in groups.values():
        ones = [one for _, one in uses]
        channels = {title: words.PAGE["online" if mode == "on" else "offline"] if mode else ""
                    for title, _, _, mode in (steps.channel(index, one) for one in ones) if title}  # fmt: skip
        rows.append(Row((
            (Bit(" / ".join(dict.fromkeys(one.name for one in ones))), *_notes(("Id", ones[0].id))),
            _bit(" / ".join(f"{title}, {mode.lower()}" if mode else title for title, mode in channels.items())),
            tuple(index.ref(index.steps[at].id) for at in dict.fromkeys(at for at, _ in uses)),
            _each(ones, lambda one: one.owner),
            _each(ones, lambda one: words.IMPORTANCES.get(one.importance or "")),
            _each(ones, lambda one: f"{one.satisfaction:g} of 5" if one.satisfaction is not None else None),
            _each(ones, lambda one: one.verdict.capitalize() if one.verdict else None),
        )))  # fmt: skip
    return _table(
        "touchpoints", "Touchpoints", (Bit("Where customer and organisation meet."),),
        ("Touchpoint", "Channel", "Steps", "Owner", "Importance", "Satisfaction", "Verdict"), rows,
    )  # fmt: skip


def _each(ones: Iterable[TouchpointModel], what: Callable[[TouchpointModel], str | None]) -> Cell:
    return _bit(" / ".join(dict.fromkeys(text for one in ones if (text := what(one)))))


def stages(index: Index) -> Table | None:
    """What is said of whole stages."""
    if not any(stage.model_fields_set - {"name", "id", "steps", "role"} for stage in index.journey.stages):
        return None
    rows = []
    for stage in index.journey.stages:
        role = words.ROLES.get(stage.role or "")
        feeling = index.atlas.felt(stage.emotion)
        rows.append(Row((
            (Bit(stage.name, f"#s-{stage.id}"), *_notes(("", role if role != stage.name else None))),
            (*_bit(stage.goal), *_notes(("", stage.summary))),
            _bit(words.IMPORTANCES.get(stage.importance or "")),
            _bit(words.duration(stage.duration) if stage.duration is not None else None, "number"),
            (*_bit(stage.owner), *_notes(("Mapped by", ", ".join(stage.mapped_by)))),
            (*(Bit(text, style="line") for text in stage.success),),
            (*(Bit(text, style="line") for text in stage.support),),
            (*(Bit(text, style="line") for text in stage.backstage),),
            (
                *_bit(", ".join(feeling.words) or None if feeling else None, "feeling"),
                *_bit(index.signed(feeling.score) if feeling and feeling.score is not None else None, "number"),
                *_notes(("Because", stage.emotion.because if stage.emotion else None)),
                *(index.cite(stage.emotion.evidence) if stage.emotion else ()),
            ),
        )))  # fmt: skip
    return _table(
        "stages", "Stages", (Bit("What each part of the journey is for."),),
        ("Stage", "Goal", "Importance", "Takes", "Owner", "Goes well if", "Support", "Backstage", "Feeling"), rows,
    )  # fmt: skip


# ---------- evidence ----------


def evidence(index: Index) -> Table | None:
    """The sources, and the claims that rest on each."""
    rows = []
    for anchor, (label, id, source) in index.sources.items():
        rows.append(Row(
            (
                (
                    Bit(label, style="label"), Bit(source.title or id), *_notes(("Id", id)), *_notes(("", source.note)),
                    *((Bit(source.url, source.url, "note"),) if source.url else ()), *_notes(("File", source.file)),
                ),
                _bit(words.EVIDENCE_TYPES.get(source.type or "")),
                _bit(str(source.n) if source.n is not None else None, "number"),
                (*_bit(words.date(source.date) if source.date else None),
                 *_notes(("Confirmed", words.date(source.confirmed) if source.confirmed else None))),
                _claims_on(index, id, source),
            ),
            anchor,
        ))  # fmt: skip
    waived = _waived(index)
    return _table("evidence", "Evidence", _proven(index),
                  ("Source", "Kind", "Size", "Collected", "Claims that rest on it"), rows, after=waived)  # fmt: skip


def unproven(index: Index) -> tuple[Cell, tuple[Fact, ...]]:
    """What the evidence section says where the map names no source: how many claims there are, and what was waived."""
    return _proven(index), _waived(index)


def _proven(index: Index) -> Cell:
    whole = figures.coverage(index.claims)
    if not whole.claims:
        return ()
    named: tuple[tuple[figures.ClaimKind, str], ...] = (
        ("emotion", "emotions"), ("pain point", "pain points"), ("gain", "gains"), ("quote", "quotes"),
    )  # fmt: skip
    kinds = [
        f"{part.backed} of {part.claims} {name}"
        for kind, name in named
        if (part := figures.coverage(index.claims, kind)).claims
    ]
    found = [Bit(f"{whole.backed} of {words.plural(whole.claims, 'claim rests', 'claims rest')} on research: {', '.join(kinds)}.")]
    assumed = [claim for claim in index.claims if not claim.backed]
    if assumed:
        found.append(Bit("Assumptions:"))
        for claim in assumed:
            step = index.steps[claim.step]
            if claim.kind == "pain point":
                found.append(index.ref(step.pain_points[claim.index].id))
            else:
                found += [Bit(f"{claim.kind} in step"), index.ref(step.id)]
    return tuple(found)


def _claims_on(index: Index, id: str, source: Evidence) -> Cell:
    if index.shared.get(id) is not source:
        return _bit("The persona", "muted")
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
    lint = index.journey.lint
    if lint is None:
        return ()
    lines = [
        *(Bit(f"{rule}: {reason}") for rule, reason in lint.ignore.items()),
        *(Bit(f"{rule} counts as {level}") for rule, level in lint.severity.items()),
        *(Bit(f"{rule}, {key}: {steps.plain(value)}") for rule, options in lint.options.items() for key, value in options.items()),
    ]
    return (Fact("Waived", tuple(lines)),) if lines else ()


# ---------- figures ----------


def metrics(index: Index) -> Table | None:
    """All measured figures: of the journey, its stages and its steps."""
    entries: list[tuple[str, Metric, Cell]] = [(name, one, _bit("Journey")) for name, one in index.journey.metrics.items()]
    for stage in index.journey.stages:
        entries += ((name, one, (Bit(stage.name, f"#s-{stage.id}"),)) for name, one in stage.metrics.items())
    for at, step in enumerate(index.steps):
        entries += ((name, one, (index.step_ref(at),)) for name, one in step.metrics.items())
    rows = []
    for name, one, where in entries:
        series: Cell = ()
        if isinstance(one.series, list):
            series = _bit("; ".join(f"{words.date(sample.date)}: {words.amount(sample.value)}" for sample in one.series))
        elif one.series:
            series = _bit(one.series)
        direction = better(name, one)
        rows.append(Row((
            (Bit(words.metric_name(name)), *_notes(("", one.segment))), where,
            _bit(index.mark + words.measured(name, one, one.value) if one.value is not None else None, "number"),
            _bit(index.mark + words.measured(name, one, one.baseline) if one.baseline is not None else None, "number"),
            (*_bit(index.mark + words.measured(name, one, one.target) if one.target is not None else None, "number"),
             *_notes(("", words.DIRECTIONS[direction] if direction and one.target is not None else None))),
            (*_bit(words.date(one.date) if one.date else None), *_notes(("", f"n = {one.n}" if one.n is not None else None),
                                                                       ("Scale", str(one.scale) if one.scale else None))),
            series, index.cite(one.evidence),
        )))  # fmt: skip
    return _table("metrics", "Metrics", (), ("Metric", "Of", "Value", "Before", "Target", "Measured", "Over time", "Evidence"), rows)


def carries(index: Index) -> Table | None:
    """Computed figures, each with how it is computed."""
    rows: list[Row] = []

    def add(name: str, value: str, how: str) -> None:
        rows.append(Row((_bit(name), _bit(value), _bit(how))))

    proven = figures.coverage(index.claims)
    if proven.claims:
        add("Evidence", f"{words.percent(proven.share)}",
            "Claims with at least one source that is not internal, of all emotions, pain points, gains and quotes.")  # fmt: skip
    mood = index.mood
    if mood is not None:
        add("Peak-end", f"{index.signed(mood.peak_end)} (estimate)",
            f"Mean of the most intense moment (step {mood.peak + 1}) and the end: what is likely to be remembered.")  # fmt: skip
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
        add("Friction", value, how + (f" {words.plural(loose, 'pain point is', 'pain points are')} not rated and left out." if loose else ""))
    days = figures.days(index.journey)
    if days is not None:
        add("Length", words.span(days), "Sum over the steps of the main path; the middle of ranges.")
    return _table("carries", "How far this map carries", (Bit("Figures computed from this map alone."),), ("Figure", "Value", "How it is computed"), rows)


# ---------- about ----------


def about(index: Index, empty_lanes: Sequence[str]) -> tuple[Fact, ...]:
    """What is said of the map itself."""
    journey = index.journey
    scope = journey.scope
    profiled = any(score is not None for score in index.scores)
    found: list[tuple[str, Sequence[str | None]]] = [
        ("Question", [journey.question]), ("Purpose", [journey.purpose]), ("Business goal", [journey.business_goal]),
        ("Level", [words.LEVELS[journey.level]]), ("Basis", [words.BASES.get(journey.basis or "")]),
        ("Starts", [scope.start if scope and not profiled else None]), ("Ends", [scope.end if scope and not profiled else None]),
        ("Left out", scope.excludes if scope else []), ("Influences", journey.influences),
        ("Contributors", [_joined(one.name, one.role) for one in journey.contributors]),
        ("Feedback", [
            _joined(_joined(one.from_, words.day(one.on) if one.on else None), ": ".join(part for part in (one.verdict, one.note) if part), " – ")
            for one in journey.feedback
        ]),
        ("Shared with", [_joined(one.who, words.day(one.on) if one.on else None) for one in journey.shared_with]),
        ("Looked at again", [f"every {words.duration(journey.review_every)}" if journey.review_every else None]),
        ("Tags", journey.tags), ("Started from", [journey.preset]), ("Language", [journey.language]),
        ("Rows without content", empty_lanes), ("Id", [journey.id]),
    ]  # fmt: skip
    return tuple(
        Fact(label, bits) for label, texts in found if (bits := tuple(Bit(text) for text in texts if text and text.strip()))
    )


def _joined(one: str, other: str | None, between: str = ", ") -> str:
    return f"{one}{between}{other}" if other else one
