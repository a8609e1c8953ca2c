"""Load, validate, lint and render a project: what the command line calls, and what programs can."""

import datetime
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cjm.finding import Finding, Run
from cjm.loading import Part, Request, load, plan
from cjm.model import LintOptions
from cjm.placing import flaws
from cjm.sharing import shared_out

if TYPE_CHECKING:
    from cjm.catalogue import RulePage
    from cjm.portfolio import Entry

__all__ = ["LintOptions", "Rendered", "Request", "lint", "render", "rule", "rules", "schema", "validate"]


def validate(request: Request) -> Run:
    """Check that maps and personas are what they claim to be: shape, types, references.

    Raises `CjmError` where that cannot be done: a missing path, unusable settings, nothing to read.
    """
    return _run(plan(request), None, None, "validate")


def lint(request: Request, options: LintOptions, today: datetime.date) -> Run:
    """Everything that `validate` says, and the content rules.

    Raises `CjmError` as `validate` does, and for rules, categories and options that do not exist.
    """
    return _run(plan(request), options, today, "lint")


@dataclass(frozen=True)
class Rendered:
    """What came of rendering."""

    run: Run
    """What `validate` says of the maps: those with findings are not rendered."""
    written: tuple[str, ...]
    """The files that were written, relative to where cjm was started."""
    text: str | None
    """The report itself, where it goes to standard output."""
    notes: tuple[str, ...] = ()
    """What else should be known, such as pictures that were left out."""


def render(
    request: Request,
    *,
    today: datetime.date,
    to: str | None = None,
    output: str | None = None,
    force: bool = False,
    language: str | None = None,
) -> Rendered:
    """Make reports of maps: one map gives one file, several give a folder with an index.

    `to` is `html` or `markdown`, `output` a file, a folder or `-`; `today` the day against which due dates are judged.
    Raises `CjmError` where nothing can be written, and as `validate` does.
    """
    from cjm.publishing import Edition, publish

    start = request.folder.resolve()
    loads = [load(part) for part in plan(request)]
    findings = sorted(
        (found for one in loads for document in one.asked for found in flaws(document, one.documents)),
        key=lambda found: found.order,
    )
    run = Run(
        tuple(findings),
        tuple(sorted(document.file for one in loads for document in one.asked)),
        tuple(sorted(document.file for one in loads for document in one.asked if document.unread)),
        {document.file: document.source.text for one in loads for document in one.documents if not document.sound},
        "render",
    )
    made = publish(loads, Edition(today, to, output, force, language), start)
    return Rendered(run, made.written, made.text, made.notes)


def rules() -> "list[RulePage]":
    """The pages of all that cjm can find."""
    from cjm import catalogue

    return list(catalogue.pages().values())


def rule(name: str) -> "RulePage":
    """The page of one rule. Raises `CjmError` where there is none of this name."""
    from cjm import catalogue

    return catalogue.page(name)


def schema(name: str) -> str:
    """The JSON Schema of `journey`, `persona` or `project`, as text."""
    from cjm.schema import text

    return text(name)


def _run(parts: list[Part], options: LintOptions | None, today: datetime.date | None, command: str) -> Run:
    """Check all parts, in several processes where there are many files, and put the answers together."""
    across: list[Part] = []
    if options is not None:
        from cjm.linting import rules_across

        across = [part for part in parts if rules_across(part, options)]
    rest = [other for part in across if (other := part.rest()) is not None]
    checked = shared_out(partial(_check, options=options, today=today), [*parts, *rest])
    findings = [found for one in checked for found in one.findings]
    texts = {file: text for one in checked for file, text in one.texts.items()}
    for part in across:
        from cjm.linting import across as look_across

        answers = [one for one in checked if one.root == part.root]
        entries = (entry for one in answers for entry in one.entries)
        assert options is not None
        seen = look_across(part, entries, {k: v for one in answers for k, v in one.awaiting.items()}, options)
        findings += seen.findings
        texts |= seen.texts
    shown = {found.file for found in findings} | {other.file for found in findings for other in found.related}
    return Run(
        tuple(sorted(findings, key=lambda found: found.order)),
        tuple(sorted(file for one in checked for file in one.files)),
        tuple(sorted(file for one in checked for file in one.unread)),
        {file: text for file, text in texts.items() if file in shown},
        command,
        _strictest(parts),
    )


def _strictest(parts: list[Part]) -> str | None:
    """The lowest severity at which one of the projects wants a lint run to fail; `None` where none says so."""
    said = [part.project.lint.fail_on if part.project else None for part in parts]
    if not any(said):
        return None
    return max((level or "warning" for level in said), key=("never", "error", "warning", "info").index)


@dataclass(frozen=True)
class _Checked:
    """What one piece of the work found; small enough to be sent between processes."""

    root: Path | None
    findings: list[Finding]
    files: list[str]
    unread: list[str]
    texts: dict[str, str]
    entries: "list[Entry]"
    awaiting: dict[str, frozenset[int]]


def _check(part: Part, options: LintOptions | None, today: datetime.date | None) -> _Checked:
    loaded = load(part, whole=options is not None and part.asked)
    findings = [found for document in loaded.asked for found in flaws(document, loaded.documents)]
    entries: list[Entry] = []
    awaiting: dict[str, frozenset[int]] = {}
    if options is not None and today is not None:
        from cjm.linting import lint as say
        from cjm.portfolio import entries as made_of

        linted = say(loaded, options, today)
        findings += linted.findings
        awaiting = linted.awaiting
        entries = list(made_of(loaded.atlas))
    shown = {found.file for found in findings} | {other.file for found in findings for other in found.related}
    return _Checked(
        part.root,
        findings,
        [document.file for document in loaded.asked],
        [document.file for document in loaded.asked if document.unread],
        {document.file: document.source.text for document in loaded.documents if document.file in shown},
        entries,
        awaiting,
    )
