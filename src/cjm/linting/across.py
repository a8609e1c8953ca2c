"""Rules that look at all maps of a project at once, and those that look at what its project file holds.

They run after the maps were read, over the short entries that each process made of its maps. The few files that they
have something to say of are read once more, for the places.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cjm.atlas import Atlas, Look
from cjm.finding import Finding, Path, Remark, Silenced
from cjm.linting.policy import Policy, policy_of, project_policy
from cjm.linting.rule import Rule, all_rules
from cjm.linting.silencing import Comments, Naming
from cjm.linting.visiting import below
from cjm.loading import Document, Part, Target, load
from cjm.model import Evidence, Journey, LintOptions
from cjm.placing import finding
from cjm.portfolio import Entry, Portfolio, portfolio


@dataclass(frozen=True)
class Across:
    """What rules across maps had to say."""

    findings: list[Finding]
    texts: dict[str, str]
    """The text of each file that a finding stands in or points to."""
    silenced: list[Silenced]


def across_rules() -> list[Rule]:
    """The rules that look at the whole portfolio."""
    return [rule for rule in all_rules().values() if rule.looks_at is Portfolio]


def rules_across(part: Part, options: LintOptions) -> list[Rule]:
    """Those of them that are on in a project."""
    policy = project_policy(part, options)
    return [rule for rule in across_rules() if policy.runs(rule)]


def looks_across(part: Part, options: LintOptions) -> bool:
    """Whether there is anything to look at beside the single files: by rules across maps, or in the project file."""
    return part.is_whole or bool(rules_across(part, options))


def across(
    part: Part,
    found: Iterable[Entry],
    awaiting: Mapping[str, frozenset[Naming]],
    options: LintOptions,
    today: datetime.date,
) -> Across:
    """What the rules say of the files of a part that were asked for, and of its project file if all of it was.

    `found` are the entries of the whole project; `awaiting` the names, by file, in comments that stand for
    rules across maps, so that only now is known whether they silence anything.
    """
    policy = project_policy(part, options)
    whole = portfolio(part.project, part.project_file, iter(found))
    remarks: dict[str, list[tuple[Rule, Remark]]] = {file: [] for file in awaiting}
    for rule in rules_across(part, options):
        check: Callable[..., Iterable[tuple[str, Remark]]] = rule.module.check
        settings = policy.options(rule)
        for file, remark in check(whole) if settings is None else check(whole, settings):
            remarks.setdefault(file, []).append((rule, remark))
    asked = {part.name(target): target for target in part.targets}
    answer = Across([], {}, [])
    for file, said in sorted(remarks.items()):
        if file in asked:
            _file(part, asked[file], said, awaiting.get(file, frozenset()), options, answer)
    if part.is_whole and part.project_file is not None:
        said = [*remarks.get(part.project_file, ()), *_of_sources(part, policy, today)]
        _settings(part, said, policy, answer)
    return answer


def _file(
    part: Part,
    target: Target,
    said: list[tuple[Rule, Remark]],
    awaiting: frozenset[Naming],
    options: LintOptions,
    answer: Across,
) -> None:
    others = {pointer.file for _, remark in said for pointer in remark.related if pointer.file is not None}
    targets = (target, *(Target(part.start / file) for file in sorted(others - {part.name(target)})))
    loaded = load(replace(part, targets=targets))
    document = next(one for one in loaded.documents if one.file == part.name(target))
    if not document.lintable or (isinstance(document.model, Journey) and document.model.status == "archived"):
        return
    policy = policy_of(document, loaded, options)
    comments = Comments(document, policy)
    for rule, remark in said:
        if not policy.runs(rule):
            continue
        severity = policy.severity(rule, remark.severity)
        found = finding(document, rule.name, rule.category, severity, remark, loaded.documents)
        if comment := comments.silence(rule, remark.path):
            answer.silenced.append(Silenced(found, comment.reason))
        else:
            answer.findings.append(found)
    answer.findings.extend(comments.in_vain(awaiting))
    answer.texts.update({one.file: one.source.text for one in loaded.documents})


def _of_sources(part: Part, policy: Policy, today: datetime.date) -> Iterator[tuple[Rule, Remark]]:
    """What rules that look at evidence say of the sources that all maps share."""
    assert part.project is not None
    assert part.project_file is not None
    atlas = Atlas(part.project)
    rules = [rule for rule in all_rules().values() if rule.looks_at is Evidence and policy.runs(rule)]
    for rule in rules if part.project.evidence else ():
        check: Callable[..., Iterable[Remark]] = rule.module.check
        settings = policy.options(rule)
        for key, source in part.project.evidence.items():
            look = Look(atlas, part.project_file, today, key=key)
            at: Path = ("evidence", key)
            for remark in check(source, look) if settings is None else check(source, look, settings):
                yield rule, below(at, remark)


def _settings(part: Part, said: list[tuple[Rule, Remark]], policy: Policy, answer: Across) -> None:
    """Remarks about the project file itself."""
    assert part.project_source is not None
    assert part.project_file is not None
    document = Document(part.project_file, part.project_source)
    comments = Comments(document, policy)
    for rule, remark in said:
        found = finding(document, rule.name, rule.category, policy.severity(rule, remark.severity), remark)
        if comment := comments.silence(rule, remark.path):
            answer.silenced.append(Silenced(found, comment.reason))
        else:
            answer.findings.append(found)
    answer.findings.extend(comments.faults())
    answer.findings.extend(comments.in_vain(comments.awaiting()))
    answer.texts[part.project_file] = part.project_source.text
