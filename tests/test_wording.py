"""The words that rules look for lie in one file for each topic and language."""

from collections import defaultdict
from pathlib import Path

import pytest

import cjm.vocabulary
from cjm.vocabulary.wording import wording, words

FILES = sorted((Path(cjm.vocabulary.__file__).parent / "data" / "wording").glob("*.json"))
LANGUAGES = {"en", "de", "fr", "es", "sv"}


def test_a_region_makes_no_difference_to_the_words_of_a_language() -> None:
    assert wording("vague-text", "de")
    assert wording("vague-text", "de-AT") == wording("vague-text", "de")
    assert wording("vague-text", "DE") == wording("vague-text", "de")


@pytest.mark.parametrize(("topic", "language"), [("vague-text", "nl"), ("no-such-topic", "en"), ("vague-text", "")])
def test_a_language_or_topic_without_a_file_has_no_words(topic: str, language: str) -> None:
    assert wording(topic, language) == {}


def test_every_topic_has_its_words_in_all_languages() -> None:
    topics = defaultdict(set)
    for file in FILES:
        topic, language, _ = file.name.split(".")
        topics[topic].add(language)
    assert len(topics) >= 3
    assert {topic: sorted(LANGUAGES ^ languages) for topic, languages in topics.items() if languages != LANGUAGES} == {}


@pytest.mark.parametrize("topic", ["vague-text", "generic-persona", "solution-as-opportunity"])
def test_the_files_of_a_topic_hold_the_same_lists_in_small_letters(topic: str) -> None:
    tables = {language: wording(topic, language) for language in LANGUAGES}
    assert {language: sorted(table) for language, table in tables.items()} == {
        language: sorted(tables["en"]) for language in LANGUAGES
    }
    for language, table in tables.items():
        for key, entries in table.items():
            if isinstance(entries, list):
                assert [entry for entry in entries if entry != entry.casefold() or not words(entry)] == [], language
                assert len(set(entries)) == len(entries), f"{language}: {key} says something twice"


def test_words_are_compared_in_small_letters_and_without_signs() -> None:
    assert words("It's TOO slow, l\u2019attente!") == ["it", "s", "too", "slow", "l", "attente"]
