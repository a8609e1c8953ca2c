"""The page of a map: what it says, what it lets through, and how files are written."""

import base64
import datetime
import hashlib
import re
import stat
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjm import rendering
from cjm.atlas import Atlas
from cjm.errors import CjmError
from cjm.model import Journey
from cjm.model.texts import texts
from cjm.views.map import view

EVERYTHING = yaml.safe_load((Path(__file__).parent / "data" / "everything.cjm.yaml").read_text(encoding="utf-8"))
"""A map that uses every key of the format."""
TODAY = datetime.date(2026, 11, 22)
VOID = {"meta", "img", "input", "br", "link", "path", "circle", "rect", "line", "use", "stop"}


class Reader(HTMLParser):
    """The elements of a page with their attributes, its visible text, and its style and script."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.pieces: list[str] = []
        self.raw: dict[str, str] = {}
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.pieces += [value for name, value in attrs if name == "alt" and value]
        self._inside = tag

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        if self._inside in ("style", "script"):
            self.raw[self._inside] = data
            self._inside = ""
        else:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())


def page(data: dict[str, Any], **more: Any) -> str:
    journey = Journey.model_validate({"cjm": 1, "title": "t", **data})
    return rendering.html(view(journey, "map.cjm.yaml", Atlas(), TODAY, **more))


def with_texts(text: str) -> dict[str, Any]:
    """The map with every key, each prose text and each name of a metric or trait replaced."""
    data: dict[str, Any] = yaml.safe_load(yaml.safe_dump(EVERYTHING))
    replaced = 0
    for path, _ in texts(Journey.model_validate(EVERYTHING)):
        place: Any = data
        for key in path:
            if isinstance(place, dict) and key not in place:
                break
            if isinstance(place[key], str):
                place[key] = text
                replaced += 1
                break
            place = place[key]
    assert replaced > 100
    for where in (data, data["stages"][0], data["stages"][0]["steps"][0]):
        where["metrics"] = {text + str(number): metric for number, metric in enumerate(where["metrics"].values())}
    data["persona"]["traits"] = {text: 3}
    return data


def test_every_text_of_a_map_is_on_its_page() -> None:
    text = Reader(page(EVERYTHING)).text
    found = list(texts(Journey.model_validate(EVERYTHING)))
    assert len(found) > 120
    missing = [(path, one) for path, one in found if one not in text]
    assert missing == []


def test_every_reference_of_a_map_is_on_its_page() -> None:
    text = Reader(page(EVERYTHING)).text
    references = [
        "the-map-id", "the-parent.cjm.yaml", "the-baseline.cjm.yaml", "persona-id", "the-preset", "en-GB",
        "source-one", "source-two",
        "persona-source", "https://example.com/a?b=c", "source-file.md", "own channel", "touchpoint-id", "sub.cjm.yaml",
        "https://example.com/t", "TICKET-9", "https://example.com/custom", "step.png", "persona.png", "custom.png",
        "metric-series.csv", "some-rule", "other-rule", "third-rule", "some-option", "persona trait", "map metric",
        "stage metric",
    ]  # fmt: skip
    assert [one for one in references if one not in text] == []


def test_every_word_and_number_of_a_map_is_on_its_page() -> None:
    text = Reader(page(EVERYTHING)).text
    wanted = [
        "Current state", "In review", "One episode", "Partly research", "3 February 2026", "4 March 2026",
        "5 April 2026",
        "Time between reviews", "6 months",
        "11 October 2026", "4711", "14 May 2026", "Confirmed: June 2026", "Survey", "Internal",
        "+21", "+40", "+12",
        "n = 64", "less is better", "2025: 1", "41 %", "At risk", "34 % of customers", "Partner", "Considered",
        "May start here",
        "Abandoned", "Success", "−1.3", "+0.5", "4 of 5", "Caused by the company", "Critical", "Barrier", "sometimes",
        "ours",
        "High (5)", "Low (2)", "confidence: 80 %", "aim: retention", "Training", "2 January 2026", "Planned, overdue",
        "2 hours 30 min", "35 %", "3.1 of 7", "5.5 of 7", "2–4 weeks", "30 %", "70 %", "Improve", "Remove",
        "2.5 of 5", "step when",
        "Use", "None found", "No contact", "No steps yet", "Not rated", "42", "Do now", "Later",
    ]  # fmt: skip
    assert [one for one in wanted if one.replace("\u00a0", " ") not in text.replace("\u00a0", " ")] == []


HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><style>*{display:none}", "{{7*7}}{% raw %}",
    "' onmouseover='x", "&lt;b&gt; &amp;", "</td></tr></table>", "<!-- ", "]]>", "\u202eabc\u202c", "مرحبا بالعالم",
    "x" * 5000,
    "a b " * 1250, "\\'\";}", "-->",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_no_text_of_an_author_changes_the_elements_of_the_page(hostile: str) -> None:
    tame, wild = Reader(page(with_texts("x y"))), Reader(page(with_texts(hostile)))
    assert wild.elements == tame.elements
    assert " ".join(hostile.split()) in wild.text
    assert "49" not in wild.text or "49" in tame.text


@given(
    st.text(min_size=1, max_size=40).filter(
        lambda text: text.strip() and not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)
    )
)
def test_no_text_at_all_changes_the_elements_of_the_page(text: str) -> None:
    data = {"stages": [{"name": text, "goal": text, "steps": [{
        "name": text, "actions": [text], "thoughts": [text], "pain_points": [text], "opportunities": [text],
        "owner": text,
        "emotion": {"score": 1, "because": text}, "moment_of_truth": f"so {text}", "touchpoints": [{"name": text,
        "channel": text}],
    }]}]}  # fmt: skip
    plain = yaml.safe_load(yaml.safe_dump(data).replace(yaml.safe_dump(text).strip(), "x")) if text.isalnum() else None
    elements = Reader(page(data)).elements
    tags = [tag for tag, _ in elements]
    assert (tags.count("script"), tags.count("style"), tags.count("img"), tags.count("iframe")) == (1, 1, 0, 0)
    if plain is not None:
        assert len(elements) >= 100


def test_a_page_has_no_style_attributes_no_handlers_and_no_address_of_its_own_to_load() -> None:
    found = Reader(page(EVERYTHING, images={"step.png": "data:image/png;base64,AA=="}))
    assert [name for _, name, _ in found.attributes if name == "style" or name.startswith("on")] == []
    assert {value for _, name, value in found.attributes if name == "src"} == {"data:image/png;base64,AA=="}
    links = {value for tag, name, value in found.attributes if tag == "a" and name == "href"}
    assert all(link.startswith(("#", "https://example.com/")) for link in links)
    outside = [tag for tag, names in found.elements if tag == "a" and "rel" in names]
    assert len(outside) == sum(
        value.startswith("https:") for tag, name, value in found.attributes if tag == "a" and name == "href"
    )


def test_the_policy_allows_only_the_one_style_and_the_one_script() -> None:
    found = Reader(page(EVERYTHING))
    policy = next(value for tag, name, value in found.attributes if tag == "meta" and "default-src" in value)
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(found.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")


def test_every_link_within_the_page_has_its_target_once() -> None:
    found = Reader(page(EVERYTHING))
    ids = [value for _, name, value in found.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    aims = {value[1:] for _, name, value in found.attributes if name == "href" and value.startswith("#")}
    assert aims - set(ids) == set()


def test_ids_of_any_script_are_anchors() -> None:
    found = Reader(
        page({"stages": [{"name": "段階", "steps": [{"name": "größe.1", "id": "größe.1"}, {"name": "خطوة"}]}]})
    )
    ids = [value for _, name, value in found.attributes if name == "id"]
    assert {"s-段階", "s-größe.1", "s-خطوة"} <= set(ids)
    assert "größe" not in found.raw["style"]


@pytest.mark.parametrize("data", [
    {"stages": [{"name": "s"}]},
    {"stages": [{"name": "s", "steps": [{"name": "a"}]}]},
    {"stages": [{"name": "s", "steps": [{"name": f"step {n}", "emotion": {"score": (n % 5) - 2}} for n in range(60)]}]},
    {"state": "future", "language": "ar", "stages": [{"name": "s", "steps": [{"name": "a", "emotion": "happy"}]}]},
    {"persona": "nobody", "status": "archived", "stages": [{"name": "s", "steps": [{"name": "a", "emotion": "huh"}]}]},
], ids=["no steps", "one step", "sixty steps", "right to left", "archived"])  # fmt: skip
def test_maps_of_every_shape_have_a_page(data: dict[str, Any]) -> None:
    found = Reader(page(data))
    assert [tag for tag, _ in found.elements].count("h1") == 1
    assert "None" not in found.text


def test_the_page_is_the_same_each_time_and_small_enough() -> None:
    assert page(EVERYTHING) == page(EVERYTHING)
    eighteen = {"stages": [{"name": "s", "steps": [
        {"name": f"I do the step number {n}", "emotion": {"score": 1.5 - n % 3},
        "actions": ["I do something that takes a line"],
         "thoughts": ["Is this what I wanted?"], "touchpoints": ["Some page @ website"], "owner": "Marketing",
         "pain_points": [{"text": "Something hurts here", "severity": "high"}]} for n in range(18)
    ]}]}  # fmt: skip
    assert len(page(eighteen).encode()) < 120_000


def test_the_page_says_who_made_it_without_a_version() -> None:
    text = page({"stages": [{"name": "s"}]})
    assert rendering.ours(text)
    found = Reader(text)
    assert ("meta", "content", "cjm") in found.attributes
    assert "Made with cjm" in found.text


def test_on_paper_the_foot_of_the_page_belongs_to_the_last_section() -> None:
    text = page({"owner": "Ann", "stages": [{"name": "s", "steps": [{"name": "a"}]}]})
    last = text[text.index("id=sec-about") :]
    assert "<p class=po>map.cjm.yaml · Map owner Ann" in last[: last.index("</section>")]
    style = Reader(text).raw["style"]
    assert ".po{display:none}" in style
    assert "footer{display:none}" in style[style.index("@page") :]


def test_templates_are_small_and_keep_spaces_that_matter() -> None:
    text = page({"stages": [{"name": "s", "steps": [{"name": "a", "emotion": {"score": 1}}]}]})
    assert ">\n<" not in text
    assert "</td>" not in text
    assert "</b> <span class=sc>" in text


# ---------- files ----------


def test_a_new_file_is_written_whole_with_ordinary_permissions(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.html"
    assert rendering.write(path, "é\n", "a page", force=False)
    assert path.read_bytes() == "é\n".encode()
    assert not stat.S_IMODE(path.stat().st_mode) & 0o111
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["a.html"]


def test_a_file_that_cjm_did_not_write_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(CjmError, match="not written by cjm"):
        rendering.write(path, page({"stages": [{"name": "s"}]}), "a page", force=False)
    assert path.read_text(encoding="utf-8") == "<p>mine</p>"
    assert rendering.write(path, "new", "a page", force=True)
    assert path.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    "old", [rendering.GENERATOR, "<!-- cjm -->\n# Map\n", "<!doctype html><meta name=generator content=cjm>"]
)
def test_a_file_of_cjms_own_is_written_over_and_keeps_its_permissions(tmp_path: Path, old: str) -> None:
    path = tmp_path / "a"
    path.write_text(old, encoding="utf-8")
    path.chmod(0o640)
    assert rendering.write(path, "new", "a page", force=False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_mark_counts_only_at_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# My notes\n<!-- cjm -->\n", encoding="utf-8")
    with pytest.raises(CjmError):
        rendering.write(path, "new", "a page", force=False)


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    rendering.write(path, "same", "a page", force=False)
    before = path.stat()
    assert not rendering.write(path, "same", "a page", force=False)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_cannot_be_written_is_said_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(CjmError, match="No space left"):
        rendering.write(tmp_path / "a.html", "x", "a page", force=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CjmError):
        rendering.write(tmp_path, "x", "a page", force=True)


def test_templates_are_compiled_once_for_all_runs() -> None:
    script = (
        "from types import SimpleNamespace; from cjm.rendering import _Compiled; "
        "print(_Compiled()._file(SimpleNamespace(key='0123456789abcdef')))"
    )
    names = {subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in range(3)}
    assert len(names) == 1
