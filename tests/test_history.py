"""What git tells of the age of maps and their stages."""

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, lint

TODAY = datetime.date(2026, 12, 1)
MAP = """cjm: 1
title: I buy bread
status: published
review_every: 6 months
stages:
  - name: Look
    steps:
      - name: I look around
  - name: Buy
    steps:
      - name: I pay
"""


def git(folder: Path, *command: str, date: str = "2025-01-10") -> None:
    when = f"{date}T12:00:00Z"
    dated = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "protocol.file.allow=always"]
    subprocess.run(["git", *who, *command], cwd=folder, env=dated, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one map that was committed long ago."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "bread.cjm.yaml").write_text(MAP, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "A map")
    return folder


def stale(folder: Path, rule: str = "untouched-stage") -> list[str]:
    found = lint(Request(("bread.cjm.yaml",), folder), LintOptions(select=(rule,)), TODAY).findings
    return [one.address for one in found if one.rule == rule]


def test_stages_that_nobody_touched_are_named(repository: Path) -> None:
    assert stale(repository) == ["stages[look]", "stages[buy]"]


def test_a_stage_that_was_changed_lately_is_not(repository: Path) -> None:
    file = repository / "bread.cjm.yaml"
    file.write_text(MAP.replace("I pay", "I pay by card"), encoding="utf-8")
    git(repository, "commit", "-qam", "They take cards now", date="2026-11-01")
    assert stale(repository) == ["stages[look]"]


def test_what_is_not_committed_yet_was_changed_today(repository: Path) -> None:
    file = repository / "bread.cjm.yaml"
    file.write_text(MAP.replace("I look around", "I look at the bread"), encoding="utf-8")
    assert stale(repository) == ["stages[buy]"]


def test_a_shallow_clone_that_does_not_reach_back_is_silent(repository: Path, tmp_path: Path) -> None:
    file = repository / "bread.cjm.yaml"
    file.write_text(MAP.replace("I pay", "I pay by card"), encoding="utf-8")
    git(repository, "commit", "-qam", "They take cards now", date="2025-02-01")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert stale(tmp_path / "shallow") == []


def test_without_a_repository_the_rules_are_silent(tmp_path: Path) -> None:
    (tmp_path / "bread.cjm.yaml").write_text(MAP, encoding="utf-8")
    assert stale(tmp_path) == []


def test_a_file_that_git_does_not_know_is_passed_over(repository: Path) -> None:
    (repository / "bread.cjm.yaml").rename(repository / "old.cjm.yaml")
    (repository / "other").mkdir()
    (repository / "other" / "bread.cjm.yaml").write_text(MAP, encoding="utf-8")
    assert stale(repository / "other") == []


def test_without_git_the_rules_are_silent(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert stale(repository) == []


def test_git_is_asked_only_where_a_rule_needs_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("git was asked")

    monkeypatch.setattr(subprocess, "run", refuse)
    lint(Request((), repository), LintOptions(), TODAY)
    with pytest.raises(AssertionError, match="git was asked"):
        stale(repository)
