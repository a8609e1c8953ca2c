"""An opportunity is a need; the solution comes after it.

An opportunity that begins with a verb of building: add, build, create, implement, launch, develop, introduce,
integrate, redesign, install, deploy, automate, migrate. "How might we", "We should" and the like before it make no
difference; in German the verb may also stand at the end. To create trust, confidence or a sense of something is a need
and passes. The words are known in English, German, French, Spanish and Swedish.

Why it matters: A solution closes the search too early and lives on even when it no longer fits the problem. TheyDo,
How to write an opportunity, and Sergio Tavares, From clusters to How Might We, ask to stay with the problem. Bitrix24,
How to Create a Customer Journey Map, does write solutions next to barriers, which is why this rule is off by default.

How to fix: Ask what the solution would be good for and write that: "How might we …?" Keep the solution under `ideas`,
where others can stand beside it.

Example:

    - text: Add a chatbot

Better:

    - text: How might we answer plan questions within a minute?
      ideas: [A chatbot]

When to ignore: Where a team means recommendations by opportunities, and says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Opportunity, Record
from cjm.model.base import Texts
from cjm.vocabulary.wording import wording, words

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION
OPT_IN = True

_NEAR = 4
"""How many words from the verb its object may stand."""


class Options(Record):
    """What is a solution."""

    verbs: Texts = Field(default_factory=list)
    """Further beginnings of yours that name a solution: `roll out`."""


@dataclass(frozen=True)
class _Known:
    """What a language knows of solutions; phrases are lists of words."""

    leads: tuple[list[str], ...]
    first: tuple[list[str], ...]
    last: tuple[list[str], ...]
    needs: frozenset[str]


def check(opportunity: Opportunity, look: Look, options: Options) -> Iterator[Remark]:
    """Report an opportunity that is a solution already."""
    verb = _solution(_words(opportunity.text), _known(look.language), [_words(own) for own in options.verbs])
    if verb is not None:
        yield Remark(
            ("text",),
            f"opportunity '{opportunity.text}' names a solution ('{' '.join(verb)}') rather than a need",
            help=(f"ask what it would be good for, 'How might we help {_who(look)} …?', and put it under `ideas:`",),
        )


@cache
def _known(language: str) -> _Known:
    table = wording("solution-as-opportunity", language)
    leads, first, last = (tuple(map(_words, table.get(key, ()))) for key in ("leads", "first", "last"))
    return _Known(leads, first, last, frozenset(table.get("needs", ())))


def _solution(said: list[str], known: _Known, own: list[list[str]]) -> list[str] | None:
    """The words for building that a text begins or ends with."""
    lead = next((lead for lead in known.leads if said[: len(lead)] == lead), [])
    said = said[len(lead) :]
    for verb in (*known.first, *own):
        length = len(verb)
        if verb and said[:length] == verb and known.needs.isdisjoint(said[length : length + _NEAR]):
            return verb
    for verb in known.last:
        start = len(said) - len(verb)
        if start > 0 and said[start:] == verb and known.needs.isdisjoint(said[max(start - _NEAR, 0) : start]):
            return verb
    return None


def _words(text: str) -> list[str]:
    """The words of a text; a hyphen joins two, for a launch-day is nothing that is launched."""
    return words(re.sub(r"(?<=\w)[-\u2010\u2011](?=\w)", "", text))


def _who(look: Look) -> str:
    """The persona by the short part of the name: `Kim` of `Kim, who commutes by bike`."""
    personas = look.personas
    return personas[0].name.split(",")[0].strip() if len(personas) == 1 else "customers"
