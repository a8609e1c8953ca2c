"""One JSON document for programs; its shape is `schemas/findings.schema.json`."""

from hashlib import sha256
from typing import Any

from cjm import __version__
from cjm.finding import Finding, Path, Place, Run, Severity
from cjm.reports import Style
from cjm.reports._text import address, written

VERSION = 1
"""Raised when the document changes so that a program which reads it would have to change too."""


def report(run: Run, style: Style) -> str:
    """Always a whole document, also when there are no findings. Each finding has a line of its own."""
    head = {
        "version": VERSION,
        "tool": {"name": "cjm", "version": __version__},
        "summary": {
            "command": run.command,
            "files": len(run.files),
            "unread": len(run.unread),
            **_counts(run),
            **({"accepted": run.accepted} if run.accepted else {}),
        },
    }
    entries = [f'"{key}": {written(value)}' for key, value in head.items()]
    # A line for each finding: indents throughout would take ten times as long.
    findings = ",".join(f"\n    {written(entry(finding))}" for finding in run.findings)
    entries.append(f'"findings": [{findings}\n  ]' if findings else '"findings": []')
    return "{\n  " + ",\n  ".join(entries) + "\n}\n"


def _counts(run: Run) -> dict[str, int]:
    return {f"{level}s": sum(finding.severity is level for finding in run.findings) for level in Severity}


def entry(finding: Finding) -> dict[str, Any]:
    """One finding as the schema describes it."""
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "allowed": finding.allowed,
        "path": finding.file,
        **_stretch(finding.place),
        "pointer": pointer(finding.path),
        "address": address(finding),
        "related": [
            {"message": other.message, "path": other.file, **_stretch(other.place)} for other in finding.related
        ],
        "fix": finding.edit
        and {
            "safe": finding.edit.safe,
            "start": finding.edit.start,
            "end": finding.edit.end,
            "text": finding.edit.text,
        },
        "url": None,
        "fingerprint": fingerprint(finding),
    }


def _stretch(place: Place) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": place.line, "column": place.column},
        "end": {"line": place.end_line, "column": place.end_column},
    }


def pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901): `/stages/0/name`, and empty for the whole file."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def fingerprint(finding: Finding) -> str:
    """A name for a finding that survives moved lines: 16 hex digits of SHA-256.

    It is made of rule, path, address and message, one after the other with a zero between two.
    """
    parts = (finding.rule, finding.file, address(finding), finding.message)
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
