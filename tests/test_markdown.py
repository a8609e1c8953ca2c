"""The report of a map as a Markdown document."""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cjm.atlas import Atlas
from cjm.loading import Request, load, plan
from cjm.markdown import bit, cell, column, heading, index, inline, link, markdown, opening
from cjm.model import Journey, Project
from cjm.model.texts import texts
from cjm.rendering import ours
from cjm.views import site
from cjm.views.document import anchor, view
from cjm.views.parts import Bit
from cjm.views.prose import prose

TODAY = datetime.date(2026, 12, 1)
ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*.cjm.yaml"))
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def whole(word: str = "word") -> dict[str, Any]:
    """A map that says everything, with `word` wherever an author may write what they like."""
    w = word
    opportunity = {
        "text": w, "kind": "process", "ideas": [w, w], "impact": 4, "effort": 2, "confidence": "80%",
        "reach": f"1 in 3: {w}",
        "aim": "cost", "process": w, "owner": w, "status": "planned", "due": "2026-11-01", "ticket": f"T {w}",
        "result": w, "tags": [w],
    }  # fmt: skip
    metrics = {
        w: {"value": 3, "unit": w, "target": 5, "baseline": 2, "segment": w, "n": 4, "evidence": ["talks"],
            "series": [{"date": "2026-01", "value": 2}, {"date": "2026-02", "value": 3}]},
    }  # fmt: skip
    step = {
        "name": w, "id": "one", "actor": "partner", "situation": w, "goal": w,
        "expectations": [w, {"text": w, "measure": w, "target": w}], "actions": [w, w], "thoughts": [w, w],
        "quotes": [{"text": w, "by": w, "evidence": ["talks"]}, w],
        "touchpoints": [
            {"name": w, "channel": w, "owner": w, "importance": "high", "satisfaction": 3, "verdict": "remove"},
        ],
        "emotion": {"feeling": [w], "score": -2, "because": w, "cause": "company", "expected": 1, "engagement": 4},
        "pain_points": [{
            "text": w, "id": "p", "kind": "error", "side": "business", "severity": "critical", "frequency": "often",
            "evidence": ["talks"], "accepted": w, "tags": [w], "opportunities": [{**opportunity, "id": "o"}],
        }],
        "gains": [w], "opportunities": [{**opportunity, "id": "oo"}],
        "requirements": {"customer": [w], "business": [w, w]},
        "importance": "high", "moment_of_truth": f"It {w}", "attention": "pilot", "when": w, "duration": "3 days",
        "conversion": "34%", "metrics": metrics, "owner": w, "frontstage": [w], "backstage": [w], "support": [w],
        "systems": [w], "policies": [w], "physical_evidence": [w], "image": {"file": "a.png", "alt": w},
        "next": [{"to": "two", "when": w, "share": "60%"}, {"to": "one", "when": w}],
        "custom": {"own": w, "more": [w, w]},
    }  # fmt: skip
    return {
        "cjm": 1, "title": w, "summary": w, "scenario": w, "goal": w, "expectations": [w, w], "status": "in-review",
        "persona": {
            "name": w, "segment": w, "job": w, "age": w, "gender": w, "location": w, "quote": w, "bio": w,
            "image": {"file": "a.png", "alt": w}, "goals": [w], "needs": [w], "expectations": [w],
            "frustrations": [w], "behaviours": [w], "preferences": [w], "interests": [w], "technology": [w],
            "channels": [w], "traits": {w: 3},
            "vocabulary": [w], "evidence": {"own": {"title": w, "note": w}},
        },
        "scope": {"start": w, "end": w, "excludes": [w]}, "question": w, "purpose": w, "business_goal": w, "owner": w,
        "influences": [w], "contributors": [{"name": w, "role": w}], "tags": [w], "reviewed": "2026-01-01",
        "feedback": [{"from": w, "on": "2026-05-05", "verdict": w, "note": w}], "shared_with": [{"who": w}],
        "review_every": "3 months", "metrics": metrics,
        "lanes": [{"id": "own", "title": w}, {"id": "more", "title": w}],
        "evidence": {"talks": {"type": "interview", "title": w, "note": w, "url": "https://example.org/a"}},
        "lint": {"ignore": {"map-size": w}},
        "stages": [
            {
                "name": w, "id": "first", "summary": w, "goal": w, "owner": w, "mapped_by": [w], "duration": "3 days",
                "success": [w], "support": [w], "backstage": [w], "metrics": metrics,
                "emotion": {"feeling": w, "score": 1, "because": w},
                "steps": [step, {"name": w, "id": "two", "moment_of_truth": True, "outcome": "success"}],
            },
            {"name": w, "id": "bare", "steps": []},
        ],
        "opportunities": [{**opportunity, "id": "ooo", "addresses": ["p", "two"]}],
    }  # fmt: skip


