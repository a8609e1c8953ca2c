"""One line for each finding, for editors and for searching."""

from cjm.finding import Run
from cjm.reports import Style
from cjm.reports._ansi import painter
from cjm.reports._text import visible


def report(run: Run, style: Style) -> str:
    """Lines like `maps/shoes.cjm.yaml:13:21: error[invalid-value] `hihg` is not a severity`."""
    paint = painter(style)
    return "".join(
        f"{visible(finding.file)}:{finding.place.line}:{finding.place.column}: "
        f"{paint(f'{finding.severity}[{finding.rule}]', finding.severity)} {visible(finding.message)}\n"
        for finding in run.findings
    )
