"""Texts are short enough to be read at a glance.

A text that is longer than the report shows well: the name of a step, the reason of a moment of truth, an action, a
thought, a pain point, an opportunity, an entry of `backstage`, or a feeling. Each has a limit of its own, in
characters; those of Chinese, Japanese and Korean count twice, as they are twice as wide.

Why it matters: A map is read standing, from some way off, and its columns are narrow: what runs over many lines pushes
everything below it away. More than Metrics, About journey maps, asks for titles that are short and still concrete. The
limits are our own, from the widths of our report.

How to fix: Keep what happens and move the rest to where there is room: several entries instead of one, `situation` or
`because` for the circumstances, `ideas` for the details of an opportunity.

Example:

    - name: I call the shop again because nobody has told me whether the bike is ready

Better:

    - name: I call the shop and ask for my bike
      situation: Nobody has told me whether it is ready

When to ignore: Where the wording is the point, or where the map is only read as a document. Each limit can be changed,
and 0 is no limit.
"""

import re
import unicodedata
from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Emotion, Opportunity, PainPoint, Record, Stage, Step
from cjm.model.base import Count

SEVERITY = Severity.INFO
CATEGORY = Category.VOICE

_SHOWN = 40
"""How much of a long text the message repeats, in characters."""
_DEGREE = re.compile(r"^\s*(?:very|slightly)\s+", re.IGNORECASE)


class Options(Record):
    """How many characters show well; 0 is no limit."""

    step_name: Count = 45
    """Names of steps."""
    moment_of_truth: Count = 28
    """Reasons of moments of truth: three lines above the curve."""
    action: Count = 80
    """Entries of `actions`."""
    thought: Count = 60
    """Entries of `thoughts`."""
    pain_point: Count = 60
    """Texts of pain points."""
    opportunity: Count = 60
    """Texts of opportunities."""
    backstage: Count = 50
    """Entries of `backstage` of steps."""
    feeling: Count = 14
    """Feelings, each by itself; `very` and `slightly` do not count."""


_ADVICE = {
    "step_name": "keep what the customer does; circumstances fit under `situation`",
    "moment_of_truth": "keep the reason in one short sentence; circumstances fit under `situation`",
    "action": "make several entries of it, one thing each",
    "thought": "keep the sentence that the customer would say",
    "pain_point": "keep what goes wrong; what the customer thinks of it fits under `thoughts`",
    "opportunity": "keep the need; details fit under `ideas`",
    "backstage": "keep who does what; how it works fits under `support`",
    "feeling": "name the feeling; the reason fits under `because`",
}


def check(thing: Stage | Step | PainPoint | Opportunity, look: Look, options: Options) -> Iterator[Remark]:
    """Report texts that are longer than the report shows well."""
    for field, path, text in _texts(thing):
        limit: int = getattr(options, field)
        # A text in scripts of any width cannot be wider than twice its length.
        if limit and 2 * len(text) > limit and (length := _length(text)) > limit:
            yield Remark(
                path,
                f"{field.replace('_', ' ')} '{_beginning(text)}' has {length} characters, "
                f"and the report shows up to {limit} well",
                help=(_ADVICE[field],),
            )


def _texts(thing: Stage | Step | PainPoint | Opportunity) -> Iterator[tuple[str, Path, str]]:
    """The texts that a thing has itself: the option with their limit, the path, and the text."""
    if isinstance(thing, PainPoint):
        yield "pain_point", ("text",), thing.text
    elif isinstance(thing, Opportunity):
        yield "opportunity", ("text",), thing.text
    else:
        if isinstance(thing, Step):
            yield from _step(thing)
        if thing.emotion is not None:
            yield from _feelings(thing.emotion)


def _step(step: Step) -> Iterator[tuple[str, Path, str]]:
    yield "step_name", ("name",), step.name
    if isinstance(step.moment_of_truth, str):
        yield "moment_of_truth", ("moment_of_truth",), step.moment_of_truth
    lists = (("action", "actions", step.actions), ("thought", "thoughts", step.thoughts))
    for option, key, entries in (*lists, ("backstage", "backstage", step.backstage)):
        for index, entry in enumerate(entries):
            yield option, (key, index), entry


def _feelings(emotion: Emotion) -> Iterator[tuple[str, Path, str]]:
    for index, feeling in enumerate(emotion.feeling):
        yield "feeling", ("emotion", "feeling", index), _DEGREE.sub("", feeling, count=1)


def _length(text: str) -> int:
    """The characters of a text on one line; wide ones count twice, and accents of their own do not count."""
    line = " ".join(text.split())
    if line.isascii():
        return len(line)
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line if not unicodedata.combining(letter)
    )


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "\u2026"
