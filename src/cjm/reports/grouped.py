"""Findings by file in columns that stand below each other: for people who mend one file after the other.

maps/shoes.cjm.yaml
  6:9    info   nobody says what the customer thinks  missing-thoughts
  13:23  error  `hihg` is not a severity              invalid-value
"""

from itertools import groupby

from cjm.finding import Finding, Run
from cjm.reports import Style
from cjm.reports._ansi import painter
from cjm.reports._text import visible, width, wrapped

_NARROWEST = 30
"""Columns that messages get even in a very narrow terminal."""


def report(run: Run, style: Style) -> str:
    """A heading for each file with findings, an empty line between two; long messages have several lines."""
    paint = painter(style)
    places = max((len(_place(finding)) for finding in run.findings), default=0)
    levels = max((len(finding.severity) for finding in run.findings), default=0)
    rules = max((len(finding.rule) for finding in run.findings), default=0)
    before = 2 + places + 2 + levels + 2
    room = max(style.width - before - 2 - rules, _NARROWEST)
    messages = [wrapped(visible(finding.message), room) for finding in run.findings]
    widest = max((width(line) for lines in messages for line in lines), default=0)
    blocks = []
    for file, found in groupby(zip(run.findings, messages, strict=True), key=lambda pair: pair[0].file):
        rows = [paint(visible(file), "strong")]
        for finding, (first, *more) in found:
            level = paint(finding.severity, finding.severity) + " " * (levels - len(finding.severity))
            gap = " " * (min(widest, room) - width(first))
            rows.append(f"  {_place(finding):<{places}}  {level}  {first}{gap}  {paint(finding.rule, 'frame')}")
            rows += [" " * before + line for line in more]
        blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks)


def _place(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"