def printed(data: dict[str, Any] | Journey, file: str = "a.cjm.yaml", atlas: Atlas | None = None) -> str:
    journey = data if isinstance(data, Journey) else Journey.model_validate(data)
    return markdown(view(journey, file, atlas or Atlas(maps={file: journey}), TODAY))


@cache
def example_map(file: str) -> tuple[Journey, Atlas]:
    for part in plan(Request((file,), folder=ROOT)):
        atlas = load(part).atlas
        return atlas.maps[file], atlas
    raise AssertionError(file)


def example_text(file: str) -> str:
    journey, atlas = example_map(file)
    return printed(journey, file, atlas)


def one_step(**step: Any) -> dict[str, Any]:
    return {"cjm": 1, "title": "A", "stages": [{"name": "S", "steps": [{"name": "I go", **step}]}]}


def leaves(tokens: list[Token]) -> Iterator[Token]:
    """All tokens, those inside lines too."""
    for token in tokens:
        yield token
        yield from leaves(token.children or [])


def shape(text: str) -> list[tuple[str, str, int]]:
    """What a document is made of, without its words."""
    found: list[tuple[str, str, int]] = []
    for token in leaves(READER.parse(text)):
        entry = (token.type, token.tag, token.level)
        if not (token.type == "text" and (not token.content or (found and found[-1][0] == "text"))):
            found.append(entry)
    return found


LIGHT = ("text", "em_", "strong_", "code_inline", "link_", "paragraph_", "inline", "bullet_", "ordered_", "list_")


def frame(text: str) -> list[tuple[str, str]]:
    """What a document is made of, without its words and what light markup in prose may add: see test_hostile.py."""
    return [entry[:2] for entry in shape(text) if not entry[0].startswith(LIGHT)]


def read(text: str) -> str:
    """What a reader of the document reads, each line or cell on a line."""
    tokens = READER.parse(text)
    lines = ("".join(part.content for part in token.children or []) for token in tokens if token.type == "inline")
    return "\n".join(lines)


def tidy(text: str) -> str:
    return " ".join(text.split())


# ---------- content ----------


def test_there_are_examples_to_look_at() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("file", EXAMPLES)
def test_every_text_of_an_example_is_in_the_document(file: str) -> None:
    journey, atlas = example_map(file)
    text = tidy(read(example_text(file)).replace("\n", " "))
    parts: list[Any] = [journey, *atlas.personas_of(journey, file)]
    missing = [(path, said) for part in parts for path, said in texts(part) if tidy(said) not in text]
    assert not missing


def test_every_text_of_a_map_that_says_everything_is_in_the_document() -> None:
    journey = Journey.model_validate(whole())
    paths = [path for path, _ in texts(journey)]
    words = {path: f"w{number}w" for number, path in enumerate(paths)}
    _replace(journey, words)
    text = read(printed(journey))
    assert len(words) > 100
    assert [(path, word) for path, word in words.items() if word not in text] == []


def _replace(journey: Journey, words: dict[tuple[str | int, ...], str]) -> None:
    """Put a text of its own into each place of a map."""
    for path, word in words.items():
        thing: Any = journey
        *way, last = path
        for key in way:
            within: Any = thing if isinstance(thing, list | dict) else thing.__dict__
            thing = within[key]
        inner: Any = thing if isinstance(thing, list | dict) else thing.__dict__
        inner["from_" if last == "from" else last] = word


@pytest.mark.parametrize("file", EXAMPLES)
def test_channels_sources_and_metrics_of_an_example_are_in_the_document(file: str) -> None:
    journey, atlas = example_map(file)
    text = read(example_text(file)).lower()
    for step in journey.steps:
        for touchpoint in step.touchpoints:
            channel = atlas.channel(atlas.channel_name(touchpoint))
            name = (channel.title if channel else None) or atlas.channel_name(touchpoint) or touchpoint.name
            assert name.lower() in text
        for metric in step.metrics:
            assert metric.lower() in text
    for id in journey.evidence:
        assert id.lower() in text


