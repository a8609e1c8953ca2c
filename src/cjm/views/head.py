"""What stands above the map: persona, key figures, and the journey at a glance."""

import hashlib
import math

from cjm import figures
from cjm.model import Journey, PersonaFields, slug
from cjm.views import curve, parts, steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact
from cjm.views.prose import prose, said, sentences

# ---------- personas ----------


def personas(index: Index) -> tuple[parts.PersonaCard, ...]:
    """A card for each persona; one that is not found has only the name that the map calls it by."""
    journey, found = index.journey, []
    entries = ([journey.persona] if journey.persona is not None else []) + journey.personas
    for entry in entries:
        if isinstance(entry, str):
            file = index.atlas.persona_file(entry, index.file)
            persona: PersonaFields = index.atlas.personas[file] if file is not None else PersonaFields(name=entry)
            found.append(_card(index, persona, file or index.file))
        else:
            found.append(_card(index, entry, index.file))
    return tuple(found)


def _card(index: Index, persona: PersonaFields, file: str) -> parts.PersonaCard:
    say = index.words.say
    if persona.goals:
        index.icon("yes")
    if persona.frustrations:
        index.icon("no")
    evidence = persona.evidence
    if isinstance(evidence, dict):
        own = {id: anchor for anchor, (_, id, source) in index.sources.items() if source is evidence.get(id)}
        rests: Cell = tuple(Bit(index.sources[own[id]][0], f"#{own[id]}", "source") for id in evidence)
    else:
        rests = index.cite(evidence)
    return parts.PersonaCard(
        name=persona.name,
        initials=words.initials(persona.name),
        rings=rings(persona.name),
        picture=index.picture(persona.image.file, persona.image.alt, file) if persona.image else None,
        lines=tuple(line for line in (persona.job, persona.location) if line),
        quote=said(persona.quote),
        facts=_facts(
            (say("Segment"), persona.segment),
            (say("Age"), persona.age),
            (say("Technology"), persona.technology),
            (say("Channels"), persona.channels),
            (
                say("Share"),
                say("{share} of customers", share=index.words.share(persona.share))
                if persona.share is not None
                else None,
            ),
        ),
        wants=tuple(sentences(persona.goals)),
        tired_of=tuple(sentences(persona.frustrations)),
        more=(
            *_facts(
                (say("Story"), prose(persona.bio)),
                (say("Gender"), persona.gender),
                (say("Needs"), sentences(persona.needs)),
                (say("Expects"), sentences(persona.expectations)),
                (say("Habits"), sentences(persona.behaviours)),
                (say("Prefers"), sentences(persona.preferences)),
                (say("Interests"), persona.interests),
                (say("Audience"), say(words.AUDIENCES[persona.audience]) if persona.audience else None),
                (say("Basis"), say(words.BASES[persona.basis]) if persona.basis else None),
                (say("Uses the words"), persona.vocabulary),
                (say("Reviewed"), index.words.date(persona.reviewed) if persona.reviewed else None),
                (say("Id"), persona.id),
            ),
            *([Fact(say("Rests on"), rests)] if rests else ()),
        ),
        traits=tuple(persona.traits.items()),
    )


def _facts(*pairs: tuple[str, str | list[str] | None]) -> tuple[Fact, ...]:
    return tuple(
        Fact(label, tuple(Bit(text) for text in ([value] if isinstance(value, str) else value)))
        for label, value in pairs
        if value
    )


def rings(name: str) -> tuple[str, ...]:
    """Contour lines of an imaginary hill, the same for the same name: SVG paths in a field of 100 by 100."""
    seed = hashlib.sha256(name.encode()).digest()
    cx, cy = 30 + seed[0] % 40, 30 + seed[1] % 40
    found = []
    for ring, radius in enumerate((20, 37, 54, 72)):
        corners = []
        for corner in range(7):
            angle = corner * math.tau / 7
            reach = radius * (1 + (seed[(corner + ring) % 32] / 255 - 0.5) * 0.22)
            corners.append((cx + reach * math.cos(angle), cy + reach * math.sin(angle)))
        path = f"M{(corners[-1][0] + corners[0][0]) / 2:.0f} {(corners[-1][1] + corners[0][1]) / 2:.0f}"
        for corner, (x, y) in enumerate(corners):
            next_x, next_y = corners[(corner + 1) % 7]
            path += f"Q{x:.0f} {y:.0f} {(x + next_x) / 2:.0f} {(y + next_y) / 2:.0f}"
        found.append(path + "Z")
    return tuple(found)


# ---------- key figures ----------


