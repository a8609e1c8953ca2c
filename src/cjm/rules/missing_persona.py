"""A map says whose journey it is.

Fires where a map has neither `persona` nor `personas`. A persona that is named but cannot be found is no matter of this
rule: validate says so.

Why it matters: Feelings belong to somebody; a map without a person describes an average that nobody lives, and every
reader fills in a different one. The ServiceNow guide to customer journeys begins with the persona, and NN/g, Journey
Mapping 101, counts the actor among the parts that no map can do without.

How to fix: Name the persona by its id or path, or write it out inside the map; a name and a line of context are enough
to start with. Teams that think in jobs rather than in people write the job: `persona: {name: …, job: …}`.

Example:

    cjm: 1
    title: I get my bike repaired
    stages:

Better:

    cjm: 1
    title: I get my bike repaired
    persona: {name: 'Kim, who commutes by bike'}
    stages:

When to ignore: On a shared skeleton that every team copies before it fills in its own persona.
"""

from collections.abc import Iterator

from cjm.atlas import Look, file_id
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey

SEVERITY = Severity.WARNING
CATEGORY = Category.PERSONA


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """Report a map that names nobody."""
    if journey.persona is not None or journey.personas:
        return
    known = tuple(persona.id or file_id(file) for file, persona in look.atlas.personas.items())
    yield Remark(
        ("personas" if journey.given("personas") else "persona",),
        f"map '{journey.title}' has no persona: nobody in particular lives it",
        help=("name the persona with `persona: <id>`" if known else "write the persona out: `persona: {name: …}`",),
        allowed=known,
    )
