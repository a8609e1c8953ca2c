"""Load, validate, lint and render a project: what the command line calls, and what programs can."""

import datetime

from cjm.finding import Category, Finding, Place, Related, Remark, Run, Severity
from cjm.linting import LintOptions, finding
from cjm.linting import lint as _lint
from cjm.loading import Document, Loaded, Request, load

__all__ = ["LintOptions", "Request", "lint", "validate"]


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


def fail_on(request: Request) -> str | None:
    """From which severity on the project wants a lint run to fail; `None` where it does not say."""
    project = load(Request(**{**request.__dict__, "paths": (), "allow_empty": True})).atlas.project
    return project.lint.fail_on if project else None


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
    )
