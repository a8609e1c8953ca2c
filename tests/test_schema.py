"""The JSON Schemas say the same as the models: what an editor underlines, `cjm validate` reports, and vice versa.

Apart from what follows from several keys together, or from arithmetic inside a text; the last tests list that.
"""

import copy
import datetime
import itertools
import json
import os
import pathlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cjm import schema
from cjm.model import (
    Branch,
    Channel,
    Emotion,
    Evidence,
    Expectation,
    Gain,
    Image,
    InlinePersona,
    Journey,
    Lane,
    LintLevels,
    LintSettings,
    Metric,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Quote,
    Record,
    Stage,
    Step,
    Touchpoint,
)
from cjm.model.base import Plain
from cjm.model.journey import Contributor, Feedback, Recipient, Requirements, Scope
from cjm.model.project import Glossary, Group, OwnFeeling, Render
from cjm.model.theme import FontChoice, Palette, Theme
from cjm.vocabulary.feelings import Feelings

SCHEMAS = pathlib.Path(__file__).resolve().parents[1] / "schemas"
MODELS: dict[str, type[Record]] = {"journey": Journey, "persona": Persona, "project": Project}
READERS = {name: jsonschema.Draft7Validator(schema.schema(name)) for name in schema.NAMES}


def as_written(value: Any) -> Any:
    """Data as it comes from a YAML text: numbers and truth values know how they were written."""
    if isinstance(value, bool | int | float):
        return Plain(json.dumps(value), value)
    if isinstance(value, list):
        return [as_written(item) for item in value]
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    return value


def loads(name: str, data: Any) -> bool:
    try:
        MODELS[name].model_validate(as_written(data))
    except ValidationError:
        return False
    return True


def agree(name: str, data: Any) -> None:
    faults = [f"{list(fault.absolute_path)}: {fault.message[:300]}" for fault in READERS[name].iter_errors(data)]
    try:
        MODELS[name].model_validate(as_written(data))
    except ValidationError as error:
        told = [f"{fault['loc']}: {fault['msg']}" for fault in error.errors(include_url=False, include_input=False)]
        assert faults, f"the model refuses what the schema accepts: {told}"
    else:
        assert not faults, f"the schema refuses what the model accepts: {faults}"


# Maps that nobody thought of, made of the keys of the format.

words = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
"""Any text, blank ones too."""
text = st.sampled_from(["I pay", "Größe", "支払う", "a: b # c", "x @ y", "1.5", "true", "-"]) | words.filter(str.strip)
number = st.integers(-3, 120) | st.floats(-3, 120, allow_nan=False, width=16).map(lambda value: round(value, 3))
scalar = text | number | st.booleans()
slug = st.sampled_from(["pay", "first-month", "a.b_c", "größe", "7", "支払う"])
day = st.dates(datetime.date(1999, 1, 1), datetime.date(2100, 12, 31)).map(str)
date = day | day.map(lambda written: written[:7]) | st.integers(1999, 2100)
duration = st.sampled_from(
    ["20 min", "2h 30m", "3 days", "2-4 weeks", "1,5 h", "P3D", "PT2H", "3 Tage", " 1 mo ", "2 – 3 años"]
)
share = st.sampled_from(["34%", "0 %", "100%", "99,5 %", "0.34", ".5", "1.0", 0.34, 0, 1, "007%"])
scale = st.sampled_from(["1-5", "0-10", "%", "-2-2", "1 – 7"])
amount = number | share | duration | st.sampled_from(["-12.5", "3e2"])
score = st.integers(-20, 20).map(lambda tenths: tenths / 10) | st.integers(-2, 2) | st.sampled_from(["+1", "+0.5"])
url = st.sampled_from(["https://example.org/a", "HTTP://example.org", "mailto:kim@example.org"])
ticket = url.filter(lambda address: "mailto" not in address) | st.sampled_from(["CX-12", "12", 12, "see: board"])
level = st.integers(1, 5)
count = st.integers(0, 9000)


