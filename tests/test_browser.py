"""The pages of the examples, and of made-up maps of all sizes, in a real browser."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").rglob("*.cjm.yaml"))
DESK, PHONE = 1440, 390
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SIZES = (1, 5, 18, 60, 200)
MADE_UP = [Path(f"made-up-of-{steps}.cjm.yaml") for steps in SIZES]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("example", EXAMPLES + MADE_UP, ids=lambda path: path.name.partition(".")[0]),
]

Rendered = Callable[[Path], Path]


def made_up(steps: int) -> dict[str, Any]:
    """A map of any size, with something in every row, gaps in the curve, and ways that lead back and out."""
    feelings = [
        "annoyed",
        "hopeful",
        None,
        ["relieved", "tired"],
        {"score": -1.4, "because": "Nobody answers"},
        "proud",
    ]
    stages: list[dict[str, Any]] = []
    for number in range(steps):
        if number % 6 == 0:
            stages.append({"name": f"Part {len(stages) + 1} of the way", "goal": "To get on", "steps": []})
        pain = {"text": f"The form forgets what I wrote {number}", "severity": ("low", "medium", "high")[number % 3]}
        step: dict[str, Any] = {
            "id": f"s{number}",
            "name": f"I take step {number + 1} of a long way home",
            "actions": ["I open the letter again", "I compare **two** offers"],
            "thoughts": ["Which of these is cheaper?"],
            "touchpoints": ["Order form @ website", "Voice menu @ phone"],
            "pain_points": [pain] if number % 2 else [],
            "opportunities": [
                {"text": f"Say it once {number}", "impact": number % 5 + 1, "effort": (number + 2) % 5 + 1}
            ],
            "backstage": ["The order is typed in again"],
            "metrics": {"csat": {"value": 3.1, "scale": "1-5", "target": 4.5, "date": "2026-05", "n": 40}},
            "owner": "Service",
        }
        if (feeling := feelings[number % len(feelings)]) is not None:
            step["emotion"] = feeling
        if number % 7 == 3:
            step |= {"moment_of_truth": "Here I decide", "importance": "high", "quotes": ["It took a week"]}
        if number % 11 == 5 and number + 1 < steps:
            step["next"] = [
                {"to": f"s{number + 1}"},
                {"to": f"s{number - 3}", "when": "the form is lost", "share": "20%"},
            ]
        stages[-1]["steps"].append(step)
    return {"cjm": 1, "title": f"I walk {steps} steps", "persona": {"name": "Kim, who walks"}, "stages": stages}


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pages are made, and where the made-up maps lie."""
    folder = tmp_path_factory.mktemp("pages")
    for steps, path in zip(SIZES, MADE_UP, strict=True):
        (folder / path).write_text(yaml.safe_dump(made_up(steps), allow_unicode=True), encoding="utf-8")
    return folder


def test_there_are_examples(example: Path, examples: list[Path]) -> None:
    assert example in examples + MADE_UP


@pytest.fixture(scope="module")
def rendered(folder: Path) -> Rendered:
    """Make the page of a map, once."""

    def render(example: Path) -> Path:
        page = folder / f"{example.name.partition('.')[0]}.html"
        if not page.exists():
            command = [sys.executable, "-m", "cjm", "render", str(example), "-o", str(page), "--today", "2026-12-01"]
            subprocess.run(command, check=True, cwd=folder)
        return page

    return render


@contextmanager
def opened(chromium: "Browser", file: Path, width: int = DESK, **options: Any) -> "Iterator[Page]":
    """The page as a reader sees it; `options` are those of a new browser context."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        yield page
    finally:
        context.close()


def test_a_page_loads_without_a_complaint_and_asks_for_nothing(
    chromium: "Browser", rendered: Rendered, example: Path
) -> None:
    file = rendered(example)
    heard, requests = [], []
    context = chromium.new_context()
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri(), wait_until="networkidle")
    page.emulate_media(color_scheme="dark")
    page.emulate_media(media="print")
    page.wait_for_timeout(200)
    context.close()
    assert heard == []
    assert requests == [file.as_uri()]


def test_a_page_runs_no_script_but_its_own(chromium: "Browser", rendered: Rendered, example: Path) -> None:
    with opened(chromium, rendered(example)) as page:
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'window.intruder = true';
            document.body.append(script);
        }""")
        assert page.evaluate("window.intruder") is None
        assert "Content Security Policy" in refused[0]


def told(example: Path) -> list[str]:
    """What a reader of the map must be able to read: title, stages, steps and what hurts."""
    data = yaml.safe_load(example.read_text(encoding="utf-8"))
    texts = [data["title"]]
    for stage in data["stages"]:
        texts.append(stage["name"])
        for step in stage.get("steps") or []:
            texts.append(step["name"])
            texts += [pain if isinstance(pain, str) else pain["text"] for pain in step.get("pain_points") or []]
    return texts


def plain(text: str) -> str:
    """Text apart from case, white space and Markdown's marks."""
    return " ".join(text.replace("\u00ad", "").replace("*", "").casefold().split())


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_page_can_be_read_without_script(
    chromium: "Browser", rendered: Rendered, folder: Path, example: Path, width: int
) -> None:
    with opened(chromium, rendered(example), width, java_script_enabled=False) as page:
        shown = plain(page.inner_text("body"))
    texts = told(folder / example)
    assert len(texts) >= 3
    assert [text for text in texts if plain(text) not in shown] == []


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_shuts_nobody_out(
    chromium: "Browser", axe: str, rendered: Rendered, example: Path, scheme: str, width: int
) -> None:
    # axe-core comes from outside the page, which the page's own policy would rightly refuse.
    with opened(chromium, rendered(example), width, color_scheme=scheme, bypass_csp=True) as page:
        page.evaluate(axe)
        # Only violations in full: describing every node of what is in order takes most of the time.
        run = "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})"
        found = page.evaluate(run, STANDARDS)
    assert found["passes"]
    assert [(one["id"], one["help"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_a_phone_never_scrolls_sideways(chromium: "Browser", rendered: Rendered, example: Path) -> None:
    with opened(chromium, rendered(example), PHONE, is_mobile=True, has_touch=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
