"""Nothing that a map holds can add an element, attribute, style or script to its report, whatever stands in any field.

A map that uses every key of the format gets a hostile text in every place that takes a free text (found by trying, so
that new keys are covered), and its report must be made of what it is made of with harmless texts. The only additions
are those of light Markdown in prose: em, strong, code, br, lists, and links to http, https and mailto.
"""

import copy
import datetime
import json
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel, ValidationError

from cjm import rendering
from cjm.atlas import Atlas
from cjm.markdown import markdown
from cjm.model import Journey
from cjm.model.base import Markup
from cjm.views import brief, document, site, worksheet
from cjm.views import map as page
from cjm.views.prose import prose

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EVERYTHING = yaml.safe_load((Path(__file__).parent / "data" / "everything.cjm.yaml").read_text(encoding="utf-8"))
"""A map that uses every key of the format."""
TODAY = datetime.date(2026, 11, 22)
HOSTS = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""Reads Markdown much as git hosts do."""

CLASSICS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "</style><style>*{display:none}</style>", "</title><b>", "</textarea>",
    "</td></tr></table><h1>", "<!--", "-->", "<!doctype html>", "<?php ?>", "<![CDATA[", "]]>",
    '" onmouseover="alert(1)', "' onmouseover='alert(1)", '"><b>', "`onclick=alert(1)`", "=", "/>",
    "&#x3c;script&#x3e;", "&lt;b&gt;", "&quot;", "&#0;", "&amp", "<a href=javascript:alert(1)>a</a>",
    "<base href=//a.example>", "<meta http-equiv=refresh content=0>", "<iframe src=//a.example>",
    "<form action=//a.example>", "<x-y>", "<math><mi>", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))",
    "[a](java&#115;cript:alert(1))", "[a](javascript&colon;alert(1))", "[a](<javascript:alert(1)>)",
    "[a]( javascript:alert(1))", "[a](\\javascript:alert(1))", "[a](data:text/html,<b>)", "[a](vbscript:a)",
    "[a](//a.example)", "[a](/a)", "[a](#map)", "[a](file:///a)", "[a](blob:https://a.example)",
    "<javascript:alert(1)>", "<data:text/html,a>", "![a](https://a.example/a.png)", "![a](data:image/png;base64,AA==)",
    '[a](https://a.example/" onmouseover="alert(1))', "[a](https://a.example/'onclick=alert(1)//)",
    "[a](<https://a.example/ a=b>)", '[a](https://a.example "x" onclick="y")', "[a](https://a.example '\"><b>')",
    "[<b>](https://a.example)", "[[a](https://a.example)](https://a.example)",
    "[a](https://a.example)[b](mailto:a@a.example)", "<https://a.example/<b>>", "<https://a.example/?a=b&c=d>",
    "<a@a.example>", "https://a.example", "www.a.example", "[a]: javascript:alert(1)", "*a*", "**a**", "***a***",
    "_a_ __a__", "`a`", "`<b>`", "``` a ```", "*<b>*", "**[a](https://a.example)**", "*a\n\nb*", "a\n\n- b\n- c",
    "a\n\n1. b\n2. *c*", "a\n\n- b\n  - c\n  - d\n- e\n\nf", "a\\\nb", "a  \nb", "\n# a\n", "\n---\n",
    "\n```\na\n```\n", "\n    a\n", "\n> a", "| a | b |\n| - | - |\n| c | d |", "~~a~~", "- [ ] a", "[^1]", "{{7*7}}",
    "{% raw %}", "{% include 'a' %}", "{# a #}", "${7*7}", "<%= 7*7 %>", "%s %(a)s {0} {a}",
    "@import url(//a.example)", "url(javascript:alert(1))", "expression(alert(1))", "\\", "\\\\*", "*" * 500,
    "[" * 500, "`" * 500, "(" * 500, "![" * 200, "[a](" * 200, "<" * 500, "_*" * 300, "> " * 100, "- " * 100,
    "\u202eabc", "\u2066abc", "\u200f", "\ufeff", "a\u2028b", "\U0001f469\u200d\U0001f680", "i\u0307", "\ufb01",
    "\ud7ff",
)  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
TEXTS = st.builds(
    lambda parts, between: between.join(parts),
    st.lists(st.sampled_from(CLASSICS) | LETTERS, min_size=1, max_size=4),
    st.sampled_from(("", " ", "\n", "\n\n", "\n- ")),
)  # fmt: skip

# ---------- every place that takes a free text ----------

Place = tuple[str | int, ...]


def leaves(data: Any, path: Place = ()) -> Iterator[Place]:
    """Where texts stand in data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from leaves(value, (*path, number))
    elif isinstance(data, str):
        yield path


