"""Words for feelings, and how good or bad each feels.

`data/feelings.json` says where each of the 60 feelings stands, and `data/feelings.<language>.json` by which words it
goes in a language: the usual word first, then other forms and words. Languages hold words only, so that a translation
cannot disagree about a score. A language file is read when a map in that language is, and never before.

In a language file, `endings` lists the other endings of words that end so: with `"o/a": ["o", "a", "os", "as"]`,
`frustrado/a` stands for `frustrado`, `frustrada` and so on. The first ending that fits counts, and of a word with a `/`
or `(` the first two are its whole forms. `very` and `slightly` show by `…` where the feeling stands.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cjm.vocabulary import _read
from cjm.vocabulary.languages import primary

# What writers of Arabic set or leave out as they please, and the apostrophe of typographers.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670", ""),
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ة": "ه",
        "’": "'",
        "•": "·",
    }
)


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling that cjm can place on the curve."""

    word: str
    """The usual word for it, or the words that were looked up."""
    score: float
    """From -2 (very negative) to 2 (very positive)."""
    emoji: str | None
    emoji_only: bool = False
    """Whether it was written as an emoji."""


@dataclass(frozen=True, slots=True)
class Degree:
    """How strongly something is felt: words around a feeling."""

    frame: str
    """The words, bare, with `…` in place of the feeling: `very …`."""
    further: bool
    """Whether it is one step further from zero; half as far otherwise."""

    def of(self, score: float) -> float:
        """The score of a feeling in this degree; words end at -2 and 2."""
        if not self.further:
            return score / 2
        return max(-2.0, min(2.0, score + (score > 0) - (score < 0)))

    def within(self, text: str) -> str | None:
        """The feeling that a text speaks of in this degree; `None` if it is in another."""
        before, _, behind = self.frame.partition("…")
        if len(text) > len(before) + len(behind) and text.startswith(before) and text.endswith(behind):
            return text.removeprefix(before).removesuffix(behind).strip()
        return None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The feelings in one language."""

    known: Mapping[str, Feeling]
    """Each form of each word, bare."""
    emoji: Mapping[str, Feeling]
    degrees: tuple[Degree, ...]


@cache
def _lexicon(language: str) -> _Lexicon:
    """The feelings in a language (`de`); none where cjm does not speak it."""
    known: dict[str, Feeling] = {}
    emoji: dict[str, Feeling] = {}
    spoken = _spoken(language)
    endings = {bare(ending): [bare(other) for other in others] for ending, others in spoken.get("endings", {}).items()}
    for name, words in spoken["feelings"].items():
        entry = _read("feelings")[name]
        feeling = Feeling(words[0], entry["score"], entry["emoji"])
        emoji[_uncoloured(entry["emoji"])] = replace(feeling, emoji_only=True)
        for word in map(bare, words):
            known.update(dict.fromkeys([word, *_inflected(word, endings)], feeling))
    degrees = [Degree(bare(frame), further=True) for frame in spoken["very"]]
    degrees += [Degree(bare(frame), further=False) for frame in spoken["slightly"]]
    return _Lexicon(known, emoji, tuple(degrees))


@cache
def _proposals(language: str) -> Mapping[str, str]:
    """The words to propose in a language, bare and as they are spelt: of `frustrado/a` both its whole forms."""
    spoken = _spoken(language)
    words = [word for words in spoken["feelings"].values() for word in words]
    forms = (_inflected(word, spoken["endings"])[:2] if re.search("[/(]", word) else [word] for word in words)
    return {bare(form): form for both in forms for form in both}


def _spoken(language: str) -> Any:
    """What the file of a language says; nothing where there is none."""
    try:
        return _read(f"feelings.{language}")
    except FileNotFoundError:
        return {"very": [], "slightly": [], "feelings": {}}


def _inflected(word: str, endings: Mapping[str, list[str]]) -> list[str]:
    """The other forms of a word, by the first ending that it has."""
    for ending, others in endings.items():
        if word.endswith(ending):
            return [word.removesuffix(ending) + other for other in others]
    return []


def bare(text: str) -> str:
    """A text without what makes no difference: case, surplus spaces, and the vowel signs of Arabic."""
    return " ".join(unicodedata.normalize("NFC", text.casefold()).translate(_SAME).split())


def _uncoloured(emoji: str) -> str:
    """An emoji without the marks that only choose its colour or drawing."""
    return re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", emoji.strip())


def _lexicons(language: str) -> list[_Lexicon]:
    """Where to look a word up: in the language of the map, then in English."""
    return [_lexicon(one) for one in dict.fromkeys((primary(language), "en"))]


class Feelings:
    """The vocabulary of one project: the built-in words and its own, case ignored."""

    def __init__(self, own: Mapping[str, tuple[float, str | None]] | None = None) -> None:
        """`own` holds the project's words with score and emoji; they win over the built-in ones."""
        self._own = {bare(word): Feeling(word.strip(), score, emoji) for word, (score, emoji) in (own or {}).items()}

    def find(self, word: str, language: str = "en") -> Feeling | None:
        """The feeling that a word, `very …`, `slightly …` or an emoji names in a language; `None` if it is unknown."""
        text = bare(word)
        if feeling := self._named(text, language):
            return feeling
        for degree, rest in self.degrees(text, language):
            if feeling := self._named(rest, language):
                return Feeling(word.strip(), degree.of(feeling.score), feeling.emoji)
        sign = _uncoloured(word)
        return next((lexicon.emoji[sign] for lexicon in _lexicons(language) if sign in lexicon.emoji), None)

    def _named(self, text: str, language: str) -> Feeling | None:
        if feeling := self._own.get(text):
            return feeling
        return next((lexicon.known[text] for lexicon in _lexicons(language) if text in lexicon.known), None)

    def degrees(self, text: str, language: str) -> Iterator[tuple[Degree, str]]:
        """The degrees that a bare text could be in, each with the feeling that is left without it."""
        for lexicon in _lexicons(language):
            for degree in lexicon.degrees:
                if rest := degree.within(text):
                    yield degree, rest

    def words(self, language: str = "en") -> dict[str, str]:
        """Words to propose in a language and in English, bare and as they are spelt, for "did you mean"."""
        own = {text: feeling.word for text, feeling in self._own.items()}
        return {**_proposals("en"), **_proposals(primary(language)), **own}
