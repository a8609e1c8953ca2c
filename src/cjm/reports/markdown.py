"""A table for each file, as the summary of a step in GitHub Actions or a comment on a pull request shows it."""

import re
from collections.abc import Iterator
from itertools import groupby

from cjm.finding import Finding, Run, Severity
from cjm.reports import Style, counted, tally
from cjm.reports._text import told, visible

MOST = 1024 * 1024
"""Bytes that GitHub shows as the summary of a step; it refuses a longer one as a whole."""

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}

_SPECIAL = re.compile(r"[\\`*_\[\]<>#~|$]")
_CODE = re.compile("`([^`]+)`")


def report(run: Run, style: Style) -> str:
    """A heading with numbers, then the findings; what GitHub has no room for is counted at the end."""
    files = counted(len(run.files), "file")
    if not run.files:
        return f"## cjm {run.command}: no files to check\n"
    if not run.findings and not run.silenced:
        return f"## cjm {run.command}: all good\n\n{files} checked.\n"
    unread = f", {len(run.unread)} of them not readable" if run.unread else ""
    pieces = [f"## cjm {run.command}: {tally(run.findings) or 'all good'} in {files}{unread}\n"]
    room = MOST - len(pieces[0].encode()) - 200  # for what is said at the end
    shown = 0
    for piece, finding in _pieces(run):
        room -= len(piece.encode("utf-8", "backslashreplace"))
        if room < 0:
            break
        pieces.append(piece)
        shown += finding
    if left := len(run.findings) - shown:
        pieces.append(f"\n… and {left} more\n")
    if run.silenced:
        pieces.append(f"\nSilenced by comments in the maps: {counted(len(run.silenced), 'finding')}.\n")
    return "".join(pieces)


def _pieces(run: Run) -> Iterator[tuple[str, bool]]:
    """Heads of tables and their rows; and whether it is the row of a finding."""
    for file, found in groupby(run.findings, key=lambda finding: finding.file):
        yield f"\n### {_text(visible(file))}\n\n| | Place | Finding | Rule |\n|---|---|---|---|\n", False
        for finding in found:
            yield _row(finding), True


def _row(finding: Finding) -> str:
    what = "<br>".join(_text(line) for line in told(finding))
    place = f"{finding.place.line}:{finding.place.column}"
    return f"| {_SIGNS[finding.severity]} {finding.severity} | {place} | {what} | `{finding.rule}` |\n"


def _text(text: str) -> str:
    """A text in which nothing is markup but what stands between backticks."""
    pieces = _CODE.split(text)
    pieces[::2] = [_plain(piece) for piece in pieces[::2]]
    pieces[1::2] = [
        f"<code>{_plain(piece)}</code>" if "|" in piece or "\\" in piece else f"`{piece}`" for piece in pieces[1::2]
    ]
    return "".join(pieces)


def _plain(text: str) -> str:
    """A text without markup, in which nobody is mentioned and no name leads anywhere."""
    text = _SPECIAL.sub(r"\\\g<0>", text.replace("&", "&amp;"))
    return text.replace("@", "@<!-- -->").replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.")
