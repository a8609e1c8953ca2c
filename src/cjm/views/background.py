"""What stands behind the map: moments, touchpoints, stages, and the map itself."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from cjm.model import Touchpoint as TouchpointModel
from cjm.model import slug
from cjm.model.journey import Feedback
from cjm.views import steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table
from cjm.views.prose import prose, sentences, within
from cjm.views.tables import backing, bit, notes, table


def moments(index: Index) -> Table | None:
    """What is behind the curve: reasons, expectations, stakes."""
    say, rows = index.words.say, []
    for at, step in enumerate(index.steps):
        felt = steps.feeling(index, at)
        reason = step.moment_of_truth if isinstance(step.moment_of_truth, str) else None
        if felt is None and not reason:
            continue
        if not reason and felt and not (felt.because or felt.cause or felt.expected or felt.engagement):
            continue
        feels: Cell = ()
        if felt is not None:
            feels = (
                Bit(felt.words, style="feeling"),
                *bit(felt.score, "number"),
                *bit(say("expected {score}", score=felt.expected) if felt.expected else None, "note"),
            )
        rows.append(
            Row(
                (
                    (index.step_ref(at),),
                    feels,
                    (*bit(felt.because), *bit(felt.cause, "note")) if felt else (),
                    bit(felt.engagement) if felt else (),
                    bit(prose(reason)),
                    backing(index, index.claim["emotion", at, 0]) if felt else (),
                )
            )
        )
    return table(
        "moments",
        say("Behind the curve"),
        (Bit(say("Why the customer feels so, and how much is at stake.")),),
        (say("Step"), say("Feeling"), say("Because"), say("At stake"), say("Moment of truth"), say("Evidence")),
        rows,
    )


def touchpoints(index: Index) -> Table | None:
    """Every touchpoint once, with the steps in which it occurs: the same id, else the same name and channel.

    Those to look at come first: with pain points or a low satisfaction, by how much they matter.
    """
    groups: dict[tuple[str, str], list[tuple[int, TouchpointModel]]] = {}
    for at, step in enumerate(index.steps):
        for one in step.touchpoints:
            key = ("id", one.id) if one.id else (slug(one.name) or one.name, steps.channel(index, one)[1])
            groups.setdefault(key, []).append((at, one))
    say, rows = index.words.say, []
    for uses in sorted(groups.values(), key=partial(_urgency, index)):
        ones = [one for _, one in uses]
        channels = dict.fromkeys(
            index.words.listed([title, index.words.terms[f"is_{mode}line"]] if mode else [title])
            for title, _, _, mode in (steps.channel(index, one) for one in ones)
            if title
        )
        rows.append(
            Row(
                (
                    (Bit(" / ".join(dict.fromkeys(one.name for one in ones))), *notes(index, (say("Id"), ones[0].id))),
                    bit(" / ".join(channels)),
                    tuple(index.ref(index.steps[at].id) for at in dict.fromkeys(at for at, _ in uses)),
                    tuple(
                        index.ref(pain.id)
                        for at in dict.fromkeys(at for at, _ in uses)
                        for pain in index.steps[at].pain_points
                    ),
                    _each(ones, lambda one: one.owner),
                    _each(ones, lambda one: say(words.IMPORTANCES[one.importance]) if one.importance else None),
                    _each(ones, lambda one: _of_five(index, one.satisfaction)),
                    _each(ones, lambda one: say(words.VERDICTS[one.verdict]) if one.verdict else None),
                )
            )
        )
    return table(
        "touchpoints",
        say("Touchpoints"),
        (Bit(say("Where customer and organisation meet: first where it hurts, by how much it matters.")),),
        (
            say("Touchpoint"),
            say("Channel"),
            say("Steps"),
            say("Pain points"),
            say("Owner"),
            say("Importance"),
            say("Satisfaction"),
            say("Verdict"),
        ),
        rows,
    )


def _urgency(index: Index, uses: Sequence[tuple[int, TouchpointModel]]) -> tuple[bool, int, float]:
    """What sorts a touchpoint: whether anything is wrong with it, its importance, and its satisfaction."""
    satisfaction = min((one.satisfaction for _, one in uses if one.satisfaction is not None), default=5.0)
    weights = ("low", "medium", "high")
    importance = max((weights.index(one.importance or index.steps[at].importance or "low") for at, one in uses))
    hurts = satisfaction <= 3 or any(index.steps[at].pain_points for at, _ in uses)
    return (not hurts, -importance if hurts else 0, satisfaction if hurts else 0)


def _of_five(index: Index, satisfaction: float | None) -> str | None:
    return index.words.say("{n} of 5", n=index.words.number(satisfaction)) if satisfaction is not None else None


def _each(ones: Iterable[TouchpointModel], what: Callable[[TouchpointModel], str | None]) -> Cell:
    return bit(" / ".join(dict.fromkeys(text for one in ones if (text := what(one)))))


def stages(index: Index) -> Table | None:
    """What is said of whole stages."""
    if not any(stage.model_fields_set - {"name", "id", "steps", "role"} for stage in index.journey.stages):
        return None
    say, rows = index.words.say, []
    for stage in index.journey.stages:
        role = say(words.ROLES[stage.role]) if stage.role else None
        feeling = index.atlas.felt(stage.emotion, index.journey)
        rows.append(
            Row(
                (
                    (Bit(stage.name, f"#s-{stage.id}"), *notes(index, ("", role if role != stage.name else None))),
                    (*bit(prose(stage.goal)), *notes(index, ("", prose(stage.summary)))),
                    bit(say(words.IMPORTANCES[stage.importance]) if stage.importance else None),
                    bit(index.words.duration(stage.duration) if stage.duration is not None else None, "number"),
                    (*bit(stage.owner), *notes(index, (say("Mapped by"), index.words.listed(stage.mapped_by)))),
                    (*(Bit(text, style="line") for text in sentences(stage.success)),),
                    (*(Bit(text, style="line") for text in sentences(stage.support)),),
                    (*(Bit(text, style="line") for text in sentences(stage.backstage)),),
                    (
                        *bit(index.words.listed(feeling.words) if feeling else None, "feeling"),
                        *bit(index.signed(feeling.score) if feeling and feeling.score is not None else None, "number"),
                        *notes(index, (say("Because"), prose(stage.emotion.because) if stage.emotion else None)),
                        *(index.cite(stage.emotion.evidence) if stage.emotion else ()),
                    ),
                )
            )
        )
    return table(
        "stages",
        say("Stages"),
        (Bit(say("What each part of the journey is for.")),),
        (
            say("Stage"),
            say("Goal"),
            say("Importance"),
            say("Takes"),
            say("Owner"),
            say("Goes well if"),
            say("Support"),
            say("Backstage"),
            say("Feeling"),
        ),
        rows,
    )


def about(index: Index, empty_lanes: Sequence[str]) -> tuple[Fact, ...]:
    """What is said of the map itself."""
    journey = index.journey
    scope = journey.scope
    language, say = index.words, index.words.say
    profiled = any(score is not None for score in index.scores)
    found: list[tuple[str, Sequence[str | None]]] = [
        (say("Question"), [prose(journey.question)]),
        (say("Purpose"), [prose(journey.purpose)]),
        (say("Business goal"), [prose(journey.business_goal)]),
        (say("Level"), [say(words.LEVELS[journey.level])]),
        (say("Basis"), [say(words.BASES[journey.basis]) if journey.basis else None]),
        (say("Starts"), [prose(scope.start) if scope and not profiled else None]),
        (say("Ends"), [prose(scope.end) if scope and not profiled else None]),
        (say("Left out"), sentences(scope.excludes) if scope else []),
        (say("Influences"), sentences(journey.influences)),
        (say("Contributors"), [language.listed(filter(None, (one.name, one.role))) for one in journey.contributors]),
        (
            say("Feedback"),
            [_fed_back(index, one) for one in journey.feedback],
        ),
        (say("Shared with"), [_dated(index, one.who, one.on) for one in journey.shared_with]),
        (say("Time between reviews"), [language.duration(journey.review_every) if journey.review_every else None]),
        (say("Tags"), journey.tags),
        (say("Started from"), [journey.preset]),
        (say("Language"), [journey.language if journey.given("language") else None]),
        (say("Rows without content"), empty_lanes),
        (say("Id"), [journey.id]),
    ]
    return tuple(
        Fact(label, bits)
        for label, texts in found
        if (bits := tuple(Bit(text) for text in texts if text and text.strip()))
    )


def _dated(index: Index, text: str, day: datetime.date | None) -> str:
    return index.words.listed([text, index.words.day(day)]) if day else text


def _fed_back(index: Index, one: Feedback) -> str:
    who, verdict, note = _dated(index, one.from_, one.on), one.verdict, prose(one.note)
    said = within(partial(index.words.label, verdict), note) if verdict and note else verdict or note
    return within(lambda text: f"{who} – {text}", said) if said else who
