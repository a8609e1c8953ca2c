"""Comments that silence rules: what each of them reaches, and what is said of those that are wrong."""

import datetime
import subprocess
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, fix, lint
from cjm.finding import Finding
from cjm.linting import OWN
from cjm.source import composing

TODAY = datetime.date(2026, 12, 1)
HEAD = "cjm: 1\ntitle: I buy bread\nstages:\n  - name: Buy\n    steps:\n"
ONLY = LintOptions(select=("missing-emotion", "missing-thoughts", "placeholder-text"))


@pytest.fixture(params=["as installed", "without libyaml"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers put the ends of texts in places of their own; comments must not depend on it."""
    if request.param == "without libyaml":
        monkeypatch.setattr(composing, "_Loader", composing._PurePython, raising=False)


def found(folder: Path, text: str, options: LintOptions = ONLY) -> list[Finding]:
    (folder / "bread.cjm.yaml").write_bytes(text.encode())
    return list(lint(Request(("bread.cjm.yaml",), folder), options, TODAY).findings)


def at(folder: Path, text: str, rule: str = "missing-emotion") -> list[str]:
    """Where a rule still speaks, by ids."""
    return [one.address for one in found(folder, text) if one.rule == rule]


def own(folder: Path, text: str, options: LintOptions = ONLY) -> list[tuple[int, str]]:
    """What is said of the comments themselves: line and rule."""
    return [(one.place.line, one.rule) for one in found(folder, text, options) if one.rule in OWN]


def fixed(folder: Path, text: str, options: LintOptions = ONLY) -> str:
    file = folder / "bread.cjm.yaml"
    file.write_bytes(text.encode())
    fix(Request((file.name,), folder), options, TODAY)
    return file.read_bytes().decode()


def test_without_comments_each_step_speaks(tmp_path: Path) -> None:
    text = HEAD + "      - name: I wait\n      - name: I pay\n"
    assert at(tmp_path, text) == ["stages[buy].steps[i-wait].emotion", "stages[buy].steps[i-pay].emotion"]


WORDS = {
    "WAIT": "      - name: I wait",
    "PAY": "      - name: I pay",
    "WHY": "# cjm: ignore[missing-emotion] why",
    "FILE": "# cjm: ignore-file[missing-emotion] why",
}


def steps_of(short: str) -> str:
    """A whole map with the steps of a case."""
    for word, text in WORDS.items():
        short = short.replace(word, text)
    return HEAD + short


REACH = [
    pytest.param("WAIT  WHY\nPAY\n", ["i-pay"], id="behind"),
    pytest.param("      WHY\nWAIT\nPAY\n", ["i-pay"], id="above"),
    pytest.param("WAIT\n      WHY\nPAY\n", ["i-wait"],
                 id="between items of a list"),
    pytest.param("WAIT\n\nWHY\n\n      # note\nPAY\n", ["i-wait"],
                 id="at the edge, with other lines between"),
    pytest.param("WAIT\nPAY\t#\tcjm:\tignore[missing-emotion]\twhy\n", ["i-wait"], id="tabs"),
    pytest.param("      - {name: I wait}  WHY\nPAY\n", ["i-pay"], id="behind braces"),
    pytest.param("      - {name: I wait,\n         goal: Bread\n        }  WHY\nPAY\n",
                 ["i-pay"], id="behind a brace on a line of its own"),
    pytest.param("      - name: |  WHY\n          I wait\nPAY\n", ["i-pay"],
                 id="behind the sign of a text in lines of its own"),
    pytest.param("      - name: 'I # cjm: no' WHY\n        id: i-wait\nPAY\n",
                 ["i-pay"], id="behind a text that looks like one"),
    pytest.param("      # note WHY\nWAIT\nPAY\n", ["i-pay"],
                 id="behind another comment"),
    pytest.param("WAIT\nPAY\nFILE", [], id="a file, on its last line"),
    pytest.param("WAIT\nPAY  WHY", ["i-wait"], id="the last line"),
    pytest.param("WAIT  # cjm: ignore[completeness] why\nPAY\n", ["i-pay"], id="a category"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "left"), REACH)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_comment_reaches_its_item_and_nothing_else(
    tmp_path: Path, steps: str, left: list[str], line_end: str
) -> None:
    text = steps_of(steps).replace("\n", line_end)
    assert at(tmp_path, text) == [f"stages[buy].steps[{step}].emotion" for step in left]
    assert own(tmp_path, text) == []


NO_COMMENTS = [
    pytest.param("WAIT\n        goal: |\n          Bread\n          FILE\n",
                 id="in a text of several lines"),
    pytest.param('      - name: "I wait\n          FILE"\n', id="in quotes over several lines"),
    pytest.param("WAIT\n        goal: bread#cjm:ignore-file[missing-emotion]why\n", id="without a space"),
    pytest.param("WAIT\n        metrics: {'a FILE': 1}\n", id="in a key"),
]  # fmt: skip


@pytest.mark.parametrize("steps", NO_COMMENTS)
def test_a_text_of_the_map_is_no_comment(tmp_path: Path, steps: str) -> None:
    assert len(at(tmp_path, steps_of(steps))) == 1
    assert own(tmp_path, steps_of(steps)) == []


def test_a_comment_below_a_text_of_several_lines_is_one(tmp_path: Path) -> None:
    steps = "WAIT\n        goal: |\n          Bread\n      WHY\nPAY\n"
    assert at(tmp_path, steps_of(steps)) == ["stages[buy].steps[i-wait].emotion"]


def test_a_comment_behind_a_list_in_brackets_reaches_the_list(tmp_path: Path) -> None:
    rule = "placeholder-text"
    steps = "      - name: I wait\n        goal: TBD\n        actions: [TBD, I look]"
    assert len(at(tmp_path, HEAD + steps + "\n", rule)) == 2
    silent = HEAD + steps + f"  # cjm: ignore[{rule}] soon\n"
    assert at(tmp_path, silent, rule) == ["stages[buy].steps[i-wait].goal"]
    over_lines = HEAD + steps.replace(
        "[TBD, I look]", f"[TBD,\n          I look\n        ]  # cjm: ignore[{rule}] soon\n"
    )
    assert at(tmp_path, over_lines, rule) == ["stages[buy].steps[i-wait].goal"]


def test_two_comments_of_one_line_both_count(tmp_path: Path) -> None:
    comments = "# cjm: ignore[missing-emotion] silent # cjm: ignore[missing-thoughts] alone"
    text = HEAD + f"      - name: I wait  {comments}\n"
    assert [one.rule for one in found(tmp_path, text)] == []
    above = HEAD + f"      {comments}\n      - name: I wait\n"
    assert [one.rule for one in found(tmp_path, above)] == []
    run = lint(Request(("bread.cjm.yaml",), tmp_path), ONLY, TODAY)
    assert {(one.finding.rule, one.reason) for one in run.silenced} == {
        ("missing-emotion", "silent"),
        ("missing-thoughts", "alone"),
    }


def test_of_two_comments_of_one_line_the_idle_one_goes(tmp_path: Path) -> None:
    step = "      - name: I wait  {}\n        emotion: sad\n"
    idle, of_use = "# cjm: ignore[missing-emotion] silent", "# cjm: ignore[missing-thoughts] alone"
    assert fixed(tmp_path, HEAD + step.format(f"{idle} {of_use}")) == HEAD + step.format(of_use)
    assert fixed(tmp_path, HEAD + step.format(f"{of_use} {idle}")) == HEAD + step.format(of_use)


@pytest.mark.parametrize("reason", ["", "   ", " -", " :", " —"])
def test_a_reason_is_needed(tmp_path: Path, reason: str) -> None:
    text = HEAD + f"      - name: I wait  # cjm: ignore[missing-emotion]{reason}\n"
    assert own(tmp_path, text) == [(6, "ignore-without-reason")]
    assert at(tmp_path, text) == []


def test_a_name_that_silences_nothing_is_named_and_only_it_goes(tmp_path: Path) -> None:
    step = "      - name: I wait\n        emotion: sad  \n        goal: Bread\n"
    for before, after in (
        ("missing-emotion, missing-thoughts", "missing-thoughts"),
        ("missing-thoughts, missing-emotion", "missing-thoughts"),
        ("missing-thoughts,missing-emotion ,", "missing-thoughts ,"),
    ):
        text = HEAD + step.replace("I wait\n", f"I wait  # cjm: ignore[{before}] alone\n")
        said = [one for one in found(tmp_path, text) if one.rule in OWN]
        assert [one.message for one in said] == ["nothing here is silenced by `missing-emotion`"]
        line = text.splitlines()[said[0].place.line - 1]
        assert line[said[0].place.column - 1 : said[0].place.end_column - 1] == "missing-emotion"
        assert fixed(tmp_path, text) == text.replace(before, after)


def test_a_comment_whose_names_are_all_idle_goes_with_its_line(tmp_path: Path) -> None:
    full = "        emotion: sad\n        thoughts: [How long?]\n"
    text = HEAD + "      # cjm: ignore[missing-emotion, missing-thoughts] why\n      - name: I wait\n" + full
    assert own(tmp_path, text) == [(6, "unused-ignore")]
    assert fixed(tmp_path, text) == HEAD + "      - name: I wait\n" + full


def test_a_comment_at_the_end_of_the_file_stands_for_nothing(tmp_path: Path) -> None:
    text = HEAD + "      - name: I wait\n# cjm: ignore[missing-emotion] why"
    assert own(tmp_path, text) == [(7, "unused-ignore")]
    assert fixed(tmp_path, text) == HEAD + "      - name: I wait\n"


def test_rules_that_are_off_are_not_called_idle(tmp_path: Path) -> None:
    text = HEAD + "      - name: I wait  # cjm: ignore[missing-goal, persona] why\n"
    assert own(tmp_path, text) == []


def test_a_misspelt_name_is_put_right_and_nothing_else(tmp_path: Path) -> None:
    text = HEAD + "      - name: I wait  # cjm: ignore[missing-emotoin, missing-thoughts] silent\r\n"
    assert own(tmp_path, text) == [(6, "unknown-rule")]
    assert fixed(tmp_path, text) == text.replace("emotoin", "emotion")


def test_a_misspelt_word_for_ignore_is_put_right(tmp_path: Path) -> None:
    for wrong, right in (("ignor", "ignore"), ("ingore-file", "ignore-file")):
        text = HEAD + f"      - name: I wait  # cjm: {wrong}[missing-emotion, missing-thoughts] silent\n"
        assert own(tmp_path, text) == [(6, "unknown-rule")]
        assert fixed(tmp_path, text) == text.replace(wrong, right)


def test_a_name_that_can_mean_several_rules_is_left_to_the_author(tmp_path: Path) -> None:
    text = HEAD + "      - name: I wait  # cjm: ignore[missing, xyzzy] silent\n"
    assert own(tmp_path, text) == [(6, "unknown-rule")] * 2
    assert fixed(tmp_path, text) == text


def test_a_rule_across_maps_is_waited_for_name_by_name(tmp_path: Path) -> None:
    (tmp_path / "cjm.yaml").write_text("cjm: 1\n", encoding="utf-8")
    options = LintOptions(select=("duplication", "portfolio", "missing-emotion"))
    names = "missing-emotion, inconsistent-channel-name"
    step = f"      - name: I wait  # cjm: ignore[{names}] why\n        touchpoints: [Till @ web shop, Map @ webshop]\n"
    assert own(tmp_path, HEAD + step, options) == []
    alone = HEAD + step.replace("web shop", "webshop")
    said = [one.message for one in found(tmp_path, alone, options) if one.rule in OWN]
    assert said == ["nothing here is silenced by `inconsistent-channel-name`"]
    assert fixed(tmp_path, alone, options) == alone.replace(names, "missing-emotion")


def test_a_comment_about_history_is_never_called_idle(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    text = HEAD.replace("- name: Buy", "- name: Buy  # cjm: ignore[untouched-stage] we cannot reach them")
    assert own(tmp_path, text + "      - name: I wait\n", LintOptions(select=("untouched-stage",))) == []
