"""Every path ends with an outcome or leads on.

A step with `next: []` that names no `outcome`; and steps that lead round in a circle from which no end can be reached.
A step leads to those that its `next` names, without it to the following one. The last step of the file is an end by
itself, so a journey that begins anew from there, as a subscription does, is no such circle.

Why it matters: Customers are lost on side paths, and a branch that just stops hides whether they gave up or came back.
Bitrix24, How to Create a Customer Journey Map, finds maps with many branches hard to predict; the ServiceNow guide to
customer journeys reminds that journeys do not run straight.

How to fix: Write how the path ends: `outcome: success`, `failure` or `abandoned`. Or name the step where customers
come back to the path in `next`.

Example:

    - id: try
      name: I try to book online
      next: [success, give-up]
    - id: give-up
      name: I give up
      next: []

Better:

    - id: try
      name: I try to book online
      next: [success, give-up]
    - id: give-up
      name: I give up
      outcome: abandoned

When to ignore: Where nobody knows yet what becomes of these customers; better find out, for that is often the question
that the map was made for.
"""

from collections.abc import Iterable, Iterator, Mapping

from cjm.atlas import Look, edges, reach
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Journey, Step

SEVERITY = Severity.WARNING
CATEGORY = Category.STRUCTURE

_NAMED = 3
"""How many steps of a circle the message names."""


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """Report paths that stop without saying how, or never stop."""
    places: dict[str, tuple[Path, Step]] = {
        step.id: (("stages", i, "steps", j), step)
        for i, stage in enumerate(journey.stages)
        for j, step in enumerate(stage.steps)
    }
    last = next(reversed(places), None)
    for id, (path, step) in places.items():
        if id != last and step.given("next") and not step.next and step.outcome is None:
            yield Remark(
                (*path, "next"),
                f"the path ends at '{step.name}' without an outcome; "
                "add `outcome: success`, `failure` or `abandoned`, or a `next` step",
            )
    ways = edges(journey)
    ends = [id for id, (_, step) in places.items() if id == last or step.outcome is not None or not ways[id]]
    for circle in _circles(ways, ends):
        steps = [step for id, (_, step) in places.items() if id in circle]
        path, _ = places[steps[-1].id]
        yield Remark(
            (*path, "next"),
            f"{_named(steps)} without an end; add an `outcome` to a step, or a `next` that leads out",
        )


def _circles(ways: Mapping[str, list[str]], ends: Iterable[str]) -> Iterator[set[str]]:
    """The circles of steps from which no end can be reached."""
    back: dict[str, list[str]] = {id: [] for id in ways}
    for source, targets in ways.items():
        for target in targets:
            if target in back:
                back[target].append(source)
    trapped = set(ways) - reach(ends, back)
    for id in reversed(list(ways)):
        if id not in trapped:
            continue
        # From one trapped step to the next, until all that can be reached leads back: that is a circle.
        while beyond := (reached := reach([id], ways)) - (before := reach([id], back)):
            id = next(iter(beyond))
        yield reached
        trapped -= before


def _named(steps: list[Step]) -> str:
    names = [f"'{step.name}'" for step in steps]
    if len(names) == 1:
        return f"step {names[0]} leads to itself only,"
    if len(names) <= _NAMED:
        return f"the steps {', '.join(names[:-1])} and {names[-1]} lead round in a circle"
    return f"the {len(names)} steps from {names[0]} to {names[-1]} lead round in a circle"
