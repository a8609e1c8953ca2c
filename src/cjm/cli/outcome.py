"""What becomes of the findings: shown in a format, counted in a summary, turned into an exit code."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cjm.cli import DONE, FINDINGS, terminal
from cjm.cli.choices import choice, severity
from cjm.errors import CjmError
from cjm.files import replace as replace_file
from cjm.finding import Run, Severity, worst

if TYPE_CHECKING:
    from cjm.reports import Style


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
    reports: tuple[tuple[str, str], ...] = ()
    """Further reports: the format of each and the file that it goes into."""


def showing(
    *,
    output_format: str | None,
    output_file: str | None,
    min_severity: str,
    color: str,
    quiet: bool,
    verbose: bool,
    reports: Sequence[str] = (),
) -> Showing:
    """Read the options, before any work is done. Raises `CjmError`."""
    if quiet and verbose:
        raise CjmError("--quiet and --verbose exclude each other")
    file = None if output_file == "-" else output_file
    if file is not None:
        _check_target(file, "-o")
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
        reports=_reports(reports, file),
    )


def _format(name: str) -> str:
    from cjm.reports import formats

    return choice(name, formats(), "an output format")


def _reports(given: Sequence[str], file: str | None) -> tuple[tuple[str, str], ...]:
    """`FORMAT=PATH` as given, each path once. Raises `CjmError`."""
    made = []
    taken = {os.path.realpath(file)} if file is not None else set()
    for one in given:
        format, _, path = one.partition("=")
        _format(format)
        if not path:
            raise CjmError(f"--report {format} does not say where to", help=f"write it as `--report {format}=FILE`")
        if path == "-":
            raise CjmError("--report needs a file", help=f"`--output-format {format}` writes to standard output")
        _check_target(path, "--report")
        if os.path.realpath(path) in taken:
            raise CjmError(f"`{path}` cannot hold two reports", help="give each a file of its own")
        taken.add(os.path.realpath(path))
        made.append((format, path))
    return tuple(made)


def _check_target(path: str, option: str) -> None:
    """Refuse what cannot be written or should not be, before any work is done. Raises `CjmError`."""
    help = f"{option} names the file for findings"
    if path.lower().endswith((".yaml", ".yml")):
        raise CjmError(f"`{path}` is named like a map, a persona or settings", help=help)
    if Path(path).is_dir():
        raise CjmError(f"`{path}` is a folder", help=help)
    if not Path(path).parent.is_dir():
        raise CjmError(f"there is no folder `{Path(path).parent}`", help="make it first")


def finish(run: Run, show: Showing, fail_on: Severity | None) -> int:
    """Show the findings and the summary; the result is the exit code."""
    from cjm.reports import report

    shown = replace(
        run,
        findings=tuple(found for found in run.findings if found.severity.rank >= show.least.rank),
        silenced=tuple(one for one in run.silenced if one.finding.severity.rank >= show.least.rank),
    )
    for _, path in (*show.reports, *([("", show.file)] if show.file is not None else ())):
        _spare_sources(path, run)
    for format, path in show.reports:
        save(path, report(format, shown, _style(show, None)))
    text = _text(shown, show)
    if show.file is None:
        terminal.write(text)
    else:
        save(show.file, text)
    if show.verbose:
        for file in run.files:
            terminal.say(f"read {terminal.one_line(file)}")
    if run.stale and not show.quiet:
        _say_stale(run, every=show.verbose)
    if not show.quiet:
        terminal.say(summary(run, hidden=len(run.findings) - len(shown.findings)))
    highest = worst(run.findings)
    return FINDINGS if fail_on and highest and highest.rank >= fail_on.rank else DONE


def _text(run: Run, show: Showing) -> str:
    from cjm.reports import report

    style = _style(show, sys.stdout if show.file is None else None)
    text = report(show.format, run, style)
    return text + _group(report("full", run, style)) if show.folded and text else text


def _style(show: Showing, stream: TextIO | None) -> "Style":
    """How a report looks on a stream, or in a file."""
    from cjm.reports import Style

    return Style(terminal.colour(show.colour, stream, os.environ), terminal.width() if stream else 100)


def _group(text: str) -> str:
    """A text in a group of the log of GitHub Actions, in which no line is taken for a command.

    The word that ends the text is made from the text, so that no map can hold it.
    """
    from hashlib import sha256

    word = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return f"::group::Findings of cjm\n::stop-commands::{word}\n{text}::{word}::\n::endgroup::\n"


def summary(run: Run, hidden: int = 0) -> str:
    """A run in one line: `2 errors, 1 warning in 3 files`, `All good: 3 files checked`."""
    from cjm.reports import counted, tally

    files = counted(len(run.files), "file")
    if not run.files:
        return "No files to check" if run.since is None else f"No map has changed since {terminal.one_line(run.since)}"
    if run.since is not None:
        files += f" changed since {terminal.one_line(run.since)}"
    accepted = f"; {counted(run.accepted, 'finding')} in the baseline not shown" if run.accepted else ""
    if not run.findings:
        return f"{'Nothing new' if accepted else 'All good'}: {files} checked{accepted}"
    line = f"{tally(run.findings)} in {files}{accepted}"
    if run.unread:
        line += f", {len(run.unread)} of them not readable"
    if hidden:
        line += f" ({hidden} not shown)"
    if run.command == "lint" and (count := sum(found.edit is not None and found.edit.safe for found in run.findings)):
        line += f"; {count} can be corrected with --fix"
    return line


_FEW = 5
"""Stale entries of a baseline that are named unless more is asked for."""


def _say_stale(run: Run, *, every: bool) -> None:
    """Name what a baseline holds although it is not found any more."""
    from cjm.reports import counted

    named = run.stale if every else run.stale[:_FEW]
    for entry in named:
        where = terminal.one_line(f"{entry.file} ({entry.address})" if entry.address else entry.file)
        terminal.say(f"not found any more: {terminal.one_line(entry.rule)} in {where}")
    if rest := len(run.stale) - len(named):
        terminal.say(f"… and {rest} more (-v names all)")
    them = "it" if len(run.stale) == 1 else "them"
    terminal.say(f"The baseline holds {counted(len(run.stale), 'finding')} too many; --update-baseline removes {them}")


def statistics(run: Run) -> list[str]:
    """How often each rule found something, the most frequent first, a line each."""
    from collections import Counter

    numbers = Counter((finding.rule, finding.severity) for finding in run.findings)
    rows = sorted(numbers.items(), key=lambda row: (-row[1], row[0]))
    return [f"{number:>6}  {level:<7}  {rule}" for (rule, level), number in rows]


def _spare_sources(path: str, run: Run) -> None:
    """Refuse to write over a file that was read. Raises `CjmError`."""
    if os.path.realpath(path) in {os.path.realpath(file) for file in run.files}:
        raise CjmError(f"`{path}` is one of the files that were checked", help="findings need a file of their own")


def save(path: str, text: str) -> None:
    """Write a whole file or leave the old one. Raises `CjmError`."""
    target = Path(path).resolve()
    data = text.encode("utf-8", "backslashreplace")
    try:
        if Path(path).exists() and not Path(path).is_file():  # a device such as /dev/null, or a folder
            Path(path).write_bytes(data)
        else:
            replace_file(target, data)
    except OSError as problem:
        raise CjmError(f"`{path}` cannot be written: {problem.strerror}") from problem
