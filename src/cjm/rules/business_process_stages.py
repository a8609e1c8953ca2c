"""Stages are named after what the customer is trying to do.

Fires where at least `min_matches` stages are named after departments or steps of the sales process: sales, marketing,
billing, lead generation, conversion and the like. Names in which the customer speaks (`I qualify for the loan`) pass,
and so does a map that has the stages of the `preset` it names, for some presets use such words on purpose. Knows
English, German, French, Spanish and Swedish, and is silent in other languages.

Why it matters: The names of the stages decide whose journey it is before the first step is written. Smaply finds that
maps fail whose stages mirror the departments, and Bitrix24, How to Create a Customer Journey Map, counts maps built on
business processes among the common mistakes.

How to fix: Put a verb of the customer in front: notice, choose, set up, use, ask for help, leave.

Example:

    stages:
      - name: Lead generation
      - name: Sales
      - name: Fulfilment

Better:

    stages:
      - name: Notice the need
      - name: Choose
      - name: Use

When to ignore: Where customers really meet the departments by these names, as in a hospital or an office.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Texts, Whole
from cjm.vocabulary.presets import presets
from cjm.vocabulary.wording import wording

SEVERITY = Severity.INFO
CATEGORY = Category.VOICE


class Options(Record):
    """Which names count, and how many are too many."""

    terms: Texts = Field(default_factory=list)
    """Further names of your departments and processes; they count in every language."""
    min_matches: Annotated[Whole, Field(ge=1)] = 2
    """From how many such stages on a map is reported."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map whose stages mirror the organisation."""
    preset = presets().get((journey.preset or "").strip())
    names = [stage.name for stage in journey.stages]
    if preset is not None and list(map(_bare, names)) == [_bare(stage.name) for stage in preset.stages]:
        return
    own = {_bare(term) for term in options.terms}
    matches = [i for i, name in enumerate(names) if _bare(name) in own or _of_a_process(name, look.language)]
    if len(matches) >= options.min_matches:
        found = [f"'{names[i]}'" for i in matches]
        listed = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
        are = "stages {} are" if len(found) > 1 else "stage {} is"
        yield Remark(
            ("stages", matches[0], "name"),
            f"{are.format(listed)} named after your departments or your sales; name what the customer is trying to do",
        )


def _of_a_process(name: str, language: str) -> bool:
    """Whether a stage, or one of those that its name joins (`Sales & marketing`), is one of the organisation."""
    expressions = _expressions(language)
    if expressions is None:
        return False
    speaks, terms = expressions
    parts = re.split(r"[&/+,:|]|\s[-–—]\s|\s(?:and|und|et|y|och)\s", name.lower())
    return not speaks.search(name) and any(terms.fullmatch(_bare(part)) for part in parts)


def _bare(name: str) -> str:
    """A name in small letters, without its number and the marks around it: `1. Sales` is `sales`."""
    return re.sub(r"^[\W\d_]+|\W+$", "", " ".join(name.lower().split()))


@cache
def _expressions(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words in which customers speak, and names of departments and processes, in a language that is known."""
    words = wording("process-stages", language)
    if not words:
        return None
    return re.compile(words["customer_speaks"], re.IGNORECASE), re.compile("|".join(words["terms"]))