def test_a_claim_without_research_is_marked() -> None:
    text = printed(one_step(pain_points=["It hurts"], gains=["It shines"], quotes=["Ah"], emotion="happy"))
    assert "**P1** It hurts *assumption*" in text
    assert "**Gains:** It shines *assumption*" in text
    assert "**Says:** “Ah” *assumption*" in text
    assert re.search(r"\*\*Feels:\*\* .*happy.*\*assumption\*", text)


def test_looked_and_found_nothing_differs_from_not_looked() -> None:
    assert "**Pain points:** None found" in printed(one_step(pain_points=[]))
    assert "Pain points" not in printed(one_step())


def test_an_opportunity_stands_under_the_pain_point_that_it_answers() -> None:
    text = printed(one_step(pain_points=[{"text": "Slow", "opportunities": ["Be fast"]}], opportunities=["Be kind"]))
    assert "  - **P1** Slow *assumption*\n    - Not rated\n    - **O1** Be fast\n" in text
    assert "- **Opportunities:**\n  - **O2** Be kind\n" in text


def test_the_curve_is_a_row_of_signs_with_gaps_shown() -> None:
    scores = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, None]
    stages = [
        {"name": f"S{n}", "steps": [{"name": f"I go {s}", **({} if s is None else {"emotion": s})} for s in part]}
        for n, part in enumerate((scores[:4], scores[4:]))
    ]
    assert "\n`▁▂▃▄ ▅▆▇██·`\n" in printed({"cjm": 1, "title": "A", "stages": stages})


def test_a_future_map_shows_the_curve_of_today() -> None:
    today = Journey.model_validate(one_step(emotion=-2))
    later = Journey.model_validate({**one_step(emotion=2), "state": "future", "baseline": "today.cjm.yaml"})
    text = printed(later, "later.cjm.yaml", Atlas(maps={"today.cjm.yaml": today, "later.cjm.yaml": later}))
    assert "\nToday: `▁`\n" in text
    assert "| Stage | Step | Feeling | Score | Today | Marks |\n" in text
    assert "| +2.0 | −2.0 |" in text


# ---------- form ----------


@pytest.mark.parametrize("file", EXAMPLES)
def test_the_document_says_in_its_first_line_who_made_it(file: str) -> None:
    text = example_text(file)
    assert text.startswith("<!-- cjm")
    assert ours(text)


@pytest.mark.parametrize("text", [*(f"example:{file}" for file in EXAMPLES), "whole", "bare"])
def test_the_text_is_tidy(text: str) -> None:
    made = {"whole": lambda: printed(whole()), "bare": lambda: printed(one_step())}
    found = made[text]() if text in made else example_text(text.removeprefix("example:"))
    assert not re.search(r"[ \t]+$", found, re.MULTILINE)
    assert "\n\n\n" not in found
    assert found.endswith("\n")
    assert not found.endswith("\n\n")
    inner = [token for token in READER.parse(found) if token.type == "paragraph_open" and token.level > 0]
    loose = [token for token in inner if not token.hidden]
    assert len(loose) == found.count("\n> "), "two lists stand together and became one with gaps"


@pytest.mark.parametrize("file", EXAMPLES)
def test_tables_are_not_padded(file: str) -> None:
    rows = [line for line in example_text(file).splitlines() if line.startswith("|")]
    assert rows
    assert all("   " not in row and "----" not in row for row in rows)


@pytest.mark.parametrize("file", EXAMPLES)
def test_links_inside_the_document_lead_to_its_headings(file: str) -> None:
    tokens = READER.parse(example_text(file))
    headings = [anchor(tokens[at + 1].content) for at, token in enumerate(tokens) if token.type == "heading_open"]
    targets = [str(token.attrs["href"]) for token in leaves(tokens) if token.type == "link_open"]
    inside = [READER.normalizeLink(f"#{heading}") for heading in headings]
    assert len([target for target in targets if target.startswith("#")]) > 2
    assert [target for target in targets if target.startswith("#") and target not in inside] == []


def test_the_same_view_gives_the_same_text() -> None:
    assert printed(whole()) == printed(whole())


def test_a_new_fact_is_one_new_line() -> None:
    before = printed(one_step(actions=["I run", "I jump"], situation="Rain")).splitlines()
    after = printed(one_step(actions=["I run", "I jump", "I rest"], situation="Rain")).splitlines()
    assert [line for line in after if line not in before] == ["  - I rest"]


# ---------- what authors write is text ----------

