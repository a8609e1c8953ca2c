"""What GitLab, the readers of JUnit's XML and the summaries of GitHub Actions get; and the two plain lists."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from report_cases import BOOTS, CASES, SHOES, finding, run

from cjm import resources
from cjm.finding import Severity
from cjm.reports import Style, markdown, report

_XSD = xmlschema.XMLSchema(str(Path(__file__).parent / "data" / "junit-10.xsd"))
_FINDINGS = json.loads((resources.folder("schemas") / "findings.schema.json").read_text(encoding="utf-8"))


# gitlab -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_gitlab_has_all_that_the_code_quality_widget_asks_for(case: str) -> None:
    entries = json.loads(report("gitlab", CASES[case], Style()))
    assert len(entries) == len(CASES[case].findings)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["description"]
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not entry["location"]["path"].startswith("./")
        assert 1 <= entry["location"]["lines"]["begin"] <= entry["location"]["lines"]["end"]


def test_gitlab_gets_no_fingerprint_twice() -> None:
    alike = run(*[finding("the same")] * 5, finding("another"))
    prints = [entry["fingerprint"] for entry in json.loads(report("gitlab", alike, Style()))]
    assert len(set(prints)) == 6
    assert prints[0] == json.loads(report("json", alike, Style()))["findings"][0]["fingerprint"]


def test_gitlab_knows_our_levels_by_other_names() -> None:
    entries = json.loads(report("gitlab", CASES["three-levels"], Style()))
    assert [entry["severity"] for entry in entries] == ["major", "info", "minor"]


# junit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_junit_fits_the_schema_and_its_numbers_are_right(case: str) -> None:
    text = report("junit", CASES[case], Style())
    _XSD.validate(text)
    root = ET.fromstring(text)
    for attribute, element in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        assert root.get(attribute) == str(len(root.findall(f".//{element}")))
        for suite in root:
            assert suite.get(attribute) == str(len(suite.findall(f".//{element}")))
    infos = sum(one.severity is Severity.INFO for one in CASES[case].findings)
    assert len(root.findall(".//failure") + root.findall(".//error")) == len(CASES[case].findings) - infos
    assert len(root.findall(".//system-out")) == infos
    assert len(root.findall(".//skipped")) == len(CASES[case].silenced)


def test_the_schema_of_junit_refuses_what_is_not() -> None:
    text = report("junit", CASES["wrong-word"], Style())
    assert not _XSD.is_valid(text.replace('failures="1"', 'failed="1"'))


def test_junit_has_a_suite_for_each_file_and_clean_ones_pass() -> None:
    root = ET.fromstring(report("junit", CASES["other-map"], Style()))
    assert [suite.get("name") for suite in root] == [BOOTS, SHOES]
    (passed,) = root[0]
    assert (passed.tag, list(passed)) == ("testcase", [])
    assert root[0].get("failures") == "0"
    assert root[1].get("failures") == "1"


def test_a_file_that_cannot_be_read_is_an_error_of_junit() -> None:
    root = ET.fromstring(report("junit", CASES["not-read"], Style()))
    assert (root.get("errors"), root.get("failures")) == ("1", "0")


def test_junit_tells_why_something_is_silenced() -> None:
    root = ET.fromstring(report("junit", CASES["silenced"], Style()))
    reasons = [skipped.get("message") for skipped in root.iter("skipped")]
    assert reasons == ["", 'silent by <design> & "agreed"']


@given(st.text(), st.text(min_size=1))
def test_any_text_of_a_map_makes_well_formed_xml(message: str, file: str) -> None:
    root = ET.fromstring(report("junit", run(finding(message, file=file), files=(file,)), Style()).encode())
    assert len(root) == 1


# markdown -----------------------------------------------------------------------------------------

_READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _rows(text: str) -> list[list[str]]:
    """The rows of all tables as HTML, as a reader of Markdown sees them."""
    html = _READER.render(text)
    return [re.findall("<td>(.*?)</td>", row) for row in re.findall("<tr>\n(<td>.*?)</tr>", html, re.DOTALL)]


@pytest.mark.parametrize("case", CASES)
def test_markdown_has_a_row_for_each_finding(case: str) -> None:
    rows = _rows(report("markdown", CASES[case], Style()))
    assert len(rows) == len(CASES[case].findings)
    assert all(len(row) == 4 for row in rows)


def test_markdown_says_how_many_files_were_checked() -> None:
    assert report("markdown", CASES["nothing"], Style()) == "## cjm validate: all good\n\n1 file checked.\n"
    assert report("markdown", CASES["no-files"], Style()) == "## cjm validate: no files to check\n"
    first = report("markdown", CASES["not-read"], Style()).splitlines()[0]
    assert first == "## cjm validate: 1 error in 2 files, 1 of them not readable"


def test_code_stays_code_and_nothing_else_is_markup() -> None:
    ((_, _, what, _),) = _rows(report("markdown", CASES["markup"], Style()))
    assert "<code>a|b</code>" in what
    assert "<code>&quot;quoted&quot;</code> isn't it?" in what
    assert "&lt;script&gt;" in what
    assert "**loud** [here](javascript:x) @<!-- -->team #1" in what
    assert set(re.findall("<(?!br|/?code|!-- -->)[^>]*>", what)) == set()


@given(st.text(alphabet=st.sampled_from("a `|\\*_[]()<>&@!#~$\n\r\t:/w."), max_size=30))
def test_no_text_of_a_map_becomes_markup_or_breaks_the_table(text: str) -> None:
    ((level, _, what, rule),) = _rows(report("markdown", run(finding(f"x {text} x")), Style()))
    assert (level, rule) == ("❌ error", "<code>invalid-value</code>")
    assert set(re.findall("<(?!/?code>|!-- -->)[^>]*>", what)) == set()
    assert "href" not in what


def test_markdown_leaves_out_what_the_summary_of_a_step_cannot_hold() -> None:
    many = run(*(finding(f"{number} 鞋 " + "long " * 100) for number in range(4000)))
    text = report("markdown", many, Style())
    assert markdown.MOST - 1000 < len(text.encode()) <= markdown.MOST
    shown = text.count("❌")
    assert text.endswith(f"\n… and {4000 - shown} more\n")
    assert len(_rows(text)) == shown


# jsonl and grouped --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_jsonl_is_an_entry_of_json_on_each_line(case: str) -> None:
    lines = [json.loads(line) for line in report("jsonl", CASES[case], Style()).splitlines()]
    assert lines == json.loads(report("json", CASES[case], Style()))["findings"]
    validator = Draft202012Validator({"$ref": "#/$defs/finding", "$defs": _FINDINGS["$defs"]})
    for line in lines:
        validator.validate(line)


@pytest.mark.parametrize("format", ["json", "jsonl", "sarif", "gitlab"])
@settings(deadline=None)  # the first report in SARIF reads the pages of all rules
@given(text=st.text())
def test_json_of_any_kind_holds_nothing_that_steers_a_terminal(format: str, text: str) -> None:
    made = report(format, run(finding(f"x{text}\x9b\u202e\udcff")), Style())
    made.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", made)
    if format == "json":
        assert json.loads(made)["findings"][0]["message"] == f"x{text}\x9b\u202e\udcff"


def test_grouped_names_each_file_once_and_keeps_its_columns() -> None:
    text = report("grouped", CASES["three-levels"], Style())
    head, *rows = text.splitlines()
    assert head == SHOES
    assert len({row.index(rule) for row, rule in zip(rows, ("invalid", "missing", "untracked"), strict=True)}) == 1
    assert report("grouped", CASES["other-names"], Style()).count("\n\n") == len(CASES["other-names"].files) - 1


def test_grouped_fits_the_terminal() -> None:
    long = run(finding("a message that is " + "very " * 40 + "long", severity=Severity.WARNING))
    lines = report("grouped", long, Style(width=80)).splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= 80
