"""Who is on the other side: what customers and organisation need at a touchpoint, and who is responsible for what."""

from collections.abc import Iterable

from cjm.model import Step
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Row, Table
from cjm.views.prose import prose, sentences
from cjm.views.tables import bit, notes, table

LOW = 3
"""Up to which satisfaction, from 1 to 5, a touchpoint is worth a look."""


def sides(index: Index) -> Table | None:
    """Both sides of the touchpoints where something is wrong: the customer's and the organisation's."""
    say, rows = index.words.say, []
    for at, step in enumerate(index.steps):
        ours = _ours(index, step)
        if _hurts(step) and ours:
            names = bit(index.words.listed(one.name for one in step.touchpoints), "note")
            rows.append(Row(((index.step_ref(at), *names), _theirs(index, at, step), ours)))
    lead = say("Touchpoints with pain points or low satisfaction, from both sides.")
    columns = (say("Step"), say("The customer"), say("The organisation"))
    return table("sides", say("Both sides of a touchpoint"), (Bit(lead),), columns, rows)


def _hurts(step: Step) -> bool:
    low = any(one.satisfaction is not None and one.satisfaction <= LOW for one in step.touchpoints)
    return bool(step.touchpoints) and (low or bool(step.pain_points))


def _theirs(index: Index, at: int, step: Step) -> Cell:
    say = index.words.say
    needs = step.requirements.customer if step.requirements else []
    return (
        *bit(index.feeling(at), "feeling"),
        *_pains(index, step, "customer"),
        *notes(index, *((say("Needs"), text) for text in sentences(needs))),
    )


def _ours(index: Index, step: Step) -> Cell:
    say = index.words.say
    needs = step.requirements.business if step.requirements else []
    return (
        *_pains(index, step, "business"),
        *notes(index, *((say("Needs"), text) for text in sentences(needs))),
        *notes(index, *((say("Backstage"), text) for text in sentences([*step.backstage, *step.policies]))),
        *notes(index, (say("Systems"), index.words.listed(step.systems) or None)),
    )


def _pains(index: Index, step: Step, side: str) -> Cell:
    """The pain points of one side, a line each."""
    return notes(index, *((index.label[pain.id], prose(pain.text)) for pain in step.pain_points if pain.side == side))


def owners(index: Index) -> Table | None:
    """What each department or person answers for: stages, steps, touchpoints and opportunities."""
    found: dict[str, tuple[dict[Bit, None], ...]] = {}

    def add(owner: str | None, column: int, thing: Bit) -> None:
        if owner and owner.strip():
            found.setdefault(owner.strip(), ({}, {}, {}, {}))[column][thing] = None

    for stage in index.journey.stages:
        add(stage.owner, 0, Bit(stage.name))
    for step, stage in zip(index.steps, index.stage_of, strict=True):
        add(step.owner, 1, index.ref(step.id))
        for touchpoint in step.touchpoints:
            add(touchpoint.owner or step.owner or stage.owner, 2, Bit(touchpoint.name))
    for _, _, opportunity in index.opportunities:
        add(opportunity.owner, 3, index.ref(opportunity.id))
    say = index.words.say
    rows = [
        Row((bit(name), _names(index, stages), (*steps,), _names(index, touchpoints), (*opportunities,)))
        for name, (stages, steps, touchpoints, opportunities) in found.items()
    ]
    lead = say(
        "What each department or person answers for; a touchpoint without an owner is its step's or its stage's."
    )
    columns = (say("Owner"), say("Stages"), say("Steps"), say("Touchpoints"), say("Opportunities"))
    return table("owners", say("Who is responsible"), (Bit(lead),), columns, rows)


def _names(index: Index, things: Iterable[Bit]) -> Cell:
    return bit(index.words.listed(thing.text for thing in things))
