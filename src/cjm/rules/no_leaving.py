"""A map of a whole relationship shows how it ends.

A map with `level: lifecycle` that has no stage with the role `leave` or with a name that speaks of leaving
(`Cancellation`, `Moving on`), and no step with the outcome `abandoned` or `failure`. Names are read in English, German,
French, Spanish and Swedish.

Why it matters: Every relationship ends, and how it ends decides what people tell others and whether they come back. The
Bitrix24 guide runs a journey from the first contact to leaving, and the ServiceNow guide to customer journeys learns
from the journeys of those who left.

How to fix: Ask somebody who left, and add their stage with `role: leave`. Where customers turn away in the middle, mark
the step with `outcome: abandoned`.

Example:

    level: lifecycle
    stages:
      - name: Buy
      - name: Use

Better:

    level: lifecycle
    stages:
      - name: Buy
      - name: Use
      - name: I look for something else
        role: leave

When to ignore: Where a map of its own shows how customers leave.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Stage
from cjm.vocabulary.wording import wording, words

SEVERITY = Severity.INFO
CATEGORY = Category.STRUCTURE


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """A remark on a relationship that never ends."""
    if journey.level != "lifecycle":
        return
    known = wording("leaving", look.language).get("words", ())
    left = any(step.outcome in ("abandoned", "failure") for step in journey.steps)
    if not left and not any(_leaving(stage, known) for stage in journey.stages):
        yield Remark(
            ("stages",),
            f"map '{journey.title}' shows a whole relationship but not how it ends; "
            "add a stage with `role: leave`, or mark the step where customers turn away with `outcome: abandoned`",
        )


def _leaving(stage: Stage, known: tuple[str, ...]) -> bool:
    if stage.role is not None:
        return stage.role == "leave"
    name = f" {' '.join(words(stage.name))} "
    return any(f" {word} " in name for word in known)
