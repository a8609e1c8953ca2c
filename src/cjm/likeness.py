"""Which texts say the same in much the same words."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from cjm.vocabulary.wording import wording

MIN_WORDS = 3
"""How many words a text needs to be compared."""


def first_alike(texts: Sequence[str], language: str, threshold: float) -> list[int | None]:
    """For each text, the position of the first one before it that is much like it; `None` where there is none.

    Two texts are alike where the words that both share are at least `threshold` of all their words; small words such as
    "the" and "my" do not count. In a language whose small words are not known only the very same words are alike.
    """
    small = frozenset(wording("small-words", language).get("words", ()))
    share = threshold if small else 1.0
    bags = [frozenset(re.findall(r"\w+", text.casefold())) - small for text in texts]
    counts = Counter(word for words in bags for word in words)
    same: dict[frozenset[str], int] = {}
    shelves: dict[str, dict[tuple[int, int], list[int]]] = {}
    answers: list[int | None] = []
    for at, words in enumerate(bags):
        if len(words) < MIN_WORDS:
            answers.append(None)
            continue
        if words in same:
            known = answers[same[words]]
            answers.append(same[words] if known is None else known)
            continue
        same[words] = at
        # Two texts that are alike share one of their rarest words; how rare it is for both, and how long both are,
        # says how much they can share at most. So only few have to be compared, also among thousands.
        rarest = sorted(words, key=lambda word: (counts[word], word))
        rarest = rarest[: len(words) - math.ceil(share * len(words) - 1e-9) + 1]
        found: int | None = None
        for place, word in enumerate(rarest):
            for (other_place, length), others in shelves.get(word, {}).items():
                most = min(len(words) - place, length - other_place)
                if _alike(most, len(words) + length - most, share):
                    near = (other for other in others if _alike(*_shared(words, bags[other]), share))
                    first = next(near, None)
                    found = first if found is None or (first is not None and first < found) else found
        for place, word in enumerate(rarest):
            shelves.setdefault(word, {}).setdefault((place, len(words)), []).append(at)
        answers.append(found)
    return answers


def _shared(words: frozenset[str], others: frozenset[str]) -> tuple[int, int]:
    """How many words two texts share, and how many both have together."""
    shared = len(words & others)
    return shared, len(words) + len(others) - shared


def _alike(shared: int, together: int, share: float) -> bool:
    return shared >= share * together - 1e-9


def distance(a: str, b: str) -> int:
    """How many letters have to be put in, taken out or changed to make one word of the other (Levenshtein, 1965)."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]
