"""What the view of a map holds: nothing gets lost, and maps of every shape have one."""

import datetime
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm.atlas import Atlas
from cjm.model import Journey, Persona, Project
from cjm.views import paper
from cjm.views.map import MapView, pictures, view
from cjm.views.parts import Cell

EVERYTHING = yaml.safe_load((Path(__file__).parent / "data" / "everything.cjm.yaml").read_text(encoding="utf-8"))
"""A map that uses every key of the format."""
TODAY = datetime.date(2026, 11, 22)


def look(data: dict[str, Any], atlas: Atlas | None = None, **more: Any) -> MapView:
    return view(
        Journey.model_validate({"cjm": 1, "title": "t", **data}), "map.cjm.yaml", atlas or Atlas(), TODAY, **more
    )


def steps(*some: dict[str, Any], **more: Any) -> MapView:
    return look({"stages": [{"name": "s", "steps": list(some)}], **more})


def strings(thing: Any) -> Iterator[str]:
    """Every text in a view."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from strings(getattr(thing, field.name))
    elif isinstance(thing, dict):
        yield from strings(list(thing.values()))
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from strings(one)


def told(pieces: Cell) -> str:
    """What pieces of a sentence say together."""
    return "".join(piece.text for piece in pieces)


def table(seen: MapView, key: str) -> list[list[str]]:
    """The cells of a table as plain texts."""
    found = next(one for one in (seen.opportunities, *seen.tables) if one is not None and one.key == key)
    return [[" ".join(bit.text for bit in cell) for cell in row.cells] for row in found.rows]


def test_rows_are_those_that_some_step_fills_in_the_order_of_the_page() -> None:
    seen = look(EVERYTHING)
    assert [lane.key for lane in seen.lanes] == [
        "path", "pict", "emo", "situ", "goal", "does", "thnk", "says", "expc", "gain", "need", "tpnt", "pain", "oppo",
        "metr",
        "x1", "x2", "x3", "x4", "x5", "fron", "back", "supp", "syst", "poli", "phys", "ownr",
    ]  # fmt: skip
    assert sum(lane.shown for lane in seen.lanes) == 12
    assert [lane.key for lane in seen.lanes if lane.hidden_from_customer] == ["back"]
    assert [lane.key for lane in steps({"name": "a"}).lanes] == ["does"]


def test_to_have_looked_and_found_nothing_is_not_the_same_as_not_to_have_looked() -> None:
    seen = steps({"name": "a", "pain_points": [], "touchpoints": []}, {"name": "b"})
    first, second = seen.stages[0].steps
    assert (dict(first.none), dict(second.none)) == ({"pain": "None found", "tpnt": "No contact"}, {})
    assert [lane.key for lane in seen.lanes] == ["does", "tpnt", "pain"]


def test_labels_count_in_page_order_and_anchors_are_ids() -> None:
    seen = steps(
        {"name": "a", "pain_points": [{"text": "one", "opportunities": ["first"]}, "two"], "opportunities": ["second"]},
        {"name": "b", "pain_points": ["three"]}, opportunities=["third"],
    )  # fmt: skip
    pains = [(pain.label, pain.anchor) for step in seen.stages[0].steps for pain in step.pains]
    assert pains == [("P1", "s-one"), ("P2", "s-two"), ("P3", "s-three")]
    assert [one.label for one in seen.stages[0].steps[0].opportunities] == ["O1", "O2"]
    assert [row[0] for row in table(seen, "opportunities")] == ["O1 first", "O2 second", "O3 third"]


def test_the_sentence_tells_highest_fall_and_end_with_feelings_as_values() -> None:
    seen = steps(
        {"name": "a", "emotion": "proud"}, {"name": "b", "emotion": "desperate"}, {"name": "c", "emotion": "content"}
    )
    assert seen.profile is not None
    assert "".join(bit.text for bit in seen.profile.sentence) == (
        "Highest at step 1, a: proud. From there the mood falls 4.0 points in 1 step, to step 2, b: desperate. "
        "At the end: content."
    )


def test_a_small_fall_is_not_told() -> None:
    seen = steps({"name": "a", "emotion": {"score": 0.5}}, {"name": "b", "emotion": {"score": 0}})
    assert seen.profile is not None
    assert "falls" not in "".join(bit.text for bit in seen.profile.sentence)


def test_scores_carry_a_real_minus_sign_and_a_mark_in_texts_from_right_to_left() -> None:
    assert steps({"name": "a", "emotion": {"score": -1}}).stages[0].mood == "\u22121.0"
    seen = steps({"name": "a", "emotion": {"score": 0.9}}, language="ar")
    assert (seen.direction, seen.stages[0].mood) == ("rtl", "\u200e+0.9")


def test_a_bare_score_is_worded_by_the_axis() -> None:
    feeling = steps({"name": "a", "emotion": {"score": -1.4}}).stages[0].steps[0].feeling
    assert feeling is not None
    assert (feeling.words, feeling.emoji) == ("annoyed", "🙁")


def test_a_feeling_that_nobody_can_place_is_a_gap_and_keeps_its_word() -> None:
    seen = steps({"name": "a", "emotion": "happy"}, {"name": "b", "emotion": "zonked"}, {"name": "c", "emotion": "sad"})
    feeling = seen.stages[0].steps[1].feeling
    assert feeling is not None
    assert (feeling.words, feeling.score, feeling.level) == ("zonked", None, None)
    assert seen.curve is not None
    assert seen.curve.gaps


def test_a_step_beside_the_main_path_keeps_its_marker_and_stands_outside_line_and_flags() -> None:
    seen = steps(
        {"name": "a", "emotion": {"score": 1}, "next": ["c", "b"]}, {"name": "b", "emotion": {"score": -2}, "next": []},
        {"name": "c", "emotion": {"score": 0.5}},
    )  # fmt: skip
    aside = seen.stages[0].steps[1]
    assert not aside.on_path
    assert aside.feeling is not None
    assert (aside.feeling.flag, aside.feeling.level) == (None, 0)
    assert seen.curve is not None
    assert "150" not in seen.curve.line.replace("C", " ").split()
    assert seen.curve.gaps == "M50 25L150 100"


def test_a_claim_without_research_is_an_assumption() -> None:
    seen = look({
        "evidence": {"talk": {"type": "interview"}, "own": {"type": "internal"}},
        "stages": [{"name": "s", "steps": [
            {"name": "a", "pain_points": [{"text": "x", "evidence": "talk"}, {"text": "y", "evidence": "own"}, "z"]},
        ]}],
    })  # fmt: skip
    assert [pain.assumption for pain in seen.stages[0].steps[0].pains] == [False, True, True]
    lead = next(one for one in seen.tables if one.key == "evidence").lead
    assert lead[0].text == "1 of 3 claims rest on research: 1 of 3 pain points."
    assert [bit.text for bit in lead[1:]] == ["Assumptions:", "P2", "P3"]


def test_due_dates_are_judged_against_the_day_that_is_given() -> None:
    data = {"name": "a", "opportunities": [
        {"text": "late", "due": "2026-11-21", "owner": "Ann"}, {"text": "done", "due": "2026-11-21", "status": "done"},
        {"text": "today", "due": "2026-11-22"}, {"text": "nobody's"},
    ]}  # fmt: skip
    rows = table(steps(data), "actions")
    assert [row[0] for row in rows] == ["O1 late", "O2 done", "O3 today"]
    assert [row[3] for row in rows] == ["Open, overdue", "Done", "Open"]
    assert [row[1] for row in rows] == ["Ann", "No owner", "No owner"]


def test_opportunities_without_impact_or_effort_stand_under_the_matrix() -> None:
    seen = steps({"name": "a", "opportunities": [{"text": "a", "impact": 5, "effort": 1}, {"text": "b", "impact": 5}]})
    assert seen.matrix is not None
    assert [bubble.label for bubble in seen.matrix.bubbles] == ["O1"]
    assert [bit.text for bit in seen.matrix.not_weighed] == ["O2"]
    assert table(seen, "opportunities")[0][3] == "Do now"


def test_a_cell_of_the_matrix_holds_nine_bubbles_and_counts_the_rest() -> None:
    many = [{"text": f"o{number}", "impact": 4, "effort": 1} for number in range(12)]
    seen = steps({"name": "a", "opportunities": many})
    assert seen.matrix is not None
    assert [bubble.label for bubble in seen.matrix.bubbles][-2:] == ["O8", "+4"]


def test_pain_points_stand_most_severe_first_and_unrated_ones_last() -> None:
    seen = steps({"name": "a", "pain_points": [
        "unrated", {"text": "low", "severity": "low"}, {"text": "critical", "severity": "critical"},
    ]})  # fmt: skip
    assert [row[0] for row in table(seen, "pains")] == ["Critical", "Low", "Not rated"]


def test_who_is_responsible_falls_back_to_the_stage_and_a_missing_owner_shows() -> None:
    seen = look({"stages": [
        {"name": "s", "owner": "Team", "steps": [{"name": "a"}, {"name": "b", "owner": "Ann"}]}, {"name": "t",
        "steps": [{"name": "c"}]},
    ]})  # fmt: skip
    owners = [step.owner for stage in seen.stages for step in stage.steps]
    assert [(one.name, one.missing) for one in owners if one] == [("Team", False), ("Ann", False), ("No owner", True)]
    assert steps({"name": "a"}).stages[0].steps[0].owner is None


def test_branches_say_where_they_lead_and_overlapping_arcs_lie_on_levels() -> None:
    seen = steps(
        {"name": "a"}, {"name": "b", "next": [{"to": "c"}, {"to": "a", "when": "no", "share": "24%"}]},
        {"name": "c", "next": ["a"]}, {"name": "d", "next": []},
    )  # fmt: skip
    second, third, last = seen.stages[0].steps[1:]
    assert [(told(one.words), one.words[-1].href, one.when, one.share) for one in second.branches] == [
        ("on to 3", "#s-c", "", ""), ("back to 1", "#s-a", "no", "24\u00a0%"),
    ]  # fmt: skip
    assert [told(one.words) for one in third.branches] == ["back to 1"]
    assert [told(one.words) for one in last.branches] == ["ends here"]
    assert seen.arc_levels == 2
    assert seen.stages[0].steps[0].arrives


def test_a_way_out_leaves_beside_the_place_where_ways_in_arrive() -> None:
    forth, back = (steps({"name": "a", "next": ["c"]}, {"name": "b"}, {"name": "c"}).arcs,
                   steps({"name": "a"}, {"name": "b"}, {"name": "c", "next": ["a"]}).arcs)  # fmt: skip
    assert (forth.startswith("M62 "), forth.endswith("Q250 9 250 3V0")) == (True, True)
    assert (back.startswith("M238 "), back.endswith("Q50 9 50 3V0")) == (True, True)


def test_a_label_leaves_the_ring_of_what_was_expected_in_sight() -> None:
    feelings = ({"score": 1}, {"score": 1, "expected": 2}, {"score": -1, "expected": -2}, {"score": -1, "expected": 2})
    seen = steps(*({"name": "a", "emotion": one} for one in feelings)).stages[0].steps
    assert [one.feeling.side for one in seen if one.feeling] == ["t", "b", "t", "b"]


def test_a_mood_that_stays_level_has_no_lowest_point() -> None:
    level, falling = (steps({"name": "a", "emotion": 1}, {"name": "b", "emotion": end}).ledger for end in (1, -1))
    assert [one.label for one in level if "step " in one.label] == ["highest, step 1"]
    assert [one.label for one in falling if "step " in one.label] == ["lowest, step 2", "highest, step 1"]


def test_a_flag_of_the_last_column_reaches_inwards() -> None:
    seen = steps(*({"name": str(n), "emotion": score} for n, score in enumerate((0, 1, 2, 1, -1)))).profile
    assert seen is not None
    assert [one.anchor for one in seen.dots if one.flag] == ["m", "e"]


def test_own_rows_have_numbered_classes_and_never_an_authors_text_in_the_style() -> None:
    seen = look({
        "lanes": [{"id": "x", "title": "Mine"}, {"id": "empty", "title": "Nothing here"}],
        "stages": [{"name": "s", "id": "stage-é", "steps": [{"name": "a", "id": "id.ü", "custom": {"x": "held"}}]}],
    })  # fmt: skip
    assert [(lane.key, lane.title) for lane in seen.lanes] == [("does", "Does"), ("x1", "Mine")]
    assert "ü" not in seen.style + seen.grid
    assert "é" not in seen.style + seen.grid
    assert ("Rows without content", "Nothing here") in [(fact.label, fact.values[0].text) for fact in seen.about]


def test_an_own_link_is_a_link_only_with_a_safe_address() -> None:
    data = {"lanes": [{"id": "x", "title": "X", "kind": "link"}], "stages": [{"name": "s", "steps": [
        {"name": "a", "custom": {"x": ["https://example.com", "javascript:alert(1)"]}},
    ]}]}  # fmt: skip
    bits = look(data).stages[0].steps[0].texts["x1"]
    assert [bit.href for bit in bits] == ["https://example.com", None]


def test_a_stage_without_steps_takes_a_column_and_shifts_the_curve() -> None:
    seen = look(
        {"stages": [{"name": "empty", "steps": []}, {"name": "s", "steps": [{"name": "a", "emotion": "happy"}]}]}
    )
    assert (seen.columns, seen.steps) == (2, 1)
    assert [(stage.column, stage.span) for stage in seen.stages] == [(0, 1), (1, 1)]
    assert seen.curve is not None
    assert seen.curve.line.startswith("M120")


def test_a_future_map_shows_what_becomes_of_the_pain_points_of_today() -> None:
    now = Journey.model_validate({"cjm": 1, "title": "Today", "stages": [{"name": "s", "steps": [
        {"name": "a", "emotion": "sad", "pain_points": ["gone", "kept", {"text": "lived with",
        "accepted": "too dear"}]},
        {"name": "b", "emotion": "happy"},
    ]}]})  # fmt: skip
    later = Journey.model_validate({
        "cjm": 1, "title": "Later", "state": "future", "baseline": "now.cjm.yaml",
        "stages": [{"name": "s", "steps": [{"name": "a", "emotion": "happy", "pain_points": ["kept"]}, {"name": "b",
        "emotion": "proud"}]}],
    })  # fmt: skip
    seen = view(later, "later.cjm.yaml", Atlas(maps={"now.cjm.yaml": now, "later.cjm.yaml": later}), TODAY)
    assert [row[3] for row in table(seen, "before")] == ["Addressed", "Still open", "Accepted too dear"]
    assert seen.curve is not None
    assert seen.curve.baseline
    assert ("Improves", "Today (now.cjm.yaml)") in [(fact.label, fact.values[0].text) for fact in seen.top]


def test_a_persona_comes_from_its_file_and_a_missing_one_keeps_its_name() -> None:
    atlas = Atlas(Project(cjm=1, name="Shop"), personas={"p/kim.persona.yaml": Persona(cjm=1, name="Kim", quote="Hm.")})
    seen = look({"persona": "kim", "personas": ["nobody"], "stages": [{"name": "s"}]}, atlas)
    assert [card.name for card in seen.personas] == ["Kim", "nobody"]
    assert seen.what == "Customer journey map, Shop"
    assert seen.personas[0].rings == look({"persona": "kim", "stages": [{"name": "s"}]}, atlas).personas[0].rings


def test_pictures_are_those_that_are_handed_in() -> None:
    journey = Journey.model_validate(EVERYTHING)
    assert pictures(journey, "maps/m.cjm.yaml", Atlas()) == ("maps/step.png", "maps/custom.png", "maps/persona.png")
    seen = view(journey, "maps/m.cjm.yaml", Atlas(), TODAY, images={"maps/step.png": "data:image/png;base64,AA=="})
    picture = seen.stages[0].steps[0].picture
    assert picture is not None
    assert (picture.source, picture.alt) == ("data:image/png;base64,AA==", "step alt")
    assert seen.personas[0].picture is not None
    assert seen.personas[0].picture.source is None


def test_a_map_that_fits_shares_a_sheet_and_one_with_many_steps_prints_as_a_table() -> None:
    few = steps(*({"name": f"step {number}", "emotion": "happy"} for number in range(5)))
    assert (few.paper.form, few.paper.zoom) == ("shared", 0.72)
    assert steps(*({"name": f"step {number}"} for number in range(60))).paper.form == "table"
    long = steps(*({"name": f"s{number}", "actions": ["word " * 400]} for number in range(20)))
    assert long.paper.form == "table"
    between = steps(*({"name": f"s{number}", "actions": ["some words here " * 62]} for number in range(18)))
    assert (between.paper.form, between.paper.zoom) == ("shared", 0.63)


def test_a_rich_map_gets_a_sheet_of_its_own_before_it_becomes_a_table() -> None:
    rich = [{"name": f"s{number}", "actions": ["some words here " * 70], "emotion": 1} for number in range(18)]
    seen = steps(*rich, summary="Told at length. " * 40, persona={"name": "Ann", "bio": "Lives near the sea. " * 60})
    assert seen.paper.form == "own"
    assert 0.52 <= seen.paper.zoom < 0.72
    assert seen.paper.plot >= 300


def test_columns_on_paper_are_wide_enough_for_words_and_room_left_goes_to_the_curve() -> None:
    few, many = (steps(*({"name": f"s{n}", "emotion": 1} for n in range(count))).paper for count in (5, 24))
    assert (1519 / few.zoom - 112) / 5 > (1519 / many.zoom - 112) / 24 > 100
    assert many.zoom == 0.56
    assert few.curve > 120


def test_what_is_folded_on_the_screen_takes_room_on_paper() -> None:
    step = {"name": "a"}
    brief, told = (
        steps(step, persona={"name": "Ann", "bio": bio}).personas for bio in ("Short.", "Lives near the sea. " * 200)
    )
    bare = steps(step, persona={"name": "Ann"}).personas
    heights = [paper.head("t", None, (), personas) for personas in (bare, brief, told)]
    assert heights == sorted(set(heights))


def test_assumptions_of_a_kind_stand_together() -> None:
    seen = steps({"name": "a", "emotion": "happy", "pain_points": ["x"]}, {"name": "b", "emotion": "sad"})
    lead = next(one.lead for one in seen.tables if one.key == "evidence")
    assert [bit.text for bit in lead[1:]] == ["Assumptions:", "P1", "emotions in steps", "1", "2"]


def test_a_mood_that_never_changes_is_said_once() -> None:
    level = steps({"name": "a", "emotion": {"score": -1}}, {"name": "b", "emotion": {"score": -1}}).profile
    single = steps({"name": "a", "emotion": {"score": 0}}).profile
    assert level is not None
    assert single is not None
    assert "".join(bit.text for bit in level.sentence).startswith("The mood stays level from step 1, a: ")
    assert "".join(bit.text for bit in single.sentence) == "At step 1, a: neutral."


def test_a_row_of_moments_without_feelings_is_named_after_them() -> None:
    seen = steps({"name": "a", "moment_of_truth": "Will it work?"}, {"name": "b"})
    assert [(lane.key, lane.title) for lane in seen.lanes] == [("emo", "Moment of truth"), ("does", "Does")]


@pytest.mark.parametrize("data", [
    {"stages": [{"name": "s"}]},
    {"stages": [{"name": "s", "steps": []}, {"name": "t", "steps": []}]},
    {"stages": [{"name": "s", "steps": [{"name": "a"}]}]},
    {"stages": [{"name": "s", "steps": [{"name": "a", "next": ["a"]}]}]},
    {"stages": [{"name": "s", "steps": [{"name": "a", "emotion": "nobody knows this"}]}]},
    {"stages": [{"name": "段階", "steps": [{"name": "一歩", "emotion": "happy", "next": ["二歩"]}, {"name": "二歩",
    "next": ["一歩"]}]}]},
    {"state": "future", "baseline": "missing.cjm.yaml", "stages": [{"name": "s", "steps": [{"name": "a"}]}]},
    {"stages": [{"name": "s", "emotion": "tired", "steps": [{"name": "a"}, {"name": "b", "emotion": {}}]}]},
    {"stages": [{"name": "s", "steps": [{"name": "a", "evidence": "unknown", "pain_points": ["x"]}]}]},
], ids=["no steps key", "no steps", "one step", "loop to itself", "unknown feeling", "letters of another script",
        "no baseline", "feeling of the stage", "unknown source"])  # fmt: skip
def test_maps_of_every_shape_have_a_view(data: dict[str, Any]) -> None:
    assert look(data).columns >= 1


def test_the_view_of_a_map_is_the_same_each_time() -> None:
    journey = Journey.model_validate(EVERYTHING)
    assert view(journey, "m", Atlas(), TODAY) == view(journey, "m", Atlas(), TODAY)


def test_what_is_done_or_dismissed_is_no_longer_to_be_done_now() -> None:
    ideas = [{"text": word, "impact": 5, "effort": 1, "status": word} for word in ("done", "dismissed", "open")]
    seen = steps({"name": "a"}, opportunities=ideas)
    assert {row[0].split()[-1]: "Do now" in row for row in table(seen, "opportunities")} == {
        "done": False, "dismissed": False, "open": True,
    }  # fmt: skip


def test_initials_are_letters() -> None:
    seen = steps({"name": "a"}, persona={"name": "Lena, 23, moves out"})
    assert [card.initials for card in seen.personas] == ["LM"]
