"""What cjm takes an unknown word for, and where it rather says nothing."""

from collections.abc import Collection
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm.model import (
    Branch,
    Channel,
    Emotion,
    Evidence,
    Image,
    InlinePersona,
    Journey,
    Lane,
    LintSettings,
    Metric,
    Opportunity,
    PainPoint,
    Project,
    Quote,
    Record,
    Stage,
    Step,
    Touchpoint,
)
from cjm.model.journey import Contributor, Expectation, Feedback, Recipient, Requirements, Scope
from cjm.model.project import Glossary, OwnFeeling, Render
from cjm.vocabulary import _read
from cjm.vocabulary.aliases import closest, meant_key, meant_value

PARTS: dict[str, type[Record]] = {
    "journey": Journey,
    "stage": Stage,
    "step": Step,
    "touchpoint": Touchpoint,
    "emotion": Emotion,
    "pain_point": PainPoint,
    "opportunity": Opportunity,
    "persona": InlinePersona,
    "evidence": Evidence,
    "metric": Metric,
    "scope": Scope,
    "expectation": Expectation,
    "quote": Quote,
    "branch": Branch,
    "requirements": Requirements,
    "image": Image,
    "contributor": Contributor,
    "feedback": Feedback,
    "recipient": Recipient,
    "lane": Lane,
    "channel": Channel,
    "own_feeling": OwnFeeling,
    "glossary": Glossary,
    "project": Project,
    "lint": LintSettings,
    "render": Render,
}


def known_in(place: str) -> Collection[str]:
    """The keys of a part of a file, which may be named as its model is."""
    return PARTS[{"inline_persona": "persona", "LintLevels": "lint"}.get(place, place)].keys()


ALL_KEYS = {name for place in PARTS for name in iter(known_in(place))}


def key(place: str, written: str) -> list[str]:
    return meant_key(written, known_in(place), place)


