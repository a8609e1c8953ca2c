"""A journey that reaches its goal ends well, or somebody works on its end.

Looks at the steps with `outcome: success`; without any, at the last step of the map. Fires where such an end feels bad
(`max_score` or less) and no open opportunity addresses that step or one of its pain points. An end without a score is
judged by the step that leads to it. On maps of the future state any bad ending is a warning, whatever is planned for
it.

Why it matters: People remember an experience by its strongest moment and by its end, as Kahneman and Fredrickson found
in 1993. Heart of the Customer sees moments of truth gather at the beginning, at hand-offs and at the end.

How to fix: Add an opportunity for the last step, or find out what comes after it: the bill that surprised may be
explained a day later.

Example:

    - {name: I fetch the bike, emotion: happy}
    - {name: I get the bill, emotion: disappointed}

Better:

    - {name: I fetch the bike, emotion: happy}
    - name: I get the bill
      emotion: disappointed
      opportunities: [How might we make the bill no surprise?]

When to ignore: Where the journey ends badly by nature, such as a claim that is refused. Better say so with `outcome:
failure`, and the rule is silent.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Felt, Look, edges
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Journey, Opportunity, Record, Stage, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
ALSO = (Severity.WARNING,)
CATEGORY = Category.EMOTION


class Options(Record):
    """What counts as a bad ending."""

    max_score: Annotated[Number, Field(ge=-2, lt=0)] = -1
    """Up to which score an ending is bad; on maps of the future state all below zero are."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each bad ending."""
    places: dict[str, tuple[Path, Stage, Step]] = {
        step.id: (("stages", i, "steps", j), stage, step)
        for i, stage in enumerate(journey.stages)
        for j, step in enumerate(stage.steps)
    }
    reported = set()
    for end in _ends(journey):
        last = _last_felt(end, places, journey, look)
        if last is None or last[1].id in reported:
            continue
        path, step, felt = last
        future = journey.state == "future"
        assert felt.score is not None
        if felt.score >= 0 or (not future and (felt.score > options.max_score or _worked_on(step, look))):
            continue
        reported.add(step.id)
        yield Remark(
            (*path, "emotion"),
            f"the journey that you intend ends at '{step.name}', which feels {felt}; let it end well"
            if future
            else f"the journey ends at '{step.name}', which feels {felt}, and no opportunity addresses that step; "
            "people remember how it ended",
            help=() if future else ("ask what would make it end well, and write that as an opportunity on the step",),
            severity=Severity.WARNING if future else None,
        )


def _ends(journey: Journey) -> list[Step]:
    """Where a journey ends well: the marked steps, or else the last one, unless the path goes on or fails there."""
    steps = list(journey.steps)
    marked = [step for step in steps if step.outcome == "success"]
    return marked or [step for step in steps[-1:] if step.outcome is None and not step.next]


def _last_felt(
    end: Step, places: dict[str, tuple[Path, Stage, Step]], journey: Journey, look: Look
) -> tuple[Path, Step, Felt] | None:
    """The last step before an end, or the end itself, that has a score; `None` where several ways lead there."""
    ways = edges(journey)
    step: Step | None = end
    seen = set()
    while step is not None and step.id not in seen:
        seen.add(step.id)
        path, stage, _ = places[step.id]
        felt = look.felt(step, stage)
        if felt is not None:
            return (path, step, felt) if felt.score is not None else None
        before = [places[id][2] for id, to in ways.items() if step.id in to]
        step = before[0] if len(before) == 1 else None
    return None


def _worked_on(step: Step, look: Look) -> bool:
    """Whether an open opportunity addresses a step or one of its pain points."""
    ids = {step.id, *(pain.id for pain in step.pain_points)}
    here = [*step.opportunities, *(opportunity for pain in step.pain_points for opportunity in pain.opportunities)]
    here += [opportunity for opportunity in look.opportunities() if not ids.isdisjoint(opportunity.addresses)]
    return any(map(_open, here))


def _open(opportunity: Opportunity) -> bool:
    return opportunity.status not in ("done", "dismissed")
