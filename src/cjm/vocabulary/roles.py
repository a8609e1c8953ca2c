"""Who takes part in making a map, and by which everyday words that is said."""

import re
from typing import Literal, get_args

from cjm.vocabulary.wording import wording, words

Role = Literal["process owner", "technology owner", "management", "end user", "ux"]
"""Those whom the ServiceNow guide to customer journeys wants at the table at some point."""
ROLES: tuple[Role, ...] = get_args(Role)


def known(language: str) -> bool:
    """Whether words for the roles are known in a language."""
    return bool(wording("roles", language))


def meant(role: str, language: str) -> set[Role]:
    """Which of the roles somebody's role is, by its words in a language or in English: a `CTO` is a technology owner.

    Words for customers have to stand alone, or behind a number: `two customers` are end users, `customer care` is not.
    """
    whole = {_uncounted(part, language) for part in (role, *re.split(r"[,;/&+(]|\s[-–—]\s", role))}
    text = f" {' '.join(words(role))} "
    found: set[Role] = set()
    for table in (wording("roles", language), wording("roles", "en")):
        found |= {name for name in ROLES if any(f" {word} " in text for word in table.get(name, ()))}
        if not whole.isdisjoint(table.get("customers", ())):
            found.add("end user")
    return found


def _uncounted(text: str, language: str) -> str:
    """The words of a text without a number before them."""
    counts = {*wording("amounts", language).get("words", ()), *wording("amounts", "en")["words"]}
    found = words(text)
    return " ".join(found[1:] if found and (found[0] in counts or found[0].isdecimal()) else found)