def put(data: Any, path: Place, text: str) -> None:
    *way, last = path
    for key in way:
        data = data[key]
    data[last] = text


def valid(data: Any, path: Place, text: str) -> bool:
    put(data, path, text)
    try:
        return bool(Journey.model_validate(data))
    except ValidationError:
        return False


APART: dict[str | int, str] = {"reach": "7 8 "}
"""Where a number in a text would mean something: with two more it is only a text."""


@cache
def places() -> dict[Place, str]:
    """Every place that takes a free text, with what has to stand before it there."""
    found = {}
    for path in leaves(EVERYTHING):
        for before in [APART[path[-1]]] if path[-1] in APART else ["", "x ", "https://example.com/"]:
            data = copy.deepcopy(EVERYTHING)
            tries = ('<b>"&*\n', "javascript:alert(1)", "yes", "_5 %")
            if all(valid(data, path, before + text) for text in tries):
                found[path] = before
                break
    return found


def filled(text: str) -> Journey:
    """The map with every key, with a text in every place that takes one, and in the names that are keys."""
    data = copy.deepcopy(EVERYTHING)
    for path, before in places().items():
        put(data, path, before + text)
    step = data["stages"][0]["steps"][0]
    for where in (data, data["stages"][0], step):
        where["metrics"] = {f"{text} {number}": one for number, one in enumerate(where["metrics"].values())}
    data["persona"]["traits"] = {text: 3}
    data["lint"]["ignore"] = {text: text}
    return Journey.model_validate(data)


def html(journey: Journey) -> str:
    return rendering.html(page.view(journey, "map.cjm.yaml", Atlas(), TODAY))


def other_pages(journey: Journey) -> str:
    """The brief, the worksheet and the index of a site, one after the other."""
    atlas = Atlas(maps={"map.cjm.yaml": journey})
    return (
        rendering.brief(brief.view(journey, "map.cjm.yaml", atlas, TODAY))
        + rendering.worksheet(worksheet.view(journey, "map.cjm.yaml", atlas, TODAY))
        + rendering.index_html(site.view([(journey, "map.cjm.yaml", atlas)], {"map.cjm.yaml": "#a"}, TODAY))
    )


def md(journey: Journey) -> str:
    return markdown(document.view(journey, "map.cjm.yaml", Atlas(), TODAY))


def test_there_are_many_places_and_the_fixed_ones_are_not_among_them() -> None:
    found = places()
    assert len(found) > 140
    assert ("title",) in found
    assert ("stages", 0, "steps", 0, "pain_points", 0, "text") in found
    assert ("stages", 0, "steps", 0, "custom", "own-text") in found
    assert found["evidence", "source-one", "url"] == "https://example.com/"
    assert not {("state",), ("id",), ("reviewed",), ("language",)} & found.keys()


# ---------- the page ----------

SAFE = ("https://", "http://", "mailto:")


