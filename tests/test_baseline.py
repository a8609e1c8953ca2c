"""A baseline: what a team has accepted for now is known again, and what is new is not."""

import datetime
import json
import shutil
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, fix, lint, update_baseline
from cjm.errors import CjmError
from cjm.finding import Run

TODAY = datetime.date(2026, 12, 1)
RULES = ("missing-emotion", "placeholder-text", "review-overdue", "missing-goal")
MAP = """\
cjm: 1
title: I buy bread
status: published
reviewed: 2026-01-01
review_every: 6 months
stages:
  - name: Buy
    steps:
      - name: I wait
        thoughts: [TBD, How long?]
      - name: I pay
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two maps with five findings each, all of them accepted."""
    for name in ("bread", "cheese"):
        (tmp_path / f"{name}.cjm.yaml").write_text(MAP, encoding="utf-8")
    assert update(tmp_path).size == 10
    return tmp_path


def options(**more: object) -> LintOptions:
    return LintOptions(**({"select": RULES, "baseline": "base.json"} | more))  # type: ignore[arg-type]


def update(folder: Path, *paths: str, **more: object):  # type: ignore[no-untyped-def]
    return update_baseline(Request(paths, folder), options(**more), TODAY)


def checked(folder: Path, *paths: str, today: datetime.date = TODAY, **more: object) -> Run:
    return lint(Request(paths, folder), options(**more), today)


def new(run: Run) -> list[tuple[str, str, str]]:
    return [(one.file, one.rule, one.address) for one in run.findings]


def change(folder: Path, old: str, put: str, file: str = "bread.cjm.yaml") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, put), encoding="utf-8")


def test_what_was_accepted_is_not_shown_but_counted(folder: Path) -> None:
    run = checked(folder)
    assert (new(run), run.accepted, run.stale) == ([], 10, ())
    assert len(checked(folder, no_ignores=True).findings) == 10


