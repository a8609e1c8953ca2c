"""What `cjm lint` says with a baseline, and of what changed."""

import json
import subprocess
from pathlib import Path

import pytest
from cli_calls import GOOD, Call

BASE = ("--baseline", "base.json")
ONLY = ("--select", "missing-thoughts,missing-goal")


def test_a_baseline_is_adopted_in_one_command(call: Call, good: Path) -> None:
    assert call("lint", *ONLY).code == 1
    adopted = call("lint", *ONLY, *BASE, "--update-baseline")
    assert (adopted.code, adopted.out) == (0, "")
    assert adopted.err == (
        "base.json holds 2 findings now: 2 added\n"
        "Nothing new: 1 file checked; 2 findings in the baseline not shown\n"
    )  # fmt: skip
    again = call("lint", *ONLY, *BASE)
    assert (again.code, again.err) == (0, "Nothing new: 1 file checked; 2 findings in the baseline not shown\n")


def test_only_what_is_new_fails(call: Call, good: Path) -> None:
    call("lint", *ONLY, *BASE, "--update-baseline")
    good.write_text(GOOD + "      - name: I leave\n", encoding="utf-8")
    result = call("lint", *ONLY, *BASE, "--output-format", "concise", "--fail-on", "info")
    assert result.code == 1
    assert result.out.startswith("good.cjm.yaml:8:9: info[missing-thoughts] ")
    assert result.err == "1 info in 1 file; 2 findings in the baseline not shown\n"


def test_programs_are_told_how_many_are_left_out(call: Call, good: Path) -> None:
    call("lint", *ONLY, *BASE, "--update-baseline")
    summary = json.loads(call("lint", *ONLY, *BASE, "--output-format", "json").out)["summary"]
    assert (summary["warnings"], summary["accepted"]) == (0, 2)
    assert "accepted" not in json.loads(call("lint", *ONLY, "--output-format", "json").out)["summary"]


def test_what_is_not_found_any_more_is_told_and_does_not_fail(call: Call, good: Path) -> None:
    call("lint", *ONLY, *BASE, "--update-baseline")
    good.write_text(GOOD + "        thoughts: [At last]\n", encoding="utf-8")
    result = call("lint", *ONLY, *BASE)
    assert result.code == 0
    assert result.err.splitlines()[:2] == [
        "not found any more: missing-thoughts in good.cjm.yaml (stages[pay].steps[i-pay-by-card].thoughts)",
        "The baseline holds 1 finding too many; --update-baseline removes it",
    ]
    assert call("lint", *ONLY, *BASE, "-q").err == ""
    assert "1 finding now: 1 removed" in call("lint", *ONLY, *BASE, "--update-baseline").err


def test_many_stale_entries_are_named_when_asked_for(call: Call, good: Path) -> None:
    steps = "".join(f"      - name: I wait {number}\n        emotion: calm\n" for number in range(9))
    good.write_text(GOOD + steps, encoding="utf-8")
    call("lint", *ONLY, *BASE, "--update-baseline")
    good.write_text(GOOD, encoding="utf-8")
    err = call("lint", *ONLY, *BASE).err
    assert err.count("not found any more") == 5
    assert "… and 4 more (-v names all)\n" in err
    assert call("lint", *ONLY, *BASE, "-v").err.count("not found any more") == 9


@pytest.mark.parametrize("other", ["--fix", "--diff", "--no-ignores"])
def test_what_does_not_go_with_an_update_is_refused(call: Call, good: Path, other: str) -> None:
    result = call("lint", *BASE, "--update-baseline", other)
    assert (result.code, result.out) == (2, "")
    assert f"--update-baseline and {other} exclude each other" in result.err
    assert not Path("base.json").exists()


def test_no_changes_are_fine_and_said(call: Call, good: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], check=True)
    for verb in ("validate", "lint"):
        result = call(verb, "--changed-since", "HEAD")
        assert (result.code, result.out, result.err) == (0, "", "No map has changed since HEAD\n")
    good.write_text(GOOD + "        thoughts: [At last]\n", encoding="utf-8")
    assert call("validate", "--changed-since", "HEAD").err == "All good: 1 file changed since HEAD checked\n"
    refused = call("validate", "--changed-since", "nowhere")
    assert (refused.code, refused.out) == (2, "")
    good.unlink()
    assert call("validate", "--changed-since", "HEAD").code == 2


def test_standard_input_has_no_history(call: Call) -> None:
    result = call("lint", "-", "--changed-since", "main")
    assert result.code == 2
    assert "git knows nothing of standard input" in result.err