@pytest.mark.parametrize(
    ("place", "written", "meant"),
    [
        # the same word, joined, capitalised or counted differently
        ("step", "touch_points", "touchpoints"),
        ("step", "touchPoints", "touchpoints"),
        ("step", "Touch Points", "touchpoints"),
        ("step", "touchpoint", "touchpoints"),
        ("step", "painpoints", "pain_points"),
        ("step", "pain-points", "pain_points"),
        ("step", "painPoints", "pain_points"),
        ("step", "PAIN POINTS", "pain_points"),
        ("step", "pain_point", "pain_points"),
        ("step", "opportunity", "opportunities"),
        ("step", "emotions", "emotion"),
        ("step", "thought", "thoughts"),
        ("step", "momentOfTruth", "moment_of_truth"),
        ("step", "back_stage", "backstage"),
        ("step", "front-stage", "frontstage"),
        ("journey", "Stages", "stages"),
        ("journey", "Title", "title"),
        ("journey", "expectation", "expectations"),
        ("journey", "businessGoal", "business_goal"),
        ("journey", "goals", "goal"),
        ("persona", "goal", "goals"),
        # other words
        ("journey", "phases", "stages"),
        ("journey", "sections", "stages"),
        ("journey", "columns", "stages"),
        ("journey", "steps", "stages"),
        ("journey", "name", "title"),
        ("journey", "journey_map", "title"),
        ("journey", "actor", "persona"),
        ("journey", "user", "persona"),
        ("journey", "customer", "persona"),
        ("journey", "who", "persona"),
        ("journey", "hero", "persona"),
        ("journey", "profile", "persona"),
        ("journey", "customer_persona", "persona"),
        ("journey", "context", "scenario"),
        ("journey", "use_case", "scenario"),
        ("journey", "situation", "scenario"),
        ("journey", "objective", "goal"),
        ("journey", "jtbd", "goal"),
        ("journey", "need", "goal"),
        ("journey", "start", "scope"),
        ("journey", "boundaries", "scope"),
        ("journey", "zoom", "level"),
        ("journey", "granularity", "level"),
        ("journey", "as-is", "state"),
        ("journey", "to_be", "state"),
        ("journey", "assumption", "basis"),
        ("journey", "confidence", "basis"),
        ("journey", "sources", "evidence"),
        ("journey", "research", "evidence"),
        ("journey", "kpis", "metrics"),
        ("journey", "nps", "metrics"),
        ("journey", "journey_owner", "owner"),
        ("journey", "responsible", "owner"),
        ("journey", "last_reviewed", "reviewed"),
        ("journey", "next_review", "review_by"),
        ("journey", "cadence", "review_every"),
        ("journey", "swimlane", "lanes"),
        ("journey", "stakeholders", "contributors"),
        ("journey", "version", "cjm"),
        ("stage", "tasks", "steps"),
        ("stage", "activities", "steps"),
        ("stage", "sub_stages", "steps"),
        ("stage", "title", "name"),
        ("stage", "phase", "name"),
        ("stage", "description", "summary"),
        ("step", "title", "name"),
        ("step", "feeling", "emotion"),
        ("step", "feelings", "emotion"),
        ("step", "mood", "emotion"),
        ("step", "sentiment", "emotion"),
        ("step", "score", "emotion"),
        ("step", "emotion_score", "emotion"),
        ("step", "emotional_state", "emotion"),
        ("step", "thinking", "thoughts"),
        ("step", "questions", "thoughts"),
        ("step", "mindset", "thoughts"),
        ("step", "doing", "actions"),
        ("step", "behaviors", "actions"),
        ("step", "user_actions", "actions"),
        ("step", "channel", "touchpoints"),
        ("step", "channels", "touchpoints"),
        ("step", "interactions", "touchpoints"),
        ("step", "contact_points", "touchpoints"),
        ("step", "pains", "pain_points"),
        ("step", "problems", "pain_points"),
        ("step", "barriers", "pain_points"),
        ("step", "issues", "pain_points"),
        ("step", "frictions", "pain_points"),
        ("step", "frustrations", "pain_points"),
        ("step", "challenges", "pain_points"),
        ("step", "delights", "gains"),
        ("step", "recommendations", "opportunities"),
        ("step", "improvements", "opportunities"),
        ("step", "ideas", "opportunities"),
        ("step", "mot", "moment_of_truth"),
        ("step", "key_moment", "moment_of_truth"),
        ("step", "priority", "importance"),
        ("step", "weight", "importance"),
        ("step", "context", "situation"),
        ("step", "behind_the_scenes", "backstage"),
        ("step", "processes", "backstage"),
        ("step", "onstage", "frontstage"),
        ("step", "goto", "next"),
        ("step", "branches", "next"),
        ("step", "result", "outcome"),
        ("step", "time", "duration"),
        ("step", "kpi", "metrics"),
        ("touchpoint", "medium", "channel"),
        ("touchpoint", "channels", "channel"),
        ("touchpoint", "responsible", "owner"),
        ("touchpoint", "rating", "satisfaction"),
        ("emotion", "mood", "feeling"),
        ("emotion", "value", "score"),
        ("emotion", "reason", "because"),
        ("emotion", "dramatic_arc", "engagement"),
        ("pain_point", "impact", "severity"),
        ("pain_point", "priority", "severity"),
        ("pain_point", "criticality", "severity"),
        ("pain_point", "description", "text"),
        ("pain_point", "solutions", "opportunities"),
        ("pain_point", "sources", "evidence"),
        ("opportunity", "state", "status"),
        ("opportunity", "deadline", "due"),
        ("opportunity", "due_date", "due"),
        ("opportunity", "assignee", "owner"),
        ("opportunity", "solutions", "ideas"),
        ("opportunity", "pain_points", "addresses"),
        ("opportunity", "jira", "ticket"),
        ("persona", "occupation", "job"),
        ("persona", "target_group", "segment"),
        ("persona", "pain_points", "frustrations"),
        ("persona", "behaviors", "behaviours"),
        ("persona", "avatar", "image"),
        ("evidence", "kind", "type"),
        ("evidence", "sample_size", "n"),
        ("evidence", "link", "url"),
        ("metric", "score", "value"),
        ("metric", "goal", "target"),
        ("scope", "from", "start"),
        ("scope", "until", "end"),
        ("branch", "if", "when"),
        ("branch", "step", "to"),
        ("project", "title", "name"),
        ("project", "feelings", "emotions"),
        ("lint", "disable", "ignore"),
        ("inline_persona", "role", "job"),
        ("LintLevels", "skip", "ignore"),
        # slips of the finger, in keys and in other words
        ("journey", "tilte", "title"),
        ("journey", "persnoa", "persona"),
        ("journey", "scenrio", "scenario"),
        ("step", "emtion", "emotion"),
        ("step", "emotoin", "emotion"),
        ("step", "toucpoints", "touchpoints"),
        ("step", "pian_points", "pain_points"),
        ("step", "oportunities", "opportunities"),
        ("step", "nmae", "name"),
        ("step", "recomendations", "opportunities"),
        ("touchpoint", "chanel", "channel"),
        ("pain_point", "severty", "severity"),
    ],
)
def test_a_wrong_key_is_taken_for_the_one_that_was_meant(place: str, written: str, meant: str) -> None:
    found = meant_key(written, known_in(place), place)
    assert found[:1] == [meant]


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("journey", "frobnicate"),
        ("journey", "foo"),
        ("journey", "x"),
        ("journey", ""),
        ("journey", "!!"),
        ("journey", "test"),
        ("step", "test"),
        ("step", "colour"),
        ("step", "a"),
        ("step", "persona"),
        ("step", "cjm"),
        ("step", "stages"),
        ("touchpoint", "emotion"),
        ("emotion", "step"),
        ("quote", "severity"),
        ("stage", "colour"),
        ("step", "42"),
        ("lane", "mind"),
        ("quote", "next"),
        ("metric", "persona_name"),
        ("step", "状態"),
    ],
)
def test_where_nothing_is_near_nothing_is_said(place: str, written: str) -> None:
    assert key(place, written) == []


