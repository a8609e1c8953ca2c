"""Everything that cjm can report has a page, and the examples on the pages are true."""

import datetime
import inspect
import re
import textwrap
from dataclasses import fields
from pathlib import Path

import pytest

import cjm
from cjm import catalogue
from cjm.api import LintOptions, Request, lint, rule, rules, validate
from cjm.errors import CjmError
from cjm.finding import Category, Severity
from cjm.linting import OWN, all_rules

VALIDATE = (
    "syntax",
    "encoding",
    "duplicate-key",
    "not-a-map",
    "unsupported-version",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "invalid-value",
    "out-of-range",
    "invalid-date",
    "duplicate-id",
    "unknown-reference",
    "missing-file",
    "outside-project",
    "circular-link",
    "unsafe-url",
    "too-large",
    "unreadable",
)
OF_LINT = ("unknown-rule", "ignore-without-reason", "unused-ignore")
SOURCES = sorted(Path(cjm.__file__).parent.rglob("*.py"))
_SAYS = re.compile(
    r"(?:Fault|Complaint|PydanticCustomError|unread|say|_unknown)\(\s*\"([a-z]+(?:-[a-z]+)*)\""
    r"|yield \(?\"([a-z]+-[a-z-]+)\"|return \"([a-z]+-[a-z-]+)\"|\(\(\"([a-z]+-[a-z-]+)\", Remark"
)


def said() -> set[str]:
    """The ids of findings that stand in the source."""
    found: set[str] = set()
    for path in SOURCES:
        if path.parent.name not in ("rules", "views", "reports", "cli"):
            for names in _SAYS.findall(path.read_text(encoding="utf-8")):
                found |= {name for name in names if name}
    return found


def test_the_manual_s_ids_have_pages_and_nothing_else_has() -> None:
    assert set(catalogue.pages()) == {*VALIDATE, *OF_LINT, *all_rules()}


def test_what_the_code_says_has_a_page() -> None:
    assert len(said()) > 15, "the search finds the places"
    assert said() <= set(catalogue.pages())


def test_every_id_of_validate_is_said_somewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES if path.parent.name != "rules")
    assert [name for name in (*VALIDATE, *OF_LINT) if f'"{name}"' not in text] == []


@pytest.mark.parametrize("name", [*VALIDATE, *OF_LINT])
def test_a_page_of_the_format_is_complete(name: str) -> None:
    page = rule(name)
    assert page.category is Category.FORMAT
    assert page.severity is (Severity.ERROR if name in VALIDATE else Severity.WARNING)
    assert all(getattr(page, part).strip() for part in ("title", "what", "why", "fix", "example", "better"))
    assert page.title.endswith(".")
    assert "\n" not in page.title
    assert page.example != page.better
    assert bool(page.ignore) == (name in VALIDATE)


def test_lint_names_its_own_findings() -> None:
    assert set(OWN) == set(OF_LINT)


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_a_rule_s_docstring_has_all_sections(name: str) -> None:
    text = inspect.getdoc(all_rules()[name].module) or ""
    headings = ("Why it matters:", "How to fix:", "Example:", "Better:", "When to ignore:")
    places = [text.find(f"\n{heading}") for heading in headings]
    assert -1 not in places, "a heading is missing"
    assert places == sorted(places), "in this order"
    page = rule(name)
    may_be_empty = ("options", "profile", "also", "fixable")
    assert all(getattr(page, part.name) for part in fields(page) if part.name not in may_be_empty)
    assert page.title.endswith(".")
    assert page.what.strip()


def test_pages_speak_no_language_of_programs() -> None:
    technical = (
        r"\b(None|NoneType|pydantic|dict|scalar|regex|boolean|parser|exception|validator)\b"
        r"|\b(?:a|the|this) mapping\b"
    )
    for page in rules():
        prose = " ".join((page.title, page.what, page.why, page.fix, page.ignore))
        assert re.search(technical, prose) is None, page.name


def test_an_unknown_rule_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(CjmError, match="there is no rule `mising-emotion`") as caught:
        rule("mising-emotion")
    assert caught.value.help == "did you mean `missing-emotion`?"
    with pytest.raises(CjmError) as caught:
        rule("qqqqqq")
    assert caught.value.help == "`cjm rules` lists them"


def as_map(fragment: str) -> str:
    """A whole map around a fragment."""
    if fragment.startswith("- name:"):
        fragment = f"steps:\n{textwrap.indent(fragment, '  ')}"
    if fragment.startswith("steps:"):
        fragment = f"stages:\n  - name: Stage\n{textwrap.indent(fragment, '    ')}"
    if not fragment.startswith("-"):
        if "stages:" not in fragment:
            fragment += "\nstages:\n  - name: Stage"
        if "title:" not in fragment:
            fragment = f"title: Title\n{fragment}"
        if not fragment.startswith("cjm:"):
            fragment = f"cjm: 1\n{fragment}"
    return fragment + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files that the examples name."""
    (tmp_path / "cjm.yaml").write_text("cjm: 1\n")
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "freelancer.persona.yaml").write_text("cjm: 1\nname: Fee, who works alone\n")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "shop.png").write_bytes(b"")
    (tmp_path / "living-here.cjm.yaml").write_text("cjm: 1\ntitle: I live here\nstages: [{name: Live}]\n")
    return tmp_path


@pytest.mark.parametrize("name", [name for name in VALIDATE if name != "unreadable"])
def test_examples_of_validate_s_pages_show_the_finding_and_better_ones_show_none(name: str, folder: Path) -> None:
    file = folder / "moving-house.cjm.yaml"

    def found(text: str) -> set[str]:
        data = as_map(text).encode()
        file.write_bytes(data.replace("\ufffd".encode(), "é".encode("latin-1")))
        return {finding.rule for finding in validate(Request((file.name,), folder)).findings}

    assert found(rule(name).example) == {name}
    assert found(rule(name).better) == set()


@pytest.mark.parametrize("name", OF_LINT)
def test_examples_of_lint_s_pages_show_the_finding_and_better_ones_show_none(name: str, folder: Path) -> None:
    file = folder / "shop.cjm.yaml"

    def found(text: str) -> set[str]:
        file.write_text(as_map(text), encoding="utf-8")
        run = lint(Request((file.name,), folder), LintOptions(), datetime.date(2026, 12, 1))
        return {finding.rule for finding in run.findings} & {*OF_LINT, *VALIDATE}

    assert found(rule(name).example) == {name}
    assert found(rule(name).better) == set()
