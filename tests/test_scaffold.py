"""A new file is valid, says nothing untrue, and never replaces an old one."""

import datetime
import pathlib
import re
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjm import schema
from cjm.api import LintOptions, Request, lint, validate
from cjm.errors import CjmError
from cjm.model import Journey, Persona
from cjm.model.journey import Role
from cjm.scaffold import create, map_text, persona_text
from cjm.vocabulary.presets import DEFAULT, presets

ROLES = Role.__args__  # type: ignore[attr-defined]


def data(text: str) -> Any:
    return yaml.safe_load(text)


def uncommented(text: str) -> str:
    """The text with every hint that shows a key put to use."""
    return re.sub(r"(?m)^( *)# ((?:[a-z_]+:(?: [\[{\"]?\S.*)?)|  [a-z]+: .*)$", r"\1\2", text)


@pytest.mark.parametrize("preset", presets())
def test_a_new_map_is_valid_and_has_the_stages_of_its_preset(preset: str) -> None:
    made = data(map_text(preset, "My journey"))
    journey = Journey.model_validate(made)
    stages = presets()[preset].stages
    assert [(stage.name, stage.role) for stage in journey.stages] == [(stage.name, stage.role) for stage in stages]
    assert journey.preset == preset
    assert all(len(stage.steps) == 1 for stage in journey.stages)
    assert jsonschema.Draft7Validator(schema.schema("journey")).is_valid(made)


@pytest.mark.parametrize("preset", presets())
def test_a_new_map_claims_nothing_that_nobody_said(preset: str) -> None:
    made = data(map_text(preset, "My journey"))
    assert set(made) == {"cjm", "title", "preset", "stages"}
    for stage in made["stages"]:
        assert set(stage) <= {"name", "role", "steps"}
        assert [set(step) for step in stage["steps"]] == [{"name"}]


@pytest.mark.parametrize("preset", presets())
def test_each_hint_can_be_put_to_use_by_removing_its_mark(preset: str) -> None:
    made = data(uncommented(map_text(preset, "My journey")))
    journey = Journey.model_validate(made)
    assert {"persona", "scenario", "goal", "scope", "basis", "owner"} <= set(made)
    first = journey.stages[0].steps[0]
    assert all([first.thoughts, first.touchpoints[0].channel, first.emotion, first.pain_points])
    assert not journey.stages[1].steps[0].given("emotion")


def test_a_new_map_reads_like_a_letter_not_like_a_form() -> None:
    text = map_text(DEFAULT, "Bike repair", "bike-repair.cjm.yaml")
    assert text.startswith("# A customer journey map.")
    assert "#   cjm lint bike-repair.cjm.yaml    lists what is still missing\n" in text
    assert "\ntitle: Bike repair  # better still in the customer's words: I get my bike repaired\n" in text
    assert "  # How they compare you with others: reviews, features, prices.\n  - name: Consideration\n" in text
    assert not re.search(r"TODO|TBD|FIXME|\.\.\.|[ \t]$", text, re.MULTILINE)
    assert max(map(len, text.splitlines())) <= 120
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_names_that_are_ours_are_called_ours() -> None:
    text = " ".join(map_text("servicenow-7", "x").replace("#", "").split())
    assert "which describes the seven phases but does not name them; the names are ours" in text


def test_a_new_persona_is_valid_with_and_without_its_hints() -> None:
    text = persona_text("Sam", "sam.persona.yaml", "sam")
    assert data(text) == {"cjm": 1, "name": "Sam"}
    assert "`persona: sam`" in text
    full = data(uncommented(text))
    assert {"goals", "behaviours", "frustrations", "basis", "segment"} <= set(full)
    assert Persona.model_validate(full).name == "Sam"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), max_codepoint=0xFFFF), min_size=1))
def test_any_title_arrives_as_it_was_given(title: str) -> None:
    assert data(persona_text(title))["name"] == title


