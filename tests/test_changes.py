"""`--changed-since`: what a branch changed is looked at, and what depends on it; the rest is still known."""

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, lint, validate
from cjm.errors import CjmError

TODAY = datetime.date(2026, 12, 1)
MAP = "cjm: 1\ntitle: I buy {what}\n{more}stages:\n  - name: Buy\n    steps:\n      - name: I pay\n"


def git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "protocol.file.allow=always"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *who, *command], cwd=folder, env=env, check=True, capture_output=True)


def write(folder: Path, what: str, more: str = "") -> Path:
    path = folder / f"{what}.cjm.yaml"
    path.write_text(MAP.format(what=what, more=more), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project on a branch that has changed nothing yet: three maps, one of them with a persona and a series."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "cjm.yaml").write_text("cjm: 1\n", encoding="utf-8")
    (folder / "kim.persona.yaml").write_text("cjm: 1\nid: kim\nname: Kim\n", encoding="utf-8")
    (folder / "sales.csv").write_text("date,value\n2026-01-01,3\n", encoding="utf-8")
    write(folder, "bread")
    write(folder, "cheese", "persona: kim\nmetrics: {sales: {value: 3, series: sales.csv}}\n")
    write(folder, "käse und brot")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Three maps")
    git(folder, "checkout", "-qb", "topic")
    return folder


def looked_at(folder: Path, *paths: str, since: str = "main") -> list[str]:
    run = validate(Request(paths, folder, changed_since=since))
    assert run.since == since
    return [name.removesuffix(".cjm.yaml") for name in run.files]


def test_nothing_changed_is_a_run_over_nothing(folder: Path) -> None:
    assert looked_at(folder) == []
    assert looked_at(folder, since="HEAD") == []


def test_changes_count_whether_they_are_committed_or_not(folder: Path) -> None:
    write(folder, "bread", "goal: A loaf\n")
    assert looked_at(folder) == ["bread"]
    git(folder, "add", ".")
    assert looked_at(folder) == ["bread"]
    git(folder, "commit", "-qm", "A goal")
    assert looked_at(folder) == ["bread"]
    assert looked_at(folder, since="HEAD") == []
    assert looked_at(folder, since="HEAD~1") == ["bread"]


def test_new_renamed_and_oddly_named_files_count_and_ignored_ones_do_not(folder: Path) -> None:
    write(folder, "milk")
    write(folder, "draft")
    (folder / ".gitignore").write_text("draft.*\n", encoding="utf-8")
    git(folder, "mv", "bread.cjm.yaml", "loaf.cjm.yaml")
    write(folder, "käse und brot", "goal: Both\n")
    assert looked_at(folder) == ["käse und brot", "loaf", "milk"]


def test_what_happened_on_the_other_branch_meanwhile_does_not_count(folder: Path) -> None:
    write(folder, "bread", "goal: A loaf\n")
    git(folder, "commit", "-qam", "A goal")
    git(folder, "checkout", "-q", "main")
    write(folder, "cheese", "goal: A slice\n")
    git(folder, "commit", "-qam", "Another goal")
    git(folder, "checkout", "-q", "topic")
    assert looked_at(folder) == ["bread"]


def test_a_map_counts_with_the_persona_and_the_files_that_it_names(folder: Path) -> None:
    persona = folder / "kim.persona.yaml"
    persona.write_text("cjm: 1\nid: kim\nname: Kim, who cooks\n", encoding="utf-8")
    assert looked_at(folder) == ["cheese", "kim.persona.yaml"]
    git(folder, "checkout", "-q", ".")
    (folder / "sales.csv").write_text("date,value\n2026-01-01,4\n", encoding="utf-8")
    assert looked_at(folder) == ["cheese"]


def test_a_map_counts_when_what_it_names_is_gone(folder: Path) -> None:
    (folder / "kim.persona.yaml").unlink()
    run = validate(Request((), folder, changed_since="main"))
    assert [(one.file, one.rule) for one in run.findings] == [("cheese.cjm.yaml", "unknown-reference")]
    git(folder, "checkout", "-q", ".")
    git(folder, "mv", "sales.csv", "income.csv")
    run = validate(Request((), folder, changed_since="main"))
    assert [(one.file, one.rule) for one in run.findings] == [("cheese.cjm.yaml", "missing-file")]


def test_with_the_project_file_all_maps_count(folder: Path) -> None:
    (folder / "cjm.yaml").write_text("cjm: 1\nname: Shop\n", encoding="utf-8")
    assert looked_at(folder) == ["bread", "cheese", "kim.persona.yaml", "käse und brot"]
    (folder / "cjm.yaml").unlink()
    assert looked_at(folder) == ["bread", "cheese", "kim.persona.yaml", "käse und brot"]


def test_only_of_what_was_asked_for(folder: Path) -> None:
    for what in ("bread", "cheese"):
        write(folder, what, "goal: Food\n")
    assert looked_at(folder, "bread.cjm.yaml") == ["bread"]


def test_references_and_rules_across_maps_still_see_the_whole_project(folder: Path) -> None:
    write(folder, "bread", "persona: kim\n")
    git(folder, "commit", "-qam", "Both name Kim")
    git(folder, "checkout", "-qb", "next")
    (folder / "kim.persona.yaml").write_text("cjm: 1\nid: kim\nname: Kim, who cooks\n", encoding="utf-8")
    write(folder, "cheese")
    chosen = LintOptions(select=("unused-persona",))
    run = lint(Request(("kim.persona.yaml",), folder, changed_since="topic"), chosen, TODAY)
    assert (run.files, run.findings) == (("kim.persona.yaml",), ())
    write(folder, "bread")
    run = lint(Request((), folder, changed_since="topic"), chosen, TODAY)
    assert [one.file for one in run.findings] == ["kim.persona.yaml"]


def test_rules_across_maps_compare_with_maps_that_did_not_change(folder: Path) -> None:
    for what in ("cheese", "käse und brot"):
        path = folder / f"{what}.cjm.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "        touchpoints: [Till @ web shop]\n", encoding="utf-8")
    git(folder, "commit", "-qam", "Two maps with a channel")
    path = folder / "bread.cjm.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "        touchpoints: [Till @ webshop]\n", encoding="utf-8")
    chosen = LintOptions(select=("inconsistent-channel-name",))
    run = lint(Request((), folder, changed_since="HEAD"), chosen, TODAY)
    assert run.files == ("bread.cjm.yaml",)
    assert [one.file for one in run.findings] == ["bread.cjm.yaml"]


def test_of_many_maps_each_knows_the_personas_that_did_not_change(folder: Path) -> None:
    git(folder, "rm", "-q", "cjm.yaml")
    git(folder, "commit", "-qm", "No project")
    for number in range(30):
        write(folder, f"bread {number}", "persona: kim\n")
    run = validate(Request((), folder, changed_since="HEAD"))
    assert (len(run.files), run.findings) == (30, ())


def test_without_a_project_personas_that_did_not_change_are_known(folder: Path) -> None:
    git(folder, "rm", "-q", "cjm.yaml")
    git(folder, "commit", "-qm", "No project")
    path = folder / "cheese.cjm.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "goal: A slice\n", encoding="utf-8")
    run = validate(Request((), folder, changed_since="HEAD"))
    assert (run.files, run.findings) == (("cheese.cjm.yaml",), ())


def test_a_link_counts_when_the_file_behind_it_changed(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "bread.cjm.yaml").rename(folder / "real" / "loaf.yaml")
    (folder / "bread.cjm.yaml").symlink_to("real/loaf.yaml")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "A link")
    assert looked_at(folder, since="HEAD") == []
    with (folder / "real" / "loaf.yaml").open("a", encoding="utf-8") as file:
        file.write("goal: A loaf\n")
    assert looked_at(folder, since="HEAD") == ["bread"]


