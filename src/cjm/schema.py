"""The JSON Schemas of map, persona and project file, for editors and for other people's tools.

They are made from the models, so that they cannot say something else. What is done here is to say it in the way
that editors show best: alternatives are folded into one schema wherever JSON Schema allows it (an editor that may
choose between `anyOf` branches explains faults badly), an explicit null is allowed wherever a key may be left out,
and descriptions are given as Markdown too. Draft 7, because that is what the language servers know best.
"""

import json
import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from cjm.model import Journey, Persona, Project

JsonSchema = dict[str, Any]

_MODELS: dict[str, type[BaseModel]] = {"journey": Journey, "persona": Persona, "project": Project}
NAMES = tuple(_MODELS)
"""What there is a schema of."""

_ANNOTATIONS = ("title", "description", "markdownDescription", "default", "examples", "defaultSnippets")
_NULL: JsonSchema = {"type": "null"}

_FEELINGS = (
    "delighted",
    "happy",
    "relieved",
    "curious",
    "calm",
    "neutral",
    "unsure",
    "annoyed",
    "worried",
    "disappointed",
    "frustrated",
    "angry",
)
"""Words for feelings that an editor offers, from good to bad; many more are understood."""

_SNIPPETS: dict[str, list[JsonSchema]] = {
    "Stage": [
        {
            "label": "stage",
            "description": "A part of the journey, with its first step",
            "body": {"name": "${1:Name of the stage}", "steps": [{"name": "${2:I do something}"}]},
        },
    ],
    "Step": [
        {
            "label": "step",
            "description": "A step with what a journey map is about",
            "body": {
                "name": "${1:I do something}",
                "touchpoints": ["${2:Product page @ website}"],
                "thoughts": ["${3:What do I ask myself?}"],
                "emotion": "${4:neutral}",
                "pain_points": ["${5:What goes wrong}"],
            },
        },
    ],
    "PainPoint": [
        {
            "label": "pain point",
            "description": "A pain point with its weight",
            "body": {
                "text": "${1:What goes wrong, concretely}",
                "severity": "${2|low,medium,high,critical|}",
                "frequency": "${3|rare,sometimes,often|}",
            },
        },
    ],
    "Opportunity": [
        {
            "label": "opportunity",
            "description": "A need worth solving, with its owner",
            "body": {
                "text": "How might we ${1:help}?",
                "owner": "${2:Who}",
                "status": "${3|open,planned,in-progress,done,dismissed|}",
            },
        },
    ],
    "Emotion": [
        *({"label": word, "body": word} for word in _FEELINGS),
        {
            "label": "emotion with its reason",
            "description": "A feeling, its score and why",
            "body": {"feeling": "${1:annoyed}", "score": "${2:-1}", "because": "${3:Why}"},
        },
    ],
}


def schema(name: str) -> JsonSchema:
    """The JSON Schema (draft 7) of a `journey`, a `persona` or a `project`; `KeyError` for any other name."""
    raw = _MODELS[name].model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    definitions: JsonSchema = {}
    for model, body in raw.pop("$defs", {}).items():
        tidied = _tidy(body, definitions)
        tidied["title"] = re.sub(r"(?<=[a-z])([A-Z])", lambda found: " " + found[1].lower(), body["title"])
        if model in _SNIPPETS:
            tidied["defaultSnippets"] = _SNIPPETS[model]
        definitions[model] = tidied
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:cjm:{name}:1",
        "title": name.capitalize(),
        **_tidy(raw, definitions),
        "definitions": dict(sorted(definitions.items())),
    }


def text(name: str) -> str:
    """The JSON Schema as text, the same for every run, as it lies in `schemas/`."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


class _Generator(GenerateJsonSchema):
    """Leaves out what `schema` says better: the titles of keys, and who may be null."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 (pydantic names it)
        return False

    def nullable_schema(self, schema: Any) -> JsonSchema:
        return self.generate_inner(schema["schema"])


def _tidy(node: JsonSchema, definitions: JsonSchema) -> JsonSchema:
    """A schema and all below it, folded and annotated; schemas with a title of their own move to `definitions`."""
    tidy = {key: value for key, value in node.items() if not (key == "default" and value is None)}
    title = tidy.pop("title", None)
    if description := tidy.get("description"):
        tidy["description"] = description = " ".join(description.split())
        if "`" in description:
            tidy["markdownDescription"] = description
    if "pattern" in tidy and "examples" in tidy:
        tidy["patternErrorMessage"] = "write for example " + " or ".join(f"`{example}`" for example in tidy["examples"])
    for key in ("properties", "patternProperties"):
        if key in tidy:
            tidy[key] = {name: _tidy(value, definitions) for name, value in tidy[key].items()}
    for key in ("items", "additionalProperties", "if", "not"):
        if isinstance(tidy.get(key), dict):
            tidy[key] = _tidy(tidy[key], definitions)
    if tidy.get("type") == "object":
        required = tidy.get("required", ())
        for name, value in tidy.get("properties", {}).items():
            if name not in required:
                tidy["properties"][name] = _either(value, _NULL)
        if "patternProperties" in tidy and "properties" not in tidy:
            tidy["additionalProperties"] = False
    for key in ("anyOf", "oneOf"):
        if key in tidy:
            alternatives = [_tidy(alternative, definitions) for alternative in tidy.pop(key)]
            tidy = {**_either(*alternatives), **tidy}
    if "enum" in tidy and title is None:
        tidy.pop("type", None)
        tidy["errorMessage"] = "allowed: " + ", ".join(map(str, tidy["enum"]))
    elif title is not None and "enum" in tidy:
        definitions[title] = tidy
        return {"$ref": f"#/definitions/{title}"}
    return tidy


def _either(*alternatives: JsonSchema) -> JsonSchema:
    """What one of the alternatives accepts, in one flat schema where their types and keywords keep apart."""
    folded: JsonSchema = {}
    rest = []
    for alternative in alternatives:
        for option in alternative["anyOf"] if set(alternative) - set(_ANNOTATIONS) == {"anyOf"} else [alternative]:
            if merged := _folded(folded, option):
                folded = merged
            else:
                rest.append(option)
    if not rest:
        return folded
    said = {key: value for key, value in alternatives[0].items() if key in _ANNOTATIONS}
    options = [{key: value for key, value in option.items() if key not in said} for option in (folded, *rest) if option]
    return {**said, "anyOf": sorted(options, key=_simple)}


def _simple(option: JsonSchema) -> bool:
    """Lists and mappings come first: where nothing fits, editors explain what the first one misses."""
    return "$ref" not in option and "array" not in option.get("type", ())


def _folded(one: JsonSchema, other: JsonSchema) -> JsonSchema | None:
    """Two schemas in one; `None` if it would not mean the same as either of them."""
    if not one:
        return None if "$ref" in other else other
    if "enum" in one and other == _NULL:
        return {**one, "enum": [*one["enum"], None]}
    if "type" not in one or "type" not in other:
        return None
    types = [one["type"], other["type"]]
    mine, yours = ([kind] if isinstance(kind, str) else kind for kind in types)
    keywords = (set(one) & set(other)) - {"type", *_ANNOTATIONS}
    if set(mine) & set(yours) or keywords:
        return None
    return {**other, **one, "type": [*mine, *yours]}
