"""Runs the rules over a project: which ones, how severe, what is ignored; turns paths into places."""

import datetime
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from types import ModuleType
from typing import Any

from pydantic import ValidationError

import cjm.rules
from cjm.atlas import Atlas, Look
from cjm.errors import CjmError
from cjm.finding import Category, Finding, Path, Place, Pointer, Related, Remark, Severity
from cjm.loading import Document, Loaded, did_you_mean
from cjm.model import (
    Evidence,
    InlinePersona,
    Journey,
    LintLevels,
    LintSettings,
    Opportunity,
    PainPoint,
    Persona,
    PersonaFields,
    Record,
    Stage,
    Step,
    Touchpoint,
)
from cjm.source.comments import Ignore, ignores
from cjm.vocabulary.aliases import closest

_LOWERED_IN_DRAFTS = frozenset({Category.EVIDENCE, Category.ACTION, Category.UPKEEP})
OWN: dict[str, str] = {
    "unknown-rule": "a comment or setting names a rule that does not exist",
    "ignore-without-reason": "an ignore comment does not say why",
    "unused-ignore": "an ignore comment silences nothing",
}
"""What lint says of its own comments."""


@dataclass(frozen=True)
class Rule:
    """A content rule, as its module states it."""

    name: str
    module: ModuleType
    severity: Severity
    category: Category
    sketch: bool
    opt_in: bool
    looks_at: type
    options: type[Record] | None

    @property
    def page(self) -> str:
        """What it finds, why, and what to do: the module's docstring."""
        return inspect.cleandoc(self.module.__doc__ or "")


@cache
def all_rules() -> dict[str, Rule]:
    """All rules by name: every module of `cjm.rules`."""
    found = {}
    for info in pkgutil.iter_modules(cjm.rules.__path__):
        module = importlib.import_module(f"cjm.rules.{info.name}")
        name = info.name.replace("_", "-")
        parameters = list(inspect.signature(module.check).parameters.values())
        found[name] = Rule(
            name, module, module.SEVERITY, module.CATEGORY,
            getattr(module, "SKETCH", False), getattr(module, "OPT_IN", False),
            parameters[0].annotation, getattr(module, "Options", None),
        )
    return found


@dataclass(frozen=True)
class LintOptions:
    """What the command line asks of lint; it wins over all settings."""

    select: tuple[str, ...] = ()
    """Only these rules or categories."""
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    profile: str | None = None
    no_ignores: bool = False
    """Report what comments and settings of a map silence."""


@dataclass(frozen=True)
class Waiver:
    """A rule that is silenced, where, and why: shown in reports."""

    rule: str
    reason: str
    address: str = ""


class _Policy:
    """Which rules run on a file, how severe each is, and with which options."""

    def __init__(self, options: LintOptions, settings: LintSettings, file: str, own: LintLevels | None, status: str) -> None:
        layers: list[LintLevels] = [settings]
        layers += [levels for pattern, levels in settings.per_file.items() if _matches(file, pattern)]
        if own is not None:
            layers.append(own)
        self._options = options
        self._settings = settings
        self._layers = layers
        self._status = status
        self._profile = options.profile or settings.profile
        self.ignored: dict[str, str] = {}
        if not options.no_ignores:
            for levels in layers:
                self.ignored.update(levels.ignore)

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        named = {rule.name, str(rule.category)}
        if named & set(self._options.ignore):
            return False
        if self._options.select:
            chosen = bool(named & set(self._options.select))
        elif self._settings.select:
            chosen = bool(named & set(self._settings.select)) and (not rule.opt_in or rule.name in self._settings.select)
        elif self._profile == "sketch":
            chosen = rule.sketch
        else:
            chosen = not rule.opt_in or self._profile == "strict"
        extended = {*self._options.extend_select, *self._settings.extend_select}
        return (chosen or bool(named & extended)) and not (named & set(self.ignored))

    def severity(self, rule: Rule, own: Severity | None) -> Severity:
        """How severe a remark of a rule is here; `own` is what the rule said of this one."""
        for name in (rule.name, str(rule.category)):
            if name in self._options.severity:
                return self._options.severity[name]
        for levels in reversed(self._layers):
            for name in (rule.name, str(rule.category)):
                if name in levels.severity:
                    return Severity(levels.severity[name])
        severity = own or rule.severity
        if self._profile == "strict" and severity is Severity.INFO:
            severity = Severity.WARNING
        if self._status == "draft" and rule.category in _LOWERED_IN_DRAFTS and severity is not Severity.ERROR:
            return Severity.INFO
        return severity

    def options(self, rule: Rule) -> Record | None:
        """The options of a rule, checked. Raises `CjmError` where one is unknown or impossible."""
        if rule.options is None:
            return None
        merged: dict[str, Any] = {}
        for levels in self._layers:
            merged = _deep(merged, levels.options.get(rule.name, {}))
        return _options(rule, merged)


