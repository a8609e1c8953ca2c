"""JUnit's XML, which nearly every CI shows as test results: a suite for each file, a failed test for each finding."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from cjm.finding import Finding, Run, Silenced
from cjm.reports import Style
from cjm.reports._text import address, told, visible


def report(run: Run, style: Style) -> str:
    """Every file that was checked has a suite, and one without findings a test that passed.

    A finding of a file that could not be read is an error rather than a failure: nothing of it was tested. What
    comments silence is a skipped test with the reason.
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
    numbers = {
        "tests": sum(max(len(found) + len(silenced.get(file, [])), 1) for file, found in by_file.items()),
        "failures": len(run.findings) - errors,
        "errors": errors,
    }
    head = f"<testsuites {_attributes({'name': f'cjm {run.command}', **numbers})}>"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join([head, *suites, "</testsuites>"]) + "\n"


def _suite(run: Run, file: str, found: list[Finding], silenced: list[Silenced], failing: str) -> str:
    cases = [_case(finding, failing, f"{finding.severity}: {finding.message}", told(finding)) for finding in found]
    cases += [_case(one.finding, "skipped", one.reason, told(one.finding)) for one in silenced]
    if not cases:
        cases = [f"    <testcase {_attributes({'name': f'cjm {run.command}', 'classname': file})}/>"]
    numbers = {
        "tests": len(cases),
        "failures": len(found) if failing == "failure" else 0,
        "errors": len(found) if failing == "error" else 0,
        "skipped": len(silenced),
    }
    return "\n".join([f"  <testsuite {_attributes({'name': file, **numbers})}>", *cases, "  </testsuite>"])


def _case(finding: Finding, outcome: str, message: str, text: Iterable[str]) -> str:
    place = f"{finding.place.line}:{finding.place.column}"
    where = address(finding)
    lines = [f"{finding.file}:{place}" + (f" ({where})" if where else ""), *text]
    body = "\n".join(escape(visible(line)) for line in lines)
    return (
        f"    <testcase {_attributes({'name': f'{finding.rule} at {place}', 'classname': finding.file})}>\n"
        f"      <{outcome} {_attributes({'message': message, 'type': finding.rule})}>{body}</{outcome}>\n"
        "    </testcase>"
    )


def _attributes(values: dict[str, object]) -> str:
    return " ".join(f"{name}={quoteattr(visible(str(value)))}" for name, value in values.items())
