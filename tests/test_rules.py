"""Each rule fires on its bad examples at the marked lines and nowhere else, and is silent on its good ones."""

import datetime
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, lint, validate
from cjm.linting import all_rules

EXAMPLES = Path(__file__).parent / "rules"
TODAY = datetime.date(2026, 12, 1)
FILES = sorted(path for path in EXAMPLES.glob("*/*.yaml") if path.name.endswith((".cjm.yaml", ".persona.yaml")))
PROJECTS = sorted(path for path in EXAMPLES.glob("*/*") if path.is_dir())
NAMES = sorted(all_rules())


COMMITTED = "2025-01-10T12:00:00Z"
"""When the examples of rules that ask git are committed."""


@pytest.fixture
def in_a_repository(tmp_path: Path) -> Callable[[Path], Path]:
    """Puts a copy of an example into a git repository of its own."""

    def commit(path: Path) -> Path:
        shutil.copy(path, tmp_path)
        dated = os.environ | {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
        who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
        for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "A map"]):
            subprocess.run(["git", *command], cwd=tmp_path, env=dated, check=True)
        return tmp_path / path.name

    return commit


def reported(path: Path, rule: str) -> list[int]:
    """The lines on which the one rule reports something."""
    request = Request((path.name,), path.parent)
    assert [f.message for f in validate(request).findings] == [], "the example is no valid map"
    return [
        found.place.line for found in lint(request, LintOptions(select=(rule,)), TODAY).findings if found.rule == rule
    ]


def expected(path: Path, rule: str) -> list[int]:
    """The lines that the example marks, once for each finding."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) for _ in re.findall(rf"# expect: {rule}\b", line)]


def test_there_are_rules_and_examples() -> None:
    assert len(NAMES) >= 25
    assert len(FILES) + len(PROJECTS) >= 2 * len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_bad_and_a_good_example(name: str) -> None:
    folder = EXAMPLES / name
    assert list(folder.glob("bad*")), f"{folder} has no bad example"
    assert list(folder.glob("good*")), f"{folder} has no good example"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_rule_fires_where_its_example_says(path: Path, in_a_repository: Callable[[Path], Path]) -> None:
    rule = path.parent.name
    marked = expected(path, rule)
    assert bool(marked) == path.name.startswith("bad"), "bad examples mark lines, good ones do not"
    if all_rules()[rule].history:
        path = in_a_repository(path)
    assert sorted(reported(path, rule)) == marked


@pytest.mark.parametrize("folder", PROJECTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_rule_across_maps_fires_where_its_example_project_says(folder: Path) -> None:
    rule = folder.parent.name
    files = sorted(folder.rglob("*.yaml"))
    marked = sorted((str(path.relative_to(folder)), line) for path in files for line in expected(path, rule))
    assert bool(marked) == folder.name.startswith("bad"), "bad examples mark lines, good ones do not"
    assert validate(Request((), folder)).findings == (), "the example is no valid project"
    found = lint(Request((), folder), LintOptions(select=(rule,)), TODAY).findings
    assert sorted((one.file, one.place.line) for one in found if one.rule == rule) == marked


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in (*FILES, *PROJECTS)}))
def test_examples_belong_to_a_rule(folder: str) -> None:
    assert folder in NAMES


def _fragment(text: str) -> list[str]:
    """The lines of an example without indentation, comments and blank lines."""
    lines = (re.sub(r"\s+# expect:.*$", "", line).strip() for line in text.splitlines())
    return [line.removeprefix("- ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("section", "kind"), [("Example", "bad"), ("Better", "good")])
def test_the_fragment_on_a_rule_s_page_stands_in_its_example(name: str, section: str, kind: str) -> None:
    from cjm.catalogue import page

    fragment = _fragment(page(name).example if section == "Example" else page(name).better)
    assert fragment, f"the page of {name} has no {section}"
    files = [*(EXAMPLES / name).glob(f"{kind}*.yaml"), *(EXAMPLES / name).glob(f"{kind}*/*.yaml")]
    texts = [_fragment(path.read_text(encoding="utf-8")) for path in files]
    assert any(all(line in text for line in fragment) for text in texts), f"not in {kind}: {fragment}"
