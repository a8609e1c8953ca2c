"""Thoughts are written as the customer would say them.

Fires on a thought that tells from outside what a customer thinks or wants: one that begins with the customer, the user
or the like, or with "he" or "she" that wonders or doubts, and that has no word such as "I" or "my". What customers
think of others passes (`She knows what she is doing`), and so do questions and quotations, and all thoughts of a
persona that has customers of its own, as its texts or its `vocabulary` show. Knows English, German, French, Spanish and
Swedish, and is silent in other languages.

Why it matters: Who writes "I" has to know what is really thought, and readers feel it. Sérgio Tavares rewrites findings
in the customer's voice for that reason, and Bitrix24, How to Create a Customer Journey Map, asks for the words that
customers use themselves; its examples say "I".

How to fix: Write what the customer would say aloud, best what somebody did say.

Example:

    - name: I compare plans
      thoughts: [The customer wonders which plan is cheaper]

Better:

    - name: I compare plans
      thoughts: ['Which plan is cheaper for me?']

When to ignore: Where the customers of your map think about customers of their own; better let their persona say that
they have some.
"""

import re
from collections.abc import Iterator
from functools import cache

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Texts
from cjm.vocabulary.wording import wording

SEVERITY = Severity.INFO
CATEGORY = Category.VOICE


class Options(Record):
    """What shows that a customer speaks."""

    pronouns: Texts = Field(default_factory=list)
    """Further words of the first person, such as those of a dialect."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each thought that is told from outside."""
    expressions = _expressions(look.language)
    if expressions is None:
        return
    first_person, about, customers = expressions
    own = {word.strip().lower() for word in options.pronouns}
    for index, thought in enumerate(step.thoughts):
        words = set(re.findall(r"\w+", thought.lower()))
        if not about.match(thought.strip(" -–—*…")) or not words.isdisjoint(first_person | own):
            continue
        if not look.personas_say(customers):
            yield Remark(
                ("thoughts", index),
                f"thought '{thought}' tells about the customer; write it as the customer would say it",
            )


@cache
def _expressions(language: str) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]] | None:
    """Words of the first person, how thoughts told from outside begin, and words for customers; `None` if unknown."""
    words = wording("thoughts", language)
    if not words:
        return None
    about = "|".join(pattern.replace("<inner>", words["parts"]["inner"]) for pattern in words["about"])
    customers = re.compile(wording("customers", language)["words"], re.IGNORECASE)
    return frozenset(words["first_person"]), re.compile(about, re.IGNORECASE), customers
