"""Steps and actions say what the customer does, not what the organisation does.

Looks at the names and actions of the customer's steps. Fires on texts in which the organisation acts: as "we" with the
work of a provider (`We send the contract`), as a department or a system (`The system creates a CRM record`), with the
customer as object (`Notify the customer`), or hidden behind the passive voice (`Invoice is generated`). Texts in which
the customer speaks (`The system sends me a code`) or a persona is named pass, and so do quotations. "We" and "the
customer" are left alone where a persona has customers of its own, as its texts or its `vocabulary` show. Knows English,
German, French, Spanish and Swedish, and is silent in other languages.

Why it matters: A map that is written from inside shows the organisation's process with the customer as its cargo.
Bitrix24, How to Create a Customer Journey Map, counts maps that follow business processes among the common mistakes,
and Essense gives the creation of a CRM record as its example of such wording.

How to fix: Ask what the customer does or notices at that moment, and write it as they would tell it. What the
organisation does goes into `backstage`, `frontstage` or `systems`; a step that is wholly its own has `actor:
organisation`.

Example:

    - name: We send the contract
      actions: [The system creates a CRM record]

Better:

    - name: I get the contract by e-mail
      actions: [I read it on my phone]
      backstage: [The system creates a CRM record]

When to ignore: Where "we" are customers who do what a provider would do: a comment with that reason helps readers too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Many, Texts
from cjm.vocabulary.wording import wording

SEVERITY = Severity.WARNING
CATEGORY = Category.VOICE


class Options(Record):
    """Where to look, and for what else."""

    patterns: Texts = Field(default_factory=list)
    """Further wordings of the organisation, in any language; `*` stands for any text: `Field service visits*`."""
    fields: Annotated[list[Literal["name", "actions"]], Many] = Field(default=["name", "actions"])
    """Which texts of a step are looked at."""


@dataclass(frozen=True)
class Voice:
    """How an organisation sounds in a language."""

    customer_speaks: re.Pattern[str]
    """Words such as "I" and "my", which show that the customer tells what happens."""
    customers: re.Pattern[str]
    """Words for customers."""
    plain: tuple[re.Pattern[str], ...]
    """Sentences that only an organisation would say."""
    ambiguous: tuple[re.Pattern[str], ...]
    """Sentences that somebody with customers of their own would say too."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each text of a customer's step in which the organisation acts."""
    if step.actor != "customer":
        return
    own = [_pattern(pattern) for pattern in options.patterns]
    for path, text in _texts(step, options):
        if any(pattern.fullmatch(text.strip()) for pattern in own) or _organisation_acts(text, look):
            yield Remark(
                path,
                f"'{text}' tells what the organisation does; write what the customer does or notices",
                help=("what the organisation does goes into `backstage`; a step of its own has `actor: organisation`",),
            )


def _texts(step: Step, options: Options) -> Iterator[tuple[Path, str]]:
    if "name" in options.fields:
        yield ("name",), step.name
    if "actions" in options.fields:
        for index, action in enumerate(step.actions):
            yield ("actions", index), action


def _organisation_acts(text: str, look: Look) -> bool:
    voice = _voice(look.language)
    if voice is None:
        return False
    suspects = [
        (sentence, plain)
        for sentence in _sentences(text)
        if not voice.customer_speaks.search(sentence)
        and ((plain := _any(voice.plain, sentence)) or _any(voice.ambiguous, sentence))
    ]
    if not suspects:
        return False
    names = {name.strip(",.:") for persona in look.personas for name in persona.name.split()[:1]}
    names = {name for name in names if name[:1].isupper() and not voice.customers.fullmatch(name)}
    business = look.personas_say(voice.customers)
    return any(
        (plain or not business) and not names & set(re.findall(r"\w+", sentence)) for sentence, plain in suspects
    )


def _any(patterns: tuple[re.Pattern[str], ...], sentence: str) -> bool:
    return any(pattern.match(sentence) for pattern in patterns)


def _sentences(text: str) -> list[str]:
    """The sentences of a text, without what stands between quotation marks."""
    told = re.sub(r"\"[^\"]*\"|[“„][^“”]*[“”]|«[^»]*»|»[^«]*«|(?<!\w)['‘‚][^'’‘]*['’‘](?!\w)", "…", text)
    return [sentence for part in re.split(r"[.;!?]\s+", told) if (sentence := " ".join(part.split()))]


@cache
def _voice(language: str) -> Voice | None:
    """How an organisation sounds in a language; `None` where nobody has written it down."""
    words = wording("company-voice", language)
    if not words:
        return None

    def compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_filled(pattern, words["parts"]), re.IGNORECASE) for pattern in patterns)

    return Voice(
        re.compile(words["customer_speaks"], re.IGNORECASE),
        re.compile(wording("customers", language)["words"], re.IGNORECASE),
        compiled(words["patterns"]),
        compiled(words["ambiguous"]),
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with its parts, such as `<customer>`, put in."""
    return re.sub(r"<(\w+)>", lambda part: f"(?:{_filled(parts[part[1]], parts)})", pattern)


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern of the settings as an expression: `*` is any text, capitals make no difference."""
    return re.compile(".*".join(map(re.escape, text.strip().split("*"))), re.IGNORECASE | re.DOTALL)