@pytest.mark.parametrize(
    "title", ["a: b", "a # b", "- a", "yes", "null", "12", "{x}", '"x"', "it's", "@x", "a\nb", "x:", "2026-05-14"]
)
def test_titles_that_yaml_would_misread_are_quoted(title: str) -> None:
    assert data(map_text(DEFAULT, title))["title"] == title


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("bike-repair.cjm.yaml", "bike-repair.cjm.yaml"),
        ("bike-repair.cjm.yml", "bike-repair.cjm.yml"),
        ("bike-repair", "bike-repair.cjm.yaml"),
        ("bike-repair.yaml", "bike-repair.cjm.yaml"),
        ("bike-repair.cjm", "bike-repair.cjm.yaml"),
        ("maps/deep/bike-repair", "maps/deep/bike-repair.cjm.yaml"),
        ("version 1.2 of it", "version 1.2 of it.cjm.yaml"),
        ("Größe", "Größe.cjm.yaml"),
    ],
)
def test_a_map_gets_the_ending_that_it_lacks(tmp_path: pathlib.Path, given: str, written: str) -> None:
    path = create(tmp_path / given)
    assert path == tmp_path / written
    assert Journey.model_validate(data(path.read_text(encoding="utf-8"))).preset == DEFAULT
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize(
    "given", ["startup-founder.persona.yaml", "startup-founder.persona.yml", "startup-founder.persona"]
)
def test_the_name_of_the_file_says_whether_it_is_a_persona(tmp_path: pathlib.Path, given: str) -> None:
    path = create(tmp_path / given)
    assert ".persona.y" in path.name
    assert data(path.read_text(encoding="utf-8")) == {"cjm": 1, "name": "Startup founder"}


def test_the_title_comes_from_the_name_of_the_file_unless_one_is_given(tmp_path: pathlib.Path) -> None:
    assert data(create(tmp_path / "bike_repair-2").read_text(encoding="utf-8"))["title"] == "Bike repair 2"
    assert data(create(tmp_path / "b", title="I wait").read_text(encoding="utf-8"))["title"] == "I wait"
    assert data(create(tmp_path / "c", title=" ").read_text(encoding="utf-8"))["title"] == "C"


def test_an_existing_file_stays_as_it_is(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "a.cjm.yaml"
    file.write_text("mine")
    with pytest.raises(CjmError, match=r"a\.cjm\.yaml is there already") as caught:
        create(tmp_path / "a")
    assert caught.value.help == "cjm new never overwrites; choose another name"
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "message", "help"),
    [
        (
            "a.json",
            "a.json would not be read as a map: it ends in .json",
            "maps end in .cjm.yaml and personas in .persona.yaml, so a.cjm.yaml would do",
        ),
        ("cjm.yaml", "cjm.yaml is the name of the project file", "name the map, for example my-journey.cjm.yaml"),
        (".cjm.yaml", ".cjm.yaml has no name before its ending", "for example my-journey.cjm.yaml"),
    ],
)
def test_a_name_that_cannot_be_is_answered_with_one_that_can(
    tmp_path: pathlib.Path, name: str, message: str, help: str
) -> None:
    with pytest.raises(CjmError) as caught:
        create(tmp_path / name)
    assert (caught.value.message, caught.value.help) == (message, help)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CjmError, match="is a folder"):
        create(tmp_path)


def test_a_folder_that_is_a_file_is_said(tmp_path: pathlib.Path) -> None:
    (tmp_path / "maps").write_text("")
    with pytest.raises(CjmError, match=r"cannot make the folder .*/maps"):
        create(tmp_path / "maps" / "a")


def test_an_unknown_preset_is_answered_with_the_nearest(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CjmError) as caught:
        create(tmp_path / "a", preset="frist-loop-7")
    assert caught.value.message == "there is no preset `frist-loop-7`"
    assert str(caught.value.help).startswith("did you mean `first-loop-7`? there are: first-loop-7, eight-stages, ")
    assert list(tmp_path.iterdir()) == []


