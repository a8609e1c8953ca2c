"""No text of a map or persona is a leftover of the template.

A text that as a whole is `TODO`, `TBD`, `TBC`, `FIXME`, `XXX`, `lorem ipsum`, `...` or `?`, a number in place of a
name (`Step 3`, `Stage 2`, `Persona 1`), or a hint in brackets (`[...]`, `<your goal>`); or that begins with `TODO:`
or `FIXME:`. Capitals and punctuation around it make no difference. Thoughts may be `...` or `?`, for customers do
think that. In Spanish, Portuguese and Galician maps, where `todo` is a word, only `TODO` in capitals counts.

Why it matters: In a finished report a leftover reads like a finding, or like carelessness. The Bitrix24 guide notes
how little a fresh template says before people fill it, and First Loop's article on customer journey maps warns of
superficial maps.

How to fix: Write what belongs there. If nobody knows it yet, remove the key or the entry; then the gap shows as a
gap.

Example:

    - name: Step 3
      actions: [TBD]

Better:

    - name: Scan the parcel code
      actions: [I hold my phone over the label]

When to ignore: Where the text is meant as it stands, such as a product that is called TBD.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Change, Path, Remark, Severity
from cjm.model import Journey, PersonaFields, Record
from cjm.model.base import Many, Texts
from cjm.model.texts import texts
from cjm.vocabulary.languages import primary

SEVERITY = Severity.WARNING
ALSO = (Severity.INFO,)
CATEGORY = Category.COMPLETENESS
FIX = "unsafe"
SKETCH = True

_LEFTOVER = re.compile(
    r"""
    [\W_]*(?:
        (?:(?P<todo>todo)|tbd|tbc|fixme|xxx|lorem\s+ipsum|(?:step|stage|persona)\s*[\#<\[(]?\s*(?:[0-9]+|n))[\W_]*$
        |(?:(?P<todo_colon>todo)|fixme)\s*[:\uff1a]
    )
    |\[[^\[\]]*\]$
    |<[^<>@/]*>$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = re.compile(r"[\[({<\"'`\s]*(?:\.\.|\u2026|\.?[?\uff1f\u061f])[.\u2026?\uff1f\u061f]*[\])}>\"'`\s]*")
"""Nothing but dots or question marks, those of Chinese, Japanese and Arabic among them."""
_TODO_LANGUAGES = frozenset({"es", "pt", "gl", "ast"})
"""Languages in which `todo` means all."""
_UNSAID = frozenset({"text", "feeling", "who", "from"})
"""Keys that most authors leave out, since a plain text stands for them."""
_NEEDED = _UNSAID | {"title", "name", "id", "to"}
"""Keys that cannot go alone from where they stand."""


class Options(Record):
    """What else is a placeholder, and where they are harmless."""

    patterns: Texts = Field(default_factory=list)
    """Further placeholders of your templates; `*` stands for any text: `to be filled in*`."""
    allow_in_status: Annotated[list[Literal["draft", "in-review", "published"]], Many] = Field(default_factory=list)
    """In maps with this status a placeholder is only an info."""


def check(thing: Journey | PersonaFields, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each text that stands in for one that is still to be written."""
    own = [_pattern(pattern) for pattern in options.patterns]
    lenient = look.journey is not None and look.journey.status in options.allow_in_status
    capitals = primary(look.language) in _TODO_LANGUAGES
    for path, text in texts(thing):
        bare = text.strip()
        left = _placeholder(bare, "thoughts" in path, capitals) or (own and any(p.fullmatch(bare) for p in own))
        if left and not (isinstance(thing, Journey) and _elsewhere(path)):
            key = next((part for part in reversed(path) if isinstance(part, str) and part not in _UNSAID), "text")
            yield Remark(
                path,
                f"'{_short(bare)}' in `{key}` is a placeholder; write what belongs there, or remove it",
                severity=Severity.INFO if lenient else None,
                # Where the key is needed, only a short form can go, and with it all that stands there.
                change=Change("remove", path[:-1] if path[-1] in _NEEDED else path, safe=False),
            )


def _placeholder(text: str, thought: bool, capitals: bool) -> bool:
    """Whether a text as a whole is a leftover; `capitals` where `todo` is a word of the language."""
    if _MARKS.fullmatch(text):
        return not thought
    leftover = _LEFTOVER.match(text)
    if leftover is None:
        return False
    todo = leftover["todo"] or leftover["todo_colon"]
    return todo is None or todo == "TODO" or not capitals


def _elsewhere(path: Path) -> bool:
    """Whether a text of a map is looked at elsewhere: personas on their own, references and options not at all."""
    return path[0] in ("persona", "personas") or path[:2] == ("lint", "options")


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern of the settings as an expression: `*` is any text, capitals make no difference."""
    return re.compile(".*".join(map(re.escape, text.strip().split("*"))), re.IGNORECASE | re.DOTALL)


def _short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59].rstrip() + "\u2026"
