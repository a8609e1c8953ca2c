"""The command line in this process, in an empty folder and without the environment of the machine."""

from pathlib import Path

import pytest
from cli_calls import BAD, GOOD, Call, Result

from cjm import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which cjm is started."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "CJM_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run cjm with arguments."""

    def called(*arguments: str) -> Result:
        capsys.readouterr()
        code = cli.run(list(arguments))
        return Result(code, *capsys.readouterr())

    return called


@pytest.fixture
def good(folder: Path) -> Path:
    """A map that validates."""
    return _written(folder / "good.cjm.yaml", GOOD)


@pytest.fixture
def bad(folder: Path) -> Path:
    """A map with one mistake: `hihg` in line 7."""
    return _written(folder / "bad.cjm.yaml", BAD)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
