"""Runs the rules over a project: which ones, how severe, what is ignored."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cjm.atlas import Atlas
from cjm.finding import Category, Finding, Remark, Severity, Silenced, Waiver
from cjm.linting.across import Across, across, looks_across
from cjm.linting.options import Option, WrongOption, check_options, options_of
from cjm.linting.policy import Policy, check_names, policy_of, project_policy
from cjm.linting.rule import OWN, Rule, all_rules
from cjm.linting.silencing import Comments, Naming, known_names
from cjm.linting.visiting import below, visits
from cjm.loading import Document, Loaded, Part, did_you_mean
from cjm.model import Journey, LintLevels, LintOptions, LintSettings, Record
from cjm.placing import address, finding
from cjm.source.comments import ignores
from cjm.vocabulary.aliases import closest

__all__ = [
    "OWN",
    "Across",
    "Linted",
    "Naming",
    "Option",
    "Rule",
    "across",
    "all_rules",
    "asks_for_history",
    "lint",
    "looks_across",
    "missing",
    "options_of",
    "waivers",
]


@dataclass(frozen=True)
class Linted:
    """What the rules say of single files."""

    findings: list[Finding]
    awaiting: dict[str, frozenset[Naming]]
    """By file, the names in comments that stand for rules across maps: whether they are of use is not known yet."""
    silenced: list[Silenced]


def asks_for_history(part: Part, options: LintOptions) -> bool:
    """Whether a rule that is on in a project asks when maps were last changed."""
    policy = project_policy(part, options)
    return any(rule.history and policy.runs(rule) for rule in all_rules().values())


def lint(loaded: Loaded, options: LintOptions, today: datetime.date) -> Linted:
    """What the rules say of all files that were asked for and load.

    Raises `CjmError` for unknown rules and options in the settings or on the command line.
    """
    settings = loaded.atlas.project.lint if loaded.atlas.project else LintSettings()
    check_names(options, settings, loaded)
    linted = Linted([], {}, [])
    for document in loaded.asked:
        if not document.lintable or (isinstance(document.model, Journey) and document.model.status == "archived"):
            continue
        _document(document, loaded, options, today, linted)
    return linted


def waivers(document: Document, loaded: Loaded) -> list[Waiver]:
    """What is silenced in a file, by settings and by comments, with the reasons."""
    found = [Waiver(name, reason) for name, reason in policy_of(document, loaded, LintOptions()).ignored.items()]
    for comment in ignores(document.source):
        if comment.path is not None and comment.verb in ("ignore", "ignore-file"):
            where = address(comment.path, document.model)
            found += [Waiver(name, comment.reason, where) for name in comment.names]
    return found


def missing(document: Document, loaded: Loaded, today: datetime.date) -> list[str]:
    """The rules of completeness by which lint, in its default profile, warns that something is missing in a file.

    Each stands there as often as it warns; what is silenced does not count. Raises `CjmError` for options that a rule
    does not have.
    """
    others = tuple(str(category) for category in Category if category is not Category.COMPLETENESS)
    policy = policy_of(document, loaded, LintOptions(ignore=others, profile="default"))
    comments = Comments(document, policy)
    return [
        rule.name
        for rule, remark in _remarks(document, loaded.atlas, policy, today)
        if policy.severity(rule, remark.severity) is not Severity.INFO and not comments.silence(rule, remark.path)
    ]


def _document(document: Document, loaded: Loaded, options: LintOptions, today: datetime.date, linted: Linted) -> None:
    policy = policy_of(document, loaded, options)
    comments = Comments(document, policy)
    for rule, remark in _remarks(document, loaded.atlas, policy, today):
        severity = policy.severity(rule, remark.severity)
        found = finding(document, rule.name, rule.category, severity, remark, loaded.documents)
        if comment := comments.silence(rule, remark.path):
            linted.silenced.append(Silenced(found, comment.reason))
        else:
            linted.findings.append(found)
    linted.findings.extend(_map_levels(document, document.model.lint if isinstance(document.model, Journey) else None))
    linted.findings.extend(comments.faults())
    if lines := comments.awaiting():
        linted.awaiting[document.file] = lines


def _map_levels(document: Document, own: LintLevels | None) -> Iterator[Finding]:
    """Names in a map's own `lint` that are no rules."""
    known = known_names()
    for key in ("ignore", "severity", "options") if own is not None else ():
        for name in getattr(own, key):
            if name not in known:
                near = did_you_mean(closest(name, known))
                remark = Remark(
                    ("lint", key, name), f"there is no rule or category `{name}`", near or ("`cjm rules` lists them",)
                )
                yield finding(document, "unknown-rule", Category.FORMAT, Severity.WARNING, remark, at_key=True)
    for name, problem in _wrong_options(own) if own is not None else ():
        path = ("lint", "options", name, *problem.path)
        remark = Remark(path, problem.message, (problem.help,) if problem.help else ())
        yield finding(document, "unknown-rule", Category.FORMAT, Severity.WARNING, remark, at_key=problem.at_key)


def _wrong_options(own: LintLevels) -> Iterator[tuple[str, WrongOption]]:
    """The rules whose options in a map's own settings cannot be used, with what is wrong."""
    for name, given in own.options.items():
        if name in all_rules():
            try:
                check_options(all_rules()[name], given)
            except WrongOption as problem:
                yield name, problem


def _remarks(document: Document, atlas: Atlas, policy: Policy, today: datetime.date) -> Iterator[tuple[Rule, Remark]]:
    """What the rules say of a document, with paths from its top."""
    wanted: dict[type, list[tuple[Rule, Record | None]]] = {}
    for rule in all_rules().values():
        if policy.runs(rule):
            wanted.setdefault(rule.looks_at, []).append((rule, policy.options(rule)))
    by_type: dict[type, list[tuple[Rule, Record | None]]] = {}
    for path, thing, look in visits(document, atlas, today):
        rules = by_type.get(type(thing))
        if rules is None:
            rules = [pair for kind, pairs in wanted.items() if isinstance(thing, kind) for pair in pairs]
            by_type[type(thing)] = rules
        for rule, options in rules:
            check: Callable[..., Iterable[Remark]] = rule.module.check
            for remark in check(thing, look) if options is None else check(thing, look, options):
                yield rule, below(path, remark)
