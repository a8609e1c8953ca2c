"""The report of a map as text without markup."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm.atlas import Atlas
from cjm.loading import Request, load, plan
from cjm.model import Journey
from cjm.model.texts import texts
from cjm.outline import index, outline, text
from cjm.rendering import ours
from cjm.views import site
from cjm.views.document import view
from cjm.views.parts import Bit
from cjm.views.prose import prose
from cjm.views.words import Words

TODAY = datetime.date(2026, 12, 1)
ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*.cjm.yaml"))
EVERYTHING = yaml.safe_load((Path(__file__).parent / "data" / "everything.cjm.yaml").read_text(encoding="utf-8"))
"""A map that uses every key of the format."""


def told(data: dict[str, Any] | Journey, file: str = "a.cjm.yaml", atlas: Atlas | None = None) -> str:
    journey = data if isinstance(data, Journey) else Journey.model_validate(data)
    return outline(view(journey, file, atlas or Atlas(maps={file: journey}), TODAY))


def example(file: str) -> tuple[Journey, Atlas]:
    (part,) = plan(Request((file,), folder=ROOT))
    atlas = load(part).atlas
    return atlas.maps[file], atlas


def one_step(**step: Any) -> dict[str, Any]:
    return {"cjm": 1, "title": "A", "stages": [{"name": "S", "steps": [{"name": "I go", **step}]}]}


def missing(journey: Journey, said: str) -> list[str]:
    """Texts of a map that are not in a text, apart from white space and the signs of markup."""
    return [one for _, one in texts(journey) if " ".join(prose(one).split()) not in said]


def test_there_are_examples_to_look_at() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("file", EXAMPLES)
def test_every_text_of_an_example_is_in_the_outline(file: str) -> None:
    journey, atlas = example(file)
    assert missing(journey, told(journey, file, atlas)) == []


def test_every_text_of_a_map_that_says_everything_is_in_the_outline() -> None:
    journey = Journey.model_validate(EVERYTHING)
    assert len(texts(journey)) > 100
    assert missing(journey, told(journey)) == []


def test_the_first_line_says_that_it_is_an_outline_of_cjm() -> None:
    said = told(one_step())
    assert said.startswith("cjm outline: Made with cjm. Edit the map, not this file.\n\nA\n")
    assert ours(said)
    assert not ours("cjm: 1\ntitle: a map is no outline\n")


@pytest.mark.parametrize("file", EXAMPLES)
def test_an_outline_holds_no_markup_and_is_tidy(file: str) -> None:
    journey, atlas = example(file)
    said = told(journey, file, atlas)
    assert not [sign for sign in ("**", "##", "| ", "`", "▁", "<!--") if sign in said]
    assert said.endswith("\n")
    assert "\n\n\n" not in said
    assert not [line for line in said.splitlines() if line != line.rstrip() or "\t" in line]


def test_what_belongs_to_a_step_stands_further_in() -> None:
    pain = {"text": "It is closed", "severity": "high", "opportunities": ["Open early"]}
    lines = told(one_step(actions=["I walk", "I knock"], pain_points=[pain])).splitlines()
    at = lines.index("    Step: 1. I go")
    assert lines[at + 1 : at + 8] == [
        "      Does:", "        I walk", "        I knock",
        "      Pain points:", "        P1 It is closed (assumption)", "          High", "          O1 Open early",
    ]  # fmt: skip


def test_faces_are_not_read_aloud_but_an_authors_own_signs_are() -> None:
    said = told(one_step(emotion="annoyed", thoughts=["👍"]))
    assert "      Feels: annoyed −1.0 (Highest; assumption)\n" in said
    assert "👍" in said


def test_a_row_of_a_table_is_told_column_by_column() -> None:
    said = told(one_step(pain_points=[{"text": "It is closed", "severity": "high"}]))
    assert "\n  P1 It is closed\n    Severity: High\n    Step: 1 I go\n    Opportunity: None yet\n" in said


def test_pieces_share_a_line_and_addresses_follow_what_they_belong_to() -> None:
    words = Words().terms
    refers = Bit("E1", "#e-a", "source"), Bit("E2", "#e-b", "source")
    assert text([Bit("It hurts"), *refers, Bit("often", style="note"), Bit("ours", style="note")], words) == (
        "It hurts E1, E2 (often; ours)"
    )
    assert text([Bit("the study", "https://example.org/a")], words) == "the study <https://example.org/a>"
    assert text([Bit("https://example.org/a", "https://example.org/a")], words) == "https://example.org/a"
    assert text([Bit(prose("See [the study](https://example.org/a), it is *long*"))], words) == (
        "See the study <https://example.org/a>, it is long"
    )


def test_a_text_of_several_lines_stays_on_one() -> None:
    assert "  Thinks: “Why me? And why now?”\n" in told(one_step(thoughts=["Why me?\nAnd why now?"]))


def test_the_index_names_each_outline() -> None:
    journey = Journey.model_validate(one_step())
    atlas = Atlas(maps={"a.cjm.yaml": journey})
    said = index(site.view([(journey, "a.cjm.yaml", atlas)], {"a.cjm.yaml": "a.outline.txt"}, TODAY))
    assert ours(said)
    assert "\n\nA\n  a.outline.txt\n" in said
