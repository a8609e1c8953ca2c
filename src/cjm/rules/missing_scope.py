"""A map says where the journey starts and where it ends.

A map whose `scope` lacks `start` or `end`, or has a blank one. A map of one episode (`level: episode`) that names its
`scenario` passes: the situation marks it off well enough.

Why it matters: Without an agreed start and end two people put two journeys into one map. The ServiceNow guide to
customer journeys asks for a clear beginning, middle and end, and Smaply's cheat sheet makes teams ask whether the
beginning really is the beginning.

How to fix: Name two moments in the customer's life, ideally one before the first contact with you and one after the
last: `scope: {start: …, end: …}`. What you leave out on purpose goes under `scope.excludes`.

Example:

    scope: {}

Better:

    scope:
      start: I notice that my bill went up
      end: The first bill from the new provider is right

When to ignore: In a portfolio where start and end are the same for all maps and stand in a guide of your own.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Many

SEVERITY = Severity.WARNING
CATEGORY = Category.STRUCTURE
SKETCH = True

_VERBS = {"start": "starts", "end": "ends"}


class Options(Record):
    """What is asked for."""

    require: Annotated[list[Literal["start", "end"]], Many] = Field(default=["start", "end"])
    """Which of the two ends of a journey a map names."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map without start or end."""
    if journey.level == "episode" and journey.scenario is not None and journey.scenario.strip():
        return
    ends = {"start": journey.scope and journey.scope.start, "end": journey.scope and journey.scope.end}
    missing = [key for key, text in ends.items() if key in options.require and not (text and text.strip())]
    if missing:
        wanted = ", ".join(f"{key}: …" for key in missing)
        yield Remark(
            ("scope", missing[0]) if len(missing) == 1 else ("scope",),
            f"map '{journey.title}' does not say where the journey {' and '.join(_VERBS[key] for key in missing)}; "
            f"add `scope: {{{wanted}}}`",
        )
