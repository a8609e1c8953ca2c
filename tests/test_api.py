"""The door for programs: what the page about it says is true, and it costs no more than it needs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cjm import api

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
GOOD = "cjm: 1\ntitle: I buy shoes\nstages: [{name: Pay, steps: [{name: I pay, emotion: calm}]}]\n"


def test_the_examples_of_the_page_work_one_after_the_other(tmp_path: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 8
    program = "\n".join(blocks)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "shoes.cjm.yaml:1: warning[missing-goal]" in done.stdout
    assert "Checking: 1 of 1" in done.stdout


def test_the_page_names_all_that_there_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    known = {*api.__all__} - {"Fixed", "Rendered", "update_baseline", "sources", "targets"}
    assert {"read", "validate", "lint", "render", "fix", "CjmError"} <= known
    assert not [name for name in known if name not in page]
    assert all(hasattr(api, name) for name in api.__all__)


@pytest.mark.parametrize(
    ("work", "unneeded"),
    [
        ("", {"typer", "rich", "jinja2", "markdown_it", "cjm.cli", "cjm.views", "cjm.rules"}),
        ("api.validate(api.Request(('a.cjm.yaml',)))", {"typer", "rich", "jinja2", "cjm.cli", "cjm.views"}),
        ("api.lint(api.Request(('a.cjm.yaml',)), api.LintOptions(), day)", {"typer", "rich", "jinja2", "cjm.cli"}),
        ("api.read(api.Request(('a.cjm.yaml',)))", {"typer", "rich", "jinja2", "cjm.cli", "cjm.views"}),
        ("api.render(api.Request(('a.cjm.yaml',)), today=day, output='-')", {"typer", "rich", "cjm.cli"}),
    ],
    ids=["import", "validate", "lint", "read", "render"],
)
def test_nothing_is_imported_before_it_is_needed(tmp_path: Path, work: str, unneeded: set[str]) -> None:
    (tmp_path / "a.cjm.yaml").write_text(GOOD, encoding="utf-8")
    program = (
        f"import datetime, sys\nfrom cjm import api\nday = datetime.date(2026, 12, 1)\n{work}\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    modules = set(done.stdout.split())
    assert "cjm.api" in modules
    assert not modules & unneeded


def test_a_map_with_findings_is_told_and_not_handed_out(tmp_path: Path) -> None:
    (tmp_path / "good.cjm.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.cjm.yaml").write_text(GOOD.replace("emotion", "emotoin"), encoding="utf-8")
    (tmp_path / "kim.persona.yaml").write_text("cjm: 1\nname: Kim\n", encoding="utf-8")
    read = api.read(api.Request((), tmp_path))
    assert [*read.maps] == [*read.atlases] == ["good.cjm.yaml"]
    assert [persona.name for persona in read.personas.values()] == ["Kim"]
    assert [(found.file, found.rule) for found in read.run.findings] == [("bad.cjm.yaml", "unknown-key")]
    assert read.run.files == ("bad.cjm.yaml", "good.cjm.yaml", "kim.persona.yaml")
    assert read.run.findings == api.validate(api.Request((), tmp_path)).findings


def test_maps_of_several_projects_each_have_their_own_atlas(tmp_path: Path) -> None:
    for name, score in (("one", -2), ("two", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cjm.yaml").write_text(f"cjm: 1\nname: P\nemotions: {{wobbly: {score}}}\n", encoding="utf-8")
        (tmp_path / name / "a.cjm.yaml").write_text(GOOD.replace("calm", "wobbly"), encoding="utf-8")
    read = api.read(api.Request(("one", "two"), tmp_path))
    scores = []
    for file, journey in read.maps.items():
        felt = read.atlases[file].felt(next(journey.steps).emotion, journey)
        scores.append(felt.score if felt else None)
    assert scores == [-2, 2]
