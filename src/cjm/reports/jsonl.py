"""A line of JSON for each finding, for programs that read as they go; its shape is that of an entry of `json`."""

from cjm.finding import Run
from cjm.reports import Style
from cjm.reports._text import written
from cjm.reports.json import entry


def report(run: Run, style: Style) -> str:
    """As many lines as there are findings."""
    return "".join(f"{written(entry(finding))}\n" for finding in run.findings)
