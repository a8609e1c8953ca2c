"""Which rules run, how severe they are, and what silences them."""

import datetime
import re
from pathlib import Path

import pytest

from cjm import sharing
from cjm.api import LintOptions, Request, fix, lint
from cjm.errors import CjmError
from cjm.finding import Finding, Severity

TODAY = datetime.date(2026, 12, 1)

MAP = """\
cjm: 1
title: I get my bike repaired
persona: {name: Kim, goals: [Ride], behaviours: [Commutes], frustrations: [Flats]}
scenario: The chain snaps
goal: A bike that rides
scope: {start: The chain snaps, end: I ride home}
basis: hypothesis
STATUS
stages:
  - name: Need
    steps:
      - name: The chain snaps
        emotion: annoyed
        touchpoints: []
        thoughts: []
        pain_points: []
  - name: Search
    steps:
      - name: I look for a shop
        touchpoints: [Map @ website]
        pain_points:
          - {text: Opening hours are wrong, severity: high}
      - name: I call them
        emotion: hopeful
        touchpoints: [phone]
        thoughts: []
        pain_points: []
  - name: Use
    steps:
      - name: I ride home
        emotion: happy
        touchpoints: []
        thoughts: []
        pain_points: []
"""


def found(folder: Path, text: str, options: LintOptions | None = None, **files: str) -> list[Finding]:
    """The findings of one map, with further files beside it."""
    for name, content in files.items():
        (folder / name.replace("__", "/").replace("_", ".")).write_text(content, encoding="utf-8")
    (folder / "bike.cjm.yaml").write_text(text, encoding="utf-8")
    return list(lint(Request(("bike.cjm.yaml",), folder), options or LintOptions(), TODAY).findings)


def rules(findings: list[Finding]) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in findings}


def draft(extra: str = "") -> str:
    return MAP.replace("STATUS", f"status: draft\n{extra}")


def published(extra: str = "") -> str:
    return MAP.replace("STATUS", f"status: published\n{extra}")


def test_a_draft_lowers_evidence_action_and_upkeep_to_info(tmp_path: Path) -> None:
    severities = rules(found(tmp_path, draft()))
    assert severities["severe-pain-without-opportunity"] is Severity.INFO
    assert severities["missing-owner"] is Severity.INFO
    assert severities["missing-emotion"] is Severity.WARNING


def test_a_published_map_is_held_to_more(tmp_path: Path) -> None:
    severities = rules(found(tmp_path, published()))
    assert severities["severe-pain-without-opportunity"] is Severity.WARNING
    assert severities["missing-owner"] is Severity.WARNING


def test_an_archived_map_is_only_validated(tmp_path: Path) -> None:
    assert found(tmp_path, MAP.replace("STATUS", "status: archived")) == []
    assert rules(found(tmp_path, MAP.replace("STATUS", "status: archived\nstate: x"))) == {
        "invalid-value": Severity.ERROR
    }


def test_a_map_that_does_not_load_shows_only_what_validate_finds(tmp_path: Path) -> None:
    assert set(rules(found(tmp_path, draft("state: tomorrow")))) == {"invalid-value"}


def test_the_profile_sketch_asks_for_little_and_strict_for_more(tmp_path: Path) -> None:
    sketch = rules(found(tmp_path, draft(), LintOptions(profile="sketch")))
    strict = rules(found(tmp_path, published(), LintOptions(profile="strict")))
    assert set(sketch) == {"missing-emotion"}
    assert strict["missing-thoughts"] is Severity.WARNING


def test_select_and_ignore_take_rules_and_categories(tmp_path: Path) -> None:
    assert set(rules(found(tmp_path, draft(), LintOptions(select=("upkeep",))))) == {"missing-owner"}
    assert set(rules(found(tmp_path, draft(), LintOptions(select=("missing-emotion",))))) == {"missing-emotion"}
    assert not {"missing-emotion", "missing-thoughts"} & set(
        rules(found(tmp_path, draft(), LintOptions(ignore=("completeness",))))
    )


