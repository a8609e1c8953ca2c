"""The figures of a map, against an example that was computed by hand."""

import pytest

from cjm import figures
from cjm.model import Evidence, Journey, Opportunity

SCORES = [-1.0, 1.0, -1.0, 1.0, -2.0, 1.0]


@pytest.fixture
def switching() -> Journey:
    """Six steps in four stages: somebody changes the provider of electricity."""
    return Journey.model_validate({
        "cjm": 1,
        "title": "I change my provider",
        "evidence": {"talks": {"type": "interview"}, "own": {"type": "internal"}},
        "stages": [
            {"name": "Need", "steps": [
                {"name": "I notice the higher bill", "emotion": {"feeling": "annoyed", "evidence": "talks"},
                 "pain_points": [{"text": "The bill", "severity": "medium", "frequency": "often",
                 "evidence": "talks"}]},
            ]},
            {"name": "Compare", "steps": [
                {"name": "I ask a friend", "emotion": "hopeful"},
                {"name": "I compare plans", "emotion": {"feeling": "confused", "evidence": "own"},
                 "pain_points": [{"text": "Words", "severity": "high", "frequency": "often", "evidence": "talks"}]},
            ]},
            {"name": "Switch", "steps": [
                {"name": "I order", "emotion": "relieved",
                 "pain_points": [{"text": "Form", "severity": "low", "frequency": "sometimes"}]},
                {"name": "I move my number", "evidence": "talks", "emotion": "frustrated",
                 "pain_points": [{"text": "Wait", "severity": "critical", "frequency": "sometimes"}]},
            ]},
            {"name": "Use", "steps": [{"name": "My first bill is lower", "emotion": "pleased"}]},
        ],
    })  # fmt: skip


def chain(*steps: dict[str, object]) -> Journey:
    return Journey.model_validate({"cjm": 1, "title": "t", "stages": [{"name": "s", "steps": list(steps)}]})


def test_the_worked_example_has_the_mood_that_was_computed_by_hand(switching: Journey) -> None:
    mood = figures.mood(SCORES, figures.main_path(switching))
    assert mood is not None
    assert mood.average == pytest.approx(-0.1667, abs=1e-4)
    assert (mood.highest, mood.lowest, mood.peak, mood.end) == (1, 4, 4, 5)
    assert mood.peak_end == -0.5
    assert mood.positive == 0.5
    assert mood.swing == pytest.approx(2.4)
    assert mood.fall == figures.Fall(3.0, 1, 4, 3)


def test_the_worked_example_has_the_friction_that_was_computed_by_hand(switching: Journey) -> None:
    found = figures.stage_friction(switching)
    assert [stage.mean for stage in found] == [2.0, 1.5, 1.25, 0.0]
    assert [round(stage.share, 2) for stage in found] == [0.27, 0.4, 0.33, 0.0]


def test_a_claim_is_backed_by_its_own_or_its_steps_evidence_unless_that_is_internal(switching: Journey) -> None:
    emotions = [step.emotion for step in switching.steps]
    found = figures.claims(switching, emotions, switching.evidence)
    assert figures.coverage(found) == figures.Coverage(5, 10)
    assert figures.coverage(found, "emotion") == figures.Coverage(2, 6)
    assert figures.coverage(found).share == 0.5
    assert [claim.sources for claim in found if claim.step == 4] == [("talks",), ("talks",)]


def test_gains_and_quotes_are_claims_too() -> None:
    journey = chain({"name": "a", "gains": ["fast"], "quotes": [{"text": "wow", "evidence": "x"}]})
    found = figures.claims(journey, [None], {"x": Evidence(type="survey")})
    assert [(claim.kind, claim.backed) for claim in found] == [("gain", False), ("quote", True)]
    assert figures.coverage([]).share == 0


def test_the_main_path_takes_the_first_way_and_each_step_once() -> None:
    journey = chain(
        {"name": "a", "next": ["c", "b"]}, {"name": "b"}, {"name": "c"}, {"name": "d", "next": ["a"]}, {"name": "e"}
    )
    assert figures.main_path(journey) == (0, 2, 3)


