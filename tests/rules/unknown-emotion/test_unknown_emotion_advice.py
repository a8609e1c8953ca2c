"""What the rule advises: the nearest feelings, and the emotion as it could be written with a score."""

import datetime

import pytest

from cjm.atlas import Atlas, Look
from cjm.finding import Remark
from cjm.model import Journey
from cjm.rules.unknown_emotion import check


def remarks(emotion: object) -> list[Remark]:
    journey = Journey.model_validate(
        {"cjm": 1, "title": "T", "stages": [{"name": "S", "steps": [{"name": "I wait", "emotion": emotion}]}]}
    )
    look = Look(Atlas(), "a.cjm.yaml", datetime.date(2026, 12, 1), journey)
    return list(check(journey.stages[0], look))


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("frustated", "did you mean `frustrated`?"),
        ("HAPY", "did you mean `happy`?"),
        ("Very Anoyed", "did you mean `very annoyed`?"),
        ("slightly  hopefull", "did you mean `slightly hopeful`?"),
        ("releived 🙂", "did you mean `relieved`?"),
        ("frustration", "did you mean `frustrated`?"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_the_word_that_was_meant(written: str, advice: str) -> None:
    (remark,) = remarks(written)
    assert remark.help[0] == advice


def test_at_most_three_feelings_are_offered() -> None:
    for written in ("satisfed", "unsatisfid", "contend", "ated", "very ated"):
        assert sum(remark.help[0].count("` or `") for remark in remarks(written)) <= 2


@pytest.mark.parametrize(
    ("emotion", "scored"),
    [
        ("zonked", "{feeling: zonked, score: …}"),
        ("zonked out, really", '{feeling: "zonked out, really", score: …}'),
        (["happy", "zonked", "-1"], "{feeling: [happy, zonked, -1], score: …}"),
    ],
)
def test_a_word_that_resembles_none_is_answered_with_how_to_give_a_score(emotion: object, scored: str) -> None:
    (remark,) = remarks(emotion)
    assert remark.help == (f"give it a score, from -2 for bad to 2 for good: `emotion: {scored}`",)


def test_each_unknown_word_of_a_list_is_found_at_its_own_place() -> None:
    found = remarks(["zonked", "happy", "meh"])
    assert [remark.path[-2:] for remark in found] == [("feeling", 0), ("feeling", 2)]
