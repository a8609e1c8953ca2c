"""Rules that look at all maps of a project at once.

They run after the maps were read, over the short entries that each process made of its maps. The few files that they
have something to say of are read once more, for the places.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from cjm.finding import Finding, Remark
from cjm.linting.policy import Policy, policy_of, project_policy
from cjm.linting.rule import Rule, all_rules
from cjm.linting.silencing import Comments
from cjm.loading import Document, Part, Target, load
from cjm.model import Journey, LintOptions
from cjm.placing import finding
from cjm.portfolio import Entry, Portfolio, portfolio


@dataclass(frozen=True)
class Across:
    """What rules across maps had to say."""

    findings: list[Finding]
    texts: dict[str, str]
    """The text of each file that a finding stands in or points to."""


def across_rules() -> list[Rule]:
    """The rules that look at the whole portfolio."""
    return [rule for rule in all_rules().values() if rule.looks_at is Portfolio]


def rules_across(part: Part, options: LintOptions) -> list[Rule]:
    """Those of them that are on in a project."""
    policy = project_policy(part, options)
    return [rule for rule in across_rules() if policy.runs(rule)]


def across(part: Part, found: Iterable[Entry], awaiting: Mapping[str, frozenset[int]], options: LintOptions) -> Across:
    """What the rules say of the files of a part that were asked for.

    `found` are the entries of the whole project; `awaiting` the lines, by file, of comments that silence only rules
    across maps, so that only now is known whether they silence anything.
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
    answer = Across([], {})
    for file, said in sorted(remarks.items()):
        if file in asked:
            _file(part, asked[file], said, awaiting.get(file, frozenset()), options, answer)
        elif file == part.project_file and part.is_whole:
            _settings(part, said, policy, answer)
    return answer


def _file(
    part: Part,
    target: Target,
    said: list[tuple[Rule, Remark]],
    awaiting: frozenset[int],
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
        if policy.runs(rule) and not comments.silence(rule, remark.path):
            severity = policy.severity(rule, remark.severity)
            answer.findings.append(finding(document, rule.name, rule.category, severity, remark, loaded.documents))
    answer.findings.extend(comments.in_vain(awaiting))
    answer.texts.update({one.file: one.source.text for one in loaded.documents})


def _settings(part: Part, said: list[tuple[Rule, Remark]], policy: Policy, answer: Across) -> None:
    """Remarks about the project file itself."""
    assert part.project_source is not None
    assert part.project_file is not None
    document = Document(part.project_file, part.project_source)
    for rule, remark in said:
        severity = policy.severity(rule, remark.severity)
        answer.findings.append(finding(document, rule.name, rule.category, severity, remark))
    answer.texts[part.project_file] = part.project_source.text
