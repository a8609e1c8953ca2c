"""The page for those who decide: what it picks out of a map, and how it is printed."""

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cjm.api import Request, render
from cjm.atlas import Atlas
from cjm.markdown import brief as document
from cjm.model import Journey
from cjm.rendering import brief as page
from cjm.rendering import ours
from cjm.views.brief import Brief, view

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = datetime.date(2026, 12, 1)
ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").rglob("*.cjm.yaml"))
EVERYTHING = yaml.safe_load((Path(__file__).parent / "data" / "everything.cjm.yaml").read_text(encoding="utf-8"))
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "a rather long sentence of somebody who has much to tell"


def brief(*steps: dict[str, Any], **more: Any) -> Brief:
    data = {"cjm": 1, "title": "I go", "stages": [{"name": "Way", "steps": list(steps)}], **more}
    journey = Journey.model_validate(data)
    return view(journey, "map.cjm.yaml", Atlas(maps={"map.cjm.yaml": journey}), TODAY)


def pain(text: str, severity: str | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, **({"severity": severity} if severity else {}), **more}


def fact(seen: Brief, label: str) -> str:
    (found,) = (one for one in seen.trust if one.label == label)
    return " ".join(bit.text for bit in found.values)


def many(count: int) -> list[dict[str, Any]]:
    """Steps that say much."""
    plan = {"impact": 4, "effort": 2, "owner": "Somebody", "due": "2027-03-03", "status": "planned"}
    return [
        {
            "name": f"{number} {LONG}"[:45], "emotion": -1.5, "moment_of_truth": f"{number}: {LONG}",
            "pain_points": [
                pain(f"{LONG} {LONG} {number}.{at}", "high", opportunities=[{"text": f"{LONG} {number}.{at}", **plan}])
                for at in range(3)
            ],
        }
        for number in range(count)
    ]  # fmt: skip


# ---------- what is picked ----------


def test_the_worst_moments_are_those_of_the_lowest_mood_and_then_of_the_most_friction() -> None:
    seen = brief(
        {"name": "fine", "emotion": 1}, {"name": "low", "emotion": -1, "pain_points": [pain("a", "low")]},
        {"name": "lower", "emotion": -1, "pain_points": [pain("b", "critical")]}, {"name": "lowest", "emotion": -2},
        {"name": "unfelt", "pain_points": [pain("c", "critical")]},
    )  # fmt: skip
    assert [(one.number, one.name) for one in seen.worst] == [(4, "lowest"), (3, "lower"), (2, "low")]


def test_a_step_without_a_score_counts_as_level_and_one_that_is_well_does_not_count() -> None:
    seen = brief({"name": "well", "emotion": 1}, {"name": "unfelt", "pain_points": [pain("c", "high")]}, {"name": "x"})
    assert [one.name for one in seen.worst] == ["unfelt"]


def test_a_moment_names_its_worst_pain_points_and_counts_the_others() -> None:
    (one,) = brief({"name": "a", "pain_points": [pain("p"), pain("q", "low"), pain("r", "critical")]}).worst
    assert [(found.label, found.text, found.severity) for found in one.pains] == [
        ("P3", "r", "Critical"), ("P2", "q", "Low"),
    ]  # fmt: skip
    assert one.more == "1 more pain point"


def test_what_is_planned_against_a_moment_comes_before_mere_ideas() -> None:
    step = {
        "name": "a", "id": "a", "pain_points": [pain("p", opportunities=[{"text": "idea", "impact": 5, "effort": 1}])],
    }  # fmt: skip
    (one,) = brief(step).worst
    assert ([found.text for found in one.answers], one.planned) == (["idea"], False)
    elsewhere = [
        {"text": "plan", "addresses": ["a"], "owner": "Kim"}, {"text": "no", "addresses": ["a"], "status": "dismissed"},
    ]  # fmt: skip
    (one,) = brief(step, opportunities=elsewhere).worst
    assert ([found.text for found in one.answers], one.planned) == (["plan"], True)


def test_moments_of_truth_stand_in_the_order_of_the_journey_the_worst_of_many() -> None:
    seen = brief(*({"name": f"s{n}", "emotion": n / 10, "moment_of_truth": n == 3 or f"why {n}"} for n in range(7)))
    assert [one.name for one in seen.truths] == ["s0", "s1", "s2", "s3", "s4"]
    assert [one.why for one in seen.truths][2:4] == ["why 2", None]
    assert seen.more_truths == "2 more moments of truth"


def test_the_first_actions_are_the_best_that_are_still_to_be_done() -> None:
    done = [{"text": f"{status}", "impact": 5, "effort": 1, "status": status} for status in ("done", "dismissed")]
    open_ = [{"text": f"o{n}", "impact": n, "effort": 1} for n in range(1, 6)]
    seen = brief({"name": "a", "opportunities": [*done, {"text": "unweighed"}, *open_]})
    assert [one.text for one in seen.actions] == ["o5", "o4", "o3", "o2", "o1"]
    assert (seen.actions[0].when, seen.actions[0].weight) == ("Do now", "Impact 5 of 5, effort 1 of 5")
    assert seen.more_actions == "1 more opportunity"


