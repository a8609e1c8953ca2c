"""SARIF: against the schema of the standard, against what GitHub asks for, and line by line."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from report_cases import BOOTS, CASES, SHOES, finding, run

from cjm import catalogue
from cjm.finding import Place, Run, Severity
from cjm.reports import Style, report
from cjm.reports._hashes import line_hashes

_SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def _made(run: Run) -> dict[str, Any]:
    document = json.loads(report("sarif", run, Style()))
    assert len(document["runs"]) == 1
    made: dict[str, Any] = document["runs"][0]
    return made


@pytest.mark.parametrize("case", CASES)
def test_sarif_fits_the_schema_of_the_standard(case: str) -> None:
    Draft4Validator(_SCHEMA).validate(json.loads(report("sarif", CASES[case], Style())))


def test_the_schema_refuses_what_is_not_sarif() -> None:
    document = json.loads(report("sarif", CASES["wrong-word"], Style()))
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    document["runs"][0]["colunmKind"] = "unicodeCodePoints"
    assert len(list(Draft4Validator(_SCHEMA).iter_errors(document))) == 2


@pytest.mark.parametrize("case", CASES)
def test_all_is_there_that_github_asks_for(case: str) -> None:
    """The list of the page "SARIF support for code scanning": what is required there, and what is recommended."""
    document = json.loads(report("sarif", CASES[case], Style()))
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    assert document["version"] == "2.1.0"
    (made,) = document["runs"]
    driver = made["tool"]["driver"]
    assert driver["name"]
    assert driver["version"]
    assert driver["semanticVersion"]
    for rule in driver["rules"]:
        _fits_github(rule)
    assert len(made["results"]) == len(CASES[case].findings) + len(CASES[case].silenced)
    for result in made["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        for one in (location, *result["relatedLocations"]):
            place = one["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert uri.isascii()
            assert ":" not in uri
            assert not uri.startswith("/")
            assert {"startLine", "startColumn", "endLine", "endColumn"} == set(place["region"])
        assert all(one["message"]["text"] for one in result["relatedLocations"])
        assert result["partialFingerprints"]


def _fits_github(rule: dict[str, Any]) -> None:
    assert rule["id"]
    assert 0 < len(rule["name"]) <= 255
    for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
        assert 0 < len(text) <= 1024
        assert "\n" not in text
    assert rule["help"]["text"]
    assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
    assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert 0 < len(rule["properties"]["tags"]) <= 10
    assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
    assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")


def test_every_page_of_the_catalogue_can_be_shown_by_github() -> None:
    pages = catalogue.pages().values()
    assert len(pages) > 60
    found = [finding("x", rule=page.name, category=page.category, severity=page.severity) for page in pages]
    rules = _made(run(*found))["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {page.name for page in pages}
    for rule in rules:
        _fits_github(rule)
        page = catalogue.page(rule["id"])
        assert page.fix.split()[0] in rule["help"]["markdown"]
        assert page.fix in rule["help"]["text"]


def test_rules_are_those_that_found_something_each_once() -> None:
    made = _made(run(finding("a"), finding("b"), finding("c", rule="missing-emotion", severity=Severity.WARNING)))
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ["invalid-value", "missing-emotion"]
    assert [result["ruleIndex"] for result in made["results"]] == [0, 0, 1]


def test_message_says_what_is_wrong_and_what_to_do() -> None:
    (result,) = _made(CASES["wrong-word"])["results"]
    assert result["message"]["text"] == (
        "`hihg` is not a severity. Allowed: low, medium, high, critical. Did you mean `high`?"
    )
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 13, "startColumn": 23, "endLine": 13, "endColumn": 27,
    }  # fmt: skip


def test_brackets_of_a_map_make_no_link_of_the_message() -> None:
    (result,) = _made(run(finding("[click](javascript:x)")))["results"]
    assert "](" not in result["message"]["text"].replace("\\](", "")


def test_addresses_are_relative_and_name_the_file() -> None:
    files = [result["locations"][0] for result in _made(CASES["other-names"])["results"]]
    uris = [location["physicalLocation"]["artifactLocation"]["uri"] for location in files]
    assert [unquote(uri) for uri in uris] == list(CASES["other-names"].files)
    assert uris[2] == "a%3Ab.cjm.yaml"


def test_other_places_are_numbered_and_may_stand_in_other_files() -> None:
    (result,) = _made(CASES["other-map"])["results"]
    assert [one["id"] for one in result["relatedLocations"]] == [1, 2]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == BOOTS


def test_a_run_that_read_all_files_succeeded_and_else_it_says_why_not() -> None:
    (good,) = _made(CASES["wrong-word"])["invocations"]
    assert good == {"executionSuccessful": True, "toolExecutionNotifications": []}
    (bad,) = _made(CASES["not-read"])["invocations"]
    assert bad["executionSuccessful"] is False
    (note,) = bad["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("error", "This file is not UTF-8 text.")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == SHOES


def test_what_comments_silence_is_suppressed_with_the_reason() -> None:
    made = _made(CASES["silenced"])
    said = {result["ruleId"]: result["suppressions"] for result in made["results"]}
    assert said == {
        "missing-emotion": [{"kind": "inSource", "justification": ""}],
        "invalid-value": [],
        "missing-thoughts": [{"kind": "inSource", "justification": 'silent by <design> & "agreed"'}],
    }


def test_fixes_make_the_text_right() -> None:
    case = CASES["corrected"]
    results = _made(case)["results"]
    text = case.texts[SHOES]
    fixed = []
    for result in results:
        (fix,) = result["fixes"]
        (change,) = fix["artifactChanges"]
        (replacement,) = change["replacements"]
        start = replacement["deletedRegion"]["charOffset"]
        end = start + replacement["deletedRegion"]["charLength"]
        fixed.append(text[:start] + replacement["insertedContent"]["text"] + text[end:])
    assert fixed[0].count("\npain_points: []\n") == 1
    assert fixed[1] == text.replace("hihg", "high")
    assert "agrees" in results[0]["fixes"][0]["description"]["text"]


# How GitHub knows a line again ----------------------------------------------------------------------

_GREETING = [
    "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", _GREETING),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", _GREETING),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", _GREETING),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", _GREETING),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
                "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)  # fmt: skip
def test_hashes_of_lines_are_those_of_githubs_own_action(text: str, hashes: list[str]) -> None:
    """What github/codeql-action expects of itself in `src/fingerprints.test.ts`."""
    assert line_hashes(text) == hashes


def test_letters_beyond_the_first_plane_count_twice_as_in_javascript() -> None:
    value = 0
    for unit in [0xD83D, 0xDC5F, 0xFFFF, *[0] * 97]:
        value = (value * 37 + unit) % 2**64
    assert line_hashes("👟") == [f"{value:x}:1"]


def test_a_finding_has_the_hash_of_its_line_and_one_that_survives_moving() -> None:
    case = CASES["wrong-word"]
    (result,) = _made(case)["results"]
    assert result["partialFingerprints"]["primaryLocationLineHash"] == line_hashes(case.texts[SHOES])[12]

    (one,) = case.findings
    moved = replace(one, place=Place(14, 23, 14, 27))
    (after,) = _made(run(moved, text="# new\n" + case.texts[SHOES]))["results"]
    assert after["partialFingerprints"] == result["partialFingerprints"]


def test_a_finding_in_a_file_whose_text_is_not_at_hand_has_our_fingerprint_only() -> None:
    (result,) = _made(CASES["not-read"])["results"]
    assert list(result["partialFingerprints"]) == ["cjmFinding/v1"]
