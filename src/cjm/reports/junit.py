"""JUnit's XML, which nearly every CI shows as test results: a suite for each file, a test for each finding."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from cjm.finding import Finding, Run, Severity, Silenced
from cjm.reports import Style
from cjm.reports._text import address, told, visible


def report(run: Run, style: Style) -> str:
    """Every file that was checked has a suite, and one without findings a test that passed.

    Errors and warnings are failures. An info is a test that passed and says something, since nothing has to be done. A
    finding of a file that could not be read is an error: nothing of it was tested. What comments silence is a skipped
    test with the reason.
    """
    by_file: dict[str, list[Finding]] = {file: [] for file in run.files}
    for finding in run.findings:
        by_file.setdefault(finding.file, []).append(finding)
    silenced: dict[str, list[Silenced]] = {}
    for one in run.silenced:
        silenced.setdefault(one.finding.file, []).append(one)
    failing = {file: "error" if file in run.unread else "failure" for file in by_file}
    suites = [_suite(run, file, found, silenced.get(file, []), failing[file]) for file, found in by_file.items()]
    errors = sum(len(found) for file, found in by_file.items() if failing[file] == "error")
    infos = sum(finding.severity is Severity.INFO for finding in run.findings)
    numbers = {
        "tests": sum(max(len(found) + len(silenced.get(file, [])), 1) for file, found in by_file.items()),
        "failures": len(run.findings) - errors - infos,
        "errors": errors,
    }
    head = f"<testsuites {_attributes({'name': f'cjm {run.command}', **numbers})}>"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join([head, *suites, "</testsuites>"]) + "\n"


def _suite(run: Run, file: str, found: list[Finding], silenced: list[Silenced], failing: str) -> str:
    cases = [
        _case(
            finding,
            "system-out" if finding.severity is Severity.INFO else failing,
            f"{finding.severity}: {finding.message}",
            told(finding),
        )
        for finding in found
    ]
    failed = sum(finding.severity is not Severity.INFO for finding in found)
    cases += [_case(one.finding, "skipped", one.reason, told(one.finding)) for one in silenced]
    if not cases:
        cases = [f"    <testcase {_attributes({'name': f'cjm {run.command}', 'classname': file})}/>"]
    numbers = {
        "tests": len(cases),
        "failures": failed if failing == "failure" else 0,
        "errors": failed if failing == "error" else 0,
        "skipped": len(silenced),
    }
    return "\n".join([f"  <testsuite {_attributes({'name': file, **numbers})}>", *cases, "  </testsuite>"])


def _case(finding: Finding, outcome: str, message: str, text: Iterable[str]) -> str:
    place = f"{finding.place.line}:{finding.place.column}"
    where = address(finding)
    lines = [f"{finding.file}:{place}" + (f" ({where})" if where else ""), *text]
    if outcome == "system-out":  # it has no attributes
        lines, said = [message, *lines], ""
    else:
        said = " " + _attributes({"message": message, "type": finding.rule})
    body = "\n".join(escape(visible(line)) for line in lines)
    return (
        f"    <testcase {_attributes({'name': f'{finding.rule} at {place}', 'classname': finding.file})}>\n"
        f"      <{outcome}{said}>{body}</{outcome}>\n"
        "    </testcase>"
    )


def _attributes(values: dict[str, object]) -> str:
    return " ".join(f"{name}={quoteattr(visible(str(value)))}" for name, value in values.items())
