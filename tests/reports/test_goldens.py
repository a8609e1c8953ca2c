"""Each format's whole text for each case, compared with a file that was read and agreed with.

After a change that is meant: `CJM_UPDATE_GOLDEN=1 pytest tests/reports`, then read `git diff`.
"""

import os
from pathlib import Path

import pytest
from report_cases import CASES

from cjm import catalogue
from cjm.catalogue import RulePage
from cjm.reports import Style, formats, report

_FOLDER = Path(__file__).parent / "golden"
_WANTED = [(case, format) for case in CASES for format in formats()]


@pytest.fixture(autouse=True)
def made_up_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pages for the rules of the cases: what the real ones say is no business of a format."""
    found = [finding for run in CASES.values() for finding in (*run.findings, *(one.finding for one in run.silenced))]
    pages = {
        finding.rule: RulePage(
            finding.rule,
            finding.category,
            finding.severity,
            title="What should hold.",
            what="When it fires.",
            why="Why it matters.",
            fix="What to do.",
            example="title: 👟",
        )
        for finding in found
    }
    monkeypatch.setattr(catalogue, "pages", lambda: pages)


def _same(name: str, text: str) -> None:
    golden = _FOLDER / name
    if os.environ.get("CJM_UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_bytes().decode()


@pytest.mark.parametrize(("case", "format"), _WANTED, ids=[f"{case}.{format}" for case, format in _WANTED])
def test_report_is_as_agreed(case: str, format: str) -> None:
    _same(f"{case}.{format}.txt", report(format, CASES[case], Style(width=80)))


_COLOURED = ("full", "concise", "grouped")


@pytest.mark.parametrize("format", _COLOURED)
def test_colours_are_as_agreed(format: str) -> None:
    _same(f"three-levels.{format}.colour.txt", report(format, CASES["three-levels"], Style(colour=True, width=80)))


def test_no_golden_is_left_over() -> None:
    wanted = {f"{case}.{format}.txt" for case, format in _WANTED}
    wanted |= {f"three-levels.{format}.colour.txt" for format in _COLOURED}
    assert {golden.name for golden in _FOLDER.iterdir()} == wanted
