"""What a reader does with the page of a map, in a real browser: walk, filter, share, print."""

import datetime
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cjm import rendering
from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views.map import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DESK, PHONE = 1440, 390
SHEET = 1519
"""Pixels of A3 landscape without its margins."""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Opened = Callable[..., Any]


def walk(count: int, **more: Any) -> list[dict[str, Any]]:
    """Steps of a journey; each has what `more` says."""
    return [{"id": f"step{n}", "name": f"I take step {n} of a long way home", **more} for n in range(1, count + 1)]


def journey(steps: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"title": "I walk home", "stages": [{"name": "On the way", "steps": steps}], **more}


RICH = journey([
    {
        "id": "begin", "name": "I set out", "emotion": "hopeful", "importance": "high", "touchpoints": ["website"],
        "pain_points": [{"text": "The map is wrong", "severity": "high", "accepted": "Maps are old"}],
    },
    {
        "id": "rain", "name": "It rains on me", "emotion": "annoyed", "touchpoints": ["Umbrella"], "importance": "low",
        "pain_points": [{"text": "No roof", "severity": "low"}], "opportunities": ["A roof"],
        "moment_of_truth": "Do I turn back?",
    },
    {"id": "home", "name": "I am home", "emotion": "proud", "touchpoints": ["phone"], "next": ["begin"]},
], persona={"name": "Kim"})  # fmt: skip