def test_a_persona_has_no_preset(tmp_path: pathlib.Path) -> None:
    with pytest.raises(CjmError, match="a persona has no stages"):
        create(tmp_path / "sam.persona.yaml", preset=DEFAULT)


# The presets themselves.


@pytest.mark.parametrize("preset", presets().values(), ids=presets())
def test_a_preset_is_complete(preset: Any) -> None:
    assert len(preset.stages) >= 3
    assert preset.title
    assert preset.source
    assert all(stage.name and stage.hint and not stage.hint.endswith(".") for stage in preset.stages)
    assert all(stage.role is None or stage.role in ROLES for stage in preset.stages)
    steps = [stage.step for stage in preset.stages]
    assert len(set(steps)) == len(steps)
    assert all(len(step.split()) > 2 for step in steps)


def test_the_stage_lists_of_the_documents_are_there_word_for_word() -> None:
    names = {name: [stage.name for stage in preset.stages] for name, preset in presets().items()}
    assert names["first-loop-7"] == [
        "Awareness",
        "Consideration",
        "Purchase",
        "Onboarding",
        "Usage",
        "Support",
        "Loyalty",
    ]
    assert names["eight-stages"] == [
        "Awareness",
        "Consideration",
        "Decision",
        "Delivery",
        "Use",
        "Monitoring",
        "Loyalty",
        "Advocacy",
    ]
    assert names["lifecycle-5"] == ["Initial awareness", "Consideration", "Purchase", "Post-purchase", "Advocacy"]
    assert names["servicenow-3"] == ["Pre-purchase", "Mid-purchase", "Post-purchase"]
    assert len(names["servicenow-7"]) == 7
    assert len(names) == 14


def test_the_presets_that_end_before_use_are_none() -> None:
    for name, preset in presets().items():
        roles = [stage.role for stage in preset.stages]
        if "buy" in roles:
            assert roles.index("buy") < len(roles) - 1, name


# What cjm itself says of a new file.

TODAY = datetime.date(2026, 12, 1)
TO_FILL_IN = {
    "missing-persona",
    "missing-goal",
    "missing-scope",
    "missing-basis",
    "missing-owner",
    "missing-emotion",
    "missing-pain-points",
    "missing-touchpoint",
    "missing-thoughts",
}


@pytest.mark.parametrize("preset", presets())
def test_lint_of_a_new_map_is_the_list_of_what_to_fill_in(tmp_path: pathlib.Path, preset: str) -> None:
    create(tmp_path / "new", preset=preset)
    run = lint(Request(folder=tmp_path), LintOptions(), TODAY)
    found = {finding.rule for finding in run.findings}
    assert found - {"map-size"} == TO_FILL_IN
    assert ("map-size" in found) == (len(presets()[preset].stages) < 4)
    for rule in ("missing-emotion", "missing-pain-points", "missing-touchpoint"):
        assert sum(finding.rule == rule for finding in run.findings) == len(presets()[preset].stages)


def test_a_map_whose_hints_are_put_to_use_is_asked_about_its_other_steps_only(tmp_path: pathlib.Path) -> None:
    file = create(tmp_path / "new")
    file.write_text(uncommented(file.read_text(encoding="utf-8")), encoding="utf-8")
    run = lint(Request(folder=tmp_path), LintOptions(), TODAY)
    second = file.read_text(encoding="utf-8").splitlines().index("  - name: Consideration") + 1
    early = [finding.rule for finding in run.findings if finding.place.line < second]
    assert set(early) <= {"pain-without-severity"}
    assert len(run.findings) > 20


def test_validate_has_nothing_to_say_of_a_new_persona(tmp_path: pathlib.Path) -> None:
    create(tmp_path / "kim.persona.yaml")
    assert validate(Request(folder=tmp_path)).findings == ()
