"""What validate and lint write where: findings to standard output, everything else to standard error."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import BAD, GOOD, Call
from jsonschema import Draft202012Validator

from cjm import resources
from cjm.cli import terminal
from cjm.finding import Category, Finding, Run, Severity

ESCAPE = "\x1b"


def _piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_mistake_is_shown_with_its_line(call: Call, bad: Path) -> None:
    result = call("validate", bad.name)
    assert result.out.startswith("error[invalid-value]: `hihg` ")
    assert "\n --> bad.cjm.yaml:7:61" in result.out
    assert "\n  = allowed: low, medium, high, critical\n" in result.out
    assert "did you mean `high`?" in result.out
    assert result.err == "1 error in 1 file\n"


def test_all_good_is_said_on_standard_error(call: Call, good: Path) -> None:
    assert call("validate").__dict__ == {"code": 0, "out": "", "err": "All good: 1 file checked\n"}


def test_summary_counts_levels_files_and_what_was_not_read(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    levels = [Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO]
    found = tuple(Finding("vague-text", Category.VOICE, level, "vague", "a.cjm.yaml") for level in levels)
    monkeypatch.setattr("cjm.api.validate", lambda *_: Run(found, ("a.cjm.yaml", "b", "c"), ("b",)))
    assert call("validate").err == "2 errors, 1 warning, 1 info in 3 files, 1 of them not readable\n"


def test_quiet_leaves_the_summary_out_and_verbose_names_the_files(call: Call, good: Path, bad: Path) -> None:
    quiet = call("validate", "-q")
    assert quiet.err == ""
    assert quiet.out
    assert call("validate", "-v").err == "read bad.cjm.yaml\nread good.cjm.yaml\n1 error in 2 files\n"


def test_statistics_count_the_findings_of_each_rule(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = ["vague-text", "missing-goal", "vague-text"]
    found = tuple(Finding(rule, Category.VOICE, Severity.WARNING, "…", "a.cjm.yaml") for rule in rules)
    monkeypatch.setattr("cjm.api.lint", lambda *_: Run(found, ("a.cjm.yaml",), command="lint"))
    result = call("lint", "--statistics", "--output-format", "concise")
    assert len(result.out.splitlines()) == 3
    assert result.err.splitlines()[1:] == ["     2  warning  vague-text", "     1  warning  missing-goal"]


def test_json_is_the_only_thing_on_standard_output(call: Call, good: Path, bad: Path) -> None:
    schema = json.loads((resources.folder("schemas") / "findings.schema.json").read_text(encoding="utf-8"))
    for verb, path in (("validate", good), ("validate", bad), ("lint", good), ("lint", bad)):
        document = json.loads(call(verb, path.name, "--output-format", "json").out)
        Draft202012Validator(schema).validate(document)
        assert document["summary"]["command"] == verb


def test_format_can_be_set_by_the_environment(call: Call, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_OUTPUT_FORMAT", "concise")
    assert call("validate").out.startswith("bad.cjm.yaml:7:61: error[invalid-value] ")
    assert call("validate", "--output-format", "full").out.startswith("error[")
    monkeypatch.setenv("CJM_OUTPUT_FORMAT", "")
    assert call("validate").out.startswith("error[")
    monkeypatch.setenv("CJM_OUTPUT_FORMAT", "concsie")
    assert "did you mean `concise`?" in call("validate").err


def test_in_github_actions_there_are_annotations_and_the_text_in_a_group(
    call: Call, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = call("validate").out
    annotations = call("validate", "--output-format", "github").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    shown = call("validate").out
    stop = re.search("::stop-commands::([0-9a-f]{64})\n", shown)
    assert stop
    assert shown == (
        f"{annotations}::group::Findings of cjm\n::stop-commands::{stop[1]}\n{text}::{stop[1]}::\n::endgroup::\n"
    )
    assert call("validate", "--output-format", "full").out == text
    assert call("validate", "--output-format", "github").out == annotations
    call("validate", "-o", "findings.txt")
    assert Path("findings.txt").read_text(encoding="utf-8") == text


def test_in_github_actions_nothing_is_written_about_good_maps(
    call: Call, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert call("validate").out == ""


def test_findings_go_into_a_file_whole_or_not_at_all(call: Call, bad: Path, folder: Path) -> None:
    text = call("validate").out
    report = folder / "findings.txt"
    report.write_text("old", encoding="utf-8")
    report.chmod(0o600)
    result = call("validate", "-o", "findings.txt")
    assert (result.code, result.out, result.err) == (1, "", "1 error in 1 file\n")
    assert report.read_text(encoding="utf-8") == text
    assert report.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in folder.iterdir()) == ["bad.cjm.yaml", "findings.txt"]
    assert call("validate", "-o", "-").out == text


def test_findings_are_never_written_over_a_map(call: Call, good: Path) -> None:
    assert call("validate", "-o", good.name).code == 2
    assert good.read_text(encoding="utf-8") == GOOD


def test_a_map_comes_from_standard_input(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _piped(monkeypatch, BAD)
    result = call("validate", "-", "--stdin-filename", "maps/draft.cjm.yaml", "--output-format", "concise")
    assert result.code == 1
    assert result.out.startswith("maps/draft.cjm.yaml:7:61: error[invalid-value]")
    _piped(monkeypatch, GOOD)
    assert call("validate", "-").code == 0


def test_patterns_are_expanded_also_where_no_shell_did(call: Call, folder: Path) -> None:
    for name in ("a", "b", "deep/c"):
        path = folder / "maps" / f"{name}.cjm.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD, encoding="utf-8")
    assert call("validate", "maps/*.cjm.yaml").err == "All good: 2 files checked\n"
    assert call("validate", "maps/**/*.cjm.yaml", "maps/a.cjm.yaml").err == "All good: 3 files checked\n"
    assert "nothing matches `maps/*.yml`" in call("validate", "maps/*.yml").err


def test_a_name_with_brackets_is_a_name_if_there_is_such_a_file(call: Call, folder: Path) -> None:
    (folder / "shoes[1].cjm.yaml").write_text(GOOD, encoding="utf-8")
    assert call("validate", "shoes[1].cjm.yaml").code == 0


def test_options_of_lint_reach_the_rules(call: Call, good: Path) -> None:
    def found(*arguments: str) -> set[str]:
        document = json.loads(call("lint", "--output-format", "json", *arguments).out)
        return {f"{finding['severity']} {finding['rule']}" for finding in document["findings"]}

    assert {"warning missing-goal", "warning missing-persona"} <= found()
    assert found("--select", "missing-goal,missing-persona") == {"warning missing-goal", "warning missing-persona"}
    assert found("--select", "missing-goal", "--select", "persona", "--ignore", "missing-persona") == {
        "warning missing-goal"
    }
    assert found("--select", "missing-goal", "--severity", "missing-goal=error") == {"error missing-goal"}
    assert len(found("--profile", "sketch")) < len(found())


def test_excluded_files_are_not_searched(call: Call, good: Path, bad: Path) -> None:
    assert call("validate", "--exclude", "bad*").err == "All good: 1 file checked\n"
    assert call("validate", "--exclude", "bad*", "bad.cjm.yaml").code == 1


# Colours ------------------------------------------------------------------------------------------


class _Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("asked", "environment", "terminal_", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "CLICOLOR": "0", "TERM": "dumb"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0", "FORCE_COLOR": "0"}, False, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"CLICOLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
    ],
)
def test_colour_is_decided_in_the_promised_order(
    asked: str, environment: dict[str, str], terminal_: bool, expected: bool
) -> None:
    assert terminal.colour(asked, _Screen(terminal_), environment) is expected


def test_colour_off_means_not_one_escape_byte(call: Call, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for arguments in (["validate"], ["rules"], ["rules", "missing-emotion"]):
        assert ESCAPE in call(*arguments).out
        assert ESCAPE not in call(*arguments, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in call("validate").out
    assert ESCAPE not in call("validate", "--help").out
    assert ESCAPE in call("validate", "--color", "always").out


def test_a_map_cannot_write_escape_codes_to_the_terminal(call: Call, folder: Path) -> None:
    (folder / "evil.cjm.yaml").write_text(GOOD.replace("calm", '"\x1b[2Jcalm"'), encoding="utf-8")
    for format in ("full", "concise", "github"):
        result = call("lint", "--output-format", format)
        assert result.code == 1
        assert ESCAPE not in result.out + result.err


def test_findings_are_never_written_over_a_map_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plain.txt").write_text("cjm: 1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cjm", "validate", "plain.txt", "-o", "plain.txt"],
        check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 2
    assert "one of the files that were checked" in done.stderr
    assert Path("plain.txt").read_text(encoding="utf-8") == "cjm: 1\n"