def ledger(index: Index) -> tuple[parts.Figure, ...]:
    """The key figures, the size of the map first."""
    language, say, count = index.words, index.words.say, index.words.count
    length, days = len(index.steps), figures.days(index.journey)
    if days is not None:
        label = count("step over {time}", "steps over {time}", length, time=language.span(days))
    else:
        label = count("step", "steps", length)
    found = [parts.Figure(language.number(length), label)]
    if index.pains or any(step.given("pain_points") for step in index.steps):
        pains, severe = len(index.pains), sum(pain.severe for _, pain in index.pains)
        if severe:
            label = count("pain point, {severe} high", "pain points, {severe} high", pains, severe=severe)
        else:
            label = count("pain point", "pain points", pains)
        found.append(parts.Figure(language.number(pains), label))
    if index.opportunities:
        answers = len(index.opportunities)
        found.append(parts.Figure(language.number(answers), count("opportunity", "opportunities", answers)))
    mood = index.mood
    if mood is not None:
        for at, label, toned in (
            (mood.lowest, say("lowest, step {n}", n=mood.lowest + 1), True),
            (mood.highest, say("highest, step {n}", n=mood.highest + 1), True),
            (mood.end, say("at the end"), False),
        )[mood.lowest == mood.highest :]:  # a mood that stays level has no lowest point
            score = index.scores[at] or 0.0
            found.append(
                parts.Figure(
                    index.signed(score),
                    label,
                    tone={"neu": ""}.get(steps.sign(score), steps.sign(score)) if toned else "",
                )
            )
    for name, metric in list(index.journey.metrics.items())[:3]:
        value, unit = language.figure(name, metric, metric.value)
        title = language.metric_name(name)
        if metric.n is not None:
            title = language.listed((title, say("n = {n}", n=language.number(metric.n))))
        found.append(parts.Figure(value, title, unit, language.gap(unit)))
    proof = figures.coverage(index.claims)
    if proof.claims:
        share = language.number(round(100 * proof.share))
        found.append(parts.Figure(share, say("of claims have evidence"), "%", language.gap("%")))
    return tuple(found)


# ---------- the curve ----------


def line(index: Index) -> parts.Curve | None:
    """The emotion curve along the main path; `None` where no step has a score."""
    if all(score is None for score in index.scores):
        return None
    columns, scores = index.columns, index.scores
    drawn, area, gaps = curve.paths([(columns[at], scores[at]) for at in sorted(index.path)])
    for at, score in enumerate(scores):
        if at not in index.path and score is not None:
            leads = next((i for i, step in enumerate(index.steps) if index.steps[at].id in index.ways[step.id]), None)
            if leads is not None and (before := scores[leads]) is not None:
                gaps += curve.straight((columns[leads], before), (columns[at], score))
    expected = "".join(
        curve.upright(columns[at], score, emotion.expected)
        for at, (score, emotion) in enumerate(zip(scores, index.emotions, strict=True))
        if score is not None and emotion is not None and emotion.expected is not None and emotion.expected != score
    )
    engagement = [
        (columns[at], float(emotion.engagement - 3))
        for at, emotion in enumerate(index.emotions)
        if emotion is not None and emotion.engagement is not None
    ]
    return parts.Curve(
        drawn,
        area,
        gaps,
        expected,
        baseline(index),
        curve.polyline(engagement) if len(engagement) > 1 else "",
        _alternative(index),
        tuple(index.words.say(title) for title in words.AXIS_TITLES),
    )


def today(index: Index) -> tuple[str, Journey] | None:
    """On a future map: the current map that it improves, with its file."""
    reference = index.journey.baseline
    if reference is None or index.journey.state != "future":
        return None
    file = index.atlas.path(index.file, reference)
    journey = index.atlas.maps.get(file)
    return (file, journey) if journey is not None else None


def before(index: Index) -> tuple[float | None, ...]:
    """For each step, its score on the map that this one improves: of the step with its id, else with its name."""
    found = today(index)
    if found is None:
        return (None,) * len(index.steps)
    journey = found[1]
    felt = {
        step.id: (step.name, known.score)
        for stage in journey.stages
        for step in stage.steps
        if (known := index.atlas.felt(index.atlas.step_emotion(step, stage), journey)) is not None
    }
    by_name = {slug(name): score for name, score in felt.values()}
    return tuple(felt[step.id][1] if step.id in felt else by_name.get(slug(step.name)) for step in index.steps)


def baseline(index: Index) -> str:
    """The curve of the map that this one improves, at the steps that both have; empty if there is none."""
    points = [point for point in zip(index.columns, before(index), strict=True) if point[1] is not None]
    return curve.paths(points)[0] if points else ""