def test_an_actor_is_a_persona_at_map_level_only() -> None:
    assert key("journey", "actor") == ["persona"]
    assert key("stage", "actor") == []
    assert "actor" in known_in("step")


def test_several_answers_come_with_the_best_one_first() -> None:
    assert key("journey", "review") == ["reviewed", "review_every", "review_by"]
    assert key("step", "wow") == ["gains", "moment_of_truth"]
    assert key("journey", "Persona") == ["persona", "personas"]


@given(st.sampled_from(sorted(PARTS)), st.text(max_size=12))
def test_answers_are_few_and_known_whatever_was_written(place: str, written: str) -> None:
    found = key(place, written)
    assert len(found) <= 3
    assert set(found) <= set(known_in(place))
    assert len(set(found)) == len(found)


def test_every_word_of_the_list_leads_to_a_key_of_its_place() -> None:
    table = _read("aliases")["keys"]
    assert set(table) - {"*"} == set(PARTS)
    for place, targets in table.items():
        for target, words in targets.items():
            known = set(known_in(place)) if place != "*" else ALL_KEYS
            assert target in known, (place, target)
            assert len(set(words)) == len(words), (place, target)
            if place != "*":
                for word in set(words) - known:
                    assert key(place, word), (place, word)


SEVERITY = ("low", "medium", "high", "critical")
OPPORTUNITY = ("open", "planned", "in-progress", "done", "dismissed")
MAP = ("draft", "in-review", "published", "archived")