def test_the_main_path_ends_at_an_outcome_or_an_empty_next() -> None:
    assert figures.main_path(chain({"name": "a"}, {"name": "b", "outcome": "success"}, {"name": "c"})) == (0, 1)
    assert figures.main_path(chain({"name": "a", "next": []}, {"name": "b"})) == (0,)
    assert figures.main_path(chain({"name": "a", "outcome": "failure", "next": "c"}, {"name": "b"}, {"name": "c"})) == (
        0,
        2,
    )


def test_a_stage_without_steps_has_no_path_and_no_mood() -> None:
    journey = Journey.model_validate({"cjm": 1, "title": "t", "stages": [{"name": "s", "steps": []}]})
    assert figures.main_path(journey) == ()
    assert figures.mood([], ()) is None
    assert figures.stage_friction(journey) == (figures.StageFriction(0.0, 0.0),)


def test_steps_beside_the_main_path_do_not_count() -> None:
    mood = figures.mood([1.0, -2.0, 0.5], (0, 2))
    assert mood is not None
    assert (mood.lowest, mood.fall.points, mood.swing) == (2, 0.5, 0.5)


def test_gaps_are_passed_over_and_never_zero() -> None:
    mood = figures.mood([2.0, None, 1.0], (0, 1, 2))
    assert mood is not None
    assert (mood.average, mood.fall.steps) == (1.5, 2)
    assert figures.mood([None, None], (0, 1)) is None
    assert figures.mean([None, 1.0, 2.0]) == 1.5
    assert figures.mean([None]) is None


def test_the_most_intense_moment_is_the_bad_one_then_the_later_one() -> None:
    assert figures.mood([2.0, -2.0, 2.0], (0, 1, 2)).peak == 1  # type: ignore[union-attr]
    assert figures.mood([1.0, 2.0, 2.0], (0, 1, 2)).peak == 2  # type: ignore[union-attr]


def test_a_mood_that_only_rises_does_not_fall() -> None:
    assert figures.mood([-1.0, 0.0, 1.0], (0, 1, 2)).fall == figures.Fall(0.0, 0, 0, 0)  # type: ignore[union-attr]


def test_a_pain_point_without_severity_stands_outside_friction_and_is_counted() -> None:
    journey = chain({"name": "a", "pain_points": ["x", {"text": "y", "severity": "high", "frequency": "rare"}]})
    assert figures.friction(next(journey.steps)) == 0.75
    assert figures.unrated(journey) == 1


def test_opportunities_rank_by_twice_the_impact_less_the_effort_then_impact_then_order() -> None:
    weights = [(3, 1), (4, 3), (None, 2), (5, 5), (3, 1), (5, 1)]
    opportunities = [Opportunity(text="o", impact=impact, effort=effort) for impact, effort in weights]
    assert figures.rank(opportunities) == (5, 3, 1, 0, 4, 2)


@pytest.mark.parametrize(("impact", "effort", "name"), [
    (5, 1, "Do now"), (4, 3, "Plan next"), (4, 4, "Big bet"), (3, 2, "Do now"), (3, 3, "Plan next"),
    (3, 4, "Later"), (2, 1, "Later"), (None, 1, None), (5, None, None),
])  # fmt: skip
def test_the_cells_of_the_matrix_have_names(impact: int | None, effort: int | None, name: str | None) -> None:
    assert figures.quadrant(Opportunity(text="o", impact=impact, effort=effort)) == name


def test_the_journey_has_a_length_only_if_each_step_of_the_main_path_has_one() -> None:
    assert figures.days(chain({"name": "a", "duration": "2 days"}, {"name": "b", "duration": "2-4 weeks"})) == 23
    assert figures.days(chain({"name": "a", "duration": "2 days"}, {"name": "b"})) is None
    assert figures.days(chain({"name": "a", "duration": "1 d", "next": []}, {"name": "b"})) == 1
