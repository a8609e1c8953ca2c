"""A persona says what the person wants, habitually does, and is held up by.

Looks at personas that a map uses and names what is missing among `goals`, `behaviours` (`needs` will do) and
`frustrations`. A list that is written but empty passes: somebody looked and found none. Only an info while the persona
is a hypothesis: where it says so itself or, if it says nothing, where all maps that use it do.

Why it matters: A name and a portrait do not tell what somebody will do next; goals and habits do. Bitrix24, How to
Create a Customer Journey Map, names poorly worked out personas as the first of six mistakes, and First Loop's article
on customer journey maps asks for detailed ones.

How to fix: Write two or three entries under each, best from interviews. Gender and age are not asked for: behaviour
tells more, and what you do not collect you need not protect.

Example:

    persona: {name: Kim}

Better:

    persona:
      name: Kim
      goals: [At work at eight, with clean hands]
      behaviours: [Looks things up on the phone while walking]
      frustrations: [Shops that open when work begins]

When to ignore: While a persona is being collected; better mark it `basis: hypothesis`. Other fields can be asked for
with `required`.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import PersonaFields, Record
from cjm.model.base import Many

SEVERITY = Severity.WARNING
ALSO = (Severity.INFO,)
CATEGORY = Category.PERSONA

Part = Literal[
    "name",
    "segment",
    "job",
    "age",
    "gender",
    "location",
    "quote",
    "bio",
    "image",
    "goals",
    "needs",
    "expectations",
    "frustrations",
    "behaviours",
    "preferences",
    "interests",
    "technology",
    "channels",
    "traits",
    "audience",
    "basis",
    "evidence",
    "share",
    "reviewed",
    "vocabulary",
]


class Options(Record):
    """What a persona must say."""

    required: Annotated[list[Part], Many] = Field(default=["name", "goals", "behaviours", "frustrations"])
    """The keys that a persona needs; `needs` may stand for `behaviours`."""


def check(persona: PersonaFields, look: Look, options: Options) -> Iterator[Remark]:
    """Report a persona in use that lacks what is required."""
    if look.journey is not None:
        maps = [look.journey]
    else:
        used_by = [look.atlas.maps[file] for file in look.atlas.maps_of(look.file)]
        maps = [journey for journey in used_by if journey.status != "archived"]
    missing = [part for part in options.required if not _said(persona, part, options)]
    if not maps or not missing:
        return
    bases = {persona.basis} if persona.basis is not None else {journey.basis for journey in maps}
    yield Remark(
        (),
        f"persona '{persona.name}' lacks {', '.join(missing)}",
        help=(f"describe at least {', '.join(map(_label, options.required))}",),
        severity=Severity.INFO if bases == {"hypothesis"} else None,
    )


def _said(persona: PersonaFields, part: Part, options: Options) -> bool:
    """Whether the persona says something under a key, or says that there is nothing."""
    if part == "behaviours" and "needs" not in options.required and _filled(persona, "needs"):
        return True
    return _filled(persona, part)


def _filled(persona: PersonaFields, part: Part) -> bool:
    if not persona.given(part):
        return False
    value = getattr(persona, part)
    texts = [value] if isinstance(value, str) else value
    # Blank entries say nothing; an empty list says "none found".
    return not (isinstance(texts, list) and texts and all(isinstance(text, str) and not text.strip() for text in texts))


def _label(part: Part) -> str:
    return "behaviours (or needs)" if part == "behaviours" else part