@pytest.mark.parametrize(
    ("name", "written", "allowed", "meant"),
    [
        ("severity", "hihg", SEVERITY, "high"),
        ("severity", "High", SEVERITY, "high"),
        ("severity", "HIGH ", SEVERITY, "high"),
        ("severity", "minor", SEVERITY, "low"),
        ("severity", "major", SEVERITY, "high"),
        ("severity", "blocker", SEVERITY, "critical"),
        ("severity", "1", SEVERITY, "low"),
        ("severity", "2", SEVERITY, "medium"),
        ("severity", "3", SEVERITY, "high"),
        ("severity", "4", SEVERITY, "critical"),
        ("severity", "warn", ("error", "warning", "info"), "warning"),
        ("importance", "1", ("low", "medium", "high"), "low"),
        ("importance", "3", ("low", "medium", "high"), "high"),
        ("importance", "critical", ("low", "medium", "high"), "high"),
        ("state", "as-is", ("current", "future"), "current"),
        ("state", "As Is", ("current", "future"), "current"),
        ("state", "today", ("current", "future"), "current"),
        ("state", "to-be", ("current", "future"), "future"),
        ("state", "ideal", ("current", "future"), "future"),
        ("state", "target", ("current", "future"), "future"),
        ("status", "In Progress", OPPORTUNITY, "in-progress"),
        ("status", "in_progress", OPPORTUNITY, "in-progress"),
        ("status", "wip", OPPORTUNITY, "in-progress"),
        ("status", "todo", OPPORTUNITY, "open"),
        ("status", "closed", OPPORTUNITY, "done"),
        ("status", "won't do", OPPORTUNITY, "dismissed"),
        ("status", "WIP", MAP, "draft"),
        ("status", "review", MAP, "in-review"),
        ("status", "final", MAP, "published"),
        ("status", "publishd", MAP, "published"),
        ("basis", "assumption", ("hypothesis", "mixed", "research"), "hypothesis"),
        ("basis", "validated", ("hypothesis", "mixed", "research"), "research"),
        ("basis", "hypotheses", ("hypothesis", "mixed", "research"), "hypothesis"),
        ("level", "e2e", ("lifecycle", "end-to-end", "episode"), "end-to-end"),
        ("level", "micro", ("lifecycle", "end-to-end", "episode"), "episode"),
        ("outcome", "churn", ("success", "failure", "abandoned"), "abandoned"),
        ("outcome", "fail", ("success", "failure", "abandoned"), "failure"),
        ("outcome", "Success", ("success", "failure", "abandoned"), "success"),
        ("frequency", "always", ("rare", "sometimes", "often"), "often"),
        ("kind", "bug", ("friction", "barrier", "error"), "error"),
        ("kind", "tech", ("process", "technology"), "technology"),
        ("actor", "company", ("customer", "organisation", "partner"), "organisation"),
        ("type", "interviews", ("interview", "survey", "other"), "interview"),
        ("role", "purchase", ("awareness", "buy", "use"), "buy"),
        ("role", "discovery", ("awareness", "buy", "use"), "awareness"),
        ("direction", "higher", ("up", "down"), "up"),
        ("attention", "habit", ("pilot", "autopilot"), "autopilot"),
        ("verdict", "delete", ("keep", "improve", "remove"), "remove"),
        ("mode", "digital", ("online", "offline"), "online"),
    ],
)
def test_a_wrong_value_is_taken_for_the_one_that_was_meant(
    name: str, written: str, allowed: tuple[str, ...], meant: str
) -> None:
    assert meant_value(written, allowed, name)[:1] == [meant]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("severity", "5"),
        ("severity", "0"),
        ("severity", "foo"),
        ("severity", ""),
        ("status", "blue"),
        ("unknown", "xyz"),
    ],
)
def test_a_value_that_means_nothing_gets_no_answer(name: str, written: str) -> None:
    assert meant_value(written, SEVERITY, name) == []


def test_every_value_of_the_list_is_a_value_of_the_format() -> None:
    values = {name: {value for part in PARTS.values() for value in _literals(part, name)} for name in ALL_KEYS}
    values["severity"] |= {"error", "warning", "info"}
    table = _read("aliases")["values"]
    assert len(table) > 15
    for name, targets in table.items():
        assert set(targets) <= values[name], name
        for target, words in targets.items():
            assert len(set(words)) == len(words), (name, target)


def _literals(part: type[Record], name: str) -> set[str]:
    field = part.model_fields.get(name)
    if field is None:
        return set()
    choices = get_args(field.annotation)
    return {value for choice in (choices, *map(get_args, choices)) for value in choice if isinstance(value, str)}


def test_names_that_nearly_match_come_first_and_then_those_with_the_same_words() -> None:
    rules = ["missing-emotion", "unknown-emotion", "missing-owner", "flat-emotion-curve", "vague-text"]
    assert closest("mising-emotion", rules) == ["missing-emotion"]
    assert closest("Missing Emotion", rules) == ["missing-emotion"]
    assert closest("emotion", rules) == ["missing-emotion", "unknown-emotion", "flat-emotion-curve"]
    assert closest("emotion", rules, limit=1) == ["missing-emotion"]
    assert closest("colour", rules) == []


@pytest.mark.parametrize(
    ("written", "names", "meant"),
    [
        ("intervews-2026", ["interviews-2026", "survey-2026"], ["interviews-2026"]),
        ("first_month", ["first-month", "give-up"], ["first-month"]),
        ("pya", ["pay", "buy"], ["pay"]),
        ("x", ["y", "z"], []),
        ("unbekannt", ["pay", "card"], []),
        ("größe", ["groesse", "größe-2"], ["größe-2"]),
    ],
)
def test_ids_are_found_by_a_slip(written: str, names: list[str], meant: list[str]) -> None:
    assert closest(written, names) == meant