def test_an_action_says_against_what_by_whom_and_by_when() -> None:
    late = {"text": "Open early", "owner": "Kim", "due": "2026-11-01", "status": "in-progress"}
    seen = brief(
        {"name": "a", "pain_points": [pain("p", "low", id="p"), pain("It is closed", "high", id="q")]},
        {"name": "b", "opportunities": ["Smile"]},
        opportunities=[{**late, "addresses": ["p", "q"]}],
    )
    smile, early = seen.actions
    assert [bit.text for bit in early.against] == ["P2", "It is closed"]
    assert (early.owner.text, early.due.text, early.status.text) == (
        "Kim", "1\u00a0November 2026", "In progress, overdue",
    )  # fmt: skip
    assert [bit.text for bit in smile.against] == ["2", "b"]
    assert (smile.owner.text, smile.due.text, smile.weight) == ("No owner", "No date", "Not weighed yet")


def test_trust_is_told_in_figures_and_in_a_sentence() -> None:
    evidence = {"talks": {"type": "interview"}}
    half = brief({"name": "a", "emotion": {"score": -1, "evidence": ["talks"]}, "pain_points": ["p"]},
                 evidence=evidence, basis="mixed", reviewed="2026-01-01", review_by="2026-06-01")  # fmt: skip
    assert half.verdict.startswith("Most of this rests on research;")
    assert fact(half, "Evidence") == "50\u00a0% 1 of 2 claims rest on research"
    assert fact(half, "Worst moments") == "1 of 2 claims are assumptions"
    assert fact(half, "Basis") == "Partly research"
    assert fact(half, "Next review").endswith("overdue")
    assert fact(half, "Maturity").startswith("Not yet a sketch Sketch asks for: ")
    none = brief({"name": "a", "emotion": -1})
    assert none.verdict.startswith("None of this is backed by research yet:")
    assert (fact(none, "Basis"), fact(none, "Reviewed")) == ("Not said", "Never")
    assert brief({"name": "a"}).verdict.startswith("The map says nothing yet")


def test_a_missing_goal_is_said() -> None:
    assert [(one.label, one.values[0].text) for one in brief({"name": "a"}).want] == [("Goal", "Not said")]


# ---------- how it is printed ----------


@pytest.mark.parametrize("steps", [[], [{"name": "a"}], many(1), many(60)], ids=["none", "bare", "one", "sixty"])
def test_maps_of_every_size_have_a_brief(steps: list[dict[str, Any]]) -> None:
    seen = brief(*steps, state="future", status="archived")
    for text in (page(seen), document(seen)):
        assert ours(text)
        assert "I go" in text
        assert ("The map names no moment of truth." in text) is (len(steps) == 0 or "emotion" not in steps[0])


def test_everything_that_an_author_may_write_is_escaped() -> None:
    evil = '<script>alert("x")</script>'
    plan = {"text": evil, "owner": evil, "impact": 5, "effort": 1}
    seen = brief(
        {"name": evil, "emotion": {"feeling": evil, "score": -2}, "moment_of_truth": evil,
         "pain_points": [pain(evil, opportunities=[plan])]},
        persona={"name": evil, "job": evil, "quote": evil}, scenario=evil, goal=evil, summary=evil, owner=evil,
    )  # fmt: skip
    assert "<script" not in page(seen)
    assert not re.search(r"(?<!\\)<script", document(seen))
    assert page(seen).count("&lt;script&gt;") >= 10


def test_the_page_needs_no_script_and_asks_for_nothing() -> None:
    text = page(brief(*many(3)))
    policy = re.search(r'http-equiv="?Content-Security-Policy"? content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy[1] + text.split("</style>")[1]
    assert " style=" not in text
    assert not re.search(r"url\((?!#)|@import|src=", text)


def test_only_icons_that_are_used_are_there_and_all_that_are() -> None:
    text = page(brief(*many(3)))
    assert set(re.findall(r'href="?#i-(\w+)', text)) == set(re.findall(r'symbol id="i-(\w+)', text))


def test_the_document_tells_the_same() -> None:
    said = document(brief(*many(2), {"name": "well", "emotion": 2}, goal="Get there"))
    assert "\n- **Goal:** Get there\n" in said
    assert "\n`▂▂█`\n" in said
    assert "\n### 1. 0 a rather" in said
    assert "\n## What to do first\n\n| Action | Against |" in said
    assert "\n## How far it can be trusted\n" in said
    assert "\n\n\n" not in said


def test_the_same_map_gives_the_same_bytes() -> None:
    assert page(brief(*many(4))) == page(brief(*many(4)))


@pytest.mark.browser
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_a_brief_shuts_nobody_out_and_fits_a_phone(
    chromium: "Browser", axe: str, tmp_path: Path, example: Path
) -> None:
    file = tmp_path / "brief.html"
    render(Request((str(example),), ROOT), today=TODAY, view="brief", output=str(file))
    heard: list[str] = []
    for scheme, width in (("light", 1280), ("dark", 390)):
        # axe-core comes from outside the page, which the page's own policy would rightly refuse.
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )  # fmt: skip
        seen = context.new_page()
        seen.goto(file.as_uri())
        seen.evaluate(axe)
        found = seen.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", STANDARDS)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert seen.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    context = chromium.new_context()
    seen = context.new_page()
    seen.on("console", lambda message: heard.append(message.text))
    seen.goto(file.as_uri())
    context.close()
    assert heard == []


@pytest.mark.browser
@pytest.mark.parametrize("count", [0, 1, 18, 60])
def test_a_brief_is_printed_on_one_sheet(chromium: "Browser", tmp_path: Path, count: int) -> None:
    file = tmp_path / "brief.html"
    file.write_text(page(brief(*many(count), goal=LONG, summary=f"{LONG}. " * 4)), encoding="utf-8")
    seen = chromium.new_page()
    seen.goto(file.as_uri())
    printed = seen.pdf(prefer_css_page_size=True)
    seen.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
