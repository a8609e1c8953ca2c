"""A map keeps to one point of view.

Fires where a map names more personas than `max`, in `personas` or in `persona` and `personas` together. The same
persona named twice counts once.

Why it matters: Where two people share a map, their feelings are averaged and the low points of one disappear behind the
high points of the other. The ServiceNow guide to customer journeys asks for a single point of view per map, and
Bitrix24, How to Create a Customer Journey Map, draws a map of its own for each persona.

How to fix: Make one map per persona with the same `scenario`, and keep in each what this person does, thinks and feels.

Example:

    personas: [{name: Kim the commuter}, {name: Ines the courier}]

Better:

    persona: {name: Kim the commuter}

When to ignore: On maps whose very purpose is to compare people. Good tools disagree here (Custellence puts all user
groups on one map), so a team may raise `max`, or switch the rule off with `max: 0`.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import InlinePersona, Journey, Record
from cjm.model.base import Whole

SEVERITY = Severity.WARNING
CATEGORY = Category.PERSONA


class Options(Record):
    """How many personas may share a map."""

    max: Annotated[Whole, Field(ge=0)] = 1
    """The most personas that a map may name; 0: any number."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a map that mixes personas."""
    names: dict[str, str] = {}
    for entry in ([journey.persona] if journey.persona is not None else []) + journey.personas:
        if isinstance(entry, InlinePersona):
            names[entry.name] = entry.name
        elif (file := look.atlas.persona_file(entry, look.file)) is not None:
            names[file] = look.atlas.personas[file].name
        else:
            names[entry] = entry
    if not 0 < options.max < len(names):
        return
    limit = "" if options.max == 1 else f", more than {options.max}"
    yield Remark(
        ("personas",),
        f"map '{journey.title}' mixes {len(names)} personas{limit}: {', '.join(names.values())}",
        help=(f"keep one point of view per map: split it into {len(names)} maps with the same `scenario`",),
    )
