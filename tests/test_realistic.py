"""Good maps of many trades and languages, as practitioners write them: lint says what they lack and nothing else.

A comment `# expect: rule-name` marks the line at which something is really missing. Whatever else is found here is a
false alarm, and a reason to make the rule more precise.
"""

import datetime
import html
import re
from collections import Counter
from pathlib import Path

import pytest

from cjm.api import LintOptions, Request, lint, render, validate
from cjm.finding import Severity

MAPS = Path(__file__).parent / "realistic"
TODAY = datetime.date(2026, 12, 1)
FILES = sorted(MAPS.rglob("*.cjm.yaml"))
PROJECTS = sorted(path.parent for path in MAPS.rglob("cjm.yaml"))
REQUESTS = [
    *(Request((path.name,), MAPS) for path in FILES if path.parent == MAPS),
    *(Request((), folder) for folder in PROJECTS),
]
"""Each map that stands alone by itself, and each project as a whole."""


def called(request: Request) -> str:
    """The name of what a request asks for."""
    return request.paths[0] if request.paths else f"{request.folder.name}/"


def marked(request: Request) -> Counter[tuple[str, int, str]]:
    """What the maps say that they lack: file, line, rule."""
    found = [path.relative_to(request.folder).as_posix() for path in request.folder.rglob("*.yaml")]
    names = request.paths or tuple(found)
    lines = (
        (name, number, line)
        for name in names
        for number, line in enumerate((request.folder / name).read_text(encoding="utf-8").splitlines(), 1)
    )
    return Counter(
        (name, number, rule)
        for name, number, line in lines
        for said in re.findall(r"# expect: ([a-z, -]+)$", line)
        for rule in said.split(", ")
    )


def test_there_are_maps_of_many_languages_sizes_and_kinds() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    said = [re.search(r"^language: (\w+)", text, re.MULTILINE) for text in texts]
    languages = Counter(match[1] if match else "en" for match in said)
    assert len(FILES) >= 20
    assert len(languages) >= 5
    assert languages["en"] >= 9
    assert sum(bool(marked(request)) for request in REQUESTS) >= 8
    for kind in ("status: draft", "status: in-review", "status: archived", "state: future", "level: lifecycle"):
        assert any(kind in text for text in texts), kind


@pytest.mark.parametrize("request_", REQUESTS, ids=called)
def test_a_good_map_is_valid(request_: Request) -> None:
    assert validate(request_).findings == ()


@pytest.mark.parametrize("request_", REQUESTS, ids=called)
def test_lint_finds_what_a_good_map_lacks_and_nothing_else(request_: Request) -> None:
    run = lint(request_, LintOptions(), TODAY)
    assert run.files
    assert Counter((found.file, found.place.line, found.rule) for found in run.findings) == marked(request_)


@pytest.mark.parametrize("request_", REQUESTS, ids=called)
def test_the_strict_profile_adds_hints_and_no_errors(request_: Request) -> None:
    default = {(found.file, found.place.line, found.rule) for found in lint(request_, LintOptions(), TODAY).findings}
    strict = lint(request_, LintOptions(profile="strict"), TODAY).findings
    assert default <= {(found.file, found.place.line, found.rule) for found in strict}
    assert all(found.severity is not Severity.ERROR for found in strict)


@pytest.mark.parametrize("to", ["html", "markdown"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(MAPS).as_posix())
def test_a_good_map_becomes_a_report(path: Path, to: str) -> None:
    rendered = render(Request((path.name,), path.parent), today=TODAY, to=to, output="-")
    assert rendered.run.findings == ()
    title = re.search(r"^title: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert title
    assert rendered.text
    assert title[1] in html.unescape(rendered.text)
