"""Steps use the words of customers, not those of the company.

Looks at names, actions and thoughts of the customer's steps and at the customer's pain points. Fires on words that only
companies use, such as KYC, CRM, upsell or touchpoint, and on those that the project lists under `glossary: {jargon:
…}`. Whole words only; abbreviations in capitals only. Words under `vocabulary` of one of the map's personas pass. Knows
English, German, French, Spanish and Swedish; the project's own words count in every language.

Why it matters: Where customers would not use the word, it is probably not their step. Bitrix24, How to Create a
Customer Journey Map, asks for the words that customers use themselves.

How to fix: Write what a customer would say to a friend. Where your customers do speak so, because it is their trade,
list the word under `vocabulary` of the persona.

Example:

    - name: Complete KYC
      actions: [I finish the KYC flow]

Better:

    - name: Prove who I am
      actions: [I photograph my passport]

When to ignore: Where the word is a name, such as that of a product. The option `allow` takes it for all maps.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Change, Path, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Many, Text, Texts
from cjm.vocabulary.wording import wording

SEVERITY = Severity.INFO
CATEGORY = Category.VOICE
FIX = "unsafe"


class Options(Record):
    """Which words are jargon, and where to look for them."""

    jargon: dict[Text, Text] = Field(default_factory=dict)
    """Further company words, each with what customers would say; `glossary` of the project does the same."""
    allow: Texts = Field(default_factory=list)
    """Words that are no jargon for you."""
    fields: Annotated[list[Literal["name", "actions", "thoughts", "pain_points"]], Many] = Field(
        default=["name", "actions", "thoughts", "pain_points"]
    )
    """Which texts of a step are looked at."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each company word in a text of a customer's step."""
    if step.actor != "customer":
        return
    glossary = look.atlas.project.glossary if look.atlas.project else None
    own = {**(glossary.jargon if glossary else {}), **options.jargon}
    found = [(path, text, term) for path, text in _texts(step, options) for term in _terms(text, own, look.language)]
    if not found:
        return
    allowed = {word.strip().lower() for word in options.allow}
    allowed |= {word.strip().lower() for persona in look.personas for word in persona.vocabulary}
    for path, text, (term, instead) in found:
        if term.lower() not in allowed:
            say = f"customers would say '{instead}'" if instead else "write what customers would say"
            yield Remark(
                path,
                f"'{term}' in '{text}' is company language; {say}",
                change=_replaced(path, text, term, instead) if own.get(term) else None,
            )


def _replaced(path: Path, text: str, term: str, instead: str) -> Change:
    """The text with the customers' word, which the author has to agree to: it may need another ending or article."""

    def word(found: re.Match[str]) -> str:
        return instead[:1].upper() + instead[1:] if found.start() == 0 else instead

    return Change("replace", path, _expression(term).sub(word, text), text, safe=False)


def _texts(step: Step, options: Options) -> Iterator[tuple[Path, str]]:
    """The texts of a step in which customers' words are expected."""
    if "name" in options.fields:
        yield ("name",), step.name
    if "actions" in options.fields:
        yield from ((("actions", index), text) for index, text in enumerate(step.actions))
    if "thoughts" in options.fields:
        yield from ((("thoughts", index), text) for index, text in enumerate(step.thoughts))
    if "pain_points" in options.fields:
        for index, pain in enumerate(step.pain_points):
            if pain.side == "customer":
                yield ("pain_points", index, "text"), pain.text


def _terms(text: str, own: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """The company words of a text, each with what customers would say; the project's own first."""
    told = set()
    for term, instead in own.items():
        if term.strip() and _expression(term).search(text):
            told.add(term.strip().lower())
            yield term.strip(), instead.strip()
    if (built_in := _built_in(language)) is None or not built_in.search(text):
        return
    for entry in wording("jargon", language)["terms"]:
        term = entry["term"]
        if term.lower() in told or not _expression(term).search(text):
            continue
        if "unless" not in entry or not re.search(entry["unless"], text, re.IGNORECASE):
            yield term, entry["say"]


@cache
def _built_in(language: str) -> re.Pattern[str] | None:
    """A quick look for any of the terms of a language: most texts have none; `None` if the language is not known."""
    terms = wording("jargon", language).get("terms", ())
    return re.compile("|".join(re.escape(entry["term"]) for entry in terms), re.IGNORECASE) if terms else None


@cache
def _expression(term: str) -> re.Pattern[str]:
    """A term as a whole word, its plural too; an abbreviation counts in capitals only."""
    term = " ".join(term.split())
    abbreviation = re.match(r"[A-Z]{2,}(?![a-z])", term) is not None
    return re.compile(rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)", 0 if abbreviation else re.IGNORECASE)
