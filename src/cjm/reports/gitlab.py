"""GitLab's Code Quality report: findings in the widget and on the lines of a merge request."""

from collections import Counter
from hashlib import sha256

from cjm.finding import Run, Severity
from cjm.reports import Style
from cjm.reports._text import sentences, written
from cjm.reports.json import fingerprint

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""GitLab also knows `critical` and `blocker`; no flaw of a journey map is that."""


def report(run: Run, style: Style) -> str:
    """An array, empty if there is nothing to say. Each fingerprint occurs once: of two alike, GitLab drops one."""
    seen: Counter[str] = Counter()
    entries = []
    for finding in run.findings:
        name = fingerprint(finding)
        seen[name] += 1
        if seen[name] > 1:
            name = sha256(f"{name}:{seen[name]}".encode()).hexdigest()[:16]
        entry = {
            "description": sentences(finding),
            "check_name": finding.rule,
            "fingerprint": name,
            "severity": _LEVELS[finding.severity],
            "location": {
                "path": finding.file,
                "lines": {"begin": finding.place.line, "end": finding.place.last_line},
            },
        }
        entries.append(written(entry))
    return "[\n  " + ",\n  ".join(entries) + "\n]\n" if entries else "[]\n"
