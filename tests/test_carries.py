"""The section that says how far a map carries, and RICE beside opportunities."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from cjm.api import Request, render
from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views.map import view
from cjm.views.parts import Bit, MapView

TODAY = datetime.date(2026, 12, 1)
EXAMPLE: dict[str, Any] = {
    "cjm": 1, "title": "I change my provider", "persona": {"name": "Ada"}, "goal": "Pay less", "basis": "mixed",
    "evidence": {"talks": {"type": "interview", "date": "2026-05-31"}, "own": {"type": "internal"}},
    "stages": [
        {"name": "Need", "steps": [
            {"name": "I notice the higher bill", "emotion": {"feeling": "annoyed", "evidence": "talks"},
             "pain_points": [{"text": "The bill", "severity": "medium", "frequency": "often", "evidence": "talks"}]},
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
}  # fmt: skip


def page(*, warnings: tuple[str, ...] = (), **changes: Any) -> MapView:
    journey = Journey.model_validate({**EXAMPLE, **changes})
    return view(journey, "a.cjm.yaml", Atlas(maps={"a.cjm.yaml": journey}), TODAY, warnings=warnings)


def said(found: MapView) -> dict[str, list[str]]:
    """The texts beside each figure; each figure says how it is computed."""
    (table,) = [table for table in found.tables if table.key == "carries"]
    assert table.columns[2] == "How it is computed"
    assert all(row.cells[2][0].text.endswith(".") for row in table.rows)
    return {row.cells[0][0].text: [bit.text.replace("\xa0", " ") for bit in row.cells[1]] for row in table.rows}


def test_the_worked_example_stands_in_the_report() -> None:
    found = said(page())
    assert list(found) == [
        "Maturity", "Completeness", "Five steps of mapping", "Claims backed by research", "Age of the evidence",
        "Severe pain points covered", "Friction by stage", "Peak-end", "Average mood", "Swing", "Positive steps",
    ]  # fmt: skip
    assert found["Claims backed by research"] == [
        "50 %", "2 of 6 emotions, 3 of 4 pain points", "4 of 4 strong claims",
    ]  # fmt: skip
    assert found["Age of the evidence"] == ["6 months"]
    assert found["Severe pain points covered"] == ["0 of 2"]
    assert found["Friction by stage"] == [
        "Need: 2 per step, 27 % of all", "Compare: 1.5 per step, 40 % of all", "Switch: 1.25 per step, 33 % of all",
    ]  # fmt: skip
    assert found["Peak-end"] == ["−0.5", "estimate"]
    assert found["Average mood"] == ["−0.2"]
    assert found["Swing"] == ["2.4"]
    assert found["Positive steps"] == ["50 %"]


def test_completeness_says_what_is_missing_most() -> None:
    assert said(page())["Completeness"] == [
        "44 %", "the map itself 40 %, its steps 45 %",
        "Missing most: the touchpoints and channels of 6 steps, the actions of 6 steps, the pain points of 2 steps",
    ]  # fmt: skip


def test_maturity_names_the_level_and_what_blocks_the_next_one() -> None:
    assert said(page(warnings=("missing-touchpoint", "missing-scope", "missing-touchpoint")))["Maturity"] == [
        "Sketch", "level 1 of 5",
        "Complete asks for: completeness of 80 %, 3 warnings of lint settled (missing-touchpoint, missing-scope)",
    ]  # fmt: skip
    assert said(page(goal=None))["Maturity"] == ["Not yet a sketch", "Sketch asks for: the customer's goal"]


STEP = {
    "name": "I go", "emotion": 2, "pain_points": [{"text": "p", "severity": "high"}], "touchpoints": [],
    "actions": "I go", "thoughts": "Why?", "evidence": "talks",
}  # fmt: skip
FULL: dict[str, Any] = {
    "scenario": "s", "scope": {"start": "a", "end": "b"}, "state": "current", "owner": "Kim", "reviewed": "2026-11-01",
    "stages": [{"name": name, "steps": [STEP]} for name in "abc"],
}  # fmt: skip
ANSWER = {"text": "o", "addresses": ["p", "p-2", "p-3"], "owner": "Kim", "status": "open", "due": "2027-01-01"}


@pytest.mark.parametrize(("changes", "gate"), [
    ({"basis": "hypothesis"}, "Grounded asks for: a basis of research, at least in part"),
    ({"evidence": {"talks": {"type": "interview", "date": "2024-10"}}},
     "Grounded asks for: evidence from the last 24 months (now 25 months old)"),
    ({"evidence": {"talks": {"type": "internal"}}},
     "Grounded asks for: half of the claims backed by research (now 0 %), evidence with a date"),
    ({}, "Actionable asks for: opportunities for 3 severe pain points"),
    ({"opportunities": [{**ANSWER, "due": None}]}, "Actionable asks for: owner, status and day for 1 opportunity"),
    ({"opportunities": [ANSWER], "review_by": "2026-11-30"},
     "Managed asks for: a review, overdue by 1 day, a metric with value and target"),
])  # fmt: skip
def test_each_gate_is_worded(changes: dict[str, Any], gate: str) -> None:
    assert said(page(**FULL, **changes))["Maturity"][-1].replace("\xa0", " ") == gate


def test_a_managed_map_has_no_gate() -> None:
    found = page(**FULL, opportunities=[ANSWER], metrics={"nps": {"value": 3, "target": 9}})
    assert said(found)["Maturity"] == ["Managed", "level 5 of 5"]


def test_rice_stands_beside_opportunities_that_say_what_it_needs() -> None:
    weighed = {"text": "a", "reach": "2000 a month", "impact": 4, "confidence": "80%", "effort": 3}
    table = page(opportunities=[weighed, {"text": "b", "impact": 5, "effort": 1}]).opportunities
    assert table is not None
    cells = [row.cells[table.columns.index("RICE")] for row in table.rows]
    assert cells == [(Bit("–", style="none"),), (Bit("1067", style="number"),)]
    assert "RICE is reach × impact × confidence ÷ effort" in table.lead[0].text
    without = page(opportunities=[{"text": "b", "impact": 5, "effort": 1}]).opportunities
    assert without is not None
    assert "RICE" not in without.columns
    assert len(without.lead) == 1


def test_what_lint_misses_reaches_the_report_unless_it_is_silenced(tmp_path: Path) -> None:
    text = """\
cjm: 1
title: t
persona: {name: Ada}
goal: g
stages:
  - name: a
    steps:
      - {name: I go, pain_points: [], touchpoints: []}
      # cjm: ignore[missing-emotion] nobody knows
      - {name: I come, pain_points: [], touchpoints: []}
  - {name: b, steps: []}
  - {name: c, steps: []}
"""
    (tmp_path / "a.cjm.yaml").write_text(text, encoding="utf-8")
    for kind in ("html", "markdown"):
        report = render(Request(("a.cjm.yaml",), tmp_path), today=TODAY, to=kind, output="-").text
        assert report is not None
        assert "2 warnings of lint settled (missing-goal, missing-emotion)" in report
