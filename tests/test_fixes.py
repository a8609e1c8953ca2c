"""`cjm lint --fix` corrects spelling and keeps every other byte."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm.api import LintOptions, Request, fix, lint, schema, validate

ROOT = Path(__file__).resolve().parents[1]
TODAY = datetime.date(2026, 12, 1)
EXAMPLES = sorted((ROOT / "examples").rglob("*.cjm.yaml"))

HEAD = "cjm: 1\ntitle: I buy bread\nstages:\n  - name: Buy\n    steps:\n"


def corrected(folder: Path, text: str, *, unsafe: bool = False, select: str = "", **others: str) -> str:
    """The text of a map after `--fix`."""
    for name, content in others.items():
        (folder / name.replace("__", ".")).write_text(content, encoding="utf-8")
    file = folder / "bread.cjm.yaml"
    file.write_bytes(text.encode())
    chosen = LintOptions(select=(select,) if select else ())
    fix(Request((file.name,), folder), chosen, TODAY, unsafe=unsafe)
    return file.read_bytes().decode()


SPELLING = [
    pytest.param("      - {name: I wait, emotoin: sad}\n", "emotoin", "emotion", id="a key"),
    pytest.param("      - name: I wait\n        'painpoints': [Long]  # ?\n", "painpoints", "pain_points", id="quoted"),
    pytest.param("      - name: I wait\n        feeling: sad\n", "feeling", "emotion", id="another word for a key"),
    pytest.param("      - name: I wait\n        importance: hihg # !\n", "hihg", "high", id="a value"),
    pytest.param('      - {name: I wait, actor: "Customr"}\n', "Customr", "customer", id="a value in quotes"),
    pytest.param("      - {name: I wait, next: pya}\n      - {name: I pay, id: pay}\n", "pya", "pay", id="an id"),
    pytest.param("      - {name: I wait, evidence: [tlks]}\nevidence: {talks: {}}\n", "tlks", "talks", id="a source"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "wrong", "right"), SPELLING)
def test_a_misspelling_becomes_what_was_meant_and_nothing_else_changes(
    tmp_path: Path, steps: str, wrong: str, right: str
) -> None:
    assert corrected(tmp_path, HEAD + steps) == HEAD + steps.replace(wrong, right)


def test_line_ends_marks_and_encodings_stay(tmp_path: Path) -> None:
    text = "cjm: 1\r\ntitle: Käse 🧀\r\nstages:\r\n  - {nam: Kaufen}"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file = tmp_path / "cheese.cjm.yaml"
        file.write_bytes(text.encode(encoding))
        fix(Request((file.name,), tmp_path), LintOptions(), TODAY)
        assert file.read_bytes() == text.replace("nam:", "name:").encode(encoding)


PLACEHOLDERS = [
    pytest.param("      - name: I wait\n        actions: [TBD]\n        goal: Bread\n",
                 "      - name: I wait\n        goal: Bread\n", id="the only entry goes with its key"),
    pytest.param("      - name: I wait\n        actions: [I look, TBD, I pay]\n",
                 "      - name: I wait\n        actions: [I look, I pay]\n", id="one of several in brackets"),
    pytest.param("      - name: I wait\n        actions: [I look, TBD]\n",
                 "      - name: I wait\n        actions: [I look]\n", id="the last in brackets"),
    pytest.param("      - name: I wait\n        actions:\n          - TBD  # soon\n          - I pay\n",
                 "      - name: I wait\n        actions:\n          - I pay\n", id="a line of a list"),
    pytest.param("      - name: I wait\n        actions:\n          - TBD\n        goal: Bread\n",
                 "      - name: I wait\n        goal: Bread\n", id="the only line of a list"),
    pytest.param("      - goal: TBD\n        name: I wait\n", "      - name: I wait\n", id="the first key"),
    pytest.param("      - {name: I wait, goal: TBD, actor: partner}\n",
                 "      - {name: I wait, actor: partner}\n", id="a key in braces"),
    pytest.param("      - name: I wait\n        goal: TBD", "      - name: I wait\n", id="the end of the file"),
    pytest.param("      - name: I wait\n        pain_points: [TBD, {text: It rains, frequency: often}]\n",
                 "      - name: I wait\n        pain_points: [{text: It rains, frequency: often}]\n", id="a text"),
    pytest.param("      - name: TBD\n", "      - name: TBD\n", id="a key that is needed stays"),
    pytest.param("      - name: I wait\n        pain_points: [{text: TBD, severity: high}]\n",
                 "      - name: I wait\n        pain_points: [{text: TBD, severity: high}]\n", id="others stay"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PLACEHOLDERS)
def test_placeholders_are_taken_out_only_when_that_is_asked_for(tmp_path: Path, before: str, after: str) -> None:
    assert corrected(tmp_path, HEAD + before, select="placeholder-text") == HEAD + before
    assert corrected(tmp_path, HEAD + before, select="placeholder-text", unsafe=True) == HEAD + after


def test_an_empty_list_of_pain_points_is_written_only_when_that_is_asked_for(tmp_path: Path) -> None:
    steps = "      - name: I wait  # long\n        goal: Bread\n      - {name: I pay, goal: Bread}\n"
    scaffold = (
        "      - name: I wait  # long\n        pain_points: []\n        goal: Bread\n"
        "      - {name: I pay, pain_points: [], goal: Bread}\n"
    )
    assert corrected(tmp_path, HEAD + steps, select="missing-pain-points") == HEAD + steps
    assert corrected(tmp_path, HEAD + steps, select="missing-pain-points", unsafe=True) == HEAD + scaffold


def test_channels_get_the_spelling_that_is_used_most(tmp_path: Path) -> None:
    steps = (
        "      - name: I look\n        touchpoints: [Price list @ website, Offer @ web page, 'Map @ website']\n"
        "      - name: I ask\n        touchpoints:\n          - {name: Mail, channel: 'web site'}\n"
    )
    fixed = corrected(tmp_path, HEAD + steps, cjm__yaml="cjm: 1\n")
    assert fixed == HEAD + steps.replace("web page", "website").replace("web site", "website")


def test_a_comment_that_silences_nothing_goes_and_the_others_stay(tmp_path: Path) -> None:
    steps = (
        "      # cjm: ignore[missing-emotion] the till is mute\n      - name: I pay  # cjm: ignore[missing-actions] a\n"
        "      # cjm: ignore[missing-persona] nobody\n      - name: I leave\n"
    )
    left = "      # cjm: ignore[missing-emotion] the till is mute\n      - name: I pay\n      - name: I leave\n"
    assert corrected(tmp_path, HEAD + steps) == HEAD + left


def test_one_correction_brings_the_next_to_light(tmp_path: Path) -> None:
    steps = "      - name: I wait\n        painpoints:\n          - {text: It rains, severty: hihg}\n"
    wanted = "      - name: I wait\n        pain_points:\n          - {text: It rains, severity: high}\n"
    assert corrected(tmp_path, HEAD + steps) == HEAD + wanted


def test_a_text_that_was_repaired_while_reading_is_left_alone(tmp_path: Path) -> None:
    text = HEAD + "      - name: I wait: long\n        emotoin: sad\n"
    assert corrected(tmp_path, text) == text


def test_what_cannot_be_told_is_left_to_the_author(tmp_path: Path) -> None:
    text = HEAD + "      - {name: I wait, xyzzy: 1, importance: quite, next: nowhere}\n"
    assert corrected(tmp_path, text) == text


def test_two_keys_never_become_one(tmp_path: Path) -> None:
    text = HEAD + "      - {name: I wait, emotion: sad, emotoin: glad}\n"
    assert corrected(tmp_path, text) == text


def test_files_that_were_not_asked_for_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "cjm.yaml").write_text("cjm: 1\n", encoding="utf-8")
    other = HEAD + "      - {name: I wait, emotoin: sad}\n"
    (tmp_path / "other.cjm.yaml").write_text(other, encoding="utf-8")
    corrected(tmp_path, HEAD + "      - {name: I wait, goal: TBD}\n", unsafe=True)
    assert (tmp_path / "other.cjm.yaml").read_text(encoding="utf-8") == other


KEY = re.compile(r"(?<=[ {])([a-z_]{5,})(?=: )")
KNOWN = set(re.findall(r'"([a-z_]{5,})": \{', schema("journey")))
"""The keys of the format; there are free ones too, such as the names of traits, which cannot be misspelt."""


def _misspelt(word: str, at: int, how: int) -> str:
    """A word with a slip of the finger: a letter less, one twice, or two in the wrong order."""
    at %= len(word) - 1
    return (
        word[:at] + word[at + 1 :], word[: at + 1] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )[how]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_slip_in_any_key_is_undone_or_left_but_never_made_worse(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("slips")
    source = data.draw(st.sampled_from([path for path in EXAMPLES if path.stem.startswith(("taxi", "clinic"))]))
    text = source.read_text(encoding="utf-8")
    keys = [found for found in KEY.finditer(text) if found[0] in KNOWN]
    assert len(keys) > 5
    slips = data.draw(
        st.lists(st.tuples(st.sampled_from(keys), st.integers(0, 99), st.integers(0, 2)), min_size=1, max_size=6)
    )
    wrong = text
    for found, at, how in sorted({slip[0].start(): slip for slip in slips}.values(), key=lambda slip: -slip[0].start()):
        wrong = wrong[: found.start()] + _misspelt(found[0], at, how) + wrong[found.end() :]
    file = folder / "map.cjm.yaml"
    file.write_text(wrong, encoding="utf-8")
    request = Request((file.name,), folder)
    before = validate(request).findings
    made = fix(request, LintOptions(), TODAY)
    after = validate(request).findings
    fixed = file.read_text(encoding="utf-8")
    assert len(after) <= len(before)
    assert bool(made.changed) == (fixed != wrong)
    if made.changed:
        assert len(after) < len(before)
    if not after and len(before) == len({found.start() for found, _, _ in slips}):  # each slip was one in a known key
        assert fixed == text
    assert lint(request, LintOptions(), TODAY).findings == made.run.findings
