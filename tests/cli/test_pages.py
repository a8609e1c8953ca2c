"""What rules, schema, render and new write."""

import json
from pathlib import Path

import pytest
from cli_calls import Call

from cjm import api


def test_rules_are_listed_on_one_page_by_category(call: Call) -> None:
    out = call("rules").out
    pages = api.rules()
    assert len(pages) > 20
    for page in pages:
        assert f"\n  {page.name} " in out
    assert out.startswith("completeness\n  ")
    assert "\n\nformat\n  " in out


def test_a_rule_has_a_page(call: Call) -> None:
    out = call("rules", "missing-emotion").out
    assert out.startswith("missing-emotion  (warning, completeness, from profile ")
    for heading in ("What it finds", "Why it matters", "How to fix it", "Example", "Better", "When to ignore it"):
        assert f"\n\n{heading}\n" in out


def test_every_rule_has_a_page_without_gaps(call: Call) -> None:
    for page in api.rules():
        out = call("rules", page.name).out
        assert "\n\n\n" not in out, page.name
        assert "How to fix it" in out, page.name


def test_options_of_a_rule_are_listed_with_their_defaults(call: Call) -> None:
    assert "\n  steps.max: 12  " in call("rules", "map-size").out


@pytest.mark.parametrize("name", ["journey", "persona", "project"])
def test_schema_is_printed_as_it_is_shipped(call: Call, name: str) -> None:
    out = call("schema", name).out
    assert json.loads(out)["title"]
    shipped = Path(__file__).parents[2] / "schemas" / f"{name}.schema.json"
    assert out == shipped.read_text(encoding="utf-8")


def test_schema_without_a_name_is_that_of_a_journey(call: Call) -> None:
    assert call("schema").out == call("schema", "journey").out


def test_render_prints_what_it_wrote(call: Call, good: Path) -> None:
    result = call("render", good.name)
    assert (result.code, result.out) == (0, "good.html\n")
    assert "I pay by card" in Path("good.html").read_text(encoding="utf-8")


def test_render_writes_one_page_to_standard_output(call: Call, good: Path, folder: Path) -> None:
    result = call("render", good.name, "-o", "-")
    assert result.code == 0
    assert result.out.startswith("<!")
    assert [path.name for path in folder.iterdir()] == ["good.cjm.yaml"]


def test_render_refuses_what_validate_refuses_and_shows_it(call: Call, bad: Path, folder: Path) -> None:
    result = call("render", bad.name)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error[invalid-value]: `hihg` ")
    assert result.err.endswith("1 error in 1 file\n")
    assert [path.name for path in folder.iterdir()] == ["bad.cjm.yaml"]


def test_render_opens_the_result_in_the_browser(call: Call, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    call("render", good.name, "--open")
    assert opened == [(good.parent / "good.html").as_uri()]


def test_render_makes_other_views_and_formats(call: Call, good: Path) -> None:
    assert call("render", good.name, "--view", "brief").out == "good.brief.html\n"
    assert call("render", good.name, "--view", "worksheet", "-o", "sheets.md").out == "sheets.md\n"
    assert call("render", good.name, "--to", "outline", "-o", "-").out.startswith("cjm outline: ")
    assert call("render", good.name, "-o", "good.txt").out == "good.txt\n"


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--view", "breif"], "`breif` is not a view\n  = help: did you mean `brief`?"),
        (["--to", "outlien"], "`outlien` is not a format of reports\n  = help: did you mean `outline`?"),
        (["--to", "brief"], "`--to` says the format and `--view` what is shown: `--view brief`"),
        (["--view", "outline"], "`--to` says the format and `--view` what is shown: `--to outline`"),
        (["--view", "worksheet", "--to", "outline"], "an outline is always of the whole map"),
        (["--view", "brief", "-o", "good.txt"], "= help: let -o end in .html or .md"),
    ],
)
def test_views_and_formats_that_do_not_exist_or_go_together_are_refused(
    call: Call, good: Path, arguments: list[str], answer: str
) -> None:
    result = call("render", good.name, *arguments)
    assert (result.code, result.out) == (2, "")
    assert answer in result.err


def test_of_several_pages_the_index_is_opened(call: Call, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("again.cjm.yaml").write_text(good.read_text(encoding="utf-8"), encoding="utf-8")
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    call("render", "--view", "brief", "--open")
    assert opened == [(good.parent / "cjm-site" / "index.brief.html").as_uri()]


def test_a_new_map_is_valid_and_its_path_is_printed(call: Call, folder: Path) -> None:
    result = call("new", "maps/shoes.cjm.yaml", "--title", "I buy shoes")
    assert (result.code, result.out) == (0, "maps/shoes.cjm.yaml\n")
    assert "cjm lint maps/shoes.cjm.yaml" in result.err
    assert "title: I buy shoes" in (folder / "maps/shoes.cjm.yaml").read_text(encoding="utf-8")
    assert call("validate").code == 0


def test_a_new_file_may_be_a_persona(call: Call, folder: Path) -> None:
    assert call("new", "kim.persona.yaml").code == 0
    assert call("validate", "kim.persona.yaml").code == 0


def test_without_a_file_a_new_map_goes_to_standard_output(call: Call, folder: Path) -> None:
    out = call("new", "--preset", "eight-stages").out
    assert "preset: eight-stages" in out
    assert not list(folder.iterdir())
    (folder / "map.cjm.yaml").write_text(out, encoding="utf-8")
    assert call("validate").code == 0


def test_presets_are_listed_with_their_stages(call: Call) -> None:
    out = call("new", "--list").out
    assert out.startswith("first-loop-7  (unless you say otherwise)\n")
    assert "Awareness, Consideration, Purchase" in out


def test_a_language_is_a_tag(call: Call, good: Path) -> None:
    result = call("render", good.name, "--language", "Deutsch")
    assert result.code == 2
    assert "`Deutsch` is not a language tag" in result.err
    assert not Path("good.html").exists()
