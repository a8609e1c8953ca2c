"""How many get through the journey, how much stands in their way, and how long it takes them: the figures by stage."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import mul

from cjm import figures
from cjm.model import Journey, Share, Stage, Step, slug
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table
from cjm.views.tables import bit, table
from cjm.views.words import PERCENT

BAR = 59
"""How wide the widest bar of the funnel is, in a field of 60."""


# ---------- the funnel ----------


def funnel(index: Index) -> Table | None:
    """Which part of the customers goes on from each step of the main path, and how many of all are left."""
    say = index.words.say
    shares = [(at, share) for at in index.path if (share := _goes_on(index.steps[at])) is not None]
    left = list(accumulate((share.fraction for _, share in shares), mul))
    rows = [
        Row(((index.step_ref(at),), bit(index.words.share(share), "number"), (_bar(index, part, left[0]),)))
        for (at, share), part in zip(shares, left, strict=True)
    ]
    ends = tuple(index.step_ref(at) for at, step in enumerate(index.steps) if step.outcome in ("abandoned", "failure"))
    lead = say("Of those who get to a step, how many go on; steps of the main path that do not say are left out.")
    return table(
        "funnel",
        say("Who goes on"),
        (Bit(lead),),
        (say("Step"), say("Go on"), say("Left of all")),
        rows,
        after=(Fact(say("Where it ends early"), ends),) if ends else (),
    )


def _goes_on(step: Step) -> Share | None:
    """The part that goes on from a step: its conversion, else the share of its way along the main path."""
    return step.conversion or (step.next[0].share if step.next else None)


def _bar(index: Index, part: float, widest: float) -> Bit:
    """A part of all, with a decimal where it is small, and a bar as wide as the part is large."""
    text = index.words.percent(part)
    if 0 < part < 0.1:
        text = index.words.say(PERCENT, n=index.words.number(100 * part, 1))
    return Bit(text, style="number", spark=f"M1 5H{max(2, round(BAR * part / widest)) if widest else 2}V11H1Z")


# ---------- by stage ----------


def numbers(index: Index) -> Table | None:
    """Each stage in numbers: steps, pain points, how many there were on the baseline, and time."""
    journey, say = index.journey, index.words.say
    if not any(step.given("pain_points") for step in index.steps):
        return None
    former = _baseline(index)
    rows = [
        _row(index, (Bit(stage.name, f"#s-{stage.id}"),), stage.steps, _former(former[1], stage) if former else None,
             _takes(index, stage))
        for stage in journey.stages
    ]  # fmt: skip
    if len(rows) > 1:
        before = list(former[1].steps) if former else None
        days = figures.days(journey)
        takes = index.words.span(days) if days else None
        rows.append(_row(index, (Bit(say("All stages"), style="strong"),), index.steps, before, takes))
    lead = say("What stands in the way in each stage, and how long it takes.")
    if former:
        lead = index.words.sentences(lead, say("Before: {map} ({file}).", map=former[1].title, file=former[0]))
    columns = (say("Stage"), say("Steps"), say("Pain points"), say("Before"), say("Takes"))
    return table("numbers", say("Stage by stage"), (Bit(lead),), columns, rows)


def _row(index: Index, name: Cell, steps: Sequence[Step], before: Sequence[Step] | None, takes: str | None) -> Row:
    language = index.words
    pains = [pain for step in steps for pain in step.pain_points]
    severe = sum(pain.severe for pain in pains)
    count = language.number(len(pains))
    if severe:
        count = language.say("{n}, {severe} high", n=count, severe=language.number(severe))
    return Row(
        (
            name,
            bit(language.number(len(steps)), "number"),
            bit(count, "number"),
            tuple(_change(index, len(pains), before)) if before is not None else (),
            bit(takes, "number"),
        )
    )


def _change(index: Index, pains: int, before: Sequence[Step]) -> Iterator[Bit]:
    """How many pain points there were, and how many more or fewer there are now."""
    were = sum(len(step.pain_points) for step in before)
    yield Bit(index.words.number(were), style="number")
    if were != pains:
        yield Bit(index.words.signed(pains - were, 0), style="note")


def _baseline(index: Index) -> tuple[str, Journey] | None:
    """The map that this one is compared with, with its file."""
    if index.journey.baseline is None:
        return None
    file = index.atlas.path(index.file, index.journey.baseline)
    journey = index.atlas.maps.get(file)
    return (file, journey) if journey is not None else None


def _former(journey: Journey, stage: Stage) -> Sequence[Step]:
    """The steps of the same stage of another map: with its id, else with its name; none if it is new."""
    same = [one for one in journey.stages if one.id == stage.id] or [
        one for one in journey.stages if slug(one.name) == slug(stage.name)
    ]
    return same[0].steps if same else ()


def _takes(index: Index, stage: Stage) -> str | None:
    """How long a stage takes: as it says itself, else the sum over its steps on the main path if all of them say it.

    Waiting between the steps is part of a stage and of none of them, so its own word counts for more than the sum.
    """
    if stage.duration is not None:
        return index.words.duration(stage.duration)
    own = [index.steps[at] for at in index.path if index.stage_of[at] is stage]
    lengths = [step.duration.days for step in own if step.duration is not None]
    return index.words.span(sum(lengths)) if own and len(lengths) == len(own) else None
