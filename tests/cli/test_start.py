"""What is imported before anything is known, and the pages of help."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import Call

from cjm import __version__

VERBS = ("new", "validate", "lint", "render", "rules", "schema")
HEAVY = ("yaml", "jinja2", "rich", "pydantic", "importlib.metadata", "cjm.model", "cjm.api", "cjm.loading", "cjm.rules")


def _imported(*arguments: str) -> tuple[str, set[str]]:
    """Standard output of a call in a fresh Python, and the modules that it imported."""
    program = (
        "import sys; before = set(sys.modules); from cjm.__main__ import main\n"
        f"sys.argv = ['cjm', *{arguments!r}]; main()\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split())


def test_version_is_answered_before_anything_is_imported() -> None:
    assert _imported("--version") == (f"cjm {__version__}\n", {"cjm", "cjm.__main__"})


def test_help_imports_nothing_heavy() -> None:
    out, modules = _imported("--help")
    assert out.startswith("Usage: cjm")
    assert not modules & set(HEAVY)


def test_help_of_a_verb_does_not_import_its_work() -> None:
    _, modules = _imported("lint", "--help")
    assert not modules & {"yaml", "jinja2", "rich", "cjm.model", "cjm.api", "cjm.loading"}


def test_module_and_command_are_the_same_door() -> None:
    for door in (["-m", "cjm"], ["-c", "import sys; from cjm.__main__ import main; sys.exit(main())"]):
        done = subprocess.run([sys.executable, *door, "rendr"], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "did you mean `render`?" in done.stderr


def test_version_is_found_beside_other_options(call: Call) -> None:
    assert call("--version", "validate").out == f"cjm {__version__}\n"


def test_cjm_alone_shows_help(call: Call) -> None:
    result = call()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: cjm")
    assert all(f"\n  {verb} " in result.err for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_help_says_what_a_verb_does_with_examples(call: Call, verb: str) -> None:
    result = call(verb, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out == call(verb, "-h").out
    assert "\n  Examples:\n    cjm " in result.out
    assert "\x1b" not in result.out
    assert max(map(len, result.out.splitlines())) <= 100


@pytest.mark.parametrize("verb", VERBS)
def test_help_says_something_about_each_option_and_tells_no_default_twice(call: Call, verb: str) -> None:
    page = call(verb, "--help").out
    assert "[default" not in page
    rows = page.partition("Examples:")[2].splitlines()
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        if re.match("  -", row):
            explained = re.search(r"\S {2,}\S", row[2:]) or following.startswith("      ")
            assert explained, row


def test_help_fits_a_narrow_terminal(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, call("--help").out.splitlines())) <= 78


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["vaildate"], "validate"),
        (["Lint"], "lint"),
        (["lint", "--selct", "x"], "--select"),
        (["lint", "--format", "json"], "--output-format"),
        (["lint", "--output-format", "josn"], "json"),
        (["lint", "--fail-on", "errors"], "error"),
        (["lint", "--profile", "strcit"], "strict"),
        (["lint", "--severity", "missing-emotion=warn"], "warning"),
        (["render", "--to", "markdwon"], "markdown"),
        (["rules", "misisng-emotion"], "missing-emotion"),
        (["schema", "journy"], "journey"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else words,
)
def test_a_slip_is_answered_with_what_was_meant(call: Call, good: Path, typed: list[str], meant: str) -> None:
    result = call(*typed)
    assert result.code == 2
    assert f"did you mean `{meant}`?" in result.err