def test_severity_by_option_wins_over_everything(tmp_path: Path) -> None:
    options = LintOptions(severity={"missing-owner": Severity.ERROR})
    assert rules(found(tmp_path, draft(), options))["missing-owner"] is Severity.ERROR


@pytest.mark.parametrize("name", ["missing-emotoin", "nothing-like-it"])
def test_an_unknown_rule_on_the_command_line_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CjmError, match=name) as problem:
        found(tmp_path, draft(), LintOptions(select=(name,)))
    assert problem.value.help == (
        "did you mean `missing-emotion`?" if name == "missing-emotoin" else "`cjm rules` lists them"
    )


def test_the_project_s_settings_count(tmp_path: Path) -> None:
    settings = "cjm: 1\nlint:\n  ignore: {missing-emotion: we draw no curves}\n  severity: {missing-owner: error}\n"
    severities = rules(found(tmp_path, draft(), cjm_yaml=settings))
    assert "missing-emotion" not in severities
    assert severities["missing-owner"] is Severity.ERROR


def test_a_map_s_own_settings_win_over_the_project_s(tmp_path: Path) -> None:
    text = draft("lint: {severity: {missing-owner: warning}}")
    settings = "cjm: 1\nlint: {severity: {missing-owner: error}}\n"
    assert rules(found(tmp_path, text, cjm_yaml=settings))["missing-owner"] is Severity.WARNING


def test_settings_per_file_win_over_the_project_s(tmp_path: Path) -> None:
    per_file = "{'*.cjm.yaml': {severity: {missing-owner: info}}}"
    settings = f"cjm: 1\nlint: {{severity: {{missing-owner: error}}, per_file: {per_file}}}\n"
    assert rules(found(tmp_path, published(), cjm_yaml=settings))["missing-owner"] is Severity.INFO


def test_an_unknown_rule_in_the_settings_names_its_place(tmp_path: Path) -> None:
    with pytest.raises(CjmError, match=r"^cjm\.yaml:3:12: .*`missing-emotoin`") as problem:
        found(tmp_path, draft(), cjm_yaml="cjm: 1\nlint:\n  ignore: {missing-emotoin: x}\n")
    assert problem.value.help == "did you mean `missing-emotion`?"


def test_options_of_a_rule_are_checked(tmp_path: Path) -> None:
    quiet = "cjm: 1\nlint: {options: {map-size: {steps: {min: 2}}}}\n"
    assert "map-size" not in rules(found(tmp_path, draft(), cjm_yaml=quiet))
    with pytest.raises(CjmError, match="map-size has no option `stepz`") as problem:
        found(tmp_path, draft(), cjm_yaml="cjm: 1\nlint: {options: {map-size: {stepz: {min: 2}}}}\n")
    assert problem.value.help == "did you mean `steps`?"


def test_an_unknown_rule_in_a_map_is_a_finding(tmp_path: Path) -> None:
    findings = found(tmp_path, draft("lint: {ignore: {missing-emotoin: x}}"))
    assert [(f.message, f.help, f.place.line) for f in findings if f.rule == "unknown-rule"] == [
        ("there is no rule or category `missing-emotoin`", ("did you mean `missing-emotion`?",), 9)
    ]


def test_a_comment_silences_its_item_and_all_below(tmp_path: Path) -> None:
    text = draft().replace(
        "- name: I look for a shop",
        "- name: I look for a shop  # cjm: ignore[missing-emotion, missing-thoughts] nobody asked yet",
    )
    assert not {"missing-emotion", "missing-thoughts", "unused-ignore"} & set(rules(found(tmp_path, text)))


def test_a_comment_above_silences_the_next_item(tmp_path: Path) -> None:
    text = draft().replace(
        "  - name: Search\n", "  # cjm: ignore[missing-emotion] nobody asked yet\n  - name: Search\n"
    )
    assert "missing-emotion" not in rules(found(tmp_path, text))