ORDINARY = (
    "It's 5 * 3 = 15, isn't it?", "snake_case and AT&T", "Salt & pepper; \"quoted\" (and more)", "a < b, a > b",
    "~5 min", "C:\\Users", "10.5 % of 2026. Really!", "+24", "-2", "#1 choice", "Kim @ work", "What / if: 12:30",
    "私は待つ", "أنتظر الجواب", "kim@example.com", "e.g. this", "100$ or $5", "1.5 litres", "2026-05-01",
    "…and then – nothing",
)  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert opening(text) == text


@pytest.mark.parametrize(("text", "escaped"), [
    ("1. First", "1\\. First"), ("2026) x", "2026\\) x"), ("- x", "\\- x"), ("+ x", "\\+ x"), ("# x", "\\# x"),
    ("> x", "\\> x"), ("---", "\\---"), ("* x", "\\* x"), ("===", "\\==="), ("<b>x", "\\<b>x"), ("&amp;", "\\&amp;"),
    ("[x](y)", "\\[x](y)"), ("`x`", "\\`x\\`"), ("~~x~~", "\\~\\~x\\~\\~"), ("a\nb", "a b"), ("x\\", "x\\\\"),
    ("https://example.org", "https\\://example.org"), ("www.example.org", "www\\.example.org"),
])  # fmt: skip
def test_text_that_could_be_markup_is_escaped(text: str, escaped: str) -> None:
    assert opening(text) == escaped


def test_only_the_start_of_a_line_is_escaped_as_such() -> None:
    assert inline("1. First") == "1. First"
    assert inline("- x") == "- x"


HOSTILE = (
    "*a*", "**a", "_a_", "__a", "`a", "```", "~~~", "~~a~~", "[a](http://b)", "![a](b)", "[a]", "[a]: b", "<b>",
    "<!-- a", "-->", "<a@b.c>", "<http://a>", "</td>", "&lt;", "&#60;", "|", "||", "\\", "\\*", "# a", "#", "a #",
    "- a", "+ a", "* a", "1. a", "> a", "---", "===", "***", "\n\n# a", "\r\n- a", "\n\n    a", "\t", "- [ ] a", "[^1]",
    "<script>", "{{ a }}", "{% a %}", "https://a.b", "a<", "a&amp", "a!", "a\\", "]", ")", "](#a)", ":-|", "| - |",
    "a\u2028b", "\u202eabc", "\xa0a\xa0", "**", "_",
)  # fmt: skip
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6)
PIECES = st.lists(st.sampled_from(HOSTILE) | LETTERS, min_size=1, max_size=5)
TEXTS = st.builds(lambda parts, between: between.join(parts), PIECES, st.sampled_from(("", " "))).filter(
    lambda text: bool(text.strip())
)


def _collapsed(text: str) -> str:
    return re.sub("[ \t-\r\x1c-\x1e\x85\u2028\u2029]+", " ", text).strip()


def places(text: str) -> dict[str, tuple[str, str, str]]:
    """A text in each kind of place of a document, with what a reader reads before and behind it."""
    return {
        "paragraph": (f"{opening(text)}\n", "", ""),
        "item": (f"- {opening(text)}\n", "", ""),
        "label": (f"- **Goal:** {inline(text)} *x*\n", "Goal: ", " x"),
        "heading": (f"# {heading(text)}\n", "", ""),
        "quote": (f"> “{inline(text)}”\n", "“", "”"),
        "bold": (f"x **{bit(Bit(text))}**\n", "x ", ""),
        "cell": (f"| A |\n| --- |\n| {column(text)} |\n", "A\n", ""),
        "notes": (f"x {cell((Bit('a'), Bit(text, style='note'), Bit('b', style='note')))}\n", "x a (", " · b)"),
        "link": (f"{link(text, '#a')}\n", "", ""),
    }


@settings(max_examples=300, deadline=None)
@example("snake_case *a* _b_ c_d_ e")
@example("{{ a }} 'quoted' \"double\" & <")
@given(TEXTS)
def test_a_text_reads_as_it_was_written_wherever_it_stands(text: str) -> None:
    harmless = places("word")
    for place, (made, before, after) in places(text).items():
        assert read(made) == before + _collapsed(text) + after, (place, made)
        assert shape(made) == shape(harmless[place][0]), (place, made)


@cache
def harmless_frame() -> list[tuple[str, str]]:
    return frame(printed(whole("harmless word")))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_no_text_of_a_map_changes_what_its_document_is_made_of(text: str) -> None:
    assert frame(printed(whole(f"{text} word"))) == harmless_frame()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_in_any_field_changes_what_the_document_is_made_of(text: str) -> None:
    for word in (f"{text} word", f"word{text}"):
        made = printed(whole(word))
        assert frame(made) == harmless_frame()
        assert _collapsed(word) in read(made)
        assert _collapsed(prose(word)) in read(made)


