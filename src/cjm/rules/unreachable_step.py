"""Every step can be reached.

A step to which no path leads, counted from the first step and from all with `entry: true`. A step leads to those that
its `next` names, without it to the following step, also across stages; after an `outcome` or `next: []` its path ends.
Steps that hang on an unreachable one are not reported again.

Why it matters: It is nearly always a slip of editing, such as a step that was moved or an id that was changed, and it
distorts the curve and every count. The ServiceNow guide to customer journeys says that journeys do not run straight;
the more branches, the easier one is lost.

How to fix: Name the step in the `next` of the step that it follows. If customers may also begin there, as regular ones
who skip the search, write `entry: true`.

Example:

    - id: start
      name: Start
      next: success
    - id: side-path
      name: Side path
    - id: success
      name: Success

Better:

    - id: start
      name: Start
      next: [side-path, {to: success, share: 60%}]
    - id: side-path
      name: Side path
    - id: success
      name: Success

When to ignore: Never: remove the step, or say how customers get there.
"""

from collections.abc import Iterator

from cjm.atlas import Look, edges, reach
from cjm.finding import Category, Path, Pointer, Remark, Severity
from cjm.model import Journey, Step

SEVERITY = Severity.ERROR
CATEGORY = Category.STRUCTURE
SKETCH = True


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """A remark on each step at which a lost part of the journey begins."""
    ways = edges(journey)
    places = [
        (("stages", i, "steps", j), step)
        for i, stage in enumerate(journey.stages)
        for j, step in enumerate(stage.steps)
    ]
    entries = [step.id for position, (_, step) in enumerate(places) if position == 0 or step.entry]
    reached = reach(entries, ways)
    lost = {step.id for _, step in places} - reached
    led_to = {target for source in lost for target in ways[source] if target != source}
    heads = lost - led_to
    reached |= reach(heads, ways)
    for position, (path, step) in enumerate(places):
        if step.id not in heads and step.id not in reached:
            heads.add(step.id)  # a circle of lost steps begins at its first one
            reached |= reach([step.id], ways)
        if step.id in heads:
            yield Remark(
                path,
                f"no path leads to step '{step.name}'; add `{step.id}` to some step's `next`, or mark it `entry: true`",
                related=tuple(_turn(*places[position - 1])),
            )


def _turn(path: Path, before: Step) -> Iterator[Pointer]:
    """Where the step before, in the order of the file, turns away or ends."""
    if before.next:
        yield Pointer("the step before leads elsewhere", (*path, "next"))
    elif before.given("next"):
        yield Pointer("the step before ends here", (*path, "next"))
    elif before.outcome is not None:
        yield Pointer("the step before ends here", (*path, "outcome"))