def test_a_comment_for_the_whole_file(tmp_path: Path) -> None:
    text = "# cjm: ignore-file[completeness] a sketch\n" + draft()
    assert not {"missing-emotion", "missing-thoughts", "unused-ignore"} & set(rules(found(tmp_path, text)))


def test_a_comment_elsewhere_silences_nothing_and_says_so(tmp_path: Path) -> None:
    text = draft().replace("- name: I call them", "- name: I call them  # cjm: ignore[missing-emotion] by phone")
    findings = found(tmp_path, text)
    assert "missing-emotion" in rules(findings)
    unused = next(f for f in findings if f.rule == "unused-ignore")
    assert (unused.place.line, unused.severity) == (
        text.splitlines().index(next(row for row in text.splitlines() if "by phone" in row)) + 1,
        Severity.WARNING,
    )


def test_a_comment_needs_a_reason_brackets_and_known_rules(tmp_path: Path) -> None:
    text = draft().replace("- name: I look for a shop", "- name: I look for a shop  # cjm: ignore[missing-emotion]")
    text = text.replace("  - name: Use\n", "  - name: Use  # cjm: ignore because\n")
    text = text.replace("- name: I ride home\n", "- name: I ride home  # cjm: ignore[missing-emotoin] typo\n")
    messages = {(f.rule, f.message) for f in found(tmp_path, text) if f.category == "format"}
    assert messages == {
        ("ignore-without-reason", "this comment does not say why"),
        ("unknown-rule", "this comment does not say which rule it silences"),
        ("unknown-rule", "there is no rule or category `missing-emotoin`"),
    }


def test_a_text_that_looks_like_a_comment_is_none(tmp_path: Path) -> None:
    text = draft().replace("goal: A bike that rides", 'goal: "A bike # cjm: ignore-file[missing-emotion] no"')
    assert "missing-emotion" in rules(found(tmp_path, text))


def test_no_ignores_shows_all(tmp_path: Path) -> None:
    text = "# cjm: ignore-file[missing-emotion] a sketch\n" + draft("lint: {ignore: {missing-thoughts: later}}")
    severities = rules(found(tmp_path, text, LintOptions(no_ignores=True)))
    assert {"missing-emotion", "missing-thoughts"} <= set(severities)


def test_findings_of_validate_cannot_be_ignored(tmp_path: Path) -> None:
    text = "# cjm: ignore-file[invalid-value] x\n" + draft("state: tomorrow")
    assert "invalid-value" in rules(found(tmp_path, text))


def many(folder: Path, count: int = 60) -> None:
    """A project of many maps that name a persona, which lacks what a persona needs."""
    (folder / "cjm.yaml").write_text("cjm: 1\nlint: {severity: {missing-owner: warning}}\n", encoding="utf-8")
    (folder / "kim.persona.yaml").write_text("cjm: 1\nname: Kim\n", encoding="utf-8")
    for number in range(count):
        text = draft() if number % 2 else published()
        text = re.sub("persona: .*", "persona: kim", text)
        (folder / f"m{number:02}.cjm.yaml").write_text(text, encoding="utf-8")


def test_many_files_are_checked_as_one_by_one(tmp_path: Path) -> None:
    many(tmp_path)
    run = lint(Request((), tmp_path), LintOptions(), TODAY)
    names = ["kim.persona.yaml", *(f"m{number:02}.cjm.yaml" for number in range(60))]
    alone = [f for name in names for f in lint(Request((name,), tmp_path), LintOptions(), TODAY).findings]
    assert len(run.files) == 61
    assert list(run.findings) == alone
    assert {"incomplete-persona", "missing-emotion"} <= set(rules(alone))


def test_one_process_says_what_several_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(tmp_path)
    several = lint(Request((), tmp_path), LintOptions(), TODAY)
    monkeypatch.setattr(sharing, "_processors", lambda: 1)
    assert lint(Request((), tmp_path), LintOptions(), TODAY) == several


