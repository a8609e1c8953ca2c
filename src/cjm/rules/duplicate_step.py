"""Two steps of a map have different names.

Fires on a step of the same actor with the same name as an earlier one; capitals, spaces and punctuation make no
difference. Steps that lead back to one another (`next`) pass: that is a loop.

Why it matters: Either somebody copied a step and forgot to change it, or customers have to do the same thing twice, and
that is a finding which the map should show. UXPressia asks of every map whether somebody has to do the same more than
once.

How to fix: Merge them, say what differs (`I call support again`), or draw the way back with `next`. If doing it twice
is the trouble, write that as a pain point.

Example:

    - name: I call support
    - name: I wait
    - name: I call support

Better:

    - name: I call support
    - name: I wait
    - name: I call support again

When to ignore: Seldom, for people could not tell the steps apart in a report either. The option `ignore` lists names
that may come again.
"""

import re
from collections.abc import Iterator

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Path, Pointer, Remark, Severity
from cjm.model import Journey, Record, Step
from cjm.model.base import Texts

SEVERITY = Severity.WARNING
CATEGORY = Category.DUPLICATION


class Options(Record):
    """What may come more than once."""

    ignore: Texts = Field(default_factory=list)
    """Names of steps that may come more than once."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each step that has the name of an earlier one."""
    ignored = {_key(name) for name in options.ignore}
    earlier: dict[tuple[str, str], tuple[Path, Step, str]] = {}
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            key = _key(step.name)
            if not key or key in ignored:
                continue
            path: Path = ("stages", i, "steps", j)
            first_path, first, where = earlier.setdefault((step.actor, key), (path, step, stage.name))
            if first is step or _linked(first, step):
                continue
            yield Remark(
                (*path, "name"),
                f"step '{step.name}' in stage '{stage.name}' has the same name as "
                + (f"the one in stage '{where}'" if where != stage.name else "an earlier one there"),
                help=(f"merge them, or say what differs: '{step.name}, second time'",),
                related=(Pointer("the earlier one", (*first_path, "name")),),
            )


def _linked(one: Step, other: Step) -> bool:
    """Whether one of two steps leads to the other."""
    return any(branch.to == other.id for branch in one.next) or any(branch.to == one.id for branch in other.next)


def _key(name: str) -> str:
    """A name without capitals, spaces and punctuation."""
    return "".join(re.findall(r"[^\W_]+", name.casefold()))
