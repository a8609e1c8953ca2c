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


SLIPS = [
    pytest.param("emotion: frustated", "emotion: frustrated", id="a letter is missing"),
    pytest.param("emotion: [relieved, angrry]", "emotion: [relieved, angry]", id="in a list"),
    pytest.param("emotion: {feeling: 'confsed'}", "emotion: {feeling: 'confused'}", id="in quotes"),
    pytest.param("emotion: frstated", "emotion: frstated", id="two wrong letters"),
    pytest.param("emotion: bad", "emotion: bad", id="several words are as near"),
    pytest.param("emotion: gald", "emotion: gald", id="too short to be sure"),
    pytest.param("emotion: Very frustated", "emotion: Very frustated", id="a part of the text only"),
]


@pytest.mark.parametrize(("before", "after"), SLIPS)
def test_a_slip_in_a_feeling_is_corrected_where_one_word_can_be_meant(tmp_path: Path, before: str, after: str) -> None:
    step = "      - {{name: I pay, {}}}\n"
    assert corrected(tmp_path, step.format(before), "unknown-emotion", unsafe=False) == step.format(after)


def whole(folder: Path, text: str, rule: str, *, unsafe: bool) -> str:
    """A whole map after the correction."""
    file = folder / "map.cjm.yaml"
    file.write_text(text, encoding="utf-8")
    fix(Request((file.name,), folder), LintOptions(select=(rule,)), TODAY, unsafe=unsafe)
    return file.read_text(encoding="utf-8")


def test_a_map_without_sources_is_called_a_hypothesis_when_that_is_asked_for(tmp_path: Path) -> None:
    rest = "title: I buy bread\nstages: [{name: Buy}]\n"
    assert whole(tmp_path, f"cjm: 1\n{rest}", "missing-basis", unsafe=False) == f"cjm: 1\n{rest}"
    assert whole(tmp_path, f"cjm: 1\n{rest}", "missing-basis", unsafe=True) == f"cjm: 1\nbasis: hypothesis\n{rest}"
    proven = f"cjm: 1\n{rest}evidence: {{talks: {{type: interview}}}}\n"
    assert whole(tmp_path, proven, "missing-basis", unsafe=True) == proven


def test_a_measured_value_of_the_future_becomes_a_target_when_that_is_asked_for(tmp_path: Path) -> None:
    text = "cjm: 1\ntitle: I buy bread\nstate: future\nmetrics: {nps: {value: 40}}\nstages: [{name: Buy}]\n"
    assert whole(tmp_path, text, "measured-future", unsafe=False) == text
    assert whole(tmp_path, text, "measured-future", unsafe=True) == text.replace("value", "target")
    both = text.replace("{value: 40}", "{value: 40, target: 50}")
    assert whole(tmp_path, both, "measured-future", unsafe=True) == both
