"""A map says what the customer wants, and in which situation.

A map whose `goal` or `scenario` is missing or blank. An overview (`level: lifecycle`) needs only the goal, since it
covers many situations.

Why it matters: Whether a step went well can only be judged by what the customer wanted and counted on. The
ServiceNow guide to customer journeys asks for the goal and the expectations of the persona, NN/g, Journey Mapping
101, for a scenario with expectations, and the Bitrix24 guide for both at each step.

How to fix: Write in a sentence each what the customer wants as a result (`goal:`), not what you want to sell, and
what has just happened in their life (`scenario:`).

Example:

    goal: ''
    scenario: null

Better:

    goal: Pay less for my phone without losing my number
    scenario: My contract ends next month

When to ignore: Seldom. A map without a goal has nothing to measure its low points by.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.COMPLETENESS
SKETCH = True

_MEANINGS = {
    "goal": "what the customer wants",
    "scenario": "in which situation the journey takes place",
    "expectations": "what the customer expects",
}


class Options(Record):
    """What is asked for beside goal and scenario."""

    require_expectations: Truth = False
    """Whether a map needs `expectations` too."""
    require_stage_goal: Truth = False
    """Whether each stage needs a `goal` of its own."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map without goal or scenario, and on stages where goals are wanted."""
    missing = []
    if _blank(journey.goal):
        missing.append("goal")
    if _blank(journey.scenario) and journey.level != "lifecycle":
        missing.append("scenario")
    if options.require_expectations and not journey.given("expectations"):
        missing.append("expectations")
    if missing:
        at = next((key for key in missing if journey.given(key)), missing[0])
        yield Remark(
            (at,),
            f"map '{journey.title}' does not say {_series([_MEANINGS[key] for key in missing], 'or')}; "
            f"add {_series([f'`{key}:`' for key in missing], 'and')}",
        )
    if options.require_stage_goal:
        for i, stage in enumerate(journey.stages):
            if _blank(stage.goal):
                yield Remark(
                    ("stages", i, "goal"),
                    f"stage '{stage.name}' does not say what the customer wants to reach in it; add `goal:`",
                )


def _blank(text: str | None) -> bool:
    return text is None or not text.strip()


def _series(parts: list[str], word: str) -> str:
    """`a, b or c`."""
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
