"""A map is neither an outline nor a catalogue.

A map with fewer than 4 or more than 12 steps, or with fewer than 3 or more than 8 stages. Too little is a warning,
too much only an info: a hint to split the map. Steps that the organisation or a partner does (`actor`) do not count. An
episode (`level: episode`) may have fewer stages, as it shows one part of a journey close up.

Why it matters: Too few steps hide what customers live through, too many make a process model that nobody reads. The
ServiceNow guide to customer journeys finds four to twelve action steps in most maps; First Loop's article on customer
journey maps warns of superficial maps and yet asks to keep them simple. Courses advise four to seven stages, and the
stage lists of the guides have up to eight.

How to fix: Where it is too little, ask customers what happened in between. Where it is too much, keep the moments that
matter, or move a part into a map of its own that a step names under `journey`.

Example:

    stages:
      - name: Buy
        steps:
          - name: Pay online

Better:

    stages:
      - name: Need
        steps:
          - name: Notice the leak
      - name: Choose
        steps:
          - name: Compare boots
      - name: Use
        steps:
          - name: Wear them in
          - name: Walk in the rain

When to ignore: For the one big overview on the wall, or set `per: stage`, which counts the steps of each stage instead;
the source does not say which of the two it means.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Step
from cjm.model.base import Whole

SEVERITY = Severity.WARNING
ALSO = (Severity.INFO,)
CATEGORY = Category.STRUCTURE


class Steps(Record):
    """How many steps are usual."""

    min: Whole = 4
    """Fewer are a warning."""
    max: Whole = 12
    """More are an info."""


class Stages(Record):
    """How many stages are usual."""

    min: Whole = 3
    """Fewer are a warning, but not in an episode."""
    max: Whole = 8
    """More are an info."""


class Options(Record):
    """How much is usual."""

    steps: Steps = Field(default_factory=Steps)
    """How many steps: `{min: 4, max: 12}`."""
    stages: Stages = Field(default_factory=Stages)
    """How many stages: `{min: 3, max: 8}`."""
    per: Literal["map", "stage"] = "map"
    """Whether steps are counted over the whole map, or in each stage that has any."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map that is too short or too long, or on each such stage."""
    stages = len(journey.stages)
    usual_stages = f"{options.stages.min} to {options.stages.max} stages"
    usual_steps = f"{options.steps.min} to {options.steps.max} steps"
    few = stages < options.stages.min and journey.level != "episode"
    many = stages > options.stages.max
    if options.per == "stage":
        size, usual = _count(stages, "stage"), usual_stages
    else:
        steps = _customers(list(journey.steps))
        few = few or steps < options.steps.min
        many = many or steps > options.steps.max
        size = f"{_count(steps, 'step')}{_of_whom(list(journey.steps))} in {_count(stages, 'stage')}"
        usual = f"{usual_steps} in {usual_stages}"
    if few or many:
        yield _remark(("stages",), f"map '{journey.title}' has {size}; {usual} is the usual range", few)
    if options.per == "stage":
        for i, stage in enumerate(journey.stages):
            steps = _customers(stage.steps)
            if stage.steps and not options.steps.min <= steps <= options.steps.max:
                size = f"{_count(steps, 'step')}{_of_whom(stage.steps)}"
                message = f"stage '{stage.name}' has {size}; {usual_steps} is the usual range"
                yield _remark(("stages", i), message, steps < options.steps.min)


def _remark(path: tuple[str | int, ...], message: str, few: bool) -> Remark:
    if few:
        return Remark(path, f"{message}: tell in more detail what the customer lives through")
    return Remark(path, f"{message}: split it, or keep the moments that matter", severity=Severity.INFO)


def _customers(steps: list[Step]) -> int:
    return sum(step.actor == "customer" for step in steps)


def _of_whom(steps: list[Step]) -> str:
    """Says that only the customer's steps count, where there are others."""
    return "" if all(step.actor == "customer" for step in steps) else " of the customer"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
