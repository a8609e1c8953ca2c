"""What becomes of the findings: shown in a format, counted in a summary, turned into an exit code."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cjm.cli import DONE, FINDINGS, terminal
from cjm.cli.choices import choice, severity, suggestion
from cjm.errors import CjmError
from cjm.files import replace as replace_file
from cjm.finding import Finding, Run, Severity, worst

_ANNOUNCED = ("grouped", "gitlab", "jsonl", "junit", "markdown", "sarif")
"""Formats that are promised, and answered with patience until there is a module for them."""


@dataclass(frozen=True)
class Showing:
    """How the findings of a run are to be shown, as asked by options and environment."""

    format: str
    folded: bool
    """In GitHub Actions by default: annotations, and the readable text in a group of the log."""
    file: str | None
    least: Severity
    colour: str
    quiet: bool
    verbose: bool


def showing(
    *, output_format: str | None, output_file: str | None, min_severity: str, color: str, quiet: bool, verbose: bool
) -> Showing:
    """Read the options, before any work is done. Raises `CjmError`."""
    if quiet and verbose:
        raise CjmError("--quiet and --verbose exclude each other")
    file = None if output_file == "-" else output_file
    if file is not None and file.endswith((".cjm.yaml", ".cjm.yml", ".persona.yaml", ".persona.yml", "cjm.yaml")):
        raise CjmError(f"`{file}` is the name of a map, a persona or settings", help="-o names the file for findings")
    asked = output_format or os.environ.get("CJM_OUTPUT_FORMAT")
    folded = not asked and file is None and os.environ.get("GITHUB_ACTIONS") == "true"
    return Showing(
        format=_format(asked) if asked else "github" if folded else "full",
        folded=folded,
        file=file,
        least=severity(min_severity, "--min-severity"),
        colour=choice(color, ("auto", "always", "never"), "a value of --color"),
        quiet=quiet,
        verbose=verbose,
    )


def _format(name: str) -> str:
    from cjm.reports import formats

    known = formats()
    if name in known:
        return name
    if name in _ANNOUNCED:
        raise CjmError(f"the output format `{name}` is not available yet", help=suggestion("", known))
    return choice(name, known, "an output format")


def finish(run: Run, show: Showing, fail_on: Severity | None) -> int:
    """Show the findings and the summary; the result is the exit code."""
    shown = replace(run, findings=tuple(found for found in run.findings if found.severity.rank >= show.least.rank))
    text = _text(shown, show)
    if show.file is None:
        terminal.write(text)
    else:
        _save(show.file, text, run)
    if show.verbose:
        for file in run.files:
            terminal.say(f"read {terminal.one_line(file)}")
    if not show.quiet:
        terminal.say(summary(run, hidden=len(run.findings) - len(shown.findings)))
    highest = worst(run.findings)
    return FINDINGS if fail_on and highest and highest.rank >= fail_on.rank else DONE


def _text(run: Run, show: Showing) -> str:
    from cjm.reports import Style, report

    stream = sys.stdout if show.file is None else None
    style = Style(terminal.colour(show.colour, stream, os.environ), terminal.width() if stream else 100)
    text = report(show.format, run, style)
    return text + _group(report("full", run, style)) if show.folded and text else text


def _group(text: str) -> str:
    """A text in a group of the log of GitHub Actions, in which no line is taken for a command.

    The word that ends the text is made from the text, so that no map can hold it.
    """
    from hashlib import sha256

    word = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return f"::group::Findings of cjm\n::stop-commands::{word}\n{text}::{word}::\n::endgroup::\n"


def summary(run: Run, hidden: int = 0) -> str:
    """A run in one line: `2 errors, 1 warning in 3 files`, `All good: 3 files checked`."""
    from cjm.reports import counted

    files = counted(len(run.files), "file")
    if not run.files:
        return "No files to check"
    if not run.findings:
        return f"All good: {files} checked"
    line = f"{_levels(run.findings)} in {files}"
    if run.unread:
        line += f", {len(run.unread)} of them not readable"
    if hidden:
        line += f" ({hidden} not shown)"
    if run.command == "lint" and (count := sum(found.edit is not None and found.edit.safe for found in run.findings)):
        line += f"; {count} can be corrected with --fix"
    return line


def _levels(findings: Sequence[Finding]) -> str:
    from cjm.reports import counted

    numbers = {level: sum(finding.severity is level for finding in findings) for level in Severity}
    return ", ".join(counted(number, level) for level, number in numbers.items() if number)


def statistics(run: Run) -> list[str]:
    """How often each rule found something, the most frequent first, a line each."""
    from collections import Counter

    numbers = Counter((finding.rule, finding.severity) for finding in run.findings)
    rows = sorted(numbers.items(), key=lambda row: (-row[1], row[0]))
    return [f"{number:>6}  {level:<7}  {rule}" for (rule, level), number in rows]


def _save(path: str, text: str, run: Run) -> None:
    """Write a whole file or leave the old one; never over a file that was read. Raises `CjmError`."""
    target = Path(path).resolve()
    if str(target) in {os.path.realpath(file) for file in run.files}:
        raise CjmError(f"`{path}` is one of the files that were checked", help="-o names the file for findings")
    data = text.encode("utf-8", "backslashreplace")
    try:
        if Path(path).exists() and not Path(path).is_file():  # a device such as /dev/null, or a folder
            Path(path).write_bytes(data)
        else:
            replace_file(target, data)
    except OSError as problem:
        raise CjmError(f"`{path}` cannot be written: {problem.strerror}") from problem
