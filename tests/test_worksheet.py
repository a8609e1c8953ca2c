"""Empty sheets for a workshop."""

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cjm import scaffold
from cjm.api import Request, render
from cjm.atlas import Atlas
from cjm.markdown import worksheet as document
from cjm.model import Journey
from cjm.rendering import ours
from cjm.rendering import worksheet as page
from cjm.views.worksheet import COLUMNS, ROWS, Worksheet, view
from cjm.vocabulary.presets import presets

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = datetime.date(2026, 12, 1)
LANES = ["Does", "Thinks", "Emotion", "Touchpoints", "Pain points", "Opportunities"]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def worksheet(*stages: dict[str, Any], **more: Any) -> Worksheet:
    journey = Journey.model_validate({"cjm": 1, "title": "I go", "stages": list(stages), **more})
    return view(journey, "map.cjm.yaml", Atlas(maps={"map.cjm.yaml": journey}), TODAY)


def stage(name: str, count: int, **step: Any) -> dict[str, Any]:
    return {"name": name, "steps": [{"name": f"{name} {n}", **step} for n in range(count)]}


def test_each_stage_has_a_sheet_with_its_steps_and_room_for_more() -> None:
    first, second = worksheet(stage("Search", 2), stage("Pay", 0)).sheets
    assert (first.stage, first.columns, first.place) == (
        "Search",
        ("1. Search 0", "2. Search 1", "", ""),
        "Sheet 1 of 2",
    )
    assert (second.stage, second.columns) == ("Pay", ("", "", "", ""))


def test_many_steps_are_shared_out_evenly() -> None:
    sheets = worksheet(stage("Search", 9)).sheets
    assert [sum(map(bool, sheet.columns)) for sheet in sheets] == [3, 3, 3]
    assert all(len(sheet.columns) == COLUMNS for sheet in sheets)
    assert [name for sheet in sheets for name in sheet.columns if name] == [f"{n + 1}. Search {n}" for n in range(9)]


def test_the_lanes_of_a_workshop_are_there_with_a_question_each() -> None:
    (sheet,) = worksheet(stage("Search", 1)).sheets
    assert [row.title for row in sheet.rows] == LANES
    assert all(row.question.endswith((".", "?")) for row in sheet.rows)
    assert [row.title for row in sheet.rows if row.curve] == ["Emotion"]


def test_lanes_that_a_map_fills_or_adds_are_there_too_on_as_many_sheets_as_they_need() -> None:
    sheets = worksheet(
        stage("Search", 1, backstage="x", situation="x", gains=["x"], quotes=["x"]),
        lanes=[{"id": "own", "title": "What I hold"}],
    ).sheets
    titles = [row.title for sheet in sheets for row in sheet.rows]
    assert titles == [
        "Situation", "Does", "Thinks", "Says", "Emotion", "Touchpoints", "Pain points", "Gains", "Opportunities",
        "What I hold", "Backstage",
    ]  # fmt: skip
    assert [len(sheet.rows) for sheet in sheets] == [5, 6]
    assert max(len(sheet.rows) for sheet in sheets) <= ROWS


def test_the_head_says_what_is_known_and_leaves_room_for_the_rest() -> None:
    seen = worksheet(stage("Search", 1), persona={"name": "Kim"}, goal="Get *there*")
    assert seen.lines == (
        ("Persona", "Kim"), ("Goal", "Get there"), ("Date", ""), ("Led by", ""), ("Taking part", ""),
    )  # fmt: skip


def test_a_worksheet_holds_nothing_of_what_the_map_says_in_its_cells() -> None:
    seen = worksheet(stage("Search", 1, actions=["I walk"], thoughts=["Why?"], pain_points=["It hurts"]))
    for text in (page(seen), document(seen)):
        assert ours(text)
        assert "1. Search 0" in text
        assert not [word for word in ("I walk", "Why?", "It hurts") if word in text]


def test_a_new_map_of_each_preset_gives_sheets(tmp_path: Path) -> None:
    assert len(presets()) >= 5
    for preset in presets().values():
        file = scaffold.create(tmp_path / f"{preset.id}.cjm.yaml", preset.id, "I go")
        (written,) = render(Request((file.name,), tmp_path), today=TODAY, view="worksheet").written
        text = (tmp_path / written).read_text(encoding="utf-8")
        assert written == f"{preset.id}.worksheet.html"
        assert text.count("<section") == len(preset.stages)


def test_the_page_escapes_texts_and_runs_no_script() -> None:
    evil = '<script>alert("x")</script>'
    text = page(worksheet(stage(evil, 1), persona={"name": evil}, goal=evil, lanes=[{"id": "o", "title": evil}]))
    assert "<script" not in text
    assert "default-src 'none'; style-src 'sha256-" in text
    assert " style=" not in text


def test_the_document_is_a_table_for_each_sheet() -> None:
    said = document(worksheet(stage("Search", 1), stage("Pay", 1), goal="Get there"))
    assert "\n- **Goal:** Get there\n- **Date:**\n" in said
    assert "\n## Search (Sheet 1 of 2)\n\n| | 1. Search 0 | Step: | Step: | Step: |\n| --- | --- |" in said
    assert "\n| **Does** What does the customer do? | | | | |\n" in said
    assert not [line for line in said.splitlines() if line != line.rstrip()]


@pytest.mark.browser
@pytest.mark.parametrize("count", [0, 1, 9])
def test_each_sheet_is_one_of_paper(chromium: "Browser", tmp_path: Path, count: int) -> None:
    long = "A name of somebody who has much to tell"
    seen = worksheet(stage(long, count, backstage="x"), stage("Pay", 1), persona={"name": long}, goal=f"{long}, {long}")
    file = tmp_path / "sheets.html"
    file.write_text(page(seen), encoding="utf-8")
    opened = chromium.new_page()
    opened.goto(file.as_uri())
    printed = opened.pdf(prefer_css_page_size=True)
    opened.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(seen.sheets)


@pytest.mark.browser
def test_a_worksheet_shuts_nobody_out(chromium: "Browser", axe: str, tmp_path: Path) -> None:
    file = tmp_path / "sheets.html"
    file.write_text(page(worksheet(stage("Search", 5), stage("Pay", 0))), encoding="utf-8")
    for scheme, width in (("light", 1280), ("dark", 390)):
        # axe-core comes from outside the page, which the page's own policy would rightly refuse.
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )  # fmt: skip
        opened = context.new_page()
        opened.goto(file.as_uri())
        opened.evaluate(axe)
        found = opened.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", STANDARDS)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
