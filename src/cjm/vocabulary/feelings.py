"""Words for feelings, and how good or bad each feels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cjm.vocabulary import _read


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling that cjm can place on the curve."""

    word: str
    """As it is shown."""
    score: float
    """From -2 (very negative) to 2 (very positive)."""
    emoji: str | None
    emoji_only: bool = False
    """Whether it was written as an emoji."""


@cache
def builtin() -> dict[str, Feeling]:
    """The built-in feelings by word and by alias, all in lower case."""
    known: dict[str, Feeling] = {}
    for word, entry in _read("feelings").items():
        known[word] = Feeling(word, entry["score"], entry["emoji"])
    for entry in _read("feelings").values():
        for alias in entry["aliases"]:
            known.setdefault(alias, Feeling(alias, entry["score"], entry["emoji"]))
    return known


@cache
def _by_emoji() -> dict[str, Feeling]:
    return {
        _bare(entry["emoji"]): Feeling(word, entry["score"], entry["emoji"], emoji_only=True)
        for word, entry in _read("feelings").items()
    }


def _bare(emoji: str) -> str:
    """An emoji without the marks that only choose its colour or drawing."""
    return re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", emoji.strip())


class Feelings:
    """The vocabulary of one project: the built-in words and its own, case ignored."""

    def __init__(self, own: Mapping[str, tuple[float, str | None]] | None = None) -> None:
        """`own` holds the project's words with score and emoji; they win over the built-in ones."""
        self._own = {
            word.strip().lower(): Feeling(word.strip(), score, emoji) for word, (score, emoji) in (own or {}).items()
        }

    def find(self, word: str) -> Feeling | None:
        """The feeling that a word, alias, `very …`, `slightly …` or emoji names; `None` if it is unknown."""
        lowered = " ".join(word.lower().split())
        if feeling := self._own.get(lowered) or builtin().get(lowered):
            return feeling
        degree, _, rest = lowered.partition(" ")
        if rest and degree in ("very", "slightly") and (base := self._own.get(rest) or builtin().get(rest)):
            if degree == "slightly":
                score = base.score / 2
            else:
                score = max(-2.0, min(2.0, base.score + (base.score > 0) - (base.score < 0)))
            return Feeling(lowered, score, base.emoji)
        return _by_emoji().get(_bare(word))

    def words(self) -> list[str]:
        """All words and aliases, for "did you mean"."""
        return [*self._own, *builtin()]
