"""The sections that say how many get through, what stands in their way, and who is on the other side."""

import datetime
from typing import Any

import pytest

from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views.map import view
from cjm.views.parts import Table

TODAY = datetime.date(2026, 12, 1)


def journey(*stages: dict[str, Any], **more: Any) -> Journey:
    return Journey.model_validate({"cjm": 1, "title": "I buy bread", "stages": list(stages), **more})


def section(key: str, looked_at: Journey, **others: Journey) -> Table | None:
    files = {"a.cjm.yaml": looked_at} | {f"{name}.cjm.yaml": other for name, other in others.items()}
    found = view(looked_at, "a.cjm.yaml", Atlas(maps=files), TODAY)
    return next((table for table in found.tables if table.key == key), None)


def cells(table: Table | None) -> list[list[str]]:
    """The text of each cell, without the spaces that do not break."""
    assert table is not None
    return [
        [" ".join(bit.text for bit in cell).replace("\xa0", " ").replace("\u200e", "") for cell in row.cells]
        for row in table.rows
    ]


def stage(name: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "steps": [{"name": f"{name} {number}", **step} for number, step in enumerate(steps, 1)],
        **more,
    }


# ---------- the funnel ----------


def test_the_funnel_multiplies_what_goes_on_from_step_to_step() -> None:
    bread = journey(stage("Go", {"conversion": "50%"}, {}, {"conversion": 0.1}))
    table = section("funnel", bread)
    assert cells(table) == [["1 Go 1", "50 %", "50 %"], ["3 Go 3", "10 %", "5.0 %"]]
    assert table is not None
    widths = [row.cells[2][0].spark for row in table.rows]
    assert widths == ["M1 5H59V11H1Z", "M1 5H6V11H1Z"]


def test_the_share_of_the_main_way_counts_where_no_conversion_stands() -> None:
    bread = journey(
        stage("Go", {"next": [{"to": "buy-1", "share": "30%"}, {"to": "stop-1", "share": "70%"}]}),
        stage("Buy", {"outcome": "success", "conversion": "100%"}), stage("Stop", {"outcome": "abandoned"}),
    )  # fmt: skip
    table = section("funnel", bread)
    assert cells(table) == [["1 Go 1", "30 %", "30 %"], ["2 Buy 1", "100 %", "30 %"]]
    assert table is not None
    assert [(fact.label, [bit.text for bit in fact.values]) for fact in table.after] == [
        ("Where it ends early", ["3 Stop 1"])
    ]


def test_a_funnel_in_which_nobody_goes_on_is_drawn() -> None:
    assert cells(section("funnel", journey(stage("Go", {"conversion": "0%"})))) == [["1 Go 1", "0 %", "0 %"]]


# ---------- by stage ----------


def test_stages_are_counted_and_their_time_is_summed() -> None:
    bread = journey(
        stage("Go", {"pain_points": ["far"], "duration": "2 days"}, {"pain_points": [], "duration": "1 day"}),
        stage("Buy", {"pain_points": ["dear", {"text": "shut", "severity": "high"}], "duration": "3 days"}),
        stage("Eat", {}, duration="1 h"),
    )
    assert cells(section("numbers", bread)) == [
        ["Go", "2", "1", "3 days"], ["Buy", "1", "2, 1 high", "3 days"], ["Eat", "1", "0", "1 hour"],
        ["All stages", "4", "3, 1 high", "–"],
    ]  # fmt: skip


def test_what_a_stage_says_of_its_time_counts_for_more_than_the_sum_of_its_steps() -> None:
    rested = stage("Wait", {"pain_points": [], "duration": "4 h"}, duration="1-2 weeks")
    assert cells(section("numbers", journey(rested)))[0][-1] == "1–2 weeks"


def test_the_number_of_pain_points_is_compared_with_the_baseline() -> None:
    before = journey(stage("Buy", {"pain_points": ["a", "b", "c"]}), stage("Gone", {"pain_points": ["d"]}))
    bread = journey(
        stage("Go", {"pain_points": ["e"]}), stage("Buy", {"pain_points": ["a", "b"]}), baseline="before.cjm.yaml"
    )
    table = section("numbers", bread, before=before)
    assert cells(table) == [
        ["Go", "1", "1", "0 +1"], ["Buy", "1", "2", "3 −1"], ["All stages", "2", "3", "4 −1"],
    ]  # fmt: skip
    assert table is not None
    assert table.columns == ("Stage", "Steps", "Pain points", "Before")
    assert table.lead[0].text.endswith("Before: I buy bread (before.cjm.yaml).")


