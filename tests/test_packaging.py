"""What is published works where it is installed: both ways to a wheel, in an environment that has nothing else."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WAYS = ["direct", "by-way-of-the-sdist"]

pytestmark = pytest.mark.packaging

Called = subprocess.CompletedProcess[str]
Call = Callable[..., Called]


def _run(*command: str | Path, folder: Path, code: int = 0) -> Called:
    """Run a program as somebody would who has no checkout: elsewhere, and with nothing pointing back to it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CJM_", "VIRTUAL_"))}
    arguments = [str(argument) for argument in command]
    done = subprocess.run(arguments, check=False, cwd=folder, env=clean, capture_output=True, encoding="utf-8")
    assert done.returncode == code, f"{done.args} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel built both ways."""
    folder = tmp_path_factory.mktemp("built")
    build = (sys.executable, "-m", "build", ROOT, "--outdir")
    _run(*build, folder / WAYS[0], "--wheel", folder=folder)
    _run(*build, folder / WAYS[1], folder=folder)  # without further options: an sdist, then the wheel from it
    wheels = {way: next((folder / way).glob("*.whl")) for way in WAYS}
    return wheels | {"sdist": next((folder / WAYS[1]).glob("*.tar.gz"))}


def _contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_both_wheels_hold_the_same_files(built: dict[str, Path]) -> None:
    direct, roundabout = (_contents(built[way]) for way in WAYS)
    assert direct.keys() == roundabout.keys()
    assert [name for name in direct if direct[name] != roundabout[name]] == []


def test_the_wheel_holds_the_package_its_templates_and_its_schemas_and_nothing_else(built: dict[str, Path]) -> None:
    names = {name for name in _contents(built["direct"]) if ".dist-info/" not in name}
    wanted = {
        f"cjm/{file.relative_to(ROOT / 'src/cjm').as_posix()}"
        for file in (ROOT / "src/cjm").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    for part in ("templates", "schemas"):
        files = {
            f"cjm/{file.relative_to(ROOT).as_posix()}"
            for file in (ROOT / part).rglob("*")
            if file.is_file() and "__pycache__" not in file.parts
        }
        assert files, part
        wanted |= files
    assert names == wanted
    assert "cjm/py.typed" in names
    catalogues = [name for name in names if name.endswith("cjm.po")]
    assert catalogues
    assert {name.replace(".po", ".mo") for name in catalogues} == {name for name in names if name.endswith(".mo")}
    assert not [name for name in names if name.startswith("cjm/templates/") and name.endswith(".py")]


def test_the_sdist_holds_what_a_packager_needs_and_no_litter(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "PKG-INFO"} <= names
    assert {"src/cjm/py.typed", "schemas/journey.schema.json", "examples/taxi.cjm.yaml"} <= names
    assert "tests/test_packaging.py" in names
    folders = {name.partition("/")[0] for name in names if "/" in name}
    assert folders <= {"src", "templates", "schemas", "examples", "tests", "docs"}
    assert not [name for name in names if name.endswith((".pyc", ".html", ".mo"))]


@pytest.fixture(scope="module")
def environment(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with what cjm depends on, and the folder of its programs."""
    folder = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", folder, folder=folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    _run(programs / "python", "-m", "pip", "install", "--quiet", built["direct"], folder=folder)
    return programs


@pytest.fixture(scope="module", params=WAYS)
def cjm(request: pytest.FixtureRequest, built: dict[str, Path], environment: Path) -> Call:
    """Call cjm as it was installed from one of the wheels."""
    install = ("install", "--quiet", "--force-reinstall", "--no-deps", built[request.param])
    _run(environment / "python", "-m", "pip", *install, folder=environment)
    return lambda *arguments, folder, code=0: _run(environment / "cjm", *arguments, folder=folder, code=code)


@pytest.fixture
def taxi(tmp_path: Path) -> Path:
    """A folder of somebody's, with one map in it."""
    shutil.copy(ROOT / "examples" / "taxi.cjm.yaml", tmp_path)
    return tmp_path


def test_it_is_what_was_installed_that_runs(cjm: Call, environment: Path, tmp_path: Path) -> None:
    look = "import cjm, cjm.api, cjm.resources as r; print(cjm.__file__, r.folder('templates'), sep='\\n')"
    module, templates = map(Path, _run(environment / "python", "-c", look, folder=tmp_path).stdout.splitlines())
    assert environment.parent in module.parents
    assert (module.parent / "py.typed").is_file()
    assert templates == module.parent / "templates"
    assert list(templates.iterdir())


def test_both_doors_say_the_version(cjm: Call, environment: Path, tmp_path: Path) -> None:
    version = cjm("--version", folder=tmp_path).stdout
    assert version.startswith("cjm ")
    assert _run(environment / "python", "-m", "cjm", "--version", folder=tmp_path).stdout == version


def test_schemas_and_rules_are_on_board(cjm: Call, tmp_path: Path) -> None:
    assert json.loads(cjm("schema", "journey", folder=tmp_path).stdout)["properties"]["stages"]
    assert "missing-emotion" in cjm("rules", folder=tmp_path).stdout


def test_a_new_map_validates(cjm: Call, tmp_path: Path) -> None:
    cjm("new", "shoes.cjm.yaml", folder=tmp_path)
    cjm("validate", folder=tmp_path)


def test_a_map_is_validated_linted_and_rendered(cjm: Call, taxi: Path) -> None:
    cjm("validate", folder=taxi)
    cjm("lint", "--today", "2026-12-01", folder=taxi)
    assert cjm("render", folder=taxi).stdout == "taxi.html\n"
    assert (taxi / "taxi.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert cjm("render", "-o", "taxi.md", folder=taxi).stdout == "taxi.md\n"
