"""A persona is somebody in particular.

A persona whose name is a word for everybody: user, customers, all clients, everyone, general public, target audience,
the average customer. Articles and words such as all, our or typical make no difference. The `id` counts too where the
name is a single word: a `customers` called Sam is still everybody, "Ana, first-time buyer" is not. The words are known
in English, German, French, Spanish and Swedish.

Why it matters: One persona for all segments fits none of them, and the feelings of an average are nobody's. Bitrix24,
How to Create a Customer Journey Map, names the persona for all segments in the first of its six mistakes, and Dean
Peters' workshop on journey mapping warns of a map for all users.

How to fix: Choose the segment whose journey matters most now and describe one person of it: a name, and what sets this
person apart. Other segments get personas, and maps, of their own.

Example:

    persona: {id: customers, name: All customers}

Better:

    persona: {id: ana, name: 'Ana, first-time buyer'}

When to ignore: Where there is only one kind of customer, and the word is what everybody calls them.
"""

from collections.abc import Iterator

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import PersonaFields, Record
from cjm.model.base import Texts
from cjm.vocabulary.wording import wording, words

SEVERITY = Severity.WARNING
CATEGORY = Category.PERSONA


class Options(Record):
    """What else stands for everybody."""

    generic: Texts = Field(default_factory=list)
    """Further names that your teams use for everybody: `policyholder`."""


def check(persona: PersonaFields, look: Look, options: Options) -> Iterator[Remark]:
    """Report a persona that stands for everybody."""
    known = wording("generic-persona", look.language)
    skip = frozenset(known.get("skip", ()))
    names = {" ".join(words(name)) for name in (*known.get("names", ()), *options.generic)}
    if _everybody(persona.name, names, skip):
        key, called = "name", f"persona '{persona.name}'"
    elif persona.id and len(words(persona.name)) == 1 and _everybody(persona.id, names, skip):
        key, called = "id", f"persona '{persona.id}' ('{persona.name}')"
    else:
        return
    yield Remark(
        (key,),
        f"{called} stands for everybody; name one representative of one segment",
        help=("such as `name: Kim, who commutes by bike`",),
    )


def _everybody(name: str, names: set[str], skip: frozenset[str]) -> bool:
    """Whether a name is one for everybody, or made of nothing but such: `customers and users`."""
    said = words(name)
    left = [word for word in said if word not in skip]
    if not left:
        return bool(said)
    return " ".join(said) in names or " ".join(left) in names or all(word in names for word in left)
