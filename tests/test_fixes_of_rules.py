"""What `cjm lint --fix` does about the findings of single rules."""

import datetime
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, fix

TODAY = datetime.date(2026, 12, 1)
HEAD = "cjm: 1\ntitle: I buy bread\nstages:\n  - name: Buy\n    steps:\n"
GLOSSARY = "cjm: 1\nglossary: {jargon: {deliverable: result, KYC: ''}}\n"


def corrected(folder: Path, text: str, rule: str, *, unsafe: bool) -> str:
    (folder / "cjm.yaml").write_text(GLOSSARY, encoding="utf-8")
    file = folder / "bread.cjm.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    fix(Request((file.name,), folder), LintOptions(select=(rule,)), TODAY, unsafe=unsafe)
    return file.read_text(encoding="utf-8").removeprefix(HEAD)


EMOJI = [
    pytest.param("      - {name: I pay, emotion: 😠}\n", "      - {name: I pay, emotion: angry}\n", id="alone"),
    pytest.param("      - {name: I pay, emotion: {feeling: 😠, because: No}}\n",
                 "      - {name: I pay, emotion: {feeling: angry, because: No}}\n", id="with a reason"),
    pytest.param("      - {name: I pay, emotion: 🦄}\n", "      - {name: I pay, emotion: 🦄}\n", id="unknown"),
    pytest.param("      - {name: I pay, emotion: red}\n", "      - {name: I pay, emotion: red}\n", id="a colour"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), EMOJI)
def test_an_emoji_becomes_its_word(tmp_path: Path, before: str, after: str) -> None:
    assert corrected(tmp_path, before, "emoji-only-emotion", unsafe=False) == after


ASKED = [
    pytest.param("internal-jargon", "      - {name: I get the deliverable}\n",
                 "      - {name: I get the result}\n", id="a word of the glossary"),
    pytest.param("internal-jargon", "      - {name: Deliverable comes}\n",
                 "      - {name: Result comes}\n", id="at the beginning"),
    pytest.param("ambiguous-metric", "      - {name: I pay, metrics: {csat: {value: 71}}}\n",
                 "      - {name: I pay, metrics: {csat: {value: 71, unit: '%'}}}\n", id="a share"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "before", "after"), ASKED)
def test_what_may_be_meant_otherwise_is_asked_first(tmp_path: Path, rule: str, before: str, after: str) -> None:
    assert corrected(tmp_path, before, rule, unsafe=False) == before
    assert corrected(tmp_path, before, rule, unsafe=True) == after


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("internal-jargon", "      - {name: I finish the KYC check}\n"),
        ("internal-jargon", "      - {name: I fill in the RMA}\n"),
        ("ambiguous-metric", "      - {name: I pay, metrics: {csat: {value: 4.2}}}\n"),
    ],
)
def test_what_nobody_can_know_stays(tmp_path: Path, rule: str, text: str) -> None:
    assert corrected(tmp_path, text, rule, unsafe=True) == text
