"""The hooks and the action that we ship work: the real pre-commit, and the steps of the action run one by one."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.packaging

BAD = """cjm: 1
title: I buy bread
stages:
  - name: Buy
    steps:
      - name: I wait in line
        emotoin: impatient
"""


def environment(**variables: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CJM_", "GITHUB_"))}
    return clean | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"} | variables


def git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository of its own, as somebody would fetch it."""
    folder = tmp_path_factory.mktemp("cjm") / "cjm"
    litter = shutil.ignore_patterns(".git", ".venv", "node_modules", "__pycache__", "*_cache", ".hypothesis", "*.mo")
    shutil.copytree(ROOT, folder, ignore=litter)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "cjm")
    git(folder, "tag", "v1")
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A repository with a project that has one map, with a mistake."""
    folder = tmp_path / "sample"
    (folder / "maps").mkdir(parents=True)
    (folder / "cjm.yaml").write_text("cjm: 1\nname: Bakery\n", encoding="utf-8")
    (folder / "maps" / "bread.cjm.yaml").write_text(BAD, encoding="utf-8")
    (folder / "notes.yaml").write_text("no map\n", encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Maps")
    return folder


@pytest.mark.parametrize("hook", ["cjm-validate", "cjm-lint", "cjm-lint-fix"])
def test_pre_commit_runs_the_hooks(
    source: Path, sample: Path, tmp_path_factory: pytest.TempPathFactory, hook: str
) -> None:
    home = tmp_path_factory.getbasetemp() / "pre-commit"  # one environment for all hooks
    config = {"repos": [{"repo": source.as_uri(), "rev": "v1", "hooks": [{"id": hook}]}]}
    (sample / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(sample, "add", "-A")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"], cwd=sample, check=False, capture_output=True,
        encoding="utf-8", env=environment(PRE_COMMIT_HOME=str(home), GIT_ALLOW_PROTOCOL="file"),
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Failed" in done.stdout
    assert "notes.yaml" not in done.stdout
    text = (sample / "maps" / "bread.cjm.yaml").read_text(encoding="utf-8")
    if hook == "cjm-lint-fix":
        assert text == BAD.replace("emotoin", "emotion")
        assert "missing-touchpoint" in done.stdout
    else:
        assert text == BAD
        assert "`emotoin` is not a key of a step" in done.stdout


@dataclass
class Runner:
    """What GitHub's runner does with the steps of a composite action, as far as ours need it."""

    source: Path
    workspace: Path
    temp: Path
    inputs: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    log: str = ""
    code: int = 0

    def run(self) -> "Runner":
        """Run the steps until one fails."""
        self.inputs = {name: about["default"] for name, about in ACTION["inputs"].items()} | self.inputs
        for step in ACTION["runs"]["steps"]:
            if "if" not in step or self._holds(step["if"]):
                self._step(step)
            if self.code:
                break
        return self

    def _step(self, step: dict[str, Any]) -> None:
        if "uses" in step:
            self.used.append((step["uses"], {key: self._filled(value) for key, value in step["with"].items()}))
            return
        output, summary = self.temp / "output", self.temp / "summary.md"
        output.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            check=False, capture_output=True, encoding="utf-8",
            cwd=self.workspace / self._filled(step.get("working-directory", ".")),
            env=environment(
                GITHUB_ACTIONS="true", GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary),
                RUNNER_TEMP=str(self.temp), **{key: self._filled(value) for key, value in step.get("env", {}).items()},
            ),
        )  # fmt: skip
        self.log += done.stdout + done.stderr
        self.code = done.returncode
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: self._value(found[1]), text)

    def _value(self, name: str) -> str:
        if name == "github.action_path":
            return str(self.source)
        kind, *rest = name.split(".")
        return self.inputs[rest[0]] if kind == "inputs" else self.outputs.get(rest[0], {}).get(rest[2], "")

    def _holds(self, condition: str) -> bool:
        terms = (re.fullmatch(r"([\w.-]+) (==|!=) '(.*)'", term.strip()) for term in condition.split("&&"))
        return all((self._value(term[1]) == term[3]) == (term[2] == "==") for term in terms if term is not None)


@pytest.fixture(scope="module")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder, kept between tests so that cjm is installed there once."""
    return tmp_path_factory.mktemp("runner")


def runner(source: Path, sample: Path, temp: Path, **inputs: str) -> Runner:
    for left in (temp / "summary.md", temp / "cjm.md", temp / "cjm.sarif"):
        left.unlink(missing_ok=True)
    shutil.rmtree(temp / "cjm-report", ignore_errors=True)
    return Runner(source, sample, temp, {name.replace("_", "-"): value for name, value in inputs.items()}).run()


def test_the_action_fails_on_findings_and_shows_them_everywhere(source: Path, sample: Path, temp: Path) -> None:
    done = runner(source, sample, temp, sarif="true", report="journey-maps")
    assert done.code == 1, done.log
    assert "::error file=maps/bread.cjm.yaml,line=7" in done.log
    assert "emotoin" in (temp / "summary.md").read_text(encoding="utf-8")
    assert done.used == [
        ("github/codeql-action/upload-sarif@v4", {"sarif_file": str(temp / "cjm.sarif"), "category": "cjm"}),
        ("actions/upload-artifact@v6", {"name": "journey-maps", "path": str(temp / "cjm-report")}),
    ]
    assert '"emotoin"' in (temp / "cjm.sarif").read_text(encoding="utf-8") or "emotoin" in (
        temp / "cjm.sarif"
    ).read_text(encoding="utf-8")


def test_the_action_passes_and_keeps_the_rendered_maps(source: Path, sample: Path, temp: Path) -> None:
    (sample / "maps" / "bread.cjm.yaml").write_text(BAD.replace("emotoin", "emotion"), encoding="utf-8")
    done = runner(source, sample, temp, fail_on="error", report="maps", paths="maps/bread.cjm.yaml\n")
    assert (done.code, done.outputs["check"]["exit-code"]) == (0, "0"), done.log
    assert [path.suffix for path in (temp / "cjm-report").iterdir()] == [".html"]


def test_options_reach_cjm_whole_and_nothing_is_run_that_an_input_holds(source: Path, sample: Path, temp: Path) -> None:
    done = runner(source, sample, temp, options="--profile sketch\n--select emotion\n", paths='$(touch "oops"); `id`')
    assert done.outputs["check"]["exit-code"] == "2"
    assert done.code == 2
    assert "there is no file or folder" in done.log
    assert not (sample / "oops").exists()


def test_an_unknown_command_is_refused(source: Path, sample: Path, temp: Path) -> None:
    done = runner(source, sample, temp, command="render; id")
    assert (done.code, "the command is lint or validate" in done.log) == (2, True)


def test_inputs_reach_the_shell_by_environment_only() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) >= 4
    assert [script for script in scripts if "${{" in script] == []
