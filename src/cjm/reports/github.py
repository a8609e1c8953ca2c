"""Annotations on the lines of a pull request, by the workflow commands of GitHub Actions."""

from cjm.finding import Finding, Run, Severity
from cjm.reports import Style, counted
from cjm.reports._text import told

MOST = 10
"""Annotations of one level that GitHub shows for a step; it drops the rest without a word."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(run: Run, style: Style) -> str:
    """Errors first, then warnings and infos; a last notice counts those for which there was no room."""
    by_level = {level: [finding for finding in run.findings if finding.severity is level] for level in Severity}
    crowded = any(len(findings) > MOST for findings in by_level.values())
    commands: list[str] = []
    left = {}
    for level, findings in by_level.items():
        room = MOST - (crowded and level is Severity.INFO)  # the last notice is a notice, too
        commands += [_command(finding) for finding in findings[:room]]
        left[level] = len(findings[room:])
    if crowded:
        parts = ", ".join(counted(number, level) for level, number in left.items() if number)
        commands.append(f"::notice title=cjm::… and {sum(left.values())} more ({parts})")
    return "".join(f"{command}\n" for command in commands)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": finding.file, "line": place.line, "endLine": place.last_line}
    if place.line == place.end_line:  # GitHub takes columns for a single line only
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = finding.rule
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = "\n".join(told(finding))
    return f"::{_LEVELS[finding.severity]} {listed}::{_text(text)}"


def _text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