def test_the_file_is_json_sorted_and_has_a_line_for_each_finding(folder: Path) -> None:
    text = (folder / "base.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert (data["tool"], data["version"], len(data["accepted"])) == ("cjm", 1, 10)
    lines = [line for line in text.splitlines() if '"rule"' in line]
    assert len(lines) == 10
    assert lines[:5] == sorted(lines[:5])
    assert data["accepted"][0]["file"] == "bread.cjm.yaml"
    assert {one["address"] for one in data["accepted"]} >= {"stages[buy].steps[i-pay].emotion"}
    update(folder)
    assert (folder / "base.json").read_text(encoding="utf-8") == text


def test_a_new_fault_is_shown(folder: Path) -> None:
    change(folder, "- name: I pay\n", "- name: I pay\n      - name: I leave\n")
    run = checked(folder)
    assert new(run) == [("bread.cjm.yaml", "missing-emotion", "stages[buy].steps[i-leave].emotion")]
    assert run.accepted == 10


def test_of_several_at_one_place_the_new_one_is_shown(folder: Path) -> None:
    change(folder, "[TBD, How long?]", "[TODO, TBD, How long?]")
    found = checked(folder).findings
    assert [(one.rule, one.path[-1]) for one in found] == [("placeholder-text", 0)]
    assert "TODO" in found[0].message


def test_steps_that_move_are_known_again(folder: Path) -> None:
    change(folder, "cjm: 1\n", "# a comment\ncjm: 1\n")
    change(folder, "      - name: I pay\n", "")
    change(folder, "      - name: I wait\n", "      - name: I pay\n      - name: I wait\n")
    change(folder, "[TBD, How long?]", "[How long?, TBD]")
    run = checked(folder)
    assert (new(run), run.stale) == ([], ())


def test_a_step_with_another_id_is_a_new_one(folder: Path) -> None:
    change(folder, "- name: I pay", "- name: I pay by card")
    run = checked(folder)
    assert new(run) == [("bread.cjm.yaml", "missing-emotion", "stages[buy].steps[i-pay-by-card].emotion")]
    assert [one.address for one in run.stale] == ["stages[buy].steps[i-pay].emotion"]
    change(folder, "- name: I pay by card", "- name: I pay by card\n        id: i-pay")
    assert new(checked(folder)) == []


def test_messages_that_change_every_day_or_with_a_title_stay_accepted(folder: Path) -> None:
    before = [one.message for one in checked(folder, baseline=None).findings]
    later = datetime.date(2027, 3, 2)
    after = [one.message for one in checked(folder, baseline=None, today=later).findings]
    assert before != after
    assert new(checked(folder, today=later)) == []
    change(folder, "title: I buy bread", "title: I buy fresh bread")
    assert new(checked(folder, today=later)) == []


def test_a_baseline_of_another_day_is_the_same_file(folder: Path) -> None:
    text = (folder / "base.json").read_bytes()
    update_baseline(Request((), folder), options(), datetime.date(2027, 3, 2))
    assert (folder / "base.json").read_bytes() == text


def test_it_works_from_any_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (folder / "deep").mkdir()
    for start, name in ((folder / "deep", "../base.json"), (folder.parent, f"{folder.name}/base.json")):
        request = Request((str(folder),), start)
        assert lint(request, options(baseline=name), TODAY).findings == ()
    moved = tmp_path_factory.mktemp("moved") / "maps"
    shutil.copytree(folder, moved)
    assert checked(moved).findings == ()


def test_what_is_not_found_any_more_is_named_and_an_update_drops_it(folder: Path) -> None:
    change(folder, "- name: I pay\n", "- name: I pay\n        emotion: calm\n")
    run = checked(folder)
    assert new(run) == []
    assert [(one.file, one.rule, one.address) for one in run.stale] == [
        ("bread.cjm.yaml", "missing-emotion", "stages[buy].steps[i-pay].emotion")
    ]
    done = update(folder)
    assert (done.size, done.added, done.removed) == (9, 0, 1)
    assert checked(folder).stale == ()


def test_what_this_run_could_not_find_is_left_alone(folder: Path) -> None:
    change(folder, "- name: I pay\n", "- name: I pay\n        emotion: calm\n")
    assert checked(folder, "cheese.cjm.yaml").stale == ()
    assert checked(folder, select=("placeholder-text",)).stale == ()
    assert checked(folder, ignore=("missing-emotion",)).stale == ()
    assert update(folder, "cheese.cjm.yaml").removed == 0
    assert update(folder, select=("placeholder-text",)).removed == 0
    assert update(folder, "bread.cjm.yaml", select=("missing-emotion",)).removed == 1


def test_entries_of_a_file_that_is_gone_are_stale(folder: Path) -> None:
    (folder / "cheese.cjm.yaml").unlink()
    assert len(checked(folder).stale) == 5
    assert update(folder).removed == 5


def test_entries_of_a_rule_that_is_gone_are_stale(folder: Path) -> None:
    change(folder, "missing-emotion", "missing-mood", "base.json")
    run = checked(folder)
    assert {one.rule for one in run.stale} == {"missing-mood"}
    assert len(run.findings) == len(run.stale) == 4


def test_what_validate_finds_is_never_accepted(folder: Path) -> None:
    change(folder, "status: published", "status: publishd")
    run = checked(folder)
    assert [one.rule for one in run.findings] == ["invalid-value"]
    assert run.stale == ()  # the rest of the file was not looked at
    done = update(folder)
    assert [one.rule for one in done.run.findings] == ["invalid-value"]
    assert (done.size, done.added, done.removed) == (10, 0, 0)


def test_what_lint_says_of_its_comments_can_be_accepted(folder: Path) -> None:
    change(folder, "- name: I pay", "- name: I pay  # cjm: ignore[missing-emotion]")
    assert [one.rule for one in checked(folder).findings] == ["ignore-without-reason"]
    assert update(folder).added == 1
    assert checked(folder).findings == ()


def test_a_project_names_its_baseline(folder: Path) -> None:
    (folder / "cjm.yaml").write_text("cjm: 1\nlint: {baseline: base.json}\n", encoding="utf-8")
    (folder / "deep").mkdir()
    request = Request((), folder / "deep")
    assert lint(request, options(baseline=None), TODAY).accepted == 10
    before = (folder / "base.json").read_bytes()
    assert update_baseline(request, options(baseline=None), TODAY).file == "../base.json"
    assert (folder / "base.json").read_bytes() == before
    assert lint(Request((), folder, isolated=True), options(baseline=None), TODAY).accepted == 0


def test_corrections_are_made_of_accepted_findings_too(folder: Path) -> None:
    change(folder, "- name: I pay\n", "- name: I pay  # cjm: ignore[missing-emotoin] silent\n")
    update(folder)
    assert fix(Request((), folder), options(), TODAY).count == 1
    assert "ignore[missing-emotion]" in (folder / "bread.cjm.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{\n  ", "base.json:2:3: this is not JSON"),
        ("[]", "`base.json` is no baseline of cjm"),
        ("{}", "`base.json` is no baseline of cjm"),
        ("[" * 100_000, "`base.json` is no baseline of cjm"),
        ('{"tool": "cjm", "version": 9, "accepted": []}', "`base.json` is a baseline of version 9"),
        ('{"tool": "cjm", "version": 1, "accepted": [{"rule": "x"}]}', "`base.json`: entry 1 lacks"),
        ('{"tool": "cjm", "version": 1, "accepted": 3}', "`base.json`: entry 1 lacks"),
        ('{\n<<<<<<< HEAD\n  "tool": "cjm"}', "base.json:2:1: git left marks of a merge here"),
        ("\xff", "`base.json` is no baseline of cjm"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused_and_left_alone(folder: Path, text: str, message: str) -> None:
    file = folder / "base.json"
    file.write_bytes(text.encode("latin-1"))
    for call in (checked, update):
        with pytest.raises(CjmError) as caught:
            call(folder)
        assert caught.value.message.startswith(message)
    assert file.read_bytes() == text.encode("latin-1")


def test_other_names_and_missing_files_are_refused(folder: Path) -> None:
    for name, call, message in (
        ("none.json", checked, "there is no baseline `none.json`"),
        ("bread.cjm.yaml", update, "a baseline ends in .json, and `bread.cjm.yaml` does not"),
        ("no/such.json", update, "`no/such.json` cannot be written: No such file or directory"),
    ):
        with pytest.raises(CjmError) as caught:
            call(folder, baseline=name)
        assert caught.value.message == message
    with pytest.raises(CjmError, match="no baseline is named"):
        update(folder, baseline=None)
    (folder / "cjm.yaml").write_text("cjm: 1\nlint:\n  baseline: ../base.json\n", encoding="utf-8")
    with pytest.raises(CjmError, match=r"cjm.yaml:3:13: the baseline `../base.json` lies outside the project"):
        checked(folder, baseline=None)
