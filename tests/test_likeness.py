"""Texts that say the same in much the same words are found, also among thousands."""

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from cjm.likeness import first_alike
from cjm.vocabulary.wording import wording

SMALL = frozenset(wording("small-words", "en")["words"])
WORDS = ["the", "form", "forgets", "my", "new", "old", "address", "card", "again"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS)).map(" ".join))


def one_by_one(texts: list[str], threshold: float) -> list[int | None]:
    """The same by comparing each with each."""
    bags = [frozenset(re.findall(r"\w+", text)) - SMALL for text in texts]

    def alike(one: frozenset[str], other: frozenset[str]) -> bool:
        return min(len(one), len(other)) >= 3 and len(one & other) >= threshold * len(one | other) - 1e-9

    return [next((at for at in range(index) if alike(bags[at], bag)), None) for index, bag in enumerate(bags)]


@given(TEXTS, st.sampled_from([0.55, 0.6, 0.75, 0.8, 1.0]))
def test_the_first_text_that_is_alike_is_found(texts: list[str], threshold: float) -> None:
    assert first_alike(texts, "en", threshold) == one_by_one(texts, threshold)


def test_small_words_and_capitals_make_no_difference() -> None:
    assert first_alike(["The form forgets my address", "form forgets OUR address"], "en", 0.8) == [None, 0]
    assert first_alike(["It is slow", "It is slow"], "en", 0.8) == [None, None]


def test_without_small_words_only_the_very_same_words_are_alike() -> None:
    texts = ["het formulier vergeet mijn adres", "het formulier vergeet ons adres", "Mijn adres vergeet het formulier"]
    assert first_alike(texts, "nl", 0.6) == [None, None, 0]
    assert first_alike(texts, "en", 0.6) == [None, 0, 0]


def test_thousands_of_texts_are_compared_in_a_moment() -> None:
    same = ["The form forgets my address"] * 10_000
    nearly = [f"one two three form seven eight nine nobody else {number}" for number in range(10_000)]
    other = [f"The form {number} forgets address" for number in range(10_000)]
    start = time.perf_counter()
    assert set(first_alike(same, "en", 0.8)) == {None, 0}
    assert set(first_alike(nearly, "en", 0.8)) == {None, 0}
    assert set(first_alike(other, "en", 0.8)) == {None}
    assert time.perf_counter() - start < 10
