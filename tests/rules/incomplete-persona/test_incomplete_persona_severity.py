"""A persona that is still a guess may be incomplete."""

import datetime

import pytest

from cjm.atlas import Atlas, Look
from cjm.finding import Severity
from cjm.model import InlinePersona, Journey, Persona
from cjm.rules.incomplete_persona import Options, check

TODAY = datetime.date(2026, 12, 1)


def a_map(basis: str | None, persona: object) -> Journey:
    keys = {"cjm": 1, "title": "T", "stages": [{"name": "S"}]}
    return Journey.model_validate({**keys, "basis": basis, "persona": persona})


@pytest.mark.parametrize(
    ("of_the_map", "of_the_persona", "severity"),
    [
        (None, None, None),
        ("mixed", None, None),
        ("hypothesis", None, Severity.INFO),
        ("research", "hypothesis", Severity.INFO),
        ("hypothesis", "research", None),
    ],
)
def test_only_an_info_where_the_persona_or_else_its_map_is_a_hypothesis(
    of_the_map: str | None, of_the_persona: str | None, severity: Severity | None
) -> None:
    journey = a_map(of_the_map, {"name": "Kim", "basis": of_the_persona})
    assert isinstance(journey.persona, InlinePersona)
    (remark,) = check(journey.persona, Look(Atlas(), "a.cjm.yaml", TODAY, journey), Options())
    assert remark.severity is severity


@pytest.mark.parametrize(("bases", "severity"), [(["hypothesis"] * 2, Severity.INFO), (["hypothesis", None], None)])
def test_a_persona_file_counts_as_a_hypothesis_only_if_all_its_maps_do(
    bases: list[str | None], severity: Severity | None
) -> None:
    persona = Persona.model_validate({"cjm": 1, "name": "Kim", "id": "kim"})
    maps = {f"{index}.cjm.yaml": a_map(basis, "kim") for index, basis in enumerate(bases)}
    look = Look(Atlas(maps=maps, personas={"kim.persona.yaml": persona}), "kim.persona.yaml", TODAY)
    (remark,) = check(persona, look, Options())
    assert remark.severity is severity


def test_the_help_says_that_needs_will_do_for_behaviours() -> None:
    journey = a_map(None, {"name": "Kim", "goals": ["Be on time"]})
    assert isinstance(journey.persona, InlinePersona)
    (remark,) = check(journey.persona, Look(Atlas(), "a.cjm.yaml", TODAY, journey), Options())
    assert remark.message == "persona 'Kim' lacks behaviours, frustrations"
    assert remark.help == ("describe at least name, goals, behaviours (or needs), frustrations",)
