"""What stands behind the map: moments, touchpoints, stages, and the map itself."""

from collections.abc import Callable, Iterable, Sequence

from cjm.model import Touchpoint as TouchpointModel
from cjm.model import slug
from cjm.views import steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table
from cjm.views.tables import backing, bit, notes, table


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
            feels = (
                Bit(felt.words, style="feeling"),
                *bit(felt.score, "number"),
                *bit(f"expected {felt.expected}" if felt.expected else None, "note"),
            )
        rows.append(
            Row(
                (
                    (index.step_ref(at),),
                    feels,
                    (*bit(felt.because), *bit(felt.cause, "note")) if felt else (),
                    bit(felt.engagement) if felt else (),
                    bit(reason),
                    backing(index, index.claim["emotion", at, 0]) if felt else (),
                )
            )
        )
    return table(
        "moments",
        "Behind the curve",
        (Bit("Why the customer feels so, and how much is at stake."),),
        ("Step", "Feeling", "Because", "At stake", "Moment of truth", "Evidence"),
        rows,
    )


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
        channels = {
            title: words.PAGE["online" if mode == "on" else "offline"] if mode else ""
            for title, _, _, mode in (steps.channel(index, one) for one in ones)
            if title
        }
        rows.append(
            Row(
                (
                    (Bit(" / ".join(dict.fromkeys(one.name for one in ones))), *notes(("Id", ones[0].id))),
                    bit(" / ".join(f"{title}, {mode.lower()}" if mode else title for title, mode in channels.items())),
                    tuple(index.ref(index.steps[at].id) for at in dict.fromkeys(at for at, _ in uses)),
                    _each(ones, lambda one: one.owner),
                    _each(ones, lambda one: words.IMPORTANCES.get(one.importance or "")),
                    _each(ones, lambda one: f"{one.satisfaction:g} of 5" if one.satisfaction is not None else None),
                    _each(ones, lambda one: one.verdict.capitalize() if one.verdict else None),
                )
            )
        )
    return table(
        "touchpoints",
        "Touchpoints",
        (Bit("Where customer and organisation meet."),),
        ("Touchpoint", "Channel", "Steps", "Owner", "Importance", "Satisfaction", "Verdict"),
        rows,
    )


def _each(ones: Iterable[TouchpointModel], what: Callable[[TouchpointModel], str | None]) -> Cell:
    return bit(" / ".join(dict.fromkeys(text for one in ones if (text := what(one)))))


def stages(index: Index) -> Table | None:
    """What is said of whole stages."""
    if not any(stage.model_fields_set - {"name", "id", "steps", "role"} for stage in index.journey.stages):
        return None
    rows = []
    for stage in index.journey.stages:
        role = words.ROLES.get(stage.role or "")
        feeling = index.atlas.felt(stage.emotion)
        rows.append(
            Row(
                (
                    (Bit(stage.name, f"#s-{stage.id}"), *notes(("", role if role != stage.name else None))),
                    (*bit(stage.goal), *notes(("", stage.summary))),
                    bit(words.IMPORTANCES.get(stage.importance or "")),
                    bit(words.duration(stage.duration) if stage.duration is not None else None, "number"),
                    (*bit(stage.owner), *notes(("Mapped by", ", ".join(stage.mapped_by)))),
                    (*(Bit(text, style="line") for text in stage.success),),
                    (*(Bit(text, style="line") for text in stage.support),),
                    (*(Bit(text, style="line") for text in stage.backstage),),
                    (
                        *bit(", ".join(feeling.words) or None if feeling else None, "feeling"),
                        *bit(index.signed(feeling.score) if feeling and feeling.score is not None else None, "number"),
                        *notes(("Because", stage.emotion.because if stage.emotion else None)),
                        *(index.cite(stage.emotion.evidence) if stage.emotion else ()),
                    ),
                )
            )
        )
    return table(
        "stages",
        "Stages",
        (Bit("What each part of the journey is for."),),
        ("Stage", "Goal", "Importance", "Takes", "Owner", "Goes well if", "Support", "Backstage", "Feeling"),
        rows,
    )


def about(index: Index, empty_lanes: Sequence[str]) -> tuple[Fact, ...]:
    """What is said of the map itself."""
    journey = index.journey
    scope = journey.scope
    profiled = any(score is not None for score in index.scores)
    found: list[tuple[str, Sequence[str | None]]] = [
        ("Question", [journey.question]),
        ("Purpose", [journey.purpose]),
        ("Business goal", [journey.business_goal]),
        ("Level", [words.LEVELS[journey.level]]),
        ("Basis", [words.BASES.get(journey.basis or "")]),
        ("Starts", [scope.start if scope and not profiled else None]),
        ("Ends", [scope.end if scope and not profiled else None]),
        ("Left out", scope.excludes if scope else []),
        ("Influences", journey.influences),
        ("Contributors", [_joined(one.name, one.role) for one in journey.contributors]),
        (
            "Feedback",
            [
                _joined(
                    _joined(one.from_, words.day(one.on) if one.on else None),
                    ": ".join(part for part in (one.verdict, one.note) if part),
                    " – ",
                )
                for one in journey.feedback
            ],
        ),
        ("Shared with", [_joined(one.who, words.day(one.on) if one.on else None) for one in journey.shared_with]),
        ("Looked at again", [f"every {words.duration(journey.review_every)}" if journey.review_every else None]),
        ("Tags", journey.tags),
        ("Started from", [journey.preset]),
        ("Language", [journey.language]),
        ("Rows without content", empty_lanes),
        ("Id", [journey.id]),
    ]
    return tuple(
        Fact(label, bits)
        for label, texts in found
        if (bits := tuple(Bit(text) for text in texts if text and text.strip()))
    )


def _joined(one: str, other: str | None, between: str = ", ") -> str:
    return f"{one}{between}{other}" if other else one
