"""All that cjm can find as JSON and Markdown, and what can be set for a rule."""

import ast
import inspect
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from cli_calls import Call
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cjm import api, reference, resources
from cjm.api import LintOptions, Request, lint
from cjm.cli.choices import day
from cjm.errors import CjmError
from cjm.finding import Category, Severity
from cjm.linting import Option, Rule, all_rules, options_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "rules.md"
PAIRS = [
    pytest.param(rule, option, id=f"{rule.name}-{option.name}")
    for rule in all_rules().values()
    for option in options_of(rule)
]
MARKDOWN = MarkdownIt("commonmark").enable("table")


def test_there_are_options_to_look_at() -> None:
    assert len(PAIRS) > 60


# ---------- JSON ----------


def test_json_has_the_shape_that_is_described(call: Call) -> None:
    schema = json.loads((resources.folder("schemas") / "rules.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(call("rules", "--output-format", "json").out)
    Draft202012Validator(schema).validate(document)
    assert {rule["name"] for rule in document} == {page.name for page in api.rules()}
    one = json.loads(call("rules", "map-size", "--output-format", "json").out)
    Draft202012Validator(schema).validate(one)
    assert one == [rule for rule in document if rule["name"] == "map-size"]
    assert set(schema["$defs"]["rule"]["properties"]["category"]["enum"]) == set(Category)


def test_json_says_all_that_the_page_says(call: Call) -> None:
    (found,) = json.loads(call("rules", "weak-ending", "--output-format", "json").out)
    page = api.rule("weak-ending")
    for part in (
        "name",
        "category",
        "severity",
        "profile",
        "title",
        "what",
        "why",
        "fix",
        "example",
        "better",
        "ignore",
    ):
        assert found[part] == getattr(page, part)
    assert found["severities"] == ["warning", "info"]
    assert [option["default"] for option in found["options"]] == [-1]


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_a_rule_says_which_severities_and_corrections_its_findings_have(rule: Rule) -> None:
    """What is declared for the page is what the rule does: `SEVERITY` and `ALSO`, `FIX`."""
    tree = ast.parse(inspect.getsource(rule.module))
    told = {"SEVERITY", "ALSO"}
    body = [node for node in tree.body if not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in told)]
    inside = [node for part in body for node in ast.walk(part)]
    named = {
        Severity[node.attr] for node in inside if isinstance(node, ast.Attribute) and node.attr in Severity.__members__
    }
    assert named == set(rule.also)
    changes = [node for node in inside if isinstance(node, ast.Call) and ast.unparse(node.func) == "Change"]
    unsafe = ["safe=False" in {ast.unparse(word) for word in change.keywords} for change in changes]
    assert rule.fix == (None if not changes else "unsafe" if all(unsafe) else "safe")


# ---------- Markdown ----------


def test_the_page_of_rules_in_the_documentation_is_fresh() -> None:
    text = reference.as_markdown(api.rules())
    if os.environ.get("CJM_UPDATE_GOLDEN") == "1":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "CJM_UPDATE_GOLDEN=1 writes it anew"


def test_the_whole_reference_leads_to_each_rule_once(call: Call) -> None:
    text = call("rules", "--output-format", "markdown").out
    headings = re.findall(r"^### (.+)$", text, flags=re.MULTILINE)
    assert sorted(headings) == sorted(page.name for page in api.rules())
    lines = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}
    targets = re.findall(r"\]\(#([^)]+)\)", text)
    assert len(targets) >= len(headings)
    assert set(targets) <= anchors


def seen(text: str) -> str:
    """What a reader of Markdown sees, in one line."""
    tree = SyntaxTreeNode(MARKDOWN.parse(text))
    leaves = [node.content for node in tree.walk() if node.type in ("text", "code_inline", "fence", "softbreak")]
    return " ".join(" ".join(leaves).split())


@pytest.mark.parametrize("name", [page.name for page in api.rules()])
def test_a_page_reads_in_markdown_as_it_was_written(name: str, call: Call) -> None:
    page = api.rule(name)
    text = call("rules", name, "--output-format", "markdown").out
    assert text.startswith(f"# {name}\n")
    shown = seen(text).replace("`", "").replace(" ", "")
    for part in (page.title, page.what, page.why, page.fix, page.ignore, *(one.description for one in page.options)):
        assert "".join(part.replace("`", "").split()) in shown
    for code in (page.example, page.better):
        assert "```" not in code
        assert f"```yaml\n{code}\n```" in text
    assert all(f"`{option.name}`" in text for option in page.options)


# ---------- the command ----------


def test_a_file_can_be_written(call: Call, folder: Path) -> None:
    for format, arguments in (("markdown", ()), ("json", ("missing-emotion",)), ("table", ())):
        result = call("rules", *arguments, "--output-format", format, "-o", "rules.txt", "--color", "auto")
        assert (result.code, result.out, result.err) == (0, "", "")
        written = (folder / "rules.txt").read_text(encoding="utf-8")
        assert written == call("rules", *arguments, "--output-format", format).out


def test_a_file_that_cannot_be_written_is_said(call: Call) -> None:
    result = call("rules", "-o", "missing/rules.md")
    assert (result.code, result.out) == (2, "")
    assert "`missing/rules.md` cannot be written" in result.err


def test_a_map_is_never_written_over(call: Call, good: Path) -> None:
    before = good.read_bytes()
    result = call("rules", "-o", good.name)
    assert (result.code, result.out) == (2, "")
    assert "`good.cjm.yaml` is the name of a map" in result.err
    assert good.read_bytes() == before


def test_a_format_that_does_not_exist_is_refused(call: Call) -> None:
    result = call("rules", "--output-format", "markdwon")
    assert (result.code, result.out) == (2, "")
    assert "did you mean `markdown`?" in result.err