def _alternative(index: Index) -> str:
    mood, say = index.mood, index.words.say

    def place(at: int) -> str:
        return say(
            "{score} in step {n}, {name} (feeling: {feeling})",
            score=index.signed(index.scores[at] or 0.0), n=at + 1, name=index.steps[at].name, feeling=index.feeling(at),
        )  # fmt: skip

    found = [say("Emotion curve from minus two, frustrated, to plus two, delighted.")]
    if mood is not None:
        found += (
            say("Start: {place}.", place=place(mood.start)),
            say("Highest: {place}.", place=place(mood.highest)),
            say("Lowest: {place}.", place=place(mood.lowest)),
            say("End: {place}.", place=place(mood.end)),
        )
    return index.words.sentences(*found, say("Every value stands in the Emotion column of the table."))


def profile(index: Index) -> parts.Profile | None:
    """The journey at a glance; `None` where no step has a score."""
    if all(score is None for score in index.scores):
        return None
    scope = index.journey.scope
    bands = tuple(
        parts.Band(_across(index, first + (width if index.rtl else 0)), curve.short(100 * width / index.width))
        for first, width in index.spans[::2]
    )
    return parts.Profile(
        _sentence(index),
        bands,
        tuple(_dot(index, at) for at, score in enumerate(index.scores) if score is not None),
        prose(scope.start) if scope else None,
        prose(scope.end) if scope else None,
    )


def _across(index: Index, column: float) -> str:
    part = 100 * column / index.width
    return curve.short(100 - part if index.rtl else part)


def _sentence(index: Index) -> Cell:
    """How the mood goes, in a few sentences; a feeling stands behind a colon, as its author wrote it."""
    mood, tell = index.mood, index.words.tell
    if mood is None:
        return ()

    def place(at: int) -> dict[str, Bit | Cell | str]:
        return {"n": str(at + 1), "name": index.steps[at].name, "feeling": felt(at)}

    def felt(at: int) -> Bit:
        return Bit(index.feeling(at), style="strong")

    end = tell("At the end: {feeling}.", feeling=felt(mood.end))
    if index.scores[mood.highest] == index.scores[mood.lowest]:
        if mood.start == mood.end:
            return tell("At step {n}, {name}: {feeling}.", **place(mood.start))
        level = tell("The mood stays level from step {n}, {name}: {feeling}.", **place(mood.start))
        return index.words.paragraph(level, end)
    found, fall = [tell("Highest at step {n}, {name}: {feeling}.", **place(mood.highest))], mood.fall
    if fall.points > 1:
        size = Bit(_size(index, fall), style="strong")
        if fall.start == mood.highest:
            to = tell("From there the mood falls {size}, to step {n}, {name}: {feeling}.", size=size, **place(fall.end))
        else:
            to = tell(
                "The largest fall is {size}, from step {start} to step {n}, {name}: {feeling}.",
                size=size, start=str(fall.start + 1), **place(fall.end),
            )  # fmt: skip
        found.append(to)
    if fall.points <= 1 or fall.end != mood.lowest:
        found.append(tell("Lowest at step {n}, {name}: {feeling}.", **place(mood.lowest)))
    return index.words.paragraph(*found, end)


def _size(index: Index, fall: figures.Fall) -> str:
    points = index.words.number(fall.points, 1)
    return index.words.count("{points} points in {n} step", "{points} points in {n} steps", fall.steps, points=points)


def _dot(index: Index, at: int) -> parts.Dot:
    score = index.scores[at] or 0.0
    x, y = _across(index, index.columns[at] + 0.5), _down(score)
    moment = bool(index.steps[at].moment_of_truth)
    feeling = steps.feeling(index, at)
    if feeling is None or feeling.flag is None:
        return parts.Dot(x, y, steps.sign(score), moment)
    column = index.columns[at]
    anchor = "e" if column + 0.5 >= index.width * 0.82 else "s" if column < index.width * 0.12 else "m"
    up, clear = curve.clear(index.scores, at, anchor)
    return parts.Dot(
        x,
        y,
        steps.sign(score),
        moment,
        index.words.label(feeling.flag, words.cut(feeling.words, 32)),
        words.cut(index.steps[at].name, 32),
        anchor,
        {"e": 7, "s": -7, "m": 0}[anchor] * (-1 if index.rtl else 1),
        _down(clear),
        up,
        _down(clear) != y,
    )


def _down(score: float) -> str:
    return curve.short(18 + 60 * (1 - curve.level(score)))