def one_of(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


def many(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A list, or one thing that stands for a list of one."""
    return st.lists(item, max_size=2) | item


def named(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(slug, value, max_size=2)


@st.composite
def mapping(draw: st.DrawFn, required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    """The required keys and some of the optional ones; a few of these are explicitly null."""
    chosen = draw(st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=4)) if optional else []
    made = {key: draw(value) for key, value in required.items()}
    for key in chosen:
        made[key] = None if draw(st.integers(0, 9)) == 0 else draw(optional[key])
    return made


texts = many(scalar)
importance = one_of("low", "medium", "high")
basis = one_of("hypothesis", "mixed", "research")
feeling = one_of("annoyed", "very happy", "❤", "-1", " +0.5 ") | score | st.booleans()
emotion = (
    feeling
    | st.lists(feeling, max_size=2)
    | mapping(
        {},
        {
            "feeling": many(feeling),
            "score": score,
            "because": scalar,
            "cause": one_of("company", "situation"),
            "evidence": texts,
            "expected": score,
            "engagement": level,
        },
    )
)
evidence = mapping(
    {},
    {
        "type": one_of(
            "interview",
            "survey",
            "feedback-form",
            "usability-test",
            "field-study",
            "diary-study",
            "analytics",
            "call-log",
            "support-tickets",
            "reviews",
            "desk-research",
            "workshop",
            "internal",
            "other",
        ),
        "title": scalar,
        "date": date,
        "n": count,
        "url": url,
        "file": scalar,
        "confirmed": date,
        "note": scalar,
    },
)
metric = amount | mapping(
    {},
    {
        "value": amount,
        "unit": scalar,
        "scale": scale,
        "target": amount,
        "baseline": amount,
        "direction": one_of("up", "down"),
        "date": date,
        "n": count,
        "segment": scalar,
        "evidence": texts,
        "series": scalar | st.lists(mapping({"date": date, "value": amount}, {}), max_size=2),
    },
)
image = text | mapping({"file": text}, {"alt": scalar})
lane = mapping({"id": slug, "title": text}, {"kind": one_of("text", "list", "number", "link", "image")})
expectation = text | mapping({"text": text}, {"measure": scalar, "target": scalar})
opportunity = text | mapping(
    {"text": text},
    {
        "id": slug,
        "addresses": texts,
        "ideas": texts,
        "impact": level,
        "effort": level,
        "confidence": share,
        "kind": one_of("process", "follow-up", "feedback", "expectation", "strategy", "technology", "training"),
        "reach": scalar,
        "aim": one_of("retention", "acquisition", "referral", "upsell", "cost", "compliance"),
        "process": scalar,
        "owner": scalar,
        "status": one_of("open", "planned", "in-progress", "done", "dismissed"),
        "due": day,
        "ticket": ticket,
        "result": scalar,
        "tags": texts,
    },
)
pain_point = text | mapping(
    {"text": text},
    {
        "id": slug,
        "side": one_of("customer", "business"),
        "severity": one_of("low", "medium", "high", "critical"),
        "kind": one_of("friction", "barrier", "challenge", "unmet-expectation", "missing-information", "error"),
        "frequency": one_of("rare", "sometimes", "often"),
        "evidence": texts,
        "accepted": scalar,
        "tags": texts,
        "opportunities": many(opportunity),
    },
)
touchpoint = (
    text
    | st.sampled_from(["Mail @ email", "phone", "a @ b @ c"])
    | mapping(
        {"name": text},
        {
            "id": slug,
            "channel": scalar,
            "owner": scalar,
            "importance": importance,
            "satisfaction": level | st.floats(1, 5, width=16),
            "verdict": one_of("keep", "improve", "remove"),
        },
    )
)
persona_keys = {
    **dict.fromkeys(("segment", "job", "age", "gender", "location", "quote", "bio"), scalar),
    **dict.fromkeys(
        (
            "goals",
            "needs",
            "expectations",
            "frustrations",
            "behaviours",
            "preferences",
            "interests",
            "technology",
            "channels",
            "vocabulary",
        ),
        texts,
    ),
    "id": slug,
    "image": image,
    "traits": named(level),
    "audience": one_of("new", "returning", "at-risk", "lost"),
    "basis": basis,
    "evidence": texts | named(evidence),
    "share": share,
    "reviewed": date,
}
palette = mapping({}, dict.fromkeys(("page", "rail_ink", "cool_tint"), one_of("#fff", "#1B2837")))
fonts = mapping({}, dict.fromkeys(("sans", "voice"), many(one_of("Noto Sans", "system-ui", "游ゴシック"))))
look = mapping({}, {"light": palette, "dark": palette, "fonts": fonts})
persona_entry = text | mapping({"name": text}, {**persona_keys, "cjm": st.just(1)})
step = mapping(
    {"name": text},
    {
        "id": slug,
        "actor": one_of("customer", "organisation", "partner"),
        "situation": scalar,
        "goal": scalar,
        "expectations": many(expectation),
        "actions": texts,
        "thoughts": texts,
        "quotes": many(text | mapping({"text": text}, {"by": scalar, "evidence": texts})),
        "touchpoints": many(touchpoint),
        "emotion": emotion,
        "pain_points": many(pain_point),
        "gains": many(text | mapping({"text": text}, {"evidence": texts})),
        "opportunities": many(opportunity),
        "requirements": mapping({}, {"customer": texts, "business": texts}),
        "importance": importance,
        "moment_of_truth": scalar,
        "attention": one_of("pilot", "autopilot"),
        "when": scalar,
        "duration": duration,
        "conversion": share,
        "metrics": named(metric),
        "owner": scalar,
        "evidence": texts,
        "image": image,
        **dict.fromkeys(("frontstage", "backstage", "support", "systems", "policies", "physical_evidence"), texts),
        "next": many(text | mapping({"to": text}, {"when": scalar, "share": share})),
        "entry": st.booleans(),
        "outcome": one_of("success", "failure", "abandoned"),
        "journey": scalar,
        "custom": named(scalar | st.none() | texts),
    },
)
stage = mapping(
    {"name": text},
    {
        "id": slug,
        "summary": scalar,
        "goal": scalar,
        "importance": importance,
        "owner": scalar,
        "mapped_by": texts,
        "role": one_of(
            "need",
            "awareness",
            "consider",
            "buy",
            "deliver",
            "onboard",
            "use",
            "support",
            "loyalty",
            "advocate",
            "leave",
        ),
        "duration": duration,
        "metrics": named(metric),
        "success": texts,
        "support": texts,
        "backstage": texts,
        "emotion": emotion,
        "steps": many(step),
    },
)
lint_keys = {
    "ignore": named(text),
    "severity": named(one_of("error", "warning", "info")),
    "options": named(named(scalar)),
}
version = {"cjm": st.just(1)}
extra = {"x-notes": st.none() | scalar | texts, "$schema": text}
journeys = mapping(
    {**version, "title": text, "stages": st.lists(stage, min_size=1, max_size=2) | stage},
    {
        **extra,
        "id": slug,
        "persona": persona_entry,
        "personas": many(persona_entry),
        **dict.fromkeys(
            (
                "summary",
                "baseline",
                "parent",
                "scenario",
                "goal",
                "question",
                "purpose",
                "business_goal",
                "owner",
                "preset",
            ),
            scalar,
        ),
        "state": one_of("current", "future"),
        "level": one_of("lifecycle", "end-to-end", "episode"),
        "status": one_of("draft", "in-review", "published", "archived"),
        "basis": basis,
        "expectations": many(expectation),
        "scope": mapping({}, {"start": scalar, "end": scalar, "excludes": texts}),
        "influences": texts,
        "contributors": many(text | mapping({"name": text}, {"role": scalar})),
        "feedback": many(text | mapping({"from": text}, {"on": day, "verdict": scalar, "note": scalar})),
        "shared_with": many(text | mapping({"who": text}, {"on": day})),
        "reviewed": day,
        "review_every": duration,
        "review_by": day,
        "language": one_of("en", "pt-BR", "zh-Hant-TW"),
        "tags": texts,
        "evidence": named(evidence),
        "metrics": named(metric),
        "lanes": many(lane),
        "opportunities": many(opportunity),
        "lint": mapping({}, lint_keys),
    },
)
personas = mapping({**version, "name": text}, {**extra, **persona_keys})
group = text | mapping({"name": text}, {"description": scalar})
projects = mapping(
    version,
    {
        **extra,
        "name": scalar,
        "language": one_of("en", "de"),
        "maps": texts,
        "personas": texts,
        "channels": named(
            mapping(
                {},
                {
                    "title": scalar,
                    "mode": one_of("online", "offline"),
                    "owned": st.booleans(),
                    "aliases": texts,
                    "icon": scalar,
                },
            )
        ),
        "segments": many(group),
        "teams": many(group),
        "lanes": many(lane),
        "emotions": named(score | mapping({"score": score}, {"emoji": scalar})),
        "evidence": named(evidence),
        "glossary": mapping({}, {"jargon": named(scalar)}),
        "lint": mapping(
            {},
            {
                **lint_keys,
                "profile": one_of("sketch", "default", "strict"),
                "select": texts,
                "extend_select": texts,
                "fail_on": one_of("error", "warning", "info", "never"),
                "per_file": named(mapping({}, lint_keys)),
            },
        ),
        "render": mapping({}, {"theme": look, "templates": text, "logo": image, "brand": scalar}),
    },
)
FILES = {"journey": journeys, "persona": personas, "project": projects}

ODD: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    3,
    5,
    6,
    -1,
    2.5,
    2.55,
    9999,
    "",
    " ",
    "yes",
    "No",
    "hihg",
    "HIGH",
    "low",
    "+1",
    "+3",
    "0.35",
    "1:30",
    "4 weeks 2-3 days",
    "20",
    "1-5",
    "-5%",
    "100,5%",
    "2026",
    "2026-02-30",
    "2024-02-29",
    "2026-13-01",
    "ftp://x",
    "javascript:x",
    "http:x",
    "mailto:x",
    "a b",
    "größe",
    "a/b",
    " @ email",
    "a, b",
    [],
    [None],
    ["a", ["b"]],
    {},
    {"name": "x"},
    {"text": " "},
    {"unknown": 1},
    {"score": 1},
    [{"text": "x"}, "y"],
    {"a": {}},
    {"a": 1},
    {"a": None},
    {"a b": {}},
    [{"date": 2026, "value": 3}],
    [1, 3],
    ["1", "3"],
]
"""Values that are right somewhere and wrong nearly everywhere else."""
odd = st.sampled_from(ODD)


def containers(value: Any) -> list[Any]:
    """Each list and mapping in some data."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict | list) and value else []
    return own + [container for item in inside for container in containers(item)]


@st.composite
def broken(draw: st.DrawFn, files: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """A file with one thing changed: often a fault, sometimes not."""
    data = copy.deepcopy(draw(files))
    place = draw(st.sampled_from(containers(data)))
    key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
    what = draw(st.sampled_from(["other value", "other value", "without", "new key"]))
    if what == "other value":
        place[key] = draw(odd)
    elif what == "without":
        del place[key]
    elif isinstance(place, dict):
        place[draw(st.sampled_from(["unknown", "name", "text", "id", "steps", "x-own", "score", "from_"]))] = draw(odd)
    else:
        place.append(draw(odd))
    return data


few = settings(
    max_examples=int(os.environ.get("CJM_EXAMPLES", "150")), deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("name", schema.NAMES)
def test_what_is_made_of_the_keys_of_the_format_is_accepted_by_both(name: str) -> None:
    @few
    @given(FILES[name])
    def run(data: Any) -> None:
        agree(name, data)
        assert loads(name, data)

    run()


@pytest.mark.parametrize("name", schema.NAMES)
def test_a_change_is_a_fault_for_both_or_for_neither(name: str) -> None:
    @few
    @given(broken(FILES[name]))
    def run(data: Any) -> None:
        agree(name, data)

    run()


# Each key of each part of a file, with each odd value.


def _map(**keys: Any) -> dict[str, Any]:
    return {"cjm": 1, "title": "t", "stages": [{"name": "a"}], **keys}


def _step(**keys: Any) -> dict[str, Any]:
    return _map(stages=[{"name": "a", "steps": [{"name": "n", **keys}]}])


def _project(**keys: Any) -> dict[str, Any]:
    return {"cjm": 1, **keys}


PARTS: dict[type[Record], tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    Journey: ("journey", lambda keys: _map(**keys)),
    Stage: ("journey", lambda keys: _map(stages=[{"name": "n", **keys}])),
    Step: ("journey", lambda keys: _step(**keys)),
    Emotion: ("journey", lambda keys: _step(emotion=keys)),
    PainPoint: ("journey", lambda keys: _step(pain_points=[{"text": "t", **keys}])),
    Opportunity: ("journey", lambda keys: _map(opportunities=[{"text": "t", **keys}])),
    Touchpoint: ("journey", lambda keys: _step(touchpoints=[{"name": "t", **keys}])),
    Quote: ("journey", lambda keys: _step(quotes=[{"text": "t", **keys}])),
    Gain: ("journey", lambda keys: _step(gains=[{"text": "t", **keys}])),
    Branch: ("journey", lambda keys: _step(next=[{"to": "t", **keys}])),
    Requirements: ("journey", lambda keys: _step(requirements=keys)),
    Image: ("journey", lambda keys: _step(image={"file": "f", **keys})),
    Metric: ("journey", lambda keys: _map(metrics={"m": keys})),
    Evidence: ("journey", lambda keys: _map(evidence={"m": keys})),
    Expectation: ("journey", lambda keys: _map(expectations=[{"text": "t", **keys}])),
    Scope: ("journey", lambda keys: _map(scope=keys)),
    Contributor: ("journey", lambda keys: _map(contributors=[{"name": "t", **keys}])),
    Feedback: ("journey", lambda keys: _map(feedback=[{"from": "t", **keys}])),
    Recipient: ("journey", lambda keys: _map(shared_with=[{"who": "t", **keys}])),
    Lane: ("journey", lambda keys: _map(lanes=[{"id": "a", "title": "t", **keys}])),
    LintLevels: ("journey", lambda keys: _map(lint=keys)),
    InlinePersona: ("journey", lambda keys: _map(persona={"name": "x", **keys})),
    Persona: ("persona", lambda keys: {"cjm": 1, "name": "x", **keys}),
    Project: ("project", lambda keys: _project(**keys)),
    LintSettings: ("project", lambda keys: _project(lint=keys)),
    Channel: ("project", lambda keys: _project(channels={"a": keys})),
    OwnFeeling: ("project", lambda keys: _project(emotions={"a": {"score": 1, **keys}})),
    Glossary: ("project", lambda keys: _project(glossary=keys)),
    Render: ("project", lambda keys: _project(render=keys)),
    Theme: ("project", lambda keys: _project(render={"theme": keys})),
    Palette: ("project", lambda keys: _project(render={"theme": {"dark": keys}})),
    FontChoice: ("project", lambda keys: _project(render={"theme": {"fonts": keys}})),
    Group: ("project", lambda keys: _project(teams=[{"name": "x", **keys}])),
}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_schema_and_model_agree_on_each_key_with_each_odd_value(part: type[Record]) -> None:
    name, place = PARTS[part]
    for key, value in itertools.product([*sorted(part.keys()), "unknown", "x-own", "from_", "schema_"], ODD):
        data = place({key: value})
        assert READERS[name].is_valid(data) == loads(name, data), f"{key}: {value!r}"


def test_each_part_of_the_format_is_tried() -> None:
    titles = {part for name in schema.NAMES for part in schema.schema(name)["definitions"]}
    tried = {part.__name__ for part in PARTS}
    assert titles - tried == {"Tenth", "Sample"}
    assert len(tried) > 25


# Where they may differ, and do.

BEYOND_A_SCHEMA = {
    "a range that runs backwards": _step(duration="4-2 weeks"),
    "a scale that runs backwards": _step(metrics={"csat": {"scale": "5-1"}}),
    "a year written with decimals": _map(evidence={"e": {"date": 2026.0}}),
    "a symbol in an id that no list of marks holds": _map(id="a\U0001f600"),
}
"""What the model refuses and the schema cannot see."""
STRICTER_IN_A_SCHEMA = {
    "a share in quotes with an exponent": _step(conversion="1e-1"),
    "a share of minus nothing in quotes": _step(conversion="-0"),
}
"""What the model takes and the schema refuses; nobody writes it."""


@pytest.mark.parametrize("data", BEYOND_A_SCHEMA.values(), ids=BEYOND_A_SCHEMA)
def test_some_faults_only_the_model_sees(data: Any) -> None:
    assert READERS["journey"].is_valid(data)
    assert not loads("journey", data)


@pytest.mark.parametrize("data", STRICTER_IN_A_SCHEMA.values(), ids=STRICTER_IN_A_SCHEMA)
def test_some_oddities_only_the_schema_refuses(data: Any) -> None:
    assert not READERS["journey"].is_valid(data)
    assert loads("journey", data)


# What the schemas are like.


def subschemas(node: Any) -> Iterator[dict[str, Any]]:
    """A schema and all schemas below it, not the names of keys."""
    if isinstance(node, dict):
        yield node
        for keyword, value in node.items():
            if keyword in ("properties", "patternProperties", "definitions"):
                for inner in value.values():
                    yield from subschemas(inner)
            elif keyword in ("items", "additionalProperties", "not", "if", "then"):
                yield from subschemas(value)
            elif keyword == "anyOf":
                for inner in value:
                    yield from subschemas(inner)


@pytest.mark.parametrize("name", schema.NAMES)
def test_the_schema_in_the_repository_is_fresh(name: str) -> None:
    """After a change of the models: `CJM_UPDATE_GOLDEN=1 pytest tests/test_schema.py`, then read `git diff`."""
    file = SCHEMAS / f"{name}.schema.json"
    if os.environ.get("CJM_UPDATE_GOLDEN"):
        file.write_text(schema.text(name), encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == schema.text(name)


@pytest.mark.parametrize("name", schema.NAMES)
def test_the_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema.schema(name))
    assert schema.schema(name)["$id"] == f"urn:cjm:{name}:1"


@pytest.mark.parametrize("name", schema.NAMES)
def test_every_pattern_is_one_that_javascript_reads_too(name: str) -> None:
    patterns = [part["pattern"] for part in subschemas(schema.schema(name)) if "pattern" in part]
    assert len(patterns) > 5
    for pattern in patterns:
        re.compile(pattern)
        assert not re.search(r"\(\?P|\(\?<|\\[AZbBwWdD-]", pattern), pattern


def test_every_pattern_says_in_words_what_to_write() -> None:
    for name in schema.NAMES:
        for part in subschemas(schema.schema(name)):
            assert ("pattern" in part) <= ("patternErrorMessage" in part), part


def test_only_models_have_titles_because_a_title_heads_what_an_editor_shows() -> None:
    for name in schema.NAMES:
        made = schema.schema(name)
        titled = [part["title"] for part in subschemas(made) if "title" in part]
        assert len(titled) == len(made["definitions"]) - ("Tenth" in made["definitions"]) + 1
        assert all(re.fullmatch(r"[A-Z][a-z]+( [a-z]+)?", title) for title in titled)


def test_a_key_that_may_be_left_out_may_be_null() -> None:
    for name in schema.NAMES:
        made = schema.schema(name)
        for part in subschemas(made):
            for key, value in part.get("properties", {}).items():
                allows_null = jsonschema.Draft7Validator({**value, "definitions": made["definitions"]}).is_valid(None)
                assert allows_null == (key not in part.get("required", ())), (part.get("title"), key)


def test_descriptions_with_code_are_given_as_markdown_too() -> None:
    duration = schema.schema("journey")["definitions"]["Step"]["properties"]["conversion"]
    assert duration["description"] == "Of those who get here, how many go on."
    share = schema.schema("journey")["definitions"]["Branch"]["properties"]["share"]
    assert share["markdownDescription"] == share["description"] == "How many take it: `35%`."


@pytest.mark.parametrize("title", ["Stage", "Step", "PainPoint", "Opportunity", "Emotion"])
def test_a_snippet_becomes_something_that_is_accepted(title: str) -> None:
    def filled(body: Any) -> Any:
        if isinstance(body, dict):
            return {key: filled(value) for key, value in body.items()}
        if isinstance(body, list):
            return [filled(item) for item in body]
        text = re.sub(r"\$\{\d+[:|]([^,}|]*)[^}]*\}", r"\1", body)
        return float(text) if re.fullmatch(r"-?\d+", text) else text

    made = schema.schema("journey")
    for snippet in made["definitions"][title]["defaultSnippets"]:
        body = filled(snippet["body"])
        assert "$" not in json.dumps(body)
        part = {"$ref": f"#/definitions/{title}", "definitions": made["definitions"]}
        jsonschema.Draft7Validator(part).validate(body)


def test_the_feelings_that_an_editor_offers_are_known_ones() -> None:
    snippets = schema.schema("journey")["definitions"]["Emotion"]["defaultSnippets"]
    offered = [snippet["label"] for snippet in snippets if isinstance(snippet["body"], str)]
    assert len(offered) > 8
    scores = [feeling.score for word in offered if (feeling := Feelings().find(word))]
    assert len(scores) == len(offered)
    assert max(scores) == 2
    assert min(scores) == -2


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        schema.schema("map")