def _deep(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _deep(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return merged


def _options(rule: Rule, given: dict[str, Any]) -> Record:
    assert rule.options is not None
    try:
        return rule.options.model_validate(given)
    except ValidationError as problem:
        error = problem.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(step) for step in error["loc"])
        known = sorted(rule.options.keys())
        if error["type"] == "extra_forbidden":
            near = closest(str(error["loc"][-1]), known)
            help = f"did you mean `{near[0]}`?" if near else f"it has: {', '.join(known)}"
            raise CjmError(f"the rule {rule.name} has no option `{key}`", help) from None
        raise CjmError(f"the option `{key}` of the rule {rule.name} cannot be used", f"`cjm rules {rule.name}` shows what it takes") from None


def _matches(file: str, pattern: str) -> bool:
    """Whether a file, relative to the project, is one that a pattern such as `drafts/**` names."""
    pattern = pattern.removeprefix("./")
    return fnmatchcase(file, pattern) or (pattern.endswith("/") and file.startswith(pattern)) or fnmatchcase(file, pattern.replace("**/", ""))


@dataclass(frozen=True)
class Linted:
    """What lint found, and what it was told to keep silent about."""

    findings: list[Finding]
    waivers: dict[str, list[Waiver]]
    """By file."""


def lint(loaded: Loaded, options: LintOptions, today: datetime.date) -> Linted:
    """Run the rules on all files that were asked for and load.

    Raises `CjmError` for unknown rules and options in the settings or on the command line.
    """
    project = loaded.atlas.project
    settings = project.lint if project else LintSettings()
    check_names(options, settings, loaded)
    findings: list[Finding] = []
    waivers: dict[str, list[Waiver]] = {}
    for document in loaded.asked:
        model = document.model
        if model is None or document.faults or document.complaints or document.unread:
            continue
        if isinstance(model, Journey) and model.status == "archived":
            continue
        findings += _document(document, loaded, options, settings, today, waivers.setdefault(document.file, []))
    return Linted(findings, waivers)


def check_names(options: LintOptions, settings: LintSettings, loaded: Loaded) -> None:
    """Refuse settings that name no rule or category. Raises `CjmError`."""
    known = {*all_rules(), *OWN, *(str(category) for category in Category)}
    for name in (*options.select, *options.ignore, *options.extend_select, *options.severity):
        if name not in known:
            near = closest(name, known)
            raise CjmError(f"there is no rule or category `{name}`", f"did you mean `{near[0]}`?" if near else "`cjm rules` lists them")
    named: list[tuple[Path, str]] = []
    layers: list[tuple[Path, LintLevels]] = [(("lint",), settings)]
    layers += [(("lint", "per_file", pattern), levels) for pattern, levels in settings.per_file.items()]
    for path, levels in layers:
        named += [((*path, key, name), name) for key in ("ignore", "severity", "options") for name in getattr(levels, key)]
    named += [(("lint", key, index), name) for key in ("select", "extend_select") for index, name in enumerate(getattr(settings, key))]
    for path, name in named:
        if name not in known:
            place = loaded.project_source.key_place(path) if loaded.project_source else Place()
            near = closest(name, known)
            raise CjmError(
                f"{loaded.project_file}:{place.line}:{place.column}: there is no rule or category `{name}`",
                f"did you mean `{near[0]}`?" if near else "`cjm rules` lists them",
            )


def _document(
    document: Document, loaded: Loaded, options: LintOptions, settings: LintSettings, today: datetime.date, waivers: list[Waiver],
) -> Iterator[Finding]:
    model = document.model
    assert model is not None
    own = model.lint if isinstance(model, Journey) else None
    status = model.status if isinstance(model, Journey) else "published"
    prefix = f"{loaded.atlas.root}/" if loaded.atlas.root not in ("", ".") else ""
    policy = _Policy(options, settings, document.file.removeprefix(prefix), own, status)
    comments = [] if options.no_ignores else ignores(document.source)
    waivers += [Waiver(name, reason) for name, reason in policy.ignored.items()]
    used: set[int] = set()
    for rule, remark in _remarks(document, loaded.atlas, policy, today):
        silenced = [index for index, comment in enumerate(comments) if _silences(comment, rule, remark.path)]
        if silenced:
            used.update(silenced)
            for index in silenced:
                if not any(waiver == Waiver(rule.name, comments[index].reason, address(remark.path, model)) for waiver in waivers):
                    waivers.append(Waiver(rule.name, comments[index].reason, address(remark.path, model)))
            continue
        yield finding(document, rule.name, rule.category, policy.severity(rule, remark.severity), remark, loaded.documents)
    yield from _map_levels(document, own)
    yield from _comments(document, comments, used, policy, waivers)


def _map_levels(document: Document, own: LintLevels | None) -> Iterator[Finding]:
    """Names in a map's own `lint` that are no rules."""
    known = {*all_rules(), *OWN, *(str(category) for category in Category)}
    for key in ("ignore", "severity", "options") if own is not None else ():
        for name in getattr(own, key):
            if name not in known:
                near = did_you_mean(closest(name, known))
                remark = Remark(("lint", key, name), f"there is no rule or category `{name}`", near or ("`cjm rules` lists them",))
                yield finding(document, "unknown-rule", Category.FORMAT, Severity.WARNING, remark, at_key=True)


def _comments(document: Document, comments: Sequence[Ignore], used: set[int], policy: _Policy, waivers: list[Waiver]) -> Iterator[Finding]:
    """What is wrong with the comments that silence rules."""
    rules = all_rules()
    known = {*rules, *OWN, *(str(category) for category in Category)}
    for index, comment in enumerate(comments):
        def say(rule: str, message: str, *help: str) -> Finding:
            return Finding(rule, Category.FORMAT, Severity.WARNING, message, document.file, comment.place, help)  # noqa: B023

        if comment.verb not in ("ignore", "ignore-file"):
            yield say("unknown-rule", f"`cjm: {comment.verb}` means nothing", "write `# cjm: ignore[rule] reason` or `# cjm: ignore-file[rule] reason`")
            continue
        if not comment.names:
            yield say("unknown-rule", "this comment does not say which rule it silences", "write `# cjm: ignore[rule] reason`")
            continue
        unknown = [name for name in comment.names if name not in known]
        for name in unknown:
            near = did_you_mean(closest(name, known))
            yield say("unknown-rule", f"there is no rule or category `{name}`", *(near or ("`cjm rules` lists them",)))
        if not comment.reason:
            yield say("ignore-without-reason", "this comment does not say why", "write the reason behind the bracket; reports show it")
        asked = [rules[name] for name in comment.names if name in rules]
        off = asked and not any(policy.runs(rule) for rule in asked)
        if index not in used and len(unknown) < len(comment.names) and not off:
            yield say("unused-ignore", f"nothing here is silenced by this comment ({', '.join(comment.names)})", "remove it")


def _silences(comment: Ignore, rule: Rule, path: Path) -> bool:
    if comment.path is None or comment.verb not in ("ignore", "ignore-file"):
        return False
    named = rule.name in comment.names or str(rule.category) in comment.names
    return named and path[: len(comment.path)] == comment.path


def _remarks(document: Document, atlas: Atlas, policy: _Policy, today: datetime.date) -> Iterator[tuple[Rule, Remark]]:
    """What the rules say of a document, with paths from its top."""
    wanted: dict[type, list[tuple[Rule, Record | None]]] = {}
    for rule in all_rules().values():
        if policy.runs(rule):
            wanted.setdefault(rule.looks_at, []).append((rule, policy.options(rule)))
    for path, thing, look in _visits(document, atlas, today):
        for kind, rules in wanted.items():
            if isinstance(thing, kind):
                for rule, options in rules:
                    check: Callable[..., Iterable[Remark]] = rule.module.check
                    for remark in check(thing, look) if options is None else check(thing, look, options):
                        yield rule, _below(path, remark)


def _below(path: Path, remark: Remark) -> Remark:
    if not path:
        return remark
    return Remark((*path, *remark.path), remark.message, remark.help, remark.allowed, remark.severity, remark.related)


def _visits(document: Document, atlas: Atlas, today: datetime.date) -> Iterator[tuple[Path, object, Look]]:
    """Everything that rules look at, with its path and its surroundings."""
    model = document.model
    if isinstance(model, Persona):
        yield (), model, Look(atlas, document.file, today)
        if isinstance(model.evidence, dict):
            for key, source in model.evidence.items():
                yield ("evidence", key), source, Look(atlas, document.file, today, key=key)
        return
    assert isinstance(model, Journey)
    top = Look(atlas, document.file, today, model)
    yield (), model, top
    for path, entry in ((("persona",), model.persona), *((("personas", i), one) for i, one in enumerate(model.personas))):
        if isinstance(entry, InlinePersona):
            yield path, entry, top
    for key, source in model.evidence.items():
        yield ("evidence", key), source, Look(atlas, document.file, today, model, key=key)
    for i, stage in enumerate(model.stages):
        at: Path = ("stages", i)
        yield at, stage, Look(atlas, document.file, today, model, stage)
        for j, step in enumerate(stage.steps):
            yield from _step((*at, "steps", j), step, Look(atlas, document.file, today, model, stage, step))
    for i, opportunity in enumerate(model.opportunities):
        yield ("opportunities", i), opportunity, top


def _step(at: Path, step: Step, look: Look) -> Iterator[tuple[Path, object, Look]]:
    yield at, step, look
    for i, touchpoint in enumerate(step.touchpoints):
        yield (*at, "touchpoints", i), touchpoint, look
    for i, pain in enumerate(step.pain_points):
        yield (*at, "pain_points", i), pain, look
        for j, opportunity in enumerate(pain.opportunities):
            yield (*at, "pain_points", i, "opportunities", j), opportunity, look
    for i, opportunity in enumerate(step.opportunities):
        yield (*at, "opportunities", i), opportunity, look


VISITED = (Journey, Stage, Step, Touchpoint, PainPoint, Opportunity, Evidence, PersonaFields)
"""What a rule can look at."""


def finding(
    document: Document, rule: str, category: Category, severity: Severity, remark: Remark,
    documents: Sequence[Document] = (), at_key: bool = False,
) -> Finding:
    """A remark as a finding, with its place in the text; `documents` are those that it may point to beside its own."""
    place = document.source.key_place(remark.path) if at_key else document.source.place(remark.path)
    related = tuple(_related(document, pointer, documents) for pointer in remark.related)
    return Finding(
        rule, category, severity, remark.message, document.file, place, remark.help, remark.allowed,
        remark.path, address(remark.path, document.model), related,
    )


def _related(document: Document, pointer: Pointer, documents: Sequence[Document]) -> Related:
    other = next((one for one in documents if one.file == pointer.file), document)
    return Related(pointer.message, pointer.file or document.file, other.source.place(pointer.path))


def address(path: Path, model: Record | None) -> str:
    """A path by ids: `stages[pay].steps[card].emotion`; by position where there is no id."""
    text = ""
    thing: object = model
    for step in path:
        if isinstance(step, int):
            thing = thing[step] if isinstance(thing, list) and step < len(thing) else None
            name = getattr(thing, "id", None) or getattr(thing, "name", None) if isinstance(thing, Record) else None
            text += f"[{name or step}]"
        else:
            if isinstance(thing, Record):
                thing = getattr(thing, f"{step}_" if step == "from" else step, None)
            else:
                thing = thing.get(step) if isinstance(thing, dict) else None
            text += f".{step}" if text else step
    return text
