"""The figures of a map, against an example that was computed by hand."""

import datetime
from typing import Any

import pytest

from cjm import figures
from cjm.model import Evidence, Journey, Opportunity, PainPoint, Share

TODAY = datetime.date(2026, 12, 1)

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
                {"name": "I move my number", "evidence": "talks", "emotion": "frustrated", "moment_of_truth": True,
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
    assert (mood.highs, mood.lows) == ((1, 3, 5), (4,))
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


def test_the_worked_example_has_all_its_strong_claims_backed(switching: Journey) -> None:
    emotions = [step.emotion for step in switching.steps]
    found = figures.claims(switching, emotions, switching.evidence)
    assert figures.strong(switching, found, SCORES, switching.evidence) == figures.Coverage(4, 4)


def test_strong_claims_are_severe_pains_extreme_feelings_and_moments_of_truth() -> None:
    journey = chain(
        {"name": "a", "pain_points": [{"text": "x", "severity": "high"}, {"text": "y", "severity": "medium"}]},
        {"name": "b", "emotion": 2},
        {"name": "c", "emotion": 1.9, "moment_of_truth": "It decides."},
        {"name": "d", "moment_of_truth": True, "evidence": "talks"},
        {"name": "e", "moment_of_truth": " "},
    )
    evidence = {"talks": Evidence(type="interview")}
    scores = [None, 2.0, 1.9, None, None]
    found = figures.claims(journey, [step.emotion for step in journey.steps], evidence)
    assert figures.strong(journey, found, scores, evidence) == figures.Coverage(1, 4)
    assert figures.strong(journey, found, scores, {}) == figures.Coverage(0, 4)


def test_all_steps_of_a_tie_are_the_valley() -> None:
    mood = figures.mood([-1.0, 0.0, -1.0, None], (0, 1, 2, 3))
    assert mood is not None
    assert (mood.lowest, mood.lows, mood.highs) == (0, (0, 2), (1,))


def test_the_age_of_evidence_is_that_of_the_newest_source_of_a_claim_as_the_median_over_claims() -> None:
    journey = chain(
        {"name": "a", "pain_points": [{"text": "x", "evidence": ["old", "new"]}, {"text": "y", "evidence": "old"}]},
        {"name": "b", "pain_points": [{"text": "z", "evidence": "mid"}, {"text": "w", "evidence": "undated"}, "v"]},
    )
    evidence = {
        "old": Evidence.model_validate({"date": "2024-12"}),
        "mid": Evidence.model_validate({"date": "2026-05"}),
        "new": Evidence.model_validate({"date": "2020", "confirmed": "2026-11-01"}),
        "undated": Evidence(),
    }
    found = figures.claims(journey, [None, None], evidence)
    assert figures.typical_age(found, evidence, TODAY) == pytest.approx(184 / figures.DAYS_OF_A_MONTH)
    assert figures.newest(list(evidence.values()), TODAY) == pytest.approx(30 / figures.DAYS_OF_A_MONTH)
    assert figures.typical_age(found, {}, TODAY) is None
    assert figures.newest([Evidence()], TODAY) is None
    assert figures.age(Evidence.model_validate({"date": "2026"}), TODAY) == 0


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


def test_a_severe_pain_is_covered_by_an_opportunity_that_is_not_dismissed_and_left_out_if_accepted() -> None:
    high, low = PainPoint(text="x", severity="critical"), PainPoint(text="y", severity="medium")
    accepted = PainPoint(text="z", severity="high", accepted="The law wants it.")
    done, dismissed = Opportunity(text="o", status="done"), Opportunity(text="o", status="dismissed")
    found = figures.severe_answered(
        [(high, [dismissed, done]), (high, [dismissed]), (high, []), (low, []), (accepted, [])]
    )
    assert found == figures.Answered(answered=1, severe=3, accepted=1)
    assert found.share == pytest.approx(1 / 3)
    assert figures.severe_answered([(low, [done])]).share is None


def test_the_worked_example_of_rice_is_1067() -> None:
    # Impact 2 of RICE, high, is 4 of 5 here.
    one = Opportunity(text="o", reach="2000", impact=4, confidence=Share(0.8), effort=3)
    assert round(figures.rice(one) or 0) == 1067
    for missing in ("reach", "impact", "confidence", "effort"):
        assert figures.rice(one.model_copy(update={missing: None})) is None


@pytest.mark.parametrize(("impact", "counts"), [(5, 3), (4, 2), (3, 1), (2, 0.5), (1, 0.25)])
def test_an_impact_from_1_to_5_is_put_on_the_scale_of_rice(impact: int, counts: float) -> None:
    assert figures.rice(Opportunity(text="o", reach="1", impact=impact, confidence=Share(1), effort=1)) == counts


@pytest.mark.parametrize(("text", "customers"), [
    ("2000", 2000), ("300 a month", 300), ("about 2,500 customers", 2500), ("2.500 im Monat", 2500),
    ("12 000 par an", 12000), ("1’200", 1200), ("0", 0), ("~2000", 2000), ("300/month", 300),
    (None, None), ("", None), ("many", None), ("300-500 a month", None), ("1 in 3 customers", None), ("35%", None),
    ("35 % of all", None), ("3k", None), ("2 million", None), ("2.5", None), ("1,5", None), ("Q3", None),
    ("12345678,123", None), ("1. of all", None), ("alert(1)", None), ("300 in 6 months", None),
])  # fmt: skip
def test_reach_is_the_one_whole_number_of_its_text(text: str | None, customers: int | None) -> None:
    assert figures.reach(text) == customers


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


# completeness and maturity --------------------------------------------------------------------------


STEP: dict[str, Any] = {
    "name": "a", "emotion": -1, "pain_points": [], "touchpoints": ["Shop @ store"], "actions": ["I go"],
    "thoughts": "Why?",
}  # fmt: skip
FULL: dict[str, Any] = {
    "cjm": 1, "title": "t", "persona": {"name": "Ada"}, "goal": "g", "scenario": "s",
    "scope": {"start": "a", "end": "b"}, "state": "current", "basis": "research", "owner": "Kim",
    "reviewed": "2026-11-01", "evidence": {"talks": {"type": "interview", "date": "2026-01"}},
    "metrics": {"nps": {"value": 3, "target": 9}},
    "stages": [{"name": "s", "steps": [STEP]}, {"name": "t", "steps": [STEP]}, {"name": "u", "steps": [STEP]}],
}  # fmt: skip
OPPORTUNITY = {"text": "o", "owner": "Kim", "status": "planned", "due": "2027-01-01"}


def mapped(**changes: Any) -> Journey:
    data = {**FULL, **changes}
    return Journey.model_validate({key: value for key, value in data.items() if value is not None})


def completed(journey: Journey) -> figures.Completeness:
    emotions = [step.emotion for step in journey.steps]
    reached = [any(one.channel for one in step.touchpoints) for step in journey.steps]
    claims = figures.claims(journey, emotions, journey.evidence)
    return figures.completeness(journey, emotions, reached, claims, journey.opportunities)


def of_steps(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"stages": [{"name": "s", "steps": [{"name": "a", **step} for step in steps]}]}


def test_a_full_map_is_complete_with_and_without_opportunities() -> None:
    assert completed(mapped()).share == pytest.approx(1)
    assert completed(mapped()).part("opportunities") is None
    assert completed(mapped(opportunities=[OPPORTUNITY])).share == pytest.approx(1)
    assert completed(mapped()).missing == ()


@pytest.mark.parametrize(
    "changes",
    [{key: None} for key in ("persona", "goal", "scenario", "state", "basis", "owner", "reviewed", "evidence")]
    + [{"scope": {"end": "b"}}, {"scope": {"start": "a"}}, {"goal": " "}],
)
def test_each_of_ten_things_is_a_tenth_of_the_map_part(changes: dict[str, Any]) -> None:
    complete = completed(mapped(opportunities=[OPPORTUNITY], **changes))
    assert complete.part("map") == pytest.approx(0.9)
    assert complete.share == pytest.approx(1 - 0.3 / 10)
    assert len(complete.missing) == 1


@pytest.mark.parametrize(("key", "weight"), [
    ("emotion", 3), ("pain_points", 3), ("touchpoints", 2), ("actions", 2), ("thoughts", 1),
])  # fmt: skip
def test_what_a_step_says_counts_by_its_weight(key: str, weight: int) -> None:
    poor = {name: value for name, value in STEP.items() if name != key}
    complete = completed(mapped(opportunities=[OPPORTUNITY], **of_steps(STEP, STEP, poor)))
    assert complete.part("steps") == pytest.approx(1 - weight / 11 / 3)
    assert complete.share == pytest.approx(1 - 0.6 * weight / 11 / 3)
    (missing,) = complete.missing
    assert (missing.item, missing.filled, missing.of) == (key.replace("_", " "), 2, 3)


def test_without_opportunities_their_tenth_goes_to_the_other_parts() -> None:
    bare = of_steps({"emotion": -1})
    assert completed(mapped(**bare)).share == pytest.approx((0.3 + 0.6 * 3 / 11) / 0.9)
    assert completed(mapped(**bare, opportunities=[OPPORTUNITY])).share == pytest.approx(0.3 + 0.6 * 3 / 11 + 0.1)


def test_to_have_looked_and_found_nothing_is_an_answer() -> None:
    looked = {"emotion": 0, "pain_points": [], "touchpoints": [], "actions": [], "thoughts": []}
    assert completed(mapped(**of_steps(looked))).share == pytest.approx(1)


def test_a_touchpoint_needs_a_channel_and_a_source_of_the_project_counts_where_it_is_cited() -> None:
    complete = completed(mapped(**of_steps({**STEP, "touchpoints": ["Shop"]})))
    assert [one.item for one in complete.missing] == ["touchpoints"]
    cited = {**STEP, "evidence": "elsewhere"}
    assert completed(mapped(evidence=None, **of_steps(cited))).missing == ()


def test_steps_of_the_organisation_are_not_asked() -> None:
    assert completed(mapped(**of_steps(STEP, {"actor": "organisation"}))).share == pytest.approx(1)
    nobody = completed(mapped(**of_steps({"actor": "partner"})))
    assert nobody.part("steps") == 0
    assert nobody.share == pytest.approx(0.3 / 0.9)


@pytest.mark.parametrize(("opportunity", "kept"), [
    (OPPORTUNITY, True), ({**OPPORTUNITY, "owner": None}, False), ({**OPPORTUNITY, "status": None}, False),
    ({**OPPORTUNITY, "due": None}, False), ({**OPPORTUNITY, "due": None, "status": "in-progress"}, False),
    ({**OPPORTUNITY, "due": None, "status": "open"}, True), ({"text": "o", "status": "dismissed"}, True),
])  # fmt: skip
def test_an_opportunity_is_followed_up_with_owner_status_and_once_planned_a_day(
    opportunity: dict[str, Any], kept: bool
) -> None:
    assert completed(mapped(opportunities=[opportunity])).part("opportunities") == kept


def test_what_is_missing_most_comes_first() -> None:
    poor = {"name": "a", "emotion": 1, "actions": "I go"}
    complete = completed(mapped(goal=None, **of_steps(STEP, poor, poor)))
    assert [one.item for one in complete.missing] == ["pain points", "touchpoints", "thoughts", "goal"]
    assert sum(one.weight for one in complete.items) == pytest.approx(1)
    assert sum(one.lost for one in complete.missing) == pytest.approx(1 - complete.share)


def matured(journey: Journey, **changes: Any) -> figures.Maturity:
    given: dict[str, Any] = {
        "complete": completed(journey), "warnings": 0, "proven": figures.Coverage(5, 10), "newest": 24.0,
        "severe": figures.Answered(1, 1, 0), "opportunities": journey.opportunities, "today": TODAY, **changes,
    }  # fmt: skip
    return figures.maturity(journey, **given)


def test_a_map_that_passes_all_gates_is_managed() -> None:
    found = matured(mapped(opportunities=[OPPORTUNITY]))
    assert (found.level, found.name, found.following, found.blocking) == (5, "Managed", None, ())
    assert figures.LEVELS == ("Sketch", "Complete", "Grounded", "Actionable", "Managed")


@pytest.mark.parametrize(("changes", "level", "asked"), [
    ({"persona": None}, 0, ["persona"]),
    ({"goal": None, "persona": None}, 0, ["persona", "goal"]),
    ({"stages": FULL["stages"][:2]}, 0, ["stages"]),
    ({"basis": "hypothesis"}, 2, ["basis"]),
    ({"basis": None}, 2, ["basis"]),
    ({"opportunities": [{**OPPORTUNITY, "due": None}]}, 3, ["tracking"]),
    ({"opportunities": [{"text": "o", "status": "done"}, {"text": "o", "status": "dismissed"}]}, 5, []),
    ({"owner": None}, 4, ["owner"]),
    ({"reviewed": None}, 4, ["review"]),
    ({"reviewed": "2026-05-31"}, 4, ["review"]),
    ({"reviewed": "2026-06-01"}, 5, []),
    ({"reviewed": "2026-11-01", "review_every": "2 weeks"}, 4, ["review"]),
    ({"review_by": "2026-11-30"}, 4, ["review"]),
    ({"review_by": "2026-12-01"}, 5, []),
    ({"metrics": {"nps": 3}}, 4, ["metric"]),
    ({"metrics": None}, 4, ["metric"]),
])  # fmt: skip
def test_a_gate_says_what_blocks_the_next_level(changes: dict[str, Any], level: int, asked: list[str]) -> None:
    found = matured(mapped(**changes))
    assert (found.level, [condition.asked for condition in found.blocking]) == (level, asked)


@pytest.mark.parametrize(("changes", "level", "asked", "have"), [
    ({"warnings": 3}, 1, "warnings", 3),
    ({"proven": figures.Coverage(4, 9)}, 2, "coverage", 4 / 9),
    ({"newest": 24.1}, 2, "age", 24.1),
    ({"newest": None}, 2, "age", None),
    ({"severe": figures.Answered(1, 3, 0)}, 3, "answers", 2),
])  # fmt: skip
def test_a_condition_says_how_far_the_map_is_from_it(
    changes: dict[str, Any], level: int, asked: str, have: float | None
) -> None:
    found = matured(mapped(), **changes)
    assert found.level == level
    assert [(condition.asked, condition.have) for condition in found.blocking] == [(asked, have)]


def test_exactly_four_fifths_are_enough_to_be_complete() -> None:
    item = figures.Filled("goal", "map", 4, 5, 1.0)
    assert matured(mapped(), complete=figures.Completeness((item,))).level == 5
    short = figures.Filled("goal", "map", 79, 100, 1.0)
    assert matured(mapped(), complete=figures.Completeness((short,))).level == 1


def test_each_level_needs_all_lower_ones() -> None:
    assert matured(mapped(goal=None), warnings=1).level == 0


def test_a_metric_of_a_step_or_stage_counts() -> None:
    stages = [{"name": "s", "steps": [{**STEP, "metrics": {"nps": {"value": 1, "target": 2}}}]}, *FULL["stages"][1:]]
    assert matured(mapped(metrics=None, stages=stages)).level == 5
