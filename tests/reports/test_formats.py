"""What is promised about every format, and about each in particular."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from report_cases import CASES, SHOES, finding, run

from cjm import resources
from cjm.finding import Place, Run, Severity
from cjm.reports import Style, formats, report
from cjm.reports._text import cells, lines, visible, width
from cjm.source.text import lines as lines_of_a_source

_SCHEMA = json.loads((resources.folder("schemas") / "findings.schema.json").read_text(encoding="utf-8"))


def test_formats_are_the_modules_of_the_folder() -> None:
    promised = "full concise grouped json jsonl github sarif gitlab junit markdown"
    assert set(promised.split()) <= set(formats())
    assert not any(name.startswith("_") for name in formats())


@pytest.mark.parametrize("format", formats())
@pytest.mark.parametrize("case", CASES)
def test_without_colour_there_is_not_one_escape_byte(case: str, format: str) -> None:
    assert "\x1b" not in report(format, CASES[case], Style())


@pytest.mark.parametrize("format", ["full", "concise", "grouped"])
def test_colours_change_nothing_but_colours(format: str) -> None:
    for case in CASES.values():
        plain, coloured = (report(format, case, Style(colour=colour)) for colour in (False, True))
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


# full ---------------------------------------------------------------------------------------------


def test_a_finding_looks_as_the_manual_shows_it() -> None:
    assert report("full", CASES["wrong-word"], Style()) == (
        "error[invalid-value]: `hihg` is not a severity\n"
        "  --> maps/shoes.cjm.yaml:13:23  (stages[0].steps[0].pain_points[0].severity)\n"
        "   |\n"
        "13 |             severity: hihg\n"
        "   |                       ^^^^\n"
        "   = allowed: low, medium, high, critical\n"
        "   = help: did you mean `high`?\n"
    )


def test_caret_stands_below_the_mark_whatever_the_width_of_letters() -> None:
    text = "a: 鞋👟e\u0301\t x"
    shown = report("full", run(finding("here", Place(1, len(text), 1, len(text) + 1)), text=text), Style())
    _, _, _, source, carets = shown.splitlines()
    assert width(source.split("|", 1)[1].partition("x")[0]) == carets.split("|", 1)[1].index("^")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("shoes", 5),
        ("鞋", 2),
        ("👟", 2),
        ("👩‍👩‍👧", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("🇩🇪", 2),
        ("e\u0301", 1),
        ("각", 2),
        ("\t", 4),
    ],
)
def test_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(max_size=200), st.integers(1, 220), st.integers(0, 60), st.integers(20, 90))
def test_any_line_is_cut_to_the_terminal_with_its_caret_inside(text: str, column: int, length: int, room: int) -> None:
    text = "".join(lines(text))
    place = Place(1, min(column, len(text) + 1), 1, min(column + length, len(text) + 1))
    shown = report("full", run(finding("here", place), text=text), Style(width=room)).rstrip("\n").split("\n")
    assert len(shown) == 5
    source, carets = shown[3], shown[4]
    assert "^" in carets
    widest = max(room, 24)
    assert width(source) <= widest
    assert width(carets) <= widest + 1  # a caret may stand just behind a line that fills the terminal


@given(st.text(max_size=300))
def test_no_text_can_steer_the_terminal_or_begin_a_line(text: str) -> None:
    shown = visible(text)
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
    assert len(shown.splitlines()) <= 1
    assert [part for part, _ in cells(text.replace("\t", ""))] == [visible(sign) for sign in text.replace("\t", "")]


@given(st.text(alphabet="a\n\r\x85\u2028\u2029\x0b\x0c"))
def test_lines_are_counted_as_places_count_them(text: str) -> None:
    assert lines(text) == lines_of_a_source(text)


# json ---------------------------------------------------------------------------------------------


def test_the_schema_of_findings_is_one() -> None:
    Draft202012Validator.check_schema(_SCHEMA)


@pytest.mark.parametrize("case", CASES)
def test_json_is_one_document_that_fits_its_schema(case: str) -> None:
    document = json.loads(report("json", CASES[case], Style()))
    Draft202012Validator(_SCHEMA).validate(document)
    assert len(document["findings"]) == len(CASES[case].findings)


def test_schema_refuses_what_json_never_says() -> None:
    document = json.loads(report("json", CASES["wrong-word"], Style()))
    document["findings"][0]["start"]["line"] = 0
    document["extra"] = 1
    assert len(list(Draft202012Validator(_SCHEMA).iter_errors(document))) == 2


def test_fingerprint_is_made_of_rule_path_address_and_message() -> None:
    one = finding("`hihg` is not a severity", Place(13, 1), address="stages[pay]")
    (shown,) = json.loads(report("json", run(one), Style()))["findings"]
    parts = "invalid-value\0maps/shoes.cjm.yaml\0stages[pay]\0`hihg` is not a severity"
    assert shown["fingerprint"] == sha256(parts.encode()).hexdigest()[:16]

    moved = replace(one, place=Place(99, 9))
    assert json.loads(report("json", run(moved), Style()))["findings"][0]["fingerprint"] == shown["fingerprint"]
    for changed in (
        replace(one, rule="x"),
        replace(one, file="x"),
        replace(one, address="x"),
        replace(one, message="x"),
    ):
        (other,) = json.loads(report("json", run(changed), Style()))["findings"]
        assert other["fingerprint"] != shown["fingerprint"]


def test_pointer_leads_to_the_value() -> None:
    (shown,) = json.loads(report("json", CASES["pointer-signs"], Style()))["findings"]
    assert shown["pointer"] == "/metrics/a~1b~0c/0"


def test_json_keeps_letters_of_any_script_and_halves_of_characters() -> None:
    text = report("json", run(finding("鞋 👟 \udcff")), Style())
    assert "鞋 👟" in text
    assert json.loads(text.encode("utf-8", "backslashreplace"))["findings"][0]["message"] == "鞋 👟 \udcff"


# github -------------------------------------------------------------------------------------------


def _crowd(errors: int, warnings: int, infos: int) -> Run:
    levels = [Severity.INFO] * infos + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    return run(*(finding(f"number {number}", severity=level) for number, level in enumerate(levels)))


def test_github_shows_errors_first() -> None:
    commands = report("github", _crowd(2, 1, 1), Style()).splitlines()
    assert [command.split()[0] for command in commands] == ["::error", "::error", "::warning", "::notice"]


def test_github_says_how_many_it_has_no_room_for() -> None:
    commands = report("github", _crowd(24, 3, 0), Style()).splitlines()
    assert [command.split()[0] for command in commands] == ["::error"] * 10 + ["::warning"] * 3 + ["::notice"]
    assert commands[-1] == "::notice title=cjm::… and 14 more (14 errors)"


def test_github_keeps_room_for_the_last_notice() -> None:
    commands = report("github", _crowd(0, 11, 10), Style()).splitlines()
    assert sum(command.startswith("::notice") for command in commands) == 10
    assert commands[-1] == "::notice title=cjm::… and 2 more (1 warning, 1 info)"


def test_github_says_nothing_more_when_all_fits() -> None:
    assert "more" not in report("github", _crowd(10, 10, 10), Style())


def test_a_map_cannot_forge_a_command_of_github() -> None:
    commands = report("github", CASES["escape-codes"], Style()).splitlines()
    assert len(commands) == 2
    assert all(command.startswith("::error file=") for command in commands)


def test_commas_and_colons_of_a_path_are_escaped() -> None:
    (command,) = report("github", CASES["percent-and-commas"], Style()).splitlines()
    assert command == (
        "::error file=maps/a%2Cb%3A50%25.cjm.yaml,line=1,endLine=1,col=1,endColumn=1,title=invalid-value"
        "::100%25 sure: yes, no"
    )


# concise ------------------------------------------------------------------------------------------


def test_concise_is_one_line_for_each_finding() -> None:
    text = report("concise", CASES["three-levels"], Style())
    assert text.splitlines()[0] == f"{SHOES}:13:23: error[invalid-value] `hihg` is not a severity"
    assert len(text.splitlines()) == 3
    assert len(report("concise", CASES["escape-codes"], Style()).splitlines()) == 2


def test_reports_read_nothing_but_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = {format: report(format, CASES["three-levels"], Style()) for format in formats()}
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert {format: report(format, CASES["three-levels"], Style()) for format in formats()} == before
