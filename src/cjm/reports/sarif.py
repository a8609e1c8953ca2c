"""SARIF 2.1.0, the standard of OASIS for what checkers find, filled as GitHub's code scanning wants it.

GitHub shows a rule's `help.markdown` beside each alert, and knows an alert again by `primaryLocationLineHash`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from cjm import __version__, catalogue
from cjm.catalogue import RulePage
from cjm.finding import Category, Edit, Finding, Place, Run, Severity
from cjm.reference import one_as_markdown
from cjm.reports import Style
from cjm.reports._hashes import line_hashes
from cjm.reports._text import address, sentences, visible, written
from cjm.reports.json import fingerprint

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LONGEST = 1024
"""Characters of a rule's description that GitHub shows."""

Entry = dict[str, Any]


def report(run: Run, style: Style) -> str:
    """Always a whole document. What comments silence is in it as well, marked as suppressed with the reason."""
    results: list[tuple[Finding, str | None]] = [(finding, None) for finding in run.findings]
    results += [(one.finding, one.reason) for one in run.silenced]
    results.sort(key=lambda pair: pair[0].order)
    pages = catalogue.pages()
    rules = {name: number for number, name in enumerate(sorted({finding.rule for finding, _ in results}))}
    hashes = cache(lambda file: line_hashes(run.texts[file]) if file in run.texts else [])
    driver = {
        "name": "cjm",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(pages[name]) for name in rules],
    }
    head = {
        "tool": {"driver": driver},
        "invocations": [_invocation(run)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029"],
    }
    told = ",".join(f"\n    {written(_result(finding, reason, rules, hashes))}" for finding, reason in results)
    entries = [*(f'"{key}": {written(value)}' for key, value in head.items()), f'"results": [{told}]']
    body = ",\n    ".join(entries)  # a line for each result: indents throughout would take ten times as long
    return f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [{{\n    {body}\n  }}]\n}}\n'


def _invocation(run: Run) -> Entry:
    """Whether all files were read; a notification for each reason why one was not."""
    notes = [
        {
            "level": "error",
            "message": {"text": sentences(finding)},
            "locations": [_location(finding.file, finding.place)],
        }
        for finding in run.findings
        if finding.file in run.unread
    ]
    return {"executionSuccessful": not run.unread, "toolExecutionNotifications": notes}


def _rule(page: RulePage) -> Entry:
    return {
        "id": page.name,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": _cut(page.title)},
        "fullDescription": {"text": _cut(f"{page.title} {page.what}")},
        "help": {"text": _plain(page), "markdown": one_as_markdown(page)},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {
            "tags": [page.category],
            "precision": "very-high" if page.category is Category.FORMAT else "high",
            "problem.severity": _PROBLEMS[page.severity],
        },
    }


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]}…"


def _plain(page: RulePage) -> str:
    """The page for those who show no Markdown."""
    sections = {
        "What it finds": page.what,
        "Why it matters": page.why,
        "How to fix it": page.fix,
        "Example": page.example,
        "Better": page.better,
        "When to ignore it": page.ignore,
    }
    return "\n\n".join([page.title, *(f"{heading}\n{text}" for heading, text in sections.items() if text)])


def _result(
    finding: Finding, reason: str | None, rules: Mapping[str, int], hashes: Callable[[str], list[str]]
) -> Entry:
    lines = hashes(finding.file)
    prints = {"primaryLocationLineHash": lines[finding.place.line - 1]} if finding.place.line <= len(lines) else {}
    result = {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(sentences(finding))},
        "locations": [_location(finding.file, finding.place, where=address(finding))],
        "relatedLocations": [
            {"id": number, **_location(other.file, other.place), "message": {"text": _message(visible(other.message))}}
            for number, other in enumerate(finding.related, start=1)
        ],
        "partialFingerprints": {**prints, "cjmFinding/v1": fingerprint(finding)},
        # The standard wants it on all results as soon as it is on one.
        "suppressions": [] if reason is None else [{"kind": "inSource", "justification": visible(reason)}],
    }
    if finding.edit is not None:
        result["fixes"] = [_fix(finding.file, finding.edit)]
    return result


def _message(text: str) -> str:
    """A text in which no brackets of a map make a link (SARIF 2.1.0, 3.11.6)."""
    return text.replace("](", "\\](")


def _location(file: str, place: Place, where: str = "") -> Entry:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    location: Entry = {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}
    if where:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(where)}]
    return location


def _uri(file: str) -> str:
    """A path as a relative reference, whose first part no colon turns into a scheme (RFC 3986, 4.2)."""
    return quote(file, errors="replace")


def _fix(file: str, edit: Edit) -> Entry:
    how = "`cjm lint --fix` makes this correction" if edit.safe else "If the author agrees, `--unsafe-fixes` does this"
    region = {"charOffset": edit.start, "charLength": edit.end - edit.start}
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    return {
        "description": {"text": f"{how}."},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(file)}, "replacements": [replacement]}],
    }
