"""0, 1, 2 and 130, the same for every verb and format."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import GOOD, Call

from cjm.errors import CjmError
from cjm.finding import Category, Finding, Run, Severity
from cjm.reports import formats

DOOR = [sys.executable, "-m", "cjm"]


def _run(*levels: str) -> Run:
    findings = (Finding("vague-text", Category.VOICE, Severity(level), "vague", "a.cjm.yaml") for level in levels)
    return Run(tuple(findings), ("a.cjm.yaml",), command="lint")


@pytest.mark.parametrize("format", formats())
def test_validate_is_0_for_a_map_and_1_for_a_map_with_a_mistake(call: Call, good: Path, bad: Path, format: str) -> None:
    assert call("validate", good.name, "--output-format", format).code == 0
    assert call("validate", bad.name, "--output-format", format).code == 1
    assert call("validate", "--output-format", format).code == 1


@pytest.mark.parametrize(
    ("levels", "fail_on", "code"),
    [
        ((), "info", 0),
        (("info",), "info", 1),
        (("info",), "warning", 0),
        (("warning",), "warning", 1),
        (("warning",), "error", 0),
        (("info", "error"), "error", 1),
        (("error",), "never", 0),
    ],
)
def test_fail_on_is_the_level_from_which_findings_count(
    call: Call, good: Path, monkeypatch: pytest.MonkeyPatch, levels: tuple[str, ...], fail_on: str, code: int
) -> None:
    monkeypatch.setattr("cjm.api.validate", lambda *_: _run(*levels))
    monkeypatch.setattr("cjm.api.lint", lambda *_: _run(*levels))
    assert call("validate", "--fail-on", fail_on).code == code
    assert call("lint", "--fail-on", fail_on).code == code


@pytest.mark.parametrize(("level", "validate", "lint"), [("error", 1, 1), ("warning", 0, 1), ("info", 0, 0)])
def test_without_fail_on_validate_minds_errors_and_lint_warnings(
    call: Call, good: Path, monkeypatch: pytest.MonkeyPatch, level: str, validate: int, lint: int
) -> None:
    monkeypatch.setattr("cjm.api.validate", lambda *_: _run(level))
    monkeypatch.setattr("cjm.api.lint", lambda *_: _run(level))
    assert call("validate").code == validate
    assert call("lint").code == lint


def test_settings_may_say_when_lint_fails_and_the_command_line_has_the_last_word(
    call: Call, good: Path, folder: Path
) -> None:
    assert call("lint").code == 1
    (folder / "cjm.yaml").write_text("cjm: 1\nname: Shoes\nlint: {fail_on: never}\n", encoding="utf-8")
    assert call("lint").code == 0
    assert call("lint", "--fail-on", "warning").code == 1


def test_hiding_findings_does_not_make_a_run_pass(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm.api.lint", lambda *_: _run("warning"))
    result = call("lint", "--min-severity", "error")
    assert (result.code, result.out) == (1, "")
    assert result.err == "1 warning in 1 file (1 not shown)\n"


def test_a_file_that_cannot_be_read_is_a_finding(call: Call, good: Path, folder: Path) -> None:
    (folder / "latin.cjm.yaml").write_bytes(GOOD.replace("shoes", "Schuhe f\xfcr mich").encode("latin-1"))
    (folder / "broken.cjm.yaml").write_text("cjm: 1\ntitle: 'no end\n", encoding="utf-8")
    for verb in ("validate", "lint"):
        result = call(verb)
        assert result.code == 1
        assert "error[encoding]" in result.out
        assert "error[syntax]" in result.out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rendr"],
        ["validate", "--no-such-option"],
        ["validate", "-x"],
        ["validate", "--output-format"],
        ["validate", "--quiet=1"],
        ["validate", "--report", "sarif"],
        ["validate", "--report", "sarif="],
        ["validate", "--report", "sarif=-"],
        ["validate", "--report", "srif=findings.sarif"],
        ["validate", "--report", "sarif=nowhere/findings.sarif"],
        ["validate", "--report", "sarif=."],
        ["validate", "--report", "json=good.cjm.yaml"],
        ["validate", "--report", "json=cjm.yaml"],
        ["validate", "--report", "json=findings", "--report", "sarif=./findings"],
        ["validate", "--report", "json=findings", "-o", "findings"],
        ["lint", "--diff", "--report", "json=findings"],
        ["validate", "--output-format", "fulll"],
        ["validate", "--fail-on", "fatal"],
        ["validate", "--min-severity", "never"],
        ["validate", "--color", "sometimes"],
        ["validate", "--today", "tomorrow"],
        ["validate", "--today", "20261201"],
        ["validate", "--quiet", "--verbose"],
        ["validate", "--config", "cjm.yaml", "--isolated"],
        ["validate", "--config", "nowhere.yaml"],
        ["validate", "--stdin-filename", "a.cjm.yaml"],
        ["validate", "-", "good.cjm.yaml"],
        ["validate", "nowhere.cjm.yaml"],
        ["validate", "nowhere-*.cjm.yaml"],
        ["validate", "-o", "nowhere/findings.txt"],
        ["validate", "-o", "good.cjm.yaml"],
        ["lint", "--profile", "lax"],
        ["lint", "--severity", "missing-emotion"],
        ["lint", "--severity", "missing-emotion=fatal"],
        ["lint", "--select", "no-such-rule"],
        ["lint", "--ignore", "no-such-rule"],
        ["render", "--to", "brief"],
        ["render", "--to", "outlien"],
        ["render", "--view", "worksheet", "--to", "outline"],
        ["render", "--view", "breif"],
        ["render", "--to", "pdf"],
        ["render", "--open", "-o", "-"],
        ["render", "nowhere.cjm.yaml"],
        ["new", "good.cjm.yaml"],
        ["new", "map.txt"],
        ["new", "map.cjm.yaml", "--preset", "no-such-preset"],
        ["rules", "no-such-rule"],
        ["rules", "missing-emotion", "missing-goal"],
        ["schema", "map"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_2_and_says_why_in_one_message(
    call: Call, good: Path, folder: Path, arguments: list[str]
) -> None:
    result = call(*arguments)
    assert (result.code, result.out) == (2, "")
    if arguments:
        first, *helps = result.err.splitlines()
        assert first.startswith("cjm: error: ")
        assert all(line.startswith("  = help: ") for line in helps)
    assert good.read_text(encoding="utf-8") == GOOD
    assert [path.name for path in folder.iterdir()] == ["good.cjm.yaml"]


def test_no_file_to_read_is_2_unless_that_is_allowed(call: Call) -> None:
    for verb in ("validate", "lint"):
        assert call(verb).code == 2
        assert call(verb, "--allow-empty").code == 0
        assert call(verb, "--allow-empty", "maps-*").code == 0
        assert call(verb, "--allow-empty", "maps").code == 2, "a folder that is named has to be there"


def test_settings_that_cannot_be_used_are_2(call: Call, good: Path, folder: Path) -> None:
    (folder / "cjm.yaml").write_text("cjm: 1\nname: Shoes\nlnit: {}\n", encoding="utf-8")
    for verb in ("validate", "lint", "render"):
        result = call(verb)
        assert result.code == 2
        assert "cjm.yaml:3:1" in result.err
    assert call("validate", "--isolated").code == 0


def test_an_unexpected_exception_is_2_and_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: object) -> Run:
        raise RuntimeError("first\nsecond \x1b[31m")

    monkeypatch.setattr("cjm.api.validate", broken)
    result = call("validate")
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert "RuntimeError: first second \\x1b[31m" in result.err

    monkeypatch.setenv("CJM_DEBUG", "1")
    assert "Traceback" in call("validate").err


def test_an_error_of_cjm_may_have_lines_but_no_escape_codes(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: object) -> Run:
        raise CjmError("first\n  second \x1b[31m", help="third")

    monkeypatch.setattr("cjm.api.validate", broken)
    assert call("validate").err == "cjm: error: first\n  second \\x1b[31m\n  = help: third\n"


def test_an_interrupt_is_130_and_quiet(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(request: object) -> Run:
        raise KeyboardInterrupt

    monkeypatch.setattr("cjm.api.validate", stopped)
    assert call("validate").__dict__ == {"code": 130, "out": "", "err": ""}


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_closed_pipe_is_quiet_and_does_not_change_the_exit_code(bad: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*DOOR, "validate", "-q", bad.name], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_2(bad: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*DOOR, "validate", bad.name], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"cjm: error: standard output cannot be written")
    assert len(done.stderr.splitlines()) == 1
