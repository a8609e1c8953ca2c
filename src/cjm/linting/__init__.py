"""Runs the rules over a project: which ones, how severe, what is ignored."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from cjm.atlas import Atlas
from cjm.errors import CjmError
from cjm.finding import Category, Finding, Path, Remark, Severity, Waiver
from cjm.linting.policy import Policy, check_names, check_options
from cjm.linting.rule import OWN, Rule, all_rules
from cjm.linting.visiting import visits
from cjm.loading import Document, Loaded, did_you_mean, shown
from cjm.model import Journey, LintLevels, LintOptions, LintSettings, Record
from cjm.placing import address, finding
from cjm.source.comments import Ignore, ignores
from cjm.vocabulary.aliases import closest

__all__ = ["OWN", "Rule", "all_rules", "lint", "waivers"]


def lint(loaded: Loaded, options: LintOptions, today: datetime.date) -> list[Finding]:
    """What the rules say of all files that were asked for and load.

    Raises `CjmError` for unknown rules and options in the settings or on the command line.
    """
    settings = _settings(loaded)
    check_names(options, settings, loaded)
    findings: list[Finding] = []
    for document in loaded.asked:
        model = document.model
        if model is None or document.faults or document.complaints or document.unread:
            continue
        if isinstance(model, Journey) and model.status == "archived":
            continue
        findings += _document(document, loaded, _policy(document, loaded, options), today)
    return findings


def waivers(document: Document, loaded: Loaded) -> list[Waiver]:
    """What is silenced in a file, by settings and by comments, with the reasons."""
    found = [Waiver(name, reason) for name, reason in _policy(document, loaded, LintOptions()).ignored.items()]
    for comment in ignores(document.source):
        if comment.path is not None and comment.verb in ("ignore", "ignore-file"):
            where = address(comment.path, document.model)
            found += [Waiver(name, comment.reason, where) for name in comment.names]
    return found


def _settings(loaded: Loaded) -> LintSettings:
    return loaded.atlas.project.lint if loaded.atlas.project else LintSettings()


def _policy(document: Document, loaded: Loaded, options: LintOptions) -> Policy:
    model = document.model
    own = model.lint if isinstance(model, Journey) else None
    if own is not None and own.options:
        wrong = {name for name, _ in _wrong_options(own)}
        own = own.model_copy(update={"options": {k: v for k, v in own.options.items() if k not in wrong}})
    status = model.status if isinstance(model, Journey) else "published"
    file = shown(loaded.start / document.file, loaded.root or loaded.start)
    return Policy(options, _settings(loaded), file, own, status)


def _document(document: Document, loaded: Loaded, policy: Policy, today: datetime.date) -> Iterator[Finding]:
    comments = [] if policy.no_ignores else ignores(document.source)
    at: dict[Path, list[int]] = {}
    for index, comment in enumerate(comments):
        if comment.path is not None:
            at.setdefault(comment.path, []).append(index)
    used: set[int] = set()
    for rule, remark in _remarks(document, loaded.atlas, policy, today):
        around = [index for length in range(len(remark.path) + 1) for index in at.get(remark.path[:length], ())]
        silenced = [index for index in around if _silences(comments[index], rule)]
        used.update(silenced)
        if not silenced:
            severity = policy.severity(rule, remark.severity)
            yield finding(document, rule.name, rule.category, severity, remark, loaded.documents)
    yield from _map_levels(document, document.model.lint if isinstance(document.model, Journey) else None)
    yield from _comments(document, comments, used, policy)


def _map_levels(document: Document, own: LintLevels | None) -> Iterator[Finding]:
    """Names in a map's own `lint` that are no rules."""
    known = {*all_rules(), *OWN, *(str(category) for category in Category)}
    for key in ("ignore", "severity", "options") if own is not None else ():
        for name in getattr(own, key):
            if name not in known:
                near = did_you_mean(closest(name, known))
                remark = Remark(
                    ("lint", key, name), f"there is no rule or category `{name}`", near or ("`cjm rules` lists them",)
                )
                yield finding(document, "unknown-rule", Category.FORMAT, Severity.WARNING, remark, at_key=True)
    for name, problem in _wrong_options(own) if own is not None else ():
        remark = Remark(("lint", "options", name), problem.message, (problem.help,) if problem.help else ())
        yield finding(document, "unknown-rule", Category.FORMAT, Severity.WARNING, remark, at_key=True)


def _wrong_options(own: LintLevels) -> Iterator[tuple[str, CjmError]]:
    """The rules whose options in a map's own settings cannot be used, with what is wrong."""
    for name, given in own.options.items():
        if name in all_rules():
            try:
                check_options(all_rules()[name], given)
            except CjmError as problem:
                yield name, problem


def _comments(document: Document, comments: Sequence[Ignore], used: set[int], policy: Policy) -> Iterator[Finding]:
    """What is wrong with the comments that silence rules."""
    rules = all_rules()
    known = {*rules, *OWN, *(str(category) for category in Category)}
    meant = cache(lambda name: did_you_mean(closest(name, known)))
    for index, comment in enumerate(comments):

        def say(rule: str, message: str, *help: str) -> Finding:
            return Finding(rule, Category.FORMAT, Severity.WARNING, message, document.file, comment.place, help)  # noqa: B023 - called in this round only

        if comment.verb not in ("ignore", "ignore-file"):
            yield say(
                "unknown-rule",
                f"`cjm: {comment.verb}` means nothing",
                "write `# cjm: ignore[rule] reason` or `# cjm: ignore-file[rule] reason`",
            )
            continue
        if not comment.names:
            yield say(
                "unknown-rule", "this comment does not say which rule it silences", "write `# cjm: ignore[rule] reason`"
            )
            continue
        unknown = [name for name in comment.names if name not in known]
        for name in unknown:
            near = meant(name)
            yield say("unknown-rule", f"there is no rule or category `{name}`", *(near or ("`cjm rules` lists them",)))
        if not comment.reason:
            yield say(
                "ignore-without-reason",
                "this comment does not say why",
                "write the reason behind the bracket; reports show it",
            )
        asked = [rules[name] for name in comment.names if name in rules]
        off = asked and not any(policy.runs(rule) for rule in asked)
        if index not in used and len(unknown) < len(comment.names) and not off:
            yield say(
                "unused-ignore", f"nothing here is silenced by this comment ({', '.join(comment.names)})", "remove it"
            )


def _silences(comment: Ignore, rule: Rule) -> bool:
    """Whether a comment names a rule or its category."""
    named = rule.name in comment.names or str(rule.category) in comment.names
    return named and comment.verb in ("ignore", "ignore-file")


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
                yield rule, _below(path, remark)


def _below(path: Path, remark: Remark) -> Remark:
    if not path:
        return remark
    return Remark((*path, *remark.path), remark.message, remark.help, remark.allowed, remark.severity, remark.related)