def test_a_map_that_names_no_pain_points_is_not_counted() -> None:
    assert section("numbers", journey(stage("Go", {}))) is None


# ---------- both sides ----------

SIDED = {
    "touchpoints": ["Counter @ store"], "emotion": "annoyed",
    "pain_points": ["I wait", {"text": "Two people do the same", "side": "business"}],
    "requirements": {"customer": ["A price"], "business": ["A name"]},
    "backstage": ["Bread comes at ten"], "systems": ["Till", "Scale"],
}  # fmt: skip


def test_both_sides_of_a_touchpoint_stand_next_to_each_other() -> None:
    assert cells(section("sides", journey(stage("Buy", SIDED)))) == [
        [
            "1 Buy 1 Counter",
            "annoyed P1: I wait Needs: A price",
            "P2: Two people do the same Needs: A name Backstage: Bread comes at ten Systems: Till, Scale",
        ]
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"pain_points": []},
        {"touchpoints": []},
        {"pain_points": ["I wait"], "requirements": None, "backstage": [], "systems": []},
    ],
    ids=["nothing is wrong", "nobody meets", "the business says nothing"],
)
def test_a_step_without_trouble_or_without_another_side_is_left_out(changes: dict[str, Any]) -> None:
    assert section("sides", journey(stage("Buy", {**SIDED, **changes}))) is None


def test_low_satisfaction_is_trouble() -> None:
    touchpoint = {"name": "Counter", "satisfaction": 2}
    assert (
        section("sides", journey(stage("Buy", {**SIDED, "pain_points": [], "touchpoints": [touchpoint]}))) is not None
    )


def test_each_owner_sees_what_is_its_own() -> None:
    bread = journey(
        stage("Go", {"touchpoints": ["Door"]}, owner="Shop"),
        stage(
            "Buy",
            {"touchpoints": [{"name": "Counter", "owner": "Sales"}], "owner": "Till",
             "opportunities": [{"text": "Open at six", "owner": "Sales"}]},
        ),
    )  # fmt: skip
    assert cells(section("owners", bread)) == [
        ["Shop", "Go", "–", "Door", "–"], ["Till", "–", "2", "–", "–"], ["Sales", "–", "–", "Counter", "O1"],
    ]  # fmt: skip


# ---------- touchpoints ----------


def test_touchpoints_that_hurt_and_matter_stand_first() -> None:
    def met(name: str, **more: Any) -> dict[str, Any]:
        return {"touchpoints": [{"name": name, **more}]}

    bread = journey(
        stage("Go", met("Fine", satisfaction=5, importance="high"), met("Small", satisfaction=1, importance="low"),
              met("Bad", satisfaction=2, importance="high"), met("Worse", satisfaction=1, importance="high"),
              {**met("Hurts", importance="medium"), "pain_points": ["x"]}),
    )  # fmt: skip
    table = section("touchpoints", bread)
    assert [row[0] for row in cells(table)] == ["Worse", "Bad", "Hurts", "Small", "Fine"]
    assert table is not None
    assert cells(table)[2][table.columns.index("Pain points")] == "P1"


# ---------- the five steps of mapping ----------


def test_the_five_steps_of_mapping_say_how_far_the_work_has_come() -> None:
    bread = journey(
        stage("Go", {"touchpoints": [], "emotion": "happy", "evidence": "talks"}, {}),
        evidence={"talks": {"type": "interview"}, "us": {"type": "workshop"}},
        persona={"name": "Kim", "goals": ["Bread"], "frustrations": ["Queues"]},
        opportunities=[{"text": "Open at six", "owner": "Shop", "due": "2027-01-31"}, "Bake more"],
    )
    told = {row[0]: row[1] for row in cells(section("carries", bread))}
    assert told["Five steps of mapping"] == (
        "Customer insights: 1 of 2 Personas: 1 of 1 Touchpoints: 1 of 2 Curve: 1 of 2 Actions: 1 of 2"
    )
    told = {row[0]: row[1] for row in cells(section("carries", journey(stage("Go", {}))))}
    assert told["Five steps of mapping"].startswith("Customer insights: Not begun Personas: Not begun ")
