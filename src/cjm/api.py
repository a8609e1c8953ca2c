"""Load, validate, lint and render a project: what the command line calls, and what programs can."""

import datetime

from cjm import catalogue
from cjm.catalogue import RulePage
from cjm.finding import Category, Finding, Place, Related, Remark, Run, Severity
from cjm.linting import LintOptions, finding
from cjm.linting import lint as _lint
from cjm.loading import Document, Loaded, Request, load

__all__ = ["LintOptions", "Request", "RulePage", "lint", "rule", "rules", "schema", "validate"]


def validate(request: Request) -> Run:
    """Check that maps and personas are what they claim to be: shape, types, references.

    Raises `CjmError` where that cannot be done: a missing path, unusable settings, nothing to read.
    """
    loaded = load(request)
    return _run(loaded, [found for document in loaded.asked for found in flaws(document)], "validate")


def lint(request: Request, options: LintOptions, today: datetime.date) -> Run:
    """Everything that `validate` says, and the content rules. Raises `CjmError` as `validate` does."""
    loaded = load(request)
    findings = [found for document in loaded.asked for found in flaws(document)]
    findings += _lint(loaded, options, today).findings
    return _run(loaded, findings, "lint")


def rules() -> list[RulePage]:
    """The pages of all that cjm can find."""
    return list(catalogue.pages().values())


def rule(name: str) -> RulePage:
    """The page of one rule. Raises `CjmError` where there is none of this name."""
    return catalogue.page(name)


def schema(name: str) -> str:
    """The JSON Schema of `journey`, `persona` or `project`, as text."""
    from cjm.schema import text

    return text(name)


def flaws(document: Document) -> list[Finding]:
    """What is wrong with a file's text, shape and references, each thing once."""
    found: list[Finding] = []
    for fault in document.faults:
        related = tuple(Related(caption, document.file, place) for caption, place in fault.related)
        found.append(Finding(
            fault.rule, Category.FORMAT, Severity.ERROR, fault.message, document.file, fault.place, fault.help,
            related=related,
        ))
    for complaint in document.complaints:
        remark = Remark(complaint.path, complaint.message, complaint.help, complaint.allowed)
        found.append(finding(document, complaint.rule, Category.FORMAT, Severity.ERROR, remark, complaint.at_key))
    for rule, remark in document.problems:
        found.append(finding(document, rule, Category.FORMAT, Severity.ERROR, remark))
    unique: dict[tuple[str, Place, str], Finding] = {}
    for one in found:
        unique.setdefault((one.rule, one.place, one.message), one)
    return list(unique.values())


def _run(loaded: Loaded, findings: list[Finding], command: str) -> Run:
    findings.sort(key=lambda found: found.order)
    sources = {document.file: document.source.text for document in loaded.documents}
    shown = {found.file for found in findings} | {other.file for found in findings for other in found.related}
    return Run(
        tuple(findings),
        tuple(document.file for document in loaded.asked),
        tuple(document.file for document in loaded.asked if document.unread),
        {file: sources[file] for file in sorted(shown) if file in sources},
        command,
        loaded.atlas.project.lint.fail_on if loaded.atlas.project else None,
    )
