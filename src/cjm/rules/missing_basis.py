"""A map says whether it is assumed or researched.

Fires where a map has no `basis`. With `personas: true` the personas of the map need one as well.

Why it matters: A guess is a fair start as long as it wears the label; without it, readers take every curve for data.
Bitrix24, How to Create a Customer Journey Map, counts hypotheses in the place of analytics among the six mistakes, and
NN/g, Journey-Mapping Approaches, makes assumption or research one of two decisions that come first.

How to fix: Write `basis: hypothesis` for what the team believes, `basis: research` for what customers told or showed
you, `basis: mixed` for something of both. The report carries the word to its readers.
`--unsafe-fixes` writes `basis: hypothesis` where the map names no source.

Example:

    cjm: 1
    title: I get my bike repaired
    persona: {name: 'Kim, who commutes by bike'}

Better:

    cjm: 1
    title: I get my bike repaired
    basis: hypothesis
    persona: {name: 'Kim, who commutes by bike'}

When to ignore: Hardly ever; one word is enough, and `hypothesis` is no disgrace.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Change, Path, Pointer, Remark, Severity
from cjm.model import InlinePersona, Journey, Record
from cjm.model.base import Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE
FIX = "unsafe"

BASES = ("hypothesis", "mixed", "research")
HELP = ("set `basis: hypothesis` for guesses, `research` for what customers told or showed you, `mixed` for both",)


class Options(Record):
    """Who must say what it rests on, beside the map."""

    personas: Truth = False
    """Whether the personas of a map need a `basis` too."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a map, and on demand its personas, without a basis."""
    if journey.basis is None:
        yield Remark(
            ("basis",),
            f"map '{journey.title}' does not say whether it is assumed or researched",
            help=HELP,
            allowed=BASES,
            change=None if look.atlas.sources(journey) else Change("insert", ("basis",), "hypothesis", safe=False),
        )
    if options.personas:
        if journey.persona is not None:
            yield from _persona(journey.persona, ("persona",), look)
        for index, entry in enumerate(journey.personas):
            yield from _persona(entry, ("personas", index), look)


def _persona(entry: InlinePersona | str, path: Path, look: Look) -> Iterator[Remark]:
    file = look.atlas.persona_file(entry, look.file) if isinstance(entry, str) else None
    persona = entry if isinstance(entry, InlinePersona) else look.atlas.personas.get(file or "")
    if persona is not None and persona.basis is None:
        yield Remark(
            (*path, "basis"),
            f"persona '{persona.name}' does not say whether it is assumed or researched",
            help=HELP,
            allowed=BASES,
            related=(Pointer("described here", (), file),) if file is not None else (),
        )