def test_an_error_in_one_of_several_processes_is_said(tmp_path: Path) -> None:
    many(tmp_path)
    (tmp_path / "cjm.yaml").write_text("cjm: 1\nlint: {ignore: {missing-emotoin: x}}\n", encoding="utf-8")
    with pytest.raises(CjmError, match="missing-emotoin") as problem:
        lint(Request((), tmp_path), LintOptions(), TODAY)
    assert problem.value.help == "did you mean `missing-emotion`?"


def test_many_maps_outside_a_project_find_their_personas(tmp_path: Path) -> None:
    many(tmp_path)
    (tmp_path / "cjm.yaml").unlink()
    assert "unknown-reference" not in rules(list(lint(Request((), tmp_path), LintOptions(), TODAY).findings))


def test_settings_per_file_count_wherever_cjm_was_started(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    settings = "cjm: 1\nlint: {per_file: {'drafts/**': {ignore: {missing-emotion: x}}}}\n"
    (tmp_path / "cjm.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "drafts" / "bike.cjm.yaml").write_text(draft(), encoding="utf-8")
    for folder, path in ((tmp_path, "drafts/bike.cjm.yaml"), (tmp_path / "drafts", "bike.cjm.yaml")):
        assert "missing-emotion" not in rules(list(lint(Request((path,), folder), LintOptions(), TODAY).findings))


def test_the_strictest_of_several_projects_decides_what_fails(tmp_path: Path) -> None:
    for name, level in (("one", "never"), ("two", "info")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cjm.yaml").write_text(f"cjm: 1\nlint: {{fail_on: {level}}}\n", encoding="utf-8")
        (tmp_path / name / "bike.cjm.yaml").write_text(draft(), encoding="utf-8")
    assert lint(Request(("one", "two"), tmp_path), LintOptions(), TODAY).fail_on == "info"


def test_options_of_a_map_that_cannot_be_used_are_a_finding(tmp_path: Path) -> None:
    options = "{map-size: {stepz: 2}, missing-goal: {require_expectations: 7}}"
    findings = found(tmp_path, draft(f"lint: {{options: {options}}}"))
    assert [(f.place.line, f.message, f.help) for f in findings if f.rule == "unknown-rule"] == [
        (9, "the rule map-size has no option `stepz`", ("did you mean `steps`?",)),
        (9, "the option `require_expectations` of the rule missing-goal should be true or false, not `7`", ()),
    ]  # fmt: skip


SOURCES = """\
cjm: 1
evidence:
  calls: {type: interview, n: 8}
  survey: {type: survey, date: 2026-05, n: 12}
  # cjm: ignore[sample-size] our only such client
  talk: {type: interview, date: 2026-05, n: 1}
lint:
  select: [undated-evidence, sample-size]
"""


def sources(
    folder: Path, text: str = SOURCES, options: LintOptions | None = None, paths: tuple[str, ...] = ()
) -> list[Finding]:
    """What lint says of a project file."""
    (folder / "cjm.yaml").write_text(text, encoding="utf-8")
    (folder / "bike.cjm.yaml").write_text("cjm: 1\ntitle: I ride\nstages: [{name: Ride}]\n", encoding="utf-8")
    found = lint(Request(paths, folder), options or LintOptions(), TODAY).findings
    return [finding for finding in found if finding.file == "cjm.yaml"]


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.rule, finding.place.line) for finding in findings]


def test_sources_of_the_project_file_are_looked_at(tmp_path: Path) -> None:
    findings = sources(tmp_path)
    assert places(findings) == [("undated-evidence", 3), ("sample-size", 4)]
    assert [finding.severity for finding in findings] == [Severity.WARNING, Severity.INFO]
    assert findings[0].message == "evidence 'calls' has no date"
    assert findings[0].address == "evidence.calls.date"


def test_sources_of_the_project_file_are_looked_at_by_one_rule_alone(tmp_path: Path) -> None:
    assert places(sources(tmp_path, options=LintOptions(select=("undated-evidence",)))) == [("undated-evidence", 3)]
    assert places(sources(tmp_path, options=LintOptions(select=("missing-emotion",)))) == []


def test_a_source_is_dated_by_the_day_of_the_run(tmp_path: Path) -> None:
    text = SOURCES.replace("calls: {", "calls: {date: 2026-12-02, ")
    assert [finding.message for finding in sources(tmp_path, text)][:1] == [
        "evidence 'calls' is dated 2026-12-02, which is still to come"
    ]
    assert places(sources(tmp_path, text.replace("12-02", "12-01"))) == [("sample-size", 4)]


def test_the_project_file_is_left_alone_where_only_some_of_its_maps_were_asked_for(tmp_path: Path) -> None:
    assert places(sources(tmp_path, paths=("bike.cjm.yaml",))) == []
    assert len(sources(tmp_path, paths=("cjm.yaml",))) == 2


def test_options_and_levels_count_for_the_project_file(tmp_path: Path) -> None:
    levels = "  severity: {undated-evidence: error}\n  options: {sample-size: {min: {survey: 10}}}\n"
    findings = sources(tmp_path, SOURCES + levels)
    assert [(finding.rule, finding.severity) for finding in findings] == [("undated-evidence", Severity.ERROR)]


def test_comments_in_the_project_file_silence_and_are_checked(tmp_path: Path) -> None:
    text = SOURCES.replace("n: 12}", "n: 12}  # cjm: ignore[sample-size] a pilot")
    assert places(sources(tmp_path, text)) == [("undated-evidence", 3)]
    assert places(sources(tmp_path, text, LintOptions(no_ignores=True))) == [
        ("undated-evidence", 3),
        ("sample-size", 4),
        ("sample-size", 6),
    ]
    wrong = SOURCES.replace("n: 8}", "n: 8}  # cjm: ignore[sample-size] eight are enough")
    wrong = wrong.replace("n: 12}", "n: 12}  # cjm: ignore[sampel-size]")
    assert places(sources(tmp_path, wrong)) == [
        ("undated-evidence", 3),
        ("unused-ignore", 3),
        ("sample-size", 4),
        ("ignore-without-reason", 4),
        ("unknown-rule", 4),
    ]


def test_comments_in_the_project_file_silence_rules_across_maps(tmp_path: Path) -> None:
    text = "cjm: 1\nsegments:\n  - students  # cjm: ignore[segment-without-map] next year\n  - families\n"
    only = LintOptions(select=("segment-without-map",))
    assert places(sources(tmp_path, text, only)) == [("segment-without-map", 4)]
    (tmp_path / "sam.persona.yaml").write_text("cjm: 1\nname: Sam\nsegment: students\n", encoding="utf-8")
    mapped = "cjm: 1\ntitle: I read\npersona: sam\nstages: [{name: Read}]\n"
    (tmp_path / "read.cjm.yaml").write_text(mapped, encoding="utf-8")
    assert places(sources(tmp_path, text, only)) == [
        ("unused-ignore", 3),
        ("segment-without-map", 4),
    ]


def test_a_segment_that_is_only_misspelt_is_corrected(tmp_path: Path) -> None:
    (tmp_path / "cjm.yaml").write_text("cjm: 1\nsegments: [Students, Large companies]\n", encoding="utf-8")
    before = {"sam": "student", "kim": "companies", "lee": "offices"}
    for name, segment in before.items():
        text = f"cjm: 1\nname: {name.title()}\nsegment: {segment}\n"
        (tmp_path / f"{name}.persona.yaml").write_text(text, encoding="utf-8")
    fixed = fix(Request((), tmp_path), LintOptions(select=("persona-without-segment",)), TODAY)
    assert fixed.count == 1
    assert "segment: Students\n" in (tmp_path / "sam.persona.yaml").read_text(encoding="utf-8")
    helps = {finding.file: finding.help for finding in fixed.run.findings}
    assert helps == {
        "kim.persona.yaml": ("did you mean `Large companies`?",),
        "lee.persona.yaml": ("name one of the list, or add it there",),
    }
