"""Several reports of one run, and the promise that standard output holds one document and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from cli_calls import BAD, GOOD, Call

from cjm.reports import formats

_DOCUMENTS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "junit": ET.fromstring,
}


@pytest.mark.parametrize("verb", ["validate", "lint"])
def test_reports_are_written_beside_what_is_shown(call: Call, bad: Path, verb: str) -> None:
    plain = call(verb, "--output-format", "full")
    wanted = [f"--report={format}=out.{format}" for format in formats()]
    result = call(verb, "--output-format", "full", *wanted)
    assert (result.code, result.out, result.err) == (1, plain.out, plain.err)
    for format in formats():
        shown = call(verb, "--output-format", format).out
        assert Path(f"out.{format}").read_text(encoding="utf-8") == shown
        assert shown


@pytest.mark.parametrize("verb", ["validate", "lint"])
@pytest.mark.parametrize("format", _DOCUMENTS)
@pytest.mark.parametrize("what", ["clean", "many", "unreadable", "none"])
def test_standard_output_is_one_document_and_nothing_else(
    call: Call, folder: Path, verb: str, format: str, what: str
) -> None:
    if what != "none":
        (folder / "a.cjm.yaml").write_text(GOOD if what == "clean" else BAD, encoding="utf-8")
    if what == "unreadable":
        (folder / "b.cjm.yaml").write_bytes(GOOD.encode("utf-16-le") + b"\xff")
    result = call(verb, "--allow-empty", "--statistics" if verb == "lint" else "--verbose", "--output-format", format)
    assert _DOCUMENTS[format](result.out) is not None
    assert result.out.endswith("\n")
    if format == "sarif":
        (invocation,) = json.loads(result.out)["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is (what != "unreadable")


def test_jsonl_and_the_formats_for_people_are_empty_where_nothing_is_found(call: Call, good: Path) -> None:
    for format in ("full", "concise", "grouped", "jsonl", "github"):
        assert call("validate", "--output-format", format).out == ""


def test_a_report_replaces_the_old_one_whole(call: Call, bad: Path, folder: Path) -> None:
    report = folder / "findings.sarif"
    report.write_text("old and much longer" * 1000, encoding="utf-8")
    assert call("validate", "--report", "sarif=findings.sarif").code == 1
    json.loads(report.read_text(encoding="utf-8"))
    assert sorted(path.name for path in folder.iterdir()) == ["bad.cjm.yaml", "findings.sarif"]


def test_a_report_goes_into_a_folder_that_is_there(call: Call, bad: Path, folder: Path) -> None:
    (folder / "out").mkdir()
    assert call("validate", "--report", "junit=out/a=b.xml").code == 1
    assert (folder / "out" / "a=b.xml").is_file()
    assert "there is no folder `gone`" in call("validate", "--report", "junit=gone/findings.xml").err


def test_no_report_is_written_over_a_file_that_was_checked(call: Call, folder: Path) -> None:
    (folder / "map.txt").write_text(BAD, encoding="utf-8")
    (folder / "link").symlink_to("map.txt")
    for path in ("map.txt", "./map.txt", "link"):
        result = call("validate", "map.txt", "--report", "json=other.json", "--report", f"json={path}")
        assert (result.code, result.out) == (2, "")
    assert (folder / "map.txt").read_text(encoding="utf-8") == BAD
    assert not (folder / "other.json").exists(), "either all reports or none"


def test_a_wrong_format_is_answered_with_the_one_that_was_meant(call: Call, good: Path) -> None:
    assert "did you mean `sarif`?" in call("validate", "--report", "srif=a").err
    assert "did you mean `markdown`?" in call("lint", "--output-format", "markdwon").err
    assert "--report sarif=FILE" in call("lint", "--report", "sarif").err


def test_reports_leave_out_what_min_severity_hides(call: Call, good: Path) -> None:
    call("lint", "--min-severity", "warning", "--report", "json=a.json", "--report", "sarif=a.sarif")
    found = json.loads(Path("a.json").read_text(encoding="utf-8"))["findings"]
    assert {one["severity"] for one in found} == {"warning"}
    results = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) == len(found)


def test_sarif_names_the_reasons_of_comments(call: Call, folder: Path) -> None:
    text = GOOD.replace("        emotion: calm\n", "").replace(
        "by card", "by card  # cjm: ignore[missing-emotion] agreed"
    )
    (folder / "a.cjm.yaml").write_text(text, encoding="utf-8")

    def silenced(*options: str) -> dict[str, str]:
        document = json.loads(call("lint", "--output-format", "sarif", *options).out)
        results = document["runs"][0]["results"]
        return {one["ruleId"]: one["suppressions"][0]["justification"] for one in results if one["suppressions"]}

    assert silenced() == {"missing-emotion": "agreed"}
    assert silenced("--no-ignores") == {}
    assert silenced("--ignore", "missing-emotion") == {}


def test_the_nearest_comment_gives_the_reason(call: Call, folder: Path) -> None:
    text = GOOD.replace("        emotion: calm\n", "").replace(
        "by card", "by card  # cjm: ignore[missing-emotion] near"
    )
    text = text.replace("name: Pay\n", "name: Pay  # cjm: ignore[missing-emotion] far\n")
    (folder / "a.cjm.yaml").write_text(text, encoding="utf-8")
    document = json.loads(call("lint", "--output-format", "sarif").out)
    (one,) = (result for result in document["runs"][0]["results"] if result["suppressions"])
    assert one["suppressions"][0]["justification"] == "near"


def test_help_lists_all_formats(call: Call) -> None:
    for verb in ("validate", "lint"):
        text = call(verb, "--help").out
        assert all(format in text for format in formats())
        assert "--report" in text
