"""Pain points, actions and opportunities say something particular.

An entry that as a whole is a phrase such as "bad UX", "slow", "uses the product" or "improve the experience", whatever
articles and small words stand around it; or a pain point of fewer than `min_words` words. A pain point that says
"none" counts as one, where an empty list is meant. A pain point with a number in it ("Error 504") passes, and so
do good short actions ("Order taxi"). All this needs to know the language: English, German, French, Spanish and Swedish
maps are looked at, all others are left alone.

Why it matters: Nobody can disagree with a phrase that fits every map, so it survives each discussion and is never
fixed. Dean Peters' workshop on journey mapping shows a map of such phrases as its bad example, and First Loop's
article on customer journey maps warns of superficial maps.

How to fix: Say who is stopped by what, and where. For an action write what somebody would see who looks over the
customer's shoulder; for an opportunity, whose need it is and in which moment.

Example:

    actions: [I use the product]
    pain_points:
      - {text: Bad UX, severity: high}

Better:

    actions: [I copy last month's invoice by hand]
    pain_points:
      - {text: The total does not update after I change the tax rate, severity: high}

When to ignore: In the first hour of a workshop, where a word on a note is a reminder of a story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Opportunity, PainPoint, Record, Step
from cjm.model.base import Count, Many, Texts
from cjm.vocabulary.wording import wording, words

SEVERITY = Severity.INFO
CATEGORY = Category.COMPLETENESS

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no spaces between words, which therefore cannot be counted."""
_LEFTOVERS = frozenset({"todo", "tbd", "tbc", "fixme", "xxx"})
"""What the rule for placeholders reports."""


class Options(Record):
    """What is too general, and where."""

    min_words: Count | None = None
    """How many words a pain point needs; by default 3, and 2 in German and Swedish, which join words into one."""
    vague: Texts = Field(default_factory=list)
    """Further phrases of yours that say nothing."""
    fields: Annotated[list[Literal["pain_points", "actions", "opportunities"]], Many] = Field(
        default=["pain_points", "actions", "opportunities"]
    )
    """Where to look."""


@dataclass(frozen=True)
class _Known:
    """What a language knows of empty phrases."""

    fillers: frozenset[str]
    cores: frozenset[frozenset[str]]
    """What is left of each phrase without small words; the order makes no difference."""
    none: frozenset[str]
    """What people write who found no pain point."""
    min_words: int


def check(thing: Step | PainPoint | Opportunity, look: Look, options: Options) -> Iterator[Remark]:
    """Report texts that would fit any map."""
    known = _known(look.language)
    where = f" in step '{look.step.name}'" if look.step is not None else ""
    for field, path, text in _texts(thing):
        if field == "pain_points" and field in options.fields and " ".join(words(text)) in known.none:
            advice = "write `pain_points: []` if you looked and found none"
            yield Remark(path, f"'{text}'{where} counts as a pain point; {advice}")
        elif field in options.fields and _says_little(field, text, known, options):
            what, advice = _WORDS[field]
            yield Remark(path, f"{what} '{text}'{where} is too general to act on; {advice}")


@cache
def _known(language: str) -> _Known:
    table = wording("vague-text", language)
    fillers = frozenset(table.get("fillers", ()))
    cores = frozenset(frozenset(words(phrase)) - fillers for phrase in table.get("vague", ()))
    return _Known(fillers, cores, frozenset(table.get("none", ())), table.get("min_words", 0))


_WORDS = {
    "pain_points": ("pain point", "say what exactly happens: who, where, what blocks"),
    "actions": ("action", "say what somebody would see who looks over the customer's shoulder"),
    "opportunities": ("opportunity", "say whose need it is, and in which moment"),
}


def _texts(thing: Step | PainPoint | Opportunity) -> Iterator[tuple[str, Path, str]]:
    if isinstance(thing, Step):
        for index, action in enumerate(thing.actions):
            yield "actions", ("actions", index), action
    else:
        yield "pain_points" if isinstance(thing, PainPoint) else "opportunities", ("text",), thing.text


def _says_little(field: str, text: str, known: _Known, options: Options) -> bool:
    said = words(text)
    if not said or (len(said) == 1 and said[0] in _LEFTOVERS):
        return False
    core = frozenset(said) - known.fillers
    if core and (core in known.cores or any(core == frozenset(words(own)) - known.fillers for own in options.vague)):
        return True
    least = options.min_words if options.min_words is not None else known.min_words
    particular = any(word.isnumeric() for word in said) or _UNSPACED.search(text)
    return field == "pain_points" and len(said) < least and not particular
