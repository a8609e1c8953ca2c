"""Every step says how it feels.

A step of the customer without `emotion`, or with one that is left blank, while its stage has no emotion
either that could stand in. `neutral` and `0` are feelings like any other. Steps that the organisation or a
partner does (`actor`) are passed over.

Why it matters: Without a feeling at each step there is no curve, and the map shrinks to a process chart. The
ServiceNow guide to customer journeys asks for emotions beside the difficulties of every step, the Bitrix24
guide gives them a row of their own, and Smaply counts a flat or missing emotional row among the most
frequent mistakes.

How to fix: Ask those who lived it, and write the feeling as a word (`frustrated`) or as a score from -2 to 2.
Write `neutral` where customers say that it left them cold. Where all steps of a stage feel alike, give the
stage an `emotion`.

Example:

    - name: Wait for the courier
      actions: [I stay at home all morning]

Better:

    - name: Wait for the courier
      actions: [I stay at home all morning]
      emotion: impatient

When to ignore: While nobody has asked customers about this part yet. An honest gap is better than an invented
feeling; ignore the rule there with that as the reason.
"""

from collections.abc import Iterator

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Stage, Step, slug
from cjm.model.base import Texts, Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.COMPLETENESS
SKETCH = True


class Options(Record):
    """Where a feeling is asked for."""

    stages: Texts = Field(default_factory=list)
    """Only steps of these stages, by id or name; by default all."""
    allow_backstage: Truth = True
    """Whether steps that the organisation or a partner does may go without."""
    inherit_from_stage: Truth = True
    """Whether the emotion of a stage stands for steps that have none."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a step without a feeling."""
    stage = look.stage
    assert stage is not None
    if options.allow_backstage and step.actor != "customer":
        return
    if options.stages and not _named(stage, options.stages):
        return
    felt = look.felt(step) if options.inherit_from_stage else look.atlas.felt(step.emotion, look.journey)
    if felt is None:
        yield Remark(
            ("emotion",),
            f"step '{step.name}' in stage '{stage.name}' has no emotion; "
            "add `emotion:` with a word (such as `frustrated`) or a score from -2 to 2",
        )


def _named(stage: Stage, names: list[str]) -> bool:
    """Whether a stage is one of `names`, which hold ids and names."""
    return not {slug(stage.id), slug(stage.name)}.isdisjoint(map(slug, names))