@pytest.fixture
def opened(chromium: "Browser", tmp_path: Path) -> Opened:
    """The page of a map at an address, as a context."""

    @contextmanager
    def opening(
        data: dict[str, Any], address: str = "", width: int = DESK, links: dict[str, str] | None = None, **options: Any
    ) -> "Iterator[Page]":
        seen = view(
            Journey.model_validate({"cjm": 1, **data}), "map.cjm.yaml", Atlas(), datetime.date(2026, 12, 1), links=links
        )
        file = tmp_path / "map.html"
        file.write_text(rendering.html(seen), encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        try:
            page = context.new_page()
            page.goto(file.as_uri() + address)
            yield page
        finally:
            context.close()

    return opening


def box(page: "Page", selector: str) -> dict[str, float]:
    """Where something stands in the window."""
    found: dict[str, float] = page.eval_on_selector(selector, "one => one.getBoundingClientRect().toJSON()")
    return found


def focused(page: "Page") -> str | None:
    found: str | None = page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id")
    return found


def says(page: "Page", selector: str, text: str) -> None:
    """Wait until it says so: the page hears of a new address a moment later."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_text(text)


# ---------- walking ----------


def test_arrow_keys_walk_from_step_to_step_and_leave_no_trail(opened: Opened) -> None:
    with opened(RICH) as page:
        page.click("#s-begin .sp a")
        before = page.evaluate("history.length")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        says(page, "#pos", "Step 3 of 3")
        assert focused(page) == "#s-home"
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Shift+ArrowLeft")
        says(page, "#pos", "Step 2 of 3")
        assert focused(page) == "#s-rain"
        page.click("#next")
        says(page, "#pos", "Step 3 of 3")
        assert page.evaluate("[location.hash, history.length]") == ["#s-home", before]
        page.keyboard.press("Escape")
        says(page, "#pos", "3 steps")
        assert page.evaluate("location.hash") == "#map"


def test_a_link_to_a_step_shows_its_head_on_a_phone(opened: Opened) -> None:
    with opened(journey(walk(9, actions=["I look", "I go"])), "#s-step6", PHONE) as page:
        head, bar = box(page, "#s-step6 .sp a"), box(page, ".sh th")
        assert bar["top"] == 0
        assert bar["bottom"] <= head["top"] < 200


def test_what_the_keyboard_reaches_is_never_under_the_heads(opened: Opened) -> None:
    steps = walk(3, entry=True, attention="pilot", actor="partner", evidence="talks", pain_points=["No"], emotion=1)
    for step in steps:
        step["name"] = "I take a step whose name is told in so many words that its head is high " * 3
    with opened(journey(steps, evidence={"talks": {"type": "interview"}})) as page:
        page.eval_on_selector("#s-step1 .does", "one => one.scrollIntoView()")
        page.evaluate("scrollBy(0, 900)")
        page.focus("#s-step1 .pain .ev a")
        assert box(page, "#s-step1 .pain .ev a")["top"] >= box(page, "#s-step1 .sp")["bottom"]


def test_the_sheet_of_a_long_map_says_the_feeling_of_the_step(opened: Opened) -> None:
    with opened(journey(walk(30, emotion="hopeful")), "?view=fit#s-step7") as page:
        page.wait_for_selector("#peek .emo")
        assert "Hopeful" in page.inner_text("#peek .emo")


def test_the_menu_of_lanes_closes_when_the_keyboard_leaves_it(opened: Opened) -> None:
    with opened(RICH) as page:
        page.focus(".bar summary")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert focused(page) == "l-path"
        page.focus("#q")
        assert not page.evaluate("document.querySelector('.bar details').open")


# ---------- filters, and what is shared ----------


def test_what_a_reader_chose_stands_in_the_address(opened: Opened) -> None:
    with opened(RICH) as page:
        page.check("#v-fit", force=True)
        page.select_option("#f-sev", "3")
        page.fill("#q", "set out")
        page.evaluate("document.querySelector('#l-oppo').click()")
        address = page.evaluate("location.search")
    with opened(RICH, address + "#s-rain") as page:
        assert page.is_checked("#v-fit")
        assert not page.is_checked("#l-oppo")
        assert page.input_value("#f-sev") == "3"
        assert page.inner_text("#hits") == "1 of 3 steps"
        assert [one.get_attribute("id") for one in page.query_selector_all(".step.miss")] == ["s-rain", "s-home"]
        page.wait_for_selector("#peek .sp")
        assert "It rains on me" in page.inner_text("#peek")
        page.reload()
        assert page.inner_text("#hits") == "1 of 3 steps"


@pytest.mark.parametrize(("address", "scheme", "width"), [
    ("?view=fit#s-rain", "light", DESK), ("?view=fit&q=rain", "dark", DESK), ("?severity=3&q=out#s-rain", "dark", DESK),
    ("?severity=3#s-begin", "light", PHONE),
])  # fmt: skip
def test_no_state_of_a_page_shuts_anybody_out(opened: Opened, axe: str, address: str, scheme: str, width: int) -> None:
    # axe-core comes from outside the page, which the page's own policy would rightly refuse.
    with opened(RICH, address, width, color_scheme=scheme, bypass_csp=True) as page:
        page.evaluate(axe)
        found = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", STANDARDS)
    assert found["passes"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_high_importance_is_seen_where_colours_are_the_readers(opened: Opened) -> None:
    ground = "one => getComputedStyle(one).backgroundColor"
    with opened(RICH, forced_colors="active") as page:
        high, low = (page.eval_on_selector(f"#s-{id} .no", ground) for id in ("begin", "home"))
    assert high != low


# ---------- drawing ----------


def test_a_link_in_the_head_of_a_step_is_not_drawn_as_a_head(opened: Opened) -> None:
    data = journey([{"name": "I ask", "journey": "asking.cjm.yaml"}])
    with opened(data, links={"asking.cjm.yaml": "asking.html"}) as page:
        drawn = page.eval_on_selector(
            ".mk a", "one => [getComputedStyle(one).display, getComputedStyle(one, '::before').content]"
        )
    assert drawn == ["block", "none"]


@pytest.mark.parametrize("width", [DESK, 320])
def test_long_words_of_when_stay_in_their_column(opened: Opened, width: int) -> None:
    steps = walk(3, when="Between the first call and the second visit to the office in the other town", emotion=1)
    with opened(journey(steps), "#map", width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert box(page, ".step .when")["right"] <= box(page, ".step")["right"]


def test_numbers_of_three_digits_stay_on_one_line(opened: Opened) -> None:
    with opened(journey(walk(101))) as page:
        heights = page.eval_on_selector_all(".no", "all => [all[0], all[100]].map(one => one.scrollHeight)")
    assert heights[0] == heights[1]


def test_names_in_narrow_columns_of_the_overview_stay_in_them(opened: Opened) -> None:
    with opened(journey(walk(18)), "?view=fit", 821) as page:
        over = page.eval_on_selector_all(
            ".sp b",
            """all => all.map(one =>
                one.getBoundingClientRect().right - one.closest('th').getBoundingClientRect().right)""",
        )
    assert len(over) == 18
    assert max(over) <= 0


def test_a_feeling_that_nobody_knows_stands_beside_its_step_on_a_phone(opened: Opened) -> None:
    with opened(
        journey([{"name": "I wait", "emotion": "flabbergasted"}, {"name": "I go", "emotion": 1}]), "", 320
    ) as page:
        word, step = box(page, ".unk"), box(page, ".step")
        assert step["left"] <= word["left"] < word["right"] <= box(page, ".step .sp")["left"]
        assert word["top"] >= step["top"]
        assert page.eval_on_selector(".unk b", "one => getComputedStyle(one).borderStyle") == "dashed"


def test_an_opportunity_that_is_not_weighed_is_called_one_on_a_phone(opened: Opened) -> None:
    with opened(RICH, "", PHONE) as page:
        said = page.eval_on_selector(".card.o .hd span", "one => getComputedStyle(one, '::after').content")
    assert "opportunity" in said


# ---------- paper ----------


def test_on_paper_no_label_of_a_feeling_runs_into_a_moment_of_truth(opened: Opened) -> None:
    steps = walk(24, emotion=0)
    steps[17] |= {"emotion": "proud", "moment_of_truth": "Here I decide"}
    with opened(journey(steps), "", SHEET) as page:
        page.emulate_media(media="print")
        flag, label = box(page, "#s-step18 .motf"), box(page, "#s-step18 .lb")
    assert flag["bottom"] <= label["top"]


def test_on_paper_moments_of_truth_beside_one_another_are_read_apart(opened: Opened) -> None:
    steps = walk(8, emotion=0, moment_of_truth="The question whether I ever come back")
    with opened(journey(steps), "", SHEET) as page:
        page.emulate_media(media="print")
        flags = page.eval_on_selector_all(".motf", "all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert len(flags) == 8
    assert all(one["right"] <= other["left"] for one, other in itertools.pairwise(flags))


def test_on_paper_the_journey_at_a_glance_is_not_cut(opened: Opened) -> None:
    with opened(journey(walk(30, emotion=1)), "", SHEET) as page:
        page.emulate_media(media="print")
        plot = box(page, "#plot")
    assert plot["left"] >= 0
    assert plot["right"] <= SHEET
