"""What rules say where the place of a finding alone does not tell whether they looked at the right thing."""

import datetime
import re
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, lint
from cjm.finding import Finding

TODAY = datetime.date(2026, 12, 1)


def said(folder: Path, rule: str, text: str, **files: str) -> list[Finding]:
    """What one rule says of a map that begins with `text`, and of files beside it."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "bike.cjm.yaml").write_text(f"cjm: 1\ntitle: I ride\n{text}", encoding="utf-8")
    return list(lint(Request((), folder), LintOptions(select=(rule,)), TODAY).findings)


HURTS = "pain_points: [{text: It breaks again, severity: high}]"
ALL = {
    "what the customer thinks or feels",
    "satisfaction with a touchpoint",
    "what each side requires",
    "information that is wrong or missing",
    "issues of both sides",
    "the processes behind it",
    "what could become better",
}


@pytest.mark.parametrize(
    ("step", "missing"),
    [
        (HURTS, ALL),
        (f"{HURTS}, thoughts: [Again?]", ALL - {"what the customer thinks or feels"}),
        (f"{HURTS}, quotes: [Not again!]", ALL - {"what the customer thinks or feels"}),
        (f"{HURTS}, emotion: sad", ALL - {"what the customer thinks or feels"}),
        (f"{HURTS}, touchpoints: [phone]", ALL),
        (f"{HURTS}, touchpoints: []", ALL - {"satisfaction with a touchpoint"}),
        (
            f"{HURTS}, touchpoints: [phone, {{name: Call, satisfaction: 3}}]",
            ALL - {"satisfaction with a touchpoint"},
        ),
        (f"{HURTS}, requirements: {{}}", ALL),
        (
            f"{HURTS}, requirements: {{business: A part}}",
            ALL - {"what each side requires", "information that is wrong or missing"},
        ),
        (HURTS.replace("}", ", kind: missing-information}"), ALL - {"information that is wrong or missing"}),
        (HURTS.replace("]", ", {text: It costs us, side: business}]"), ALL - {"issues of both sides"}),
        *(
            (f"{HURTS}, {key}: [The workshop]", ALL - {"the processes behind it"})
            for key in ("frontstage", "backstage", "support", "systems", "policies")
        ),
        (f"{HURTS}, opportunities: [How might we mend it for good?]", ALL - {"what could become better"}),
    ],
)
def test_a_step_that_hurts_is_told_which_perspectives_it_lacks(tmp_path: Path, step: str, missing: set[str]) -> None:
    (found,) = said(tmp_path, "incomplete-perspective", f"stages: [{{name: Ride, steps: [{{name: I ride, {step}}}]}}]")
    start = "step 'I ride' hurts, and the map does not show: "
    assert found.message.startswith(start)
    named = re.sub(r" \([^)]*\)", "", found.message.removeprefix(start))
    assert set(named.split(", ")) == missing


@pytest.mark.parametrize(
    ("roles", "missing"),
    [
        ("sales, sales, sales, sales", "process owner, technology owner, management, end user or UX"),
        ("operations, CTO, customers, sales", "management or UX"),
        ("operations and IT, director, customers, sales", "UX"),
    ],
)
def test_all_roles_that_are_missing_are_named_at_once(tmp_path: Path, roles: str, missing: str) -> None:
    people = "".join(f"  - {{name: Ana, role: {role}}}\n" for role in roles.split(", "))
    text = f"status: published\nfeedback: []\ncontributors:\n{people}stages: [{{name: Ride}}]"
    assert [one.message for one in said(tmp_path, "uninvolved-role", text)] == [
        f"nobody took part in map 'I ride' as {missing}"
    ]


@pytest.mark.parametrize(
    ("metric", "message"),
    [
        ("CSAT: {value: 61, unit: '%', target: 80}", "CSAT of the journey is 61% (target 80%)"),
        ("time: {value: 6 days, target: 2 days}", "'time' of the journey is 6 d (target 2 d)"),
        ("cost: {value: 3.1, unit: EUR, target: 2}", "'cost' of the journey is 3.1 EUR (target 2 EUR)"),
        ("cost: {value: 3.1, target: 2}", "'cost' of the journey is 3.1 (target 2)"),
    ],
)
def test_a_missed_target_is_said_with_what_is_counted(tmp_path: Path, metric: str, message: str) -> None:
    text = f"metrics: {{{metric}}}\nstages: [{{name: Ride}}]"
    (found,) = said(tmp_path, "missed-target-without-opportunity", text)
    assert found.message == f"{message}, and no opportunity would bring it there"


def test_a_map_of_the_future_is_told_which_map_to_name(tmp_path: Path) -> None:
    future = "cjm: 1\ntitle: I fly\nstate: future\npersona: sam\nstages: [{name: Fly}]\n"
    sam = "cjm: 1\nname: Sam\n"
    text = "persona: sam\nstages: [{name: Ride}]"
    names = {"cjm_yaml": "cjm: 1\n", "sam_persona_yaml": sam}
    (found,) = said(tmp_path, "missing-baseline", text, later__fly_cjm_yaml=future, **names)
    assert (found.file, found.help) == ("later/fly.cjm.yaml", ("add `baseline: ../bike.cjm.yaml`",))
    (tmp_path / "later" / "fly.cjm.yaml").unlink()
    (found,) = said(tmp_path, "missing-baseline", text, fly_cjm_yaml=future, **names)
    assert found.help == ("add `baseline: bike.cjm.yaml`",)


def test_claims_without_any_source_are_counted(tmp_path: Path) -> None:
    pains = ", ".join(f"It breaks {time} times" for time in "abcde")
    text = f"basis: mixed\nstages: [{{name: Ride, steps: [{{name: I ride, pain_points: [{pains}]}}]}}]"
    (found,) = said(tmp_path, "few-backed-claims", text)
    assert found.message == "none of 5 claims rest on what customers said or did, but the map says `basis: mixed`"


def test_a_shared_pain_point_shows_where_else_it_hurts(tmp_path: Path) -> None:
    steps = "stages: [{name: Ride, steps: [{name: I ride, pain_points: [The form forgets my address]}]}]\n"
    others = {f"{name}_cjm_yaml": f"cjm: 1\ntitle: {name.upper()}\n{steps}" for name in "cde"}
    found = said(tmp_path, "shared-pain-point", steps, **others)
    assert [(one.file, one.related[0].file) for one in found] == [
        ("bike.cjm.yaml", "c.cjm.yaml"),
        ("c.cjm.yaml", "bike.cjm.yaml"),
        ("d.cjm.yaml", "bike.cjm.yaml"),
        ("e.cjm.yaml", "bike.cjm.yaml"),
    ]
    assert {one.message for one in found} == {
        "pain point 'The form forgets my address' appears in 4 maps ('I ride', 'C', 'D', …)"
    }


@pytest.mark.parametrize(
    ("ties", "alone"),
    [
        (("id: a", "id: a", "id: a"), False),
        (("tags: [x]", "tags: [x, y]", "tags: [y]"), False),
        (("tags: [x]", "tags: [y]", "tags: [x, y]"), False),
        (("id: a", "id: a", "id: b"), True),
        (("tags: [a]", "id: a", "id: a"), True),
        (("id: a", "id: a", "severity: low"), True),
    ],
)
def test_ids_and_tags_tie_pain_points_together(tmp_path: Path, ties: tuple[str, ...], alone: bool) -> None:
    maps = [
        f"stages: [{{name: R, steps: [{{name: S, pain_points: [{{text: The form forgets my address, {tie}}}]}}]}}]\n"
        for tie in ties
    ]
    others = {f"{name}_cjm_yaml": f"cjm: 1\ntitle: T\n{text}" for name, text in zip("cd", maps[1:], strict=True)}
    assert bool(said(tmp_path, "shared-pain-point", maps[0], **others)) is alone
