"""What tests ask for beside Python: a browser, Node and what runs on it.

A test whose tool is missing is skipped by name. In the gate, which installs all of them, such a skip is a
failure: CJM_REQUIRE_BROWSER=1 and CJM_REQUIRE_NODE=1 say so.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
_NODE_PACKAGES = ROOT / ".ci" / "node_modules"

# Random examples must not fail somebody else's change, nor may a slow machine: the gate repeats the same
# ones. `pytest --hypothesis-profile default` looks for new ones.
settings.register_profile("gate", deadline=None, derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("gate")


def _absent(what: str, requiring: str) -> NoReturn:
    if os.environ.get(requiring) == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    """The maps that are shipped as examples."""
    found = sorted((ROOT / "examples").rglob("*.cjm.yaml"))
    assert len(found) >= 4
    return found


@pytest.fixture(scope="module")  # no longer: the thread that waits for it keeps cjm from sharing work out by forking
def chromium() -> "Iterator[Browser]":
    """The system's Chromium, without a window; CJM_CHROMIUM names another one."""
    names = (os.environ.get("CJM_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        _absent("needs Chromium; CJM_CHROMIUM names its program", "CJM_REQUIRE_BROWSER")
    from playwright.sync_api import sync_playwright

    # No sandbox, since the gate may run as root; and no call home: the machine may have no network.
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what shuts readers out of a page; CJM_AXE names its file."""
    script = Path(os.environ.get("CJM_AXE", _NODE_PACKAGES / "axe-core" / "axe.min.js"))
    if not script.is_file():
        _absent("needs axe-core (`npm ci --prefix .ci`); CJM_AXE names its axe.min.js", "CJM_REQUIRE_BROWSER")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def language_server() -> list[str]:
    """The command of the language server that editors ask about YAML; CJM_YAML_LANGUAGE_SERVER names its folder."""
    node = shutil.which("node")
    if node is None:
        _absent("needs Node", "CJM_REQUIRE_NODE")
    folder = Path(os.environ.get("CJM_YAML_LANGUAGE_SERVER", _NODE_PACKAGES / "yaml-language-server"))
    program = folder / "bin" / "yaml-language-server"
    if not program.is_file():
        missing = "needs yaml-language-server (`npm ci --prefix .ci`); CJM_YAML_LANGUAGE_SERVER names its folder"
        _absent(missing, "CJM_REQUIRE_NODE")
    return [node, str(program), "--stdio"]
