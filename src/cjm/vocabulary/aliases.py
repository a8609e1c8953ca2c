"""What an author most likely meant: other words for keys and values, other spellings, and slips of the finger.

All answers are lists, the best guess first, and empty where a guess would be silly.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from cjm.vocabulary import _read

_LIMIT = 3
_SAME_PLACE = {
    "inline_persona": "persona",
    "persona_fields": "persona",
    "lint_levels": "lint",
    "lint_settings": "lint",
    "group": "contributor",
}
"""Parts of a file whose keys go by other words in the same way as another part's."""


def meant_key(written: str, known: Collection[str], place: str) -> list[str]:
    """The keys among `known` that an unknown key may stand for.

    `place` names the part of the file that the key stands in (`journey`, `step`, `pain_point` …), because one
    word means different things in different parts: `impact` is the severity of a pain point.
    """
    if found := _same(written, known):
        return found
    folded = _fold(place)
    tables = [_words("keys", _SAME_PLACE.get(folded, folded)), _words("keys", "*")]
    for table in tables:
        if found := _listed(written, table, known):
            return found
    if found := _close(written, known):
        return found
    for table in tables:
        for word in _close(written, [word for word in table if len(word) > 5]):
            if found := _listed(word, table, known):
                return found
    return []


def meant_value(written: str, allowed: Collection[str], key: str) -> list[str]:
    """The values among `allowed` that a wrong value of `key` may stand for: `as-is` is `current`."""
    return (
        _same(written, allowed) or _listed(written, _words("values", _fold(key)), allowed) or _close(written, allowed)
    )


def respelt(written: str, names: Iterable[str]) -> str | None:
    """The name that differs from a written one in case, joints or number alone: `pain points` is `pain_points`."""
    return next(iter(_same(written, names)), None)


def closest(written: str, names: Iterable[str], limit: int = _LIMIT) -> list[str]:
    """The names that look like a written one, such as ids or rules; then those that hold all its words."""
    names = list(dict.fromkeys(names))
    found = _same(written, names) or _close(written, names)
    parts = set(_fold(written).split("_"))
    if len(written) > 3:
        found += [name for name in names if name not in found and parts <= set(_fold(name).split("_"))]
    return found[:limit]


def _fold(word: str) -> str:
    """Small letters with one `_` between words, however they were joined: `painPoints` is `pain_points`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", word.replace("'", "").replace("’", ""))
    return "_".join(re.findall(r"[^\W_]+", parted.lower()))


def _stem(word: str) -> str:
    """A folded word without what joins its parts and without the ending of the plural."""
    joined = word.replace("_", "")
    if len(joined) > 4 and joined.endswith("ies"):
        return joined[:-3] + "y"
    return joined[:-1] if len(joined) > 2 and joined.endswith("s") and not joined.endswith("ss") else joined


def _same(written: str, names: Iterable[str]) -> list[str]:
    """Names that differ in case, joints or number alone."""
    folded = _fold(written)
    stem = _stem(folded)
    same = [name for name in names if stem and _stem(_fold(name)) == stem]
    return sorted(same, key=lambda name: (_fold(name) != folded, name))[:_LIMIT]


@cache
def _words(what: str, place: str) -> Mapping[str, list[str]]:
    """Other words for keys of a place or for values of a key, each with what it stands for."""
    meant: dict[str, list[str]] = {}
    for target, words in _read("aliases")[what].get(place, {}).items():
        for word in words:
            meant.setdefault(_fold(word), []).append(target)
    return meant


def _listed(written: str, table: Mapping[str, list[str]], names: Collection[str]) -> list[str]:
    """What the table says of a word, or of its singular or plural."""
    folded = _fold(written)
    targets = table.get(folded) or next((table[word] for word in table if _stem(word) == _stem(folded)), [])
    return [target for target in targets if target in names][:_LIMIT]


def _close(written: str, names: Iterable[str]) -> list[str]:
    """Names that a slip or two of the finger turn into the written one; the shorter, the fewer slips."""
    own = _fold(written).replace("_", "")
    slips = 0 if len(own) < 3 else 1 if len(own) < 6 else 2 if len(own) < 11 else 3
    near: dict[str, int] = {}
    for name in names:
        other = _fold(name).replace("_", "")
        if abs(len(own) - len(other)) > slips or (len(own) < 6 and own[:1] != other[:1]):
            continue
        distance = _distance(own, other)
        if 0 < distance <= slips:
            near[name] = distance
    best = min(near.values(), default=0)
    return sorted(name for name, distance in near.items() if distance == best)[:_LIMIT]


def _distance(one: str, other: str) -> int:
    """How many letters have to be added, removed, replaced or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