# ---------- options ----------


def problem(folder: Path, settings: str) -> CjmError:
    """What is said about settings: the text of `lint:` in a project file."""
    (folder / "cjm.yaml").write_text(f"cjm: 1\nlint:\n{settings}", encoding="utf-8")
    (folder / "a.cjm.yaml").write_text("cjm: 1\ntitle: I buy\nstages: [{name: Buy}]\n", encoding="utf-8")
    with pytest.raises(CjmError) as caught:
        lint(Request((), folder), LintOptions(), day("2026-12-01"))
    return caught.value


def nested(name: str, value: Any) -> Any:
    for key in reversed(name.split(".")):
        value = {key: value}
    return value


def written(rule: Rule, option: str, value: Any) -> str:
    return f"  options:\n    {rule.name}:\n      {json.dumps(nested(option, value), ensure_ascii=False)[1:-1]}\n"


@pytest.mark.parametrize(("rule", "option"), PAIRS)
def test_an_option_says_what_it_is_and_its_default_is_one_of_its_values(rule: Rule, option: Option) -> None:
    assert option.description.endswith(".")
    assert option.takes
    assert rule.options is not None
    if option.default is None:
        assert "by default" in option.description or "none" in option.description.lower()
    assert rule.options.model_validate(nested(option.name, option.default)) == rule.options()
    assert f"`{option.name}`" in reference.one_as_markdown(api.rule(rule.name))


@pytest.mark.parametrize(("rule", "option"), PAIRS)
def test_a_misspelt_option_is_answered_with_the_one_that_was_meant(rule: Rule, option: Option, tmp_path: Path) -> None:
    wrong = option.name + "x"
    said = problem(tmp_path, written(rule, wrong, option.default))
    assert said.message == f"cjm.yaml:5:7: the rule {rule.name} has no option `{wrong}`" or "." in option.name
    assert f"the rule {rule.name} has no option `{wrong}`" in said.message
    assert said.help == f"did you mean `{option.name.rpartition('.')[2]}`?"


@pytest.mark.parametrize(("rule", "option"), PAIRS)
def test_a_value_of_another_kind_is_answered_with_what_is_wanted(rule: Rule, option: Option, tmp_path: Path) -> None:
    """A mapping is none of the things that an option takes, except where it is names with something each."""
    value = {"deeper": {"still": 1}} if not option.takes.startswith("names") else 7
    said = problem(tmp_path, written(rule, option.name, value))
    assert said.message.endswith(f": the option `{option.name}` of the rule {rule.name} should be {option.takes}") or (
        said.message.endswith(f"should be {option.takes}, not `7`")
    )
    assert said.message.startswith("cjm.yaml:5:")


SAID = [
    ("map-size: {steps: {max: many}}",
     "the option `steps.max` of the rule map-size should be a whole number, not `many`", None),
    ('map-size: {steps: {max: "30"}}',
     "the option `steps.max` of the rule map-size should be a whole number, not `30`",
     "take the quotes away: a number in quotes is a text"),
    ("map-size: {steps: {maxi: 3}}", "the rule map-size has no option `steps.maxi`", "did you mean `max`?"),
    ("map-size: {steps: 4}",
     "the option `steps` of the rule map-size should have one of its own below it", "it has: min, max"),
    ("map-size: {per: stagee}",
     "the option `per` of the rule map-size should be `map` or `stage`, not `stagee`", "did you mean `stage`?"),
    ("company-voice: {fields: [name, action]}",
     "the option `fields` of the rule company-voice should be a list of any of `name` or `actions`, not `action`",
     "did you mean `actions`?"),
    ("missing-goal: {require_expectations: maybe}",
     "the option `require_expectations` of the rule missing-goal should be true or false, not `maybe`", None),
    ("weak-ending: {max_score: 1}",
     "the option `max_score` of the rule weak-ending should be a number from -2, below 0, not `1`", None),
    ("untouched-stage: {default_every: 6}",
     "the option `default_every` of the rule untouched-stage should be a length of time, such as `20 min`, not `6`",
     "`6` has no unit; write for example `6 min` or `6 days`"),
    ("emotion-contradicts-metric: {bands: {nps: [30, 0]}}",
     "the option `bands.nps` of the rule emotion-contradicts-metric should be a list of 2 numbers",
     "a band is the highest bad figure, then the lowest good one"),
    ("missing-persona: {require: 2}", "the rule missing-persona has no options", None),
    ("evidence: {require: 2}", "`evidence` has no options; only rules have", None),
]  # fmt: skip


@pytest.mark.parametrize(("given", "message", "help"), SAID, ids=[given for given, *_ in SAID])
def test_what_is_wrong_with_an_option_is_said_in_plain_words(
    given: str, message: str, help: str | None, tmp_path: Path
) -> None:
    said = problem(tmp_path, f"  options:\n    {given}\n")
    place, _, rest = said.message.partition(": ")
    assert (rest, said.help) == (message, help)
    assert place.startswith("cjm.yaml:4:")


def test_the_place_is_that_of_the_value(tmp_path: Path) -> None:
    said = problem(tmp_path, "  options:\n    map-size:\n      steps:\n        max: many\n")
    assert said.message.startswith("cjm.yaml:6:14: the option `steps.max` ")


def test_an_unknown_option_ends_with_exit_code_2(call: Call, folder: Path, good: Path) -> None:
    (folder / "cjm.yaml").write_text("cjm: 1\nlint: {options: {map-size: {step: 2}}}\n", encoding="utf-8")
    result = call("lint")
    assert (result.code, result.out) == (2, "")
    assert "cjm.yaml:2:29: the rule map-size has no option `step`" in result.err
    assert "did you mean `steps`?" in result.err