@pytest.mark.parametrize("since", ["", "-x", "--output=stolen"])
def test_what_looks_like_an_option_is_refused(folder: Path, since: str) -> None:
    with pytest.raises(CjmError, match="is no revision of git"):
        looked_at(folder, since=since)
    assert not (folder / "stolen").exists()


def refusal(folder: Path, since: str = "main") -> tuple[str, str]:
    with pytest.raises(CjmError) as caught:
        looked_at(folder, since=since)
    return caught.value.message, caught.value.help or ""


def test_a_revision_that_is_not_there_is_said_with_what_to_do(folder: Path) -> None:
    message, help = refusal(folder, "nowhere")
    assert message == "git knows no commit `nowhere` here"
    assert "`git fetch origin nowhere`" in help
    assert "`fetch-depth: 0`" in help
    assert "`git fetch origin nowhere`" in refusal(folder, "origin/nowhere")[1]
    git(folder, "update-ref", "refs/remotes/origin/release", "main")
    assert refusal(folder, "release")[1] == "there is `origin/release`"


def test_a_shallow_copy_is_said_with_what_to_do(folder: Path, tmp_path: Path) -> None:
    write(folder, "bread", "goal: A loaf\n")
    git(folder, "commit", "-qam", "A goal")
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "topic", folder.as_uri(), "copy")
    copy = tmp_path / "copy"
    git(copy, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    message, help = refusal(copy, "origin/main")
    assert message.endswith("this copy of the repository lacks its history")
    assert "`fetch-depth: 0`" in help
    git(copy, "fetch", "-q", "--unshallow", "origin")
    assert looked_at(copy, since="origin/main") == ["bread"]


def test_without_a_repository_or_without_git_nothing_can_be_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "alone")
    assert refusal(tmp_path)[0] == "`alone.cjm.yaml` lies in no git repository"
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert refusal(folder)[0] == "git is not installed"


def test_a_folder_that_only_looks_like_a_repository_is_no_reason_to_see_no_changes(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "alone")
    assert refusal(tmp_path)[0].startswith("git cannot tell what changed: not a git repository")
