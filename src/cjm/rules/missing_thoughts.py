"""Every step says what the customer thinks or asks.

A step of the customer without `thoughts`, or with nothing but blank ones. An empty list passes: `thoughts: []`
says that nothing of note goes through their head. Steps that the organisation or a partner does (`actor`) are
passed over.

Why it matters: Thoughts explain a feeling; together with doing and feeling they let readers stand in the
customer's shoes. The Bitrix24 guide has a row for thoughts and questions in the customers' own words, and
Adaptive Path's guide to experience mapping builds on doing, thinking and feeling.

How to fix: Write a question or sentence that the customer would say, taken from interviews, mails or calls. For a
step done by habit write `thoughts: []`.

Example:

    - name: Choose a plan
      emotion: unsure

Better:

    - name: Choose a plan
      emotion: unsure
      thoughts:
        - Which of these is the cheapest for me?

When to ignore: In maps of routine, where most steps are done without thinking; or set `only_when_emotion_below` and
be asked at low points only.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
CATEGORY = Category.COMPLETENESS


class Options(Record):
    """Where thoughts are asked for."""

    only_when_emotion_below: Number | None = None
    """Ask only at steps whose emotion scores less than this, from -2 to 2; by default at all steps."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a step without thoughts."""
    if step.actor != "customer" or any(thought.strip() for thought in step.thoughts):
        return
    if step.given("thoughts") and not step.thoughts:
        return
    if options.only_when_emotion_below is not None:
        felt = look.felt(step)
        if felt is None or felt.score is None or felt.score >= options.only_when_emotion_below:
            return
    yield Remark(
        ("thoughts",),
        f"step '{step.name}' has no thoughts; add a question or sentence the customer would say, in their words",
    )
