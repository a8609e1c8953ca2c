"""What the four texts on journey maps ask for is met, and where it says so is true: `docs/requirements.yaml`."""

import datetime
import os
import re
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_calls import Call
from pydantic import BaseModel

from cjm import api
from cjm.api import Request
from cjm.model import (
    Branch,
    Channel,
    Emotion,
    Evidence,
    Expectation,
    Journey,
    Metric,
    Opportunity,
    PainPoint,
    Persona,
    Project,
    Stage,
    Step,
    Touchpoint,
)
from cjm.model.journey import Contributor, Feedback, Recipient, Requirements, Scope
from cjm.model.project import Glossary
from cjm.vocabulary import channels
from cjm.vocabulary.presets import presets

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "requirements.md"
DATA: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "requirements.yaml").read_text(encoding="utf-8"))
DOCUMENTS: dict[str, str] = DATA["documents"]
ALL: list[dict[str, Any]] = DATA["requirements"]
TODAY = datetime.date(2026, 12, 1)
KINDS = ("HOLD", "CHECK", "SHOW", "WORK")
THINGS: dict[str, type[BaseModel]] = {
    "map": Journey, "stage": Stage, "step": Step, "touchpoint": Touchpoint, "pain_point": PainPoint,
    "opportunity": Opportunity, "evidence": Evidence, "metric": Metric, "persona": Persona, "project": Project,
    "emotion": Emotion, "expectation": Expectation, "scope": Scope, "contributor": Contributor, "feedback": Feedback,
    "recipient": Recipient, "requirements": Requirements, "branch": Branch, "channel": Channel, "glossary": Glossary,
}  # fmt: skip
REFERENCES = [(one["id"], kind, name) for one in ALL for kind, names in one["met"].items() for name in names]


def test_all_requirements_are_there_in_order_and_none_is_left_empty() -> None:
    assert [one["id"] for one in ALL] == [f"REQ-{number:03}" for number in range(1, 126)]
    assert len(DOCUMENTS) == 4
    for one in ALL:
        assert set(one) == {"id", "kind", "from", "asks", "met"}
        assert one["from"] in DOCUMENTS
        assert one["kind"] in KINDS
        assert one["asks"].strip()
        assert one["met"]
        assert all(one["met"].values())
    assert len(REFERENCES) > 300


def test_each_kind_of_requirement_is_met_by_something_of_its_kind() -> None:
    """A place to hold something is a key or a channel, a check is a rule, and what is shown stands in a report."""
    needed = {"HOLD": {"key", "channel", "preset", "example"}, "CHECK": {"rule"}, "SHOW": {"view"}, "WORK": {"command"}}
    assert [one["id"] for one in ALL if not needed[one["kind"]] & set(one["met"])] == []


@pytest.mark.parametrize(("id", "kind", "name"), REFERENCES, ids=[" ".join(one) for one in REFERENCES])
def test_what_meets_a_requirement_exists(id: str, kind: str, name: str, call: Call) -> None:
    match kind:
        case "key":
            thing, _, rest = name.partition(".")
            key, _, word = rest.partition("=")
            fields = {field.alias or own: field for own, field in THINGS[thing].model_fields.items()}
            assert key in fields
            assert not word or word in words(fields[key].annotation)
        case "rule":
            assert name in {page.name for page in api.rules()}
        case "view":
            report, _, section = name.partition("#")
            assert any(stands(section, text) for text in reports(report))
        case "command":
            _, verb, *more = name.split()
            page = call(verb, "--help").out
            assert all(f" {word} " in page or f" {word}\n" in page for word in more if word.startswith("--"))
            assert all(call(verb, word).code == 0 for word in more if not word.startswith("--"))
        case "preset":
            assert name in presets()
        case "channel":
            assert name in channels()
        case "example":
            assert (ROOT / "examples" / name).is_dir() or (ROOT / "examples" / f"{name}.cjm.yaml").is_file()
        case _:
            pytest.fail(f"nobody knows what `{kind}` is")


def words(annotation: Any) -> Iterator[str]:
    """The fixed words that a key takes."""
    if typing.get_origin(annotation) is typing.Literal:
        yield from typing.get_args(annotation)
    for part in typing.get_args(annotation):
        yield from words(part)


def stands(section: str, text: str) -> bool:
    return bool(text) and (not section or re.search(rf'\bid="?(?:sec-)?{section}[" >]', text) is not None)


@cache
def reports(name: str) -> tuple[str, ...]:
    """A report of each example; of those for which there is one."""
    to, view = (name, "map") if name in ("markdown", "outline") else ("html", name)
    maps = sorted((ROOT / "examples").rglob("*.cjm.yaml"))
    assert len(maps) > 3
    made = (
        api.render(Request((str(path),), ROOT), today=TODAY, to=to, view=view, output="-", force=True) for path in maps
    )
    return tuple(one.text or "" for one in made)


def test_a_reference_to_nothing_is_found(call: Call) -> None:
    """The test above can fail: each of these names nothing."""
    for kind, name in (
        ("key", "step.feeling"), ("key", "stage.role=buying"), ("rule", "missing-feeling"), ("view", "map#people"),
        ("command", "cjm new --stage"), ("command", "cjm rules map-sizes"), ("preset", "first-loop"),
        ("channel", "pigeon"), ("example", "shop"), ("page", "map"),
    ):  # fmt: skip
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            test_what_meets_a_requirement_exists("REQ-000", kind, name, call)


# ---------- the table in the documentation ----------

INTRODUCTION = """\
<!-- Made from docs/requirements.yaml by tests/cli/test_requirements.py; change that file, not this one. -->

# What four texts on journey maps ask for, and where cjm answers it

cjm was made along four published texts on customer journey maps. This is what they ask for, one sentence each in our
words, and what meets it: a **key** of the format, a **rule** of `cjm lint` or a finding of `cjm validate`, a **view**
or section of a report, a **command**, a **preset** of stages, a known **channel** or an **example**. What is asked is
of one of four kinds: a map has a place for it (hold), `cjm` looks at it (check), a report shows it (show), somebody
does it (work). A test looks up each reference.
"""


def table() -> str:
    blocks = [INTRODUCTION]
    for document, title in DOCUMENTS.items():
        rows = [one for one in ALL if one["from"] == document]
        blocks.append(f"## {title[:1].upper()}{title[1:]}\n")
        lines = ["| Id | Kind | What is asked | Where it is met |", "| --- | --- | --- | --- |"]
        lines += [f"| {one['id']} | {one['kind'].lower()} | {one['asks']} | {met(one)} |" for one in rows]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def met(one: dict[str, Any]) -> str:
    return "; ".join(f"{kind} {', '.join(linked(kind, name) for name in names)}" for kind, names in one["met"].items())


def linked(kind: str, name: str) -> str:
    if kind == "rule":
        return f"[{name}](rules.md#{name})"
    if kind == "example":
        target = name if (ROOT / "examples" / name).is_dir() else f"{name}.cjm.yaml"
        return f"[{name}](../examples/{target})"
    return f"`{name.replace('=', ': ')}`" if kind == "key" else f"`{name}`"


def test_the_table_in_the_documentation_is_fresh() -> None:
    if os.environ.get("CJM_UPDATE_GOLDEN") == "1":
        TABLE.write_text(table(), encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table(), "CJM_UPDATE_GOLDEN=1 writes it anew"