class Shape(HTMLParser):
    """The tags of a page in order, with the names of their attributes and their classes, and the page's text.

    What light Markdown may add is left out, after a look at its attributes.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.light: list[str] = []
        self.pieces: list[str] = []
        self.scripts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names, values = [name for name, _ in attrs], {name: value or "" for name, value in attrs}
        light = self._is_light(tag, values)
        if tag in ("a", "ul", "ol"):
            self._open.append((tag, light))
        if tag == "a":
            assert values["href"].lower().startswith(("#", *SAFE)), values
        if light:
            allowed = {"a": ["href", "rel"], "ol": ["class", "start"][: len(names)], "ul": ["class"]}
            assert names == allowed.get(tag, [])
            self.light.append(tag)
        else:
            assert not [name for name in names if name.startswith("on") or name == "style"]
            self.tags.append((tag, *names, values.get("class", "")))
        self.pieces += [value for name, value in attrs if name == "alt" and value]

    handle_startendtag = handle_starttag

    def _is_light(self, tag: str, values: dict[str, str]) -> bool:
        if tag in ("em", "strong", "code", "br"):
            return True
        if tag == "a":
            return set(values) == {"href", "rel"} and values["href"].lower().startswith(SAFE)
        lists = [light for name, light in self._open if name in ("ul", "ol")]
        return values.get("class") == "md" if tag in ("ul", "ol") else tag == "li" and bool(lists) and lists[-1]

    def handle_endtag(self, tag: str) -> None:
        light = tag in ("em", "strong", "code", "br")
        if tag in ("a", "ul", "ol"):
            name, light = self._open.pop()
            assert name == tag
        if not light:
            self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        (self.scripts if self.cdata_elem else self.pieces).append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))

    def unknown_decl(self, data: str) -> None:
        self.tags.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("instruction", data))

    @property
    def text(self) -> str:
        return "".join("".join(self.pieces).split())


@cache
def harmless() -> Shape:
    return Shape(html(filled("harmless word")))


@cache
def harmless_others() -> Shape:
    return Shape(other_pages(filled("harmless word")))


def hostile_page(word: str) -> None:
    seen = Shape(html(filled(word)))
    assert seen.tags == harmless().tags
    assert len(seen.scripts) == 2
    assert seen.scripts[1] == harmless().scripts[1]
    assert "".join(word.split()) in seen.text
    assert "".join(prose(word).split()) in seen.text


def hostile_others(word: str) -> None:
    assert Shape(other_pages(filled(word))).tags == harmless_others().tags


def both_ends(text: str) -> tuple[str, str]:
    """A text at the start of a field, and behind a word amid markup; with a space, as an id would lead somewhere."""
    return f"{text} word", f"*a* word{text} x"


def test_the_harmless_page_holds_what_is_compared() -> None:
    assert len(harmless().tags) > 900
    assert harmless().text.count("harmlessword") > 150
    assert harmless_others().text.count("harmlessword") > 30


@pytest.mark.parametrize("text", CLASSICS)
def test_no_classic_attack_in_any_field_changes_the_page(text: str) -> None:
    for word in both_ends(text):
        hostile_page(word)


@pytest.mark.parametrize("text", CLASSICS)
def test_no_classic_attack_in_any_field_changes_brief_worksheet_and_index(text: str) -> None:
    for word in both_ends(text):
        hostile_others(word)


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_no_text_in_any_field_changes_the_page(text: str) -> None:
    for word in both_ends(text):
        hostile_page(word)


@pytest.mark.parametrize("word", [
    "*a* word", "**a** word", "`a` word", "[a](https://a.example) word", "a\n\n- b\n- c", "a\n\n1. b\n2. c", "a\\\nb"
])  # fmt: skip
def test_light_markup_is_all_that_a_page_gains(word: str) -> None:
    more = Shape(html(filled(word))).light
    gained = {tag for tag in more if more.count(tag) > harmless().light.count(tag)}
    assert gained
    assert gained <= {"em", "strong", "code", "a", "br", "ul", "ol", "li"}


WALK = """text => {
  const light = e => ['EM', 'STRONG', 'CODE', 'BR'].includes(e.tagName) || e.matches('ul.md, ol.md, .md > li')
    || (e.tagName == 'A' && !e.className && /^(https?|mailto):/.test(e.getAttribute('href')));
  const walk = e => [...e.children].flatMap(c => light(c) ? walk(c)
    : [[c.tagName, c.getAttributeNames().join(), c.getAttribute('class') || '', walk(c)]]);
  const seen = new DOMParser().parseFromString(text, 'text/html');
  const wrong = [...seen.querySelectorAll('a')].filter(a => !/^(#|https?:|mailto:)/i.test(a.getAttribute('href')));
  return [JSON.stringify(walk(seen)), wrong.length];
}"""


@pytest.mark.browser
def test_a_browser_sees_the_same_elements_too(chromium: "Browser") -> None:
    tab = chromium.new_page()
    tame = tab.evaluate(WALK, html(filled("harmless word")))
    assert len(json.loads(tame[0])[0][3]) == 2
    for text in CLASSICS:
        assert tab.evaluate(WALK, html(filled(f"{text} word"))) == tame, text


@pytest.mark.browser
def test_a_hostile_page_runs_and_loads_nothing(chromium: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(html(filled(" ".join(CLASSICS))), encoding="utf-8")
    tab = chromium.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.add_init_script("window.alert = () => console.log('ran')")
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    tab.mouse.move(400, 400)
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


# ---------- the document ----------


def tokens(some: list[Token]) -> Iterator[Token]:
    for token in some:
        yield token
        yield from tokens(token.children or [])


LISTS = ("paragraph", "inline", "bullet_list", "ordered_list", "list_item")
"""What prose of several lines may add to a document."""
LIGHT = frozenset({"em_open", "em_close", "strong_open", "strong_close", "code_inline", "link_open", "link_close"})


def document_shape(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What a document is made of without its words and light markup, and where its links lead."""
    found: list[tuple[str, str]] = []
    targets: list[str] = []
    for token in tokens(HOSTS.parse(text)):
        if token.type == "link_open":
            targets.append(str(token.attrs["href"]))
        if token.type not in LIGHT and not (token.type == "text" and (not found or found[-1][0] == "text")):
            found.append((token.type, token.content if token.type == "html_block" else token.tag))
    return [one for one in found if one[0] != "text"], targets


@cache
def harmless_document() -> list[tuple[str, str]]:
    return document_shape(md(filled("harmless word")))[0]


def without_lists(shape: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [one for one in shape if not one[0].startswith(LISTS)]


def hostile_document(word: str) -> None:
    shape, targets = document_shape(md(filled(word)))
    if "\n" in word:
        assert without_lists(shape) == without_lists(harmless_document())
    else:
        assert shape == harmless_document()
    assert [one for one in targets if not one.lower().startswith(("#", *SAFE))] == []
    names = [one[1] for one in shape if one[0].startswith("html")]
    assert len(names) == 1
    assert names[0].startswith("<!-- cjm: Made with cjm.")


@pytest.mark.parametrize("text", CLASSICS)
def test_no_classic_attack_in_any_field_changes_the_document(text: str) -> None:
    for word in both_ends(text):
        hostile_document(word)


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_no_text_in_any_field_changes_what_the_document_is_made_of(text: str) -> None:
    for word in both_ends(text):
        hostile_document(word)


# ---------- what is prose, and what is a name ----------


def may_hold_markup(path: Place) -> bool:
    """Whether the model says of a place that it is prose; an own lane of texts is prose too."""
    if "custom" in path:
        return path[path.index("custom") + 1] in ("own-text", "own-list")
    kind: Any = Journey
    marked = False
    for key in path:
        if isinstance(key, int):
            continue
        known = {field.alias or name: field for name, field in kind.model_fields.items()} if kind else {}
        if key in known:
            field = known[key]
            marked = Markup in field.metadata or _marked(field.annotation)
            kind = next(_records(field.annotation), None)
    return marked


def _marked(annotation: Any) -> bool:
    return Markup in getattr(annotation, "__metadata__", ()) or any(map(_marked, get_args(annotation)))


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)


MARKUP, LEFT = "I *zq* so", "*zq*"


def test_markup_acts_in_prose_alone_and_there_in_every_field() -> None:
    """A name is never markup; what the model calls prose has its markup on the page and in the document."""
    prosaic = [path for path in places() if may_hold_markup(path)]
    assert len(prosaic) > 50
    wrong = []
    for path, before in places().items():
        data = copy.deepcopy(EVERYTHING)
        put(data, path, before + MARKUP)
        journey = Journey.model_validate(data)
        seen, written = html(journey), md(journey)
        acts, stays = ("<em>zq</em>" in seen, " *zq* " in written), LEFT in seen
        if (acts, stays) != (((True, True), False) if may_hold_markup(path) else ((False, False), True)):
            wrong.append((path, acts, stays))
    assert wrong == []