def test_ordinary_text_is_not_written_as_entities() -> None:
    word = 'It\'s "R&D" > all'
    made = printed(whole(word))
    assert "&#" not in made
    assert made.count(word) > 100


def test_there_is_no_html_and_no_other_link_in_the_document() -> None:
    hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) <javascript:alert(1)>"
    tokens = list(leaves(READER.parse(printed(whole(hostile)))))
    assert [token.content for token in tokens if token.type.startswith("html")] == [
        "<!-- cjm: Made with cjm. Edit the map, not this file. -->\n"
    ]
    targets = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}
    assert {target for target in targets if not target.startswith("#")} == {"https://example.org/a"}


@pytest.mark.parametrize("url", [
    "https://example.org/a?b=c&d=e", "https://example.org/a b", "https://example.org/<script>", "HTTPS://example.org/|x|",
    "mailto:kim@example.org", "https://example.org/`*_[x](y)", "https://example.org/ä",
])  # fmt: skip
def test_an_address_is_a_link_to_itself(url: str) -> None:
    data = one_step() | {"evidence": {"talks": {"url": url}}}
    links = [token for token in leaves(READER.parse(printed(data))) if token.type == "link_open"]
    outside = [str(token.attrs["href"]) for token in links if not str(token.attrs["href"]).startswith("#")]
    assert len(outside) == 1
    assert outside[0].lower().startswith(url[:12].lower())


# ---------- edges ----------


def test_without_emotions_there_is_no_curve() -> None:
    text = printed(one_step(actions=["I run"]))
    assert "at a glance" not in text
    assert "▅" not in text
    assert "#### 1. I go" in text


def test_one_step_is_a_document_too() -> None:
    assert "`▇`" in printed(one_step(emotion=1.2))


def test_a_stage_without_steps_says_so() -> None:
    data = one_step(emotion=1)
    data["stages"].append({"name": "Later"})
    text = printed(data)
    assert "### Later\n\n*No steps yet*\n" in text
    assert "| Later | No steps yet |  |  |  |\n" in text


def test_a_map_without_steps_and_persona_is_a_document_too() -> None:
    text = printed({"cjm": 1, "title": "A", "stages": [{"name": "Later"}]})
    assert "## Persona" not in text
    assert text.startswith("<!-- cjm")


def test_text_from_right_to_left_keeps_signs_at_the_left_of_numbers() -> None:
    data = one_step(emotion=-1) | {"language": "ar", "title": "أحجز موعدا"}
    text = printed(data)
    assert "\n# أحجز موعدا\n" in text
    assert "\u200e−1.0" in text


def test_a_name_of_any_script_is_an_address() -> None:
    assert anchor("1. मैं इंतज़ार करता हूँ") == "1-मैं-इंतज़ार-करता-हूँ"
    assert anchor("2. I said: “Really?” – twice") == "2-i-said-really--twice"


def test_an_own_lane_and_a_project_are_named() -> None:
    project = Project.model_validate({"cjm": 1, "name": "Shop & Co", "lanes": [{"id": "mine", "title": "Weather"}]})
    journey = Journey.model_validate(one_step(custom={"mine": "Rain"}))
    text = printed(journey, "a.cjm.yaml", Atlas(project=project, maps={"a.cjm.yaml": journey}))
    assert "Customer journey map, Shop & Co" in text
    assert "- **Weather:** Rain\n" in text


# ---------- the index ----------


def listed(word: str) -> str:
    journeys = [Journey.model_validate(data) for data in (whole(word), one_step() | {"title": word})]
    atlas = Atlas(maps={"a.cjm.yaml": journeys[0], "b c.cjm.yaml": journeys[1]})
    found = [(journey, file, atlas) for file, journey in atlas.maps.items()]
    return index(site.view(found, {"a.cjm.yaml": "a.md", "b c.cjm.yaml": "b c.md"}, TODAY))


def test_an_index_links_to_each_document() -> None:
    text = listed("I wait")
    assert ours(text)
    assert "## [I wait](<a.md>)\n" in text
    assert "## [I wait](<b%20c.md>)\n" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_changes_what_an_index_is_made_of(text: str) -> None:
    for word in (f"{text} word", f"word{text}"):
        assert frame(listed(word)) == frame(listed("harmless word"))
        assert _collapsed(word) in read(listed(word))
